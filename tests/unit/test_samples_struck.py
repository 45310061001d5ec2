"""Values that are struck through and corrected on the paper: what is true, and where it stands."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import is_normalized

import pytest

from digitizer.domain.values.text import fold
from digitizer.samples import ALL_DAMAGES, ALL_LAYOUTS, Wish, generate, plan
from digitizer.samples.capture import TAKING_TURNS
from digitizer.samples.people import Printed
from digitizer.samples.slips import slip
from digitizer.samples.struck import STRUCK

OPEN_KEYS = {"text", "value", "page", "places"}


def made(folder: Path, layout: str, damage: str = STRUCK, seed: int = 4) -> dict[str, Any]:
    wish = Wish(layouts=(layout,), damages=(damage,))
    sample = generate(folder / damage, 1, seed, wish=wish)[0]
    truth: dict[str, Any] = json.loads(sample.truth_path.read_text(encoding="utf-8"))
    return truth


def struck_fields(truth: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for case in truth["cases"]:
        yield from ((key, field) for key, field in case["fields"].items() if "struck" in field)


@pytest.mark.parametrize("layout", ALL_LAYOUTS)
def test_every_form_has_a_struck_value_and_says_what_is_right(layout: str, tmp_path: Path) -> None:
    truth = made(tmp_path, layout)
    lines = {page["page"]: page["lines"] for page in truth["pages"]}
    for case in truth["cases"]:
        struck = [field for field in case["fields"].values() if "struck" in field]
        assert 1 <= len(struck) <= 2
        for field in struck:
            assert field["struck"] is True
            assert field["former"] not in ("", field["text"])
            assert is_normalized("NFC", field["former"])
            assert field.get("slot", "handwritten") == "handwritten"
            assert set(field) <= OPEN_KEYS | {"struck", "former", "slot"}
            for place in field["places"]:
                assert " ".join(piece["text"] for piece in place) == field["text"]
                for piece in place:
                    assert piece["text"] in lines[piece["page"]][piece["line"]]["text"]
            printed = " ".join(line["text"] for line in lines[field["page"]])
            assert field["former"] in printed
        noted = [line["text"] for number in case["pages"] for line in lines[number]]
        assert any(text.startswith(("Đã sửa", "Đã gạch", "Sửa lại")) for text in noted)


@pytest.mark.parametrize("layout", ["two_page", "bound_pdf", "marriage_register_columns"])
def test_a_correction_changes_no_other_truth(layout: str, tmp_path: Path) -> None:
    struck, clean = made(tmp_path, layout), made(tmp_path, layout, "clean")
    for one, other in zip(struck["cases"], clean["cases"], strict=True):
        texts = [
            {key: (field["text"], field["value"], field["page"]) for key, field in fields.items()}
            for fields in (one["fields"], other["fields"])
        ]
        assert texts[0] == texts[1]


@pytest.mark.parametrize("seed", range(4))
def test_what_is_written_lies_on_the_page(seed: int, tmp_path: Path) -> None:
    truth = made(tmp_path, "register_page", seed=seed)
    page = truth["pages"][0]
    for line in page["lines"]:
        for x, y in line["quad"]:
            assert 0 <= x <= page["width"]
            assert 0 <= y <= page["height"]


def test_a_struck_page_is_the_same_again_and_can_have_more_damage(tmp_path: Path) -> None:
    wish = Wish(types=("death",), damages=("struck+fold",), split="test")
    first, second = (generate(tmp_path / name, 2, 3, wish=wish) for name in "ab")
    for one, other in zip(first, second, strict=True):
        assert one.path.read_bytes() == other.path.read_bytes()
        assert one.truth_path.read_bytes() == other.truth_path.read_bytes()
        truth = json.loads(one.truth_path.read_text(encoding="utf-8"))
        assert list(struck_fields(truth))


def test_it_is_drawn_only_when_it_is_named() -> None:
    assert STRUCK in ALL_DAMAGES
    assert STRUCK not in TAKING_TURNS
    for wish in (Wish(), Wish(types=("all",))):
        assert not any(STRUCK in spec.damages for spec in plan(60, 1, wish))


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("voHoTen", "Nguyễn Thị Ngọc", "Nguyễn Thị Ngọc"),
        ("chaHoTen", "LÊ VĂN TIỆP", "LÊ VĂN TIỆP"),
        ("ncHoTen", "Y", "Y"),
        ("nksGioiTinh", "Nữ", "2"),
        ("nksDanToc", "Kinh", "Kinh"),
        ("nksNgaySinh", "ngày 31 tháng 08 năm 1984", "1984-08-31"),
        ("nksNgaySinh", "Ngày 1 tháng 8 năm 1984", "1984-08-01"),
        ("so", "7/2019", "7/2019"),
        ("meSoGiayToTuyThan", "C1234567", "C1234567"),
    ],
)
def test_a_slip_is_another_value_of_the_kind(key: str, text: str, value: str) -> None:
    for seed in range(30):
        wrong = slip(key, Printed(text, value), random.Random(seed))
        assert wrong
        assert wrong != text
        assert is_normalized("NFC", wrong)
        assert wrong.isupper() == text.isupper()
        assert [c.isdigit() for c in wrong if not c.isalpha()] == [
            c.isdigit() for c in text if not c.isalpha()
        ] or key.endswith(("HoTen", "DanToc"))


def test_a_wrong_tone_leaves_the_letters() -> None:
    found = {
        slip("meHoTen", Printed("Đỗ Tiệp", "Đỗ Tiệp"), random.Random(seed)) for seed in range(9)
    }
    assert found == {"Đỗ Tiếp"}
    assert {fold(name) for name in found} == {fold("Đỗ Tiệp")}


def test_places_have_no_slip() -> None:
    place = Printed("xã Bản Liền, huyện Bắc Hà", "xã Bản Liền, huyện Bắc Hà")
    assert slip("nksQueQuan", place, random.Random(1)) == ""
