"""The truth of a sample says where its print stands on the written pages."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from digitizer.samples import LAYOUTS, SampleFile, generate
from ocr.pages import iter_pages

Gray = NDArray[np.uint8]


def truth_of(sample: SampleFile) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(sample.truth_path.read_text(encoding="utf-8"))
    return truth


def grays_of(sample: SampleFile) -> dict[int, Gray]:
    return {page.number: page.image[:, :, 0] for page in iter_pages(sample.path)}


def pieces_of(truth: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for case in truth["cases"]:
        for key, field in case["fields"].items():
            for place in field["places"]:
                for piece in place:
                    yield key, piece


def straightened(gray: Gray, quad: list[list[float]]) -> Gray:
    """What is inside of a quad, upright."""
    corners = np.array(quad, dtype=np.float32)
    width, height = (round(float(np.linalg.norm(corners[0] - corners[n]))) for n in (1, 3))
    target = np.array(((0, 0), (width, 0), (width, height), (0, height)), dtype=np.float32)
    # OpenCV counts from the middle of the first pixel.
    matrix = cv2.getPerspectiveTransform(corners - 0.5, target - 0.5)
    return np.asarray(cv2.warpPerspective(gray, matrix, (width, height)), dtype=np.uint8)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_value_is_placed_piece_by_piece(layout: str, tmp_path: Path) -> None:
    truth = truth_of(generate(tmp_path, 1, seed=31, damage="low_dpi", layout=layout)[0])
    pages = {page["page"]: page for page in truth["pages"]}
    assert list(pages) == [number for case in truth["cases"] for number in case["pages"]]
    for case in truth["cases"]:
        for field in case["fields"].values():
            assert field["places"]
            for place in field["places"]:
                assert " ".join(piece["text"] for piece in place) == field["text"]
                for piece in place:
                    line = pages[piece["page"]]["lines"][piece["line"]]
                    assert piece["text"] in line["text"]


def test_a_wrapped_value_has_a_piece_on_each_line(tmp_path: Path) -> None:
    sample = generate(tmp_path, 1, seed=31, damage="low_dpi", layout="register_page")[0]
    fields = truth_of(sample)["cases"][0]["fields"]
    wrapped = [place for field in fields.values() for place in field["places"] if len(place) > 1]
    assert wrapped
    for place in wrapped:
        numbers = [piece["line"] for piece in place]
        assert numbers == list(range(numbers[0], numbers[0] + len(place)))


def test_a_name_printed_twice_has_two_places(tmp_path: Path) -> None:
    sample = generate(tmp_path, 1, seed=2, damage="low_dpi", layout="declaration")[0]
    assert len(truth_of(sample)["cases"][0]["fields"]["nycHoTen"]["places"]) == 2


def test_lines_are_labels_and_values_in_reading_order(tmp_path: Path) -> None:
    truth = truth_of(generate(tmp_path, 1, seed=2, damage="low_dpi", layout="register_page")[0])
    fields, lines = truth["cases"][0]["fields"], truth["pages"][0]["lines"]
    texts = [line["text"] for line in lines]
    assert texts[0] == "SỔ ĐĂNG KÝ KHAI SINH"
    assert f"Nơi đăng ký: {fields['noiDangKy']['text']}".startswith(texts[3])
    assert "Loại đăng ký: Đúng hạn Quá hạn Đăng ký lại" in texts
    assert texts.index("NGƯỜI THỰC HIỆN") + 1 == texts.index("NGƯỜI KÝ")
    assert not any("..." in text or "…" in text for text in texts)


@pytest.mark.parametrize("damage", ["clean", "skew", "rotated", "mix", "low_dpi"])
def test_print_stands_on_the_page(damage: str, tmp_path: Path) -> None:
    sample = generate(tmp_path, 1, seed=4, damage=damage, layout="declaration")[0]
    (page,) = truth_of(sample)["pages"]
    gray = grays_of(sample)[1]
    # A renderer of PDF pages may round up.
    assert gray.shape == pytest.approx((page["height"], page["width"]), abs=1)
    corners = np.array([line["quad"] for line in page["lines"]])
    assert corners.min() >= 0
    assert (corners[..., 0] <= page["width"]).all()
    assert (corners[..., 1] <= page["height"]).all()


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("damage", ["clean", "low_dpi"])
def test_all_ink_of_a_value_is_inside_of_its_quad(damage: str, seed: int, tmp_path: Path) -> None:
    sample = generate(tmp_path, 1, seed=seed, damage=damage, layout="certificate_plain")[0]
    gray = grays_of(sample)[1]
    for key, piece in pieces_of(truth_of(sample)):
        (left, top), (right, bottom) = np.rint((piece["quad"][0], piece["quad"][2])).astype(int)
        if key in ("nguoiKy", "chucVuNguoiKy"):
            continue  # A signature runs through them.
        around = gray[top - 3 : bottom + 3, left - 3 : right + 3] < 110
        inside = around[2:-2, 2:-2]
        assert inside.sum() > 10 * len(piece["text"]) * (sample.spec.dpi / 300) ** 2
        assert around.sum() == inside.sum(), piece["text"]


@pytest.mark.parametrize("damage", ["skew", "rotated", "mix"])
def test_quads_follow_the_damage(damage: str, tmp_path: Path) -> None:
    options: dict[str, Any] = {"seed": 6, "layout": "certificate_plain"}
    before = generate(tmp_path / "clean", 1, damage="clean", **options)[0]
    after = generate(tmp_path / damage, 1, damage=damage, **options)[0]
    first, second = grays_of(before)[1], grays_of(after)[1]
    likeness = []
    pairs = zip(pieces_of(truth_of(before)), pieces_of(truth_of(after)), strict=True)
    for (_, old), (_, new) in pairs:
        assert old["text"] == new["text"]
        clean, damaged = straightened(first, old["quad"]), straightened(second, new["quad"])
        damaged = np.asarray(cv2.resize(damaged, clean.shape[::-1]), dtype=np.uint8)
        likeness.append(np.corrcoef(clean.ravel(), damaged.ravel())[0, 1])
    assert np.median(likeness) > 0.85
    assert min(likeness) > 0.6
