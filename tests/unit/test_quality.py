"""Poor page images are named for what is wrong with them, and good ones are left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from support.pages import page_of

from digitizer.domain.problems import Problem, Severity
from digitizer.domain.record import ReadingState
from digitizer.samples import generate
from digitizer.schemas import load_catalog
from ocr.extraction import find_cases
from ocr.inspection import inspect
from ocr.pages import iter_pages
from ocr.pages.resolution import page_dpi
from ocr.quality import lost_colour, page_problems

Pixels = NDArray[np.uint8]
DPI = 200


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Pixels:
    """A certificate at 200 dpi."""
    folder = tmp_path_factory.mktemp("good")
    (sample,) = generate(folder, 1, seed=4, damage="clean", layout="certificate_plain")
    page = next(iter_pages(sample.path))
    scale = DPI / page.dpi
    return np.asarray(
        cv2.resize(page.image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8
    )


def codes(page: Pixels, dpi: int = DPI) -> set[str]:
    return {problem.code for problem in page_problems(page, dpi, 1)}


def blurred(page: Pixels, mm: float) -> Pixels:
    return np.asarray(cv2.GaussianBlur(page, (0, 0), mm / 25.4 * DPI), np.uint8)


def darkened(page: Pixels, share: float) -> Pixels:
    return np.asarray(page * share, np.uint8)


def faded(page: Pixels, share: float) -> Pixels:
    return np.asarray(235 - (235 - np.minimum(page, 235).astype(np.float32)) * share, np.uint8)


def with_finger(page: Pixels) -> Pixels:
    spoilt = page.copy()
    height = page.shape[0]
    cv2.ellipse(spoilt, (0, height // 2), (170, 65), 8, 0, 360, (205, 150, 120), -1)
    return spoilt


def cut(page: Pixels) -> Pixels:
    return np.ascontiguousarray(page[:, : page.shape[1] // 2])


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda page: blurred(page, 0.35), "page-blurred"),
        (lambda page: darkened(page, 0.3), "page-dark"),
        (lambda page: faded(page, 0.14), "page-faint"),
        (cut, "page-cut"),
        (with_finger, "page-finger"),
        (lambda page: np.full_like(page, 245), "page-blank"),
        (lambda page: blurred(page, 0.8), "page-too-poor"),
        (lambda page: darkened(page, 0.1), "page-too-poor"),
    ],
)
def test_what_is_wrong_is_named(good: Pixels, spoil: Callable[[Pixels], Pixels], code: str) -> None:
    assert code in codes(spoil(good))


def test_a_good_page_is_left_alone(good: Pixels) -> None:
    assert codes(good) == set()


def test_few_dots_are_told_with_their_number(good: Pixels) -> None:
    small = np.asarray(cv2.resize(good, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    found = {p.code: dict(p.params) for p in page_problems(small, 100, 3)}
    assert found["page-low-dpi"] == {"dpi": "100", "page": "3"}


def test_paper_that_a_photo_shows_too_small_is_not_called_coarse_as_well(good: Pixels) -> None:
    small = np.asarray(cv2.resize(good, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    known = (Problem.error("page-too-small", dpi="100", least="120"),)
    assert "page-low-dpi" not in [p.code for p in page_problems(small, 100, 3, known=known)]


def test_a_seal_needs_colour(good: Pixels) -> None:
    gray = np.repeat(cv2.cvtColor(good, cv2.COLOR_RGB2GRAY)[:, :, np.newaxis], 3, axis=2)
    sealed = gray.copy()
    cv2.circle(sealed, (900, 1800), 120, (200, 40, 50), 8)
    assert [p.code for p in lost_colour(gray, DPI, 1, ["GIẤY KHAI SINH"])] == ["page-gray"]
    assert lost_colour(sealed, DPI, 1, ["GIẤY KHAI SINH"]) == ()
    assert lost_colour(gray, DPI, 1, ["TỜ KHAI ĐĂNG KÝ KHAI SINH"]) == ()


def test_the_file_says_at_once_which_page_to_scan_again(good: Pixels, tmp_path: Path) -> None:
    pages = [Image.fromarray(page) for page in (good, blurred(good, 0.8))]
    for name in ("scan.tif", "scan.pdf"):
        pages[0].save(tmp_path / name, save_all=True, append_images=pages[1:], resolution=DPI,
                      dpi=(DPI, DPI))  # fmt: skip
        problems = inspect(tmp_path / name).problems
        assert {dict(problem.params)["page"] for problem in problems} == {"2"}
        assert problems[0].code == "page-too-poor"
        assert problems[0].severity is Severity.ERROR


def test_nothing_on_a_page_too_poor_is_accepted() -> None:
    catalog = load_catalog()
    texts = ("GIẤY KHAI SINH", "Họ, chữ đệm, tên: NGUYỄN THỊ ÁNH TUYẾT", "Giới tính: Nữ")
    page = page_of(texts)
    states = {f.state for case in find_cases([page], catalog) for f in case.fields}
    assert ReadingState.ACCEPTED in states
    poor = replace(page, problems=(Problem.error("page-too-poor", page="1"),))
    (case,) = find_cases([poor], catalog)
    name = next(field for field in case.fields if field.text == "NGUYỄN THỊ ÁNH TUYẾT")
    assert "field-on-poor-page" in {problem.code for problem in name.problems}
    assert all(field.state is not ReadingState.ACCEPTED for field in case.fields)


@pytest.mark.parametrize(
    ("size", "claimed", "dpi"),
    [
        ((2480, 3508), 72.0, 300),
        ((2480, 3508), None, 300),
        ((3508, 2480), 96.0, 300),
        ((2550, 3300), None, 300),
        ((1654, 2339), None, 200),
        ((2480, 3508), 300.0, 300),
    ],
)
def test_dpi_comes_from_the_sheet_where_the_file_is_silent_or_wrong(
    size: tuple[int, int], claimed: float | None, dpi: int
) -> None:
    assert page_dpi(claimed, np.full((size[1], size[0], 3), 255, np.uint8)) == dpi


def test_dpi_of_a_strip_comes_from_its_letters(good: Pixels) -> None:
    strip = np.ascontiguousarray(good[300:1100])
    assert 0.75 * DPI <= page_dpi(None, strip) <= 1.3 * DPI
