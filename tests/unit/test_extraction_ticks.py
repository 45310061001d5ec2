"""A ticked box chooses its option for a clerk to see, where no other can be meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from support.land_paper import CATALOG as LAND_CATALOG
from support.pages import LEFT, LETTER, PITCH, TALL, TOP, page_of

from digitizer.domain.page import Box, TickBox
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.schemas import load_catalog
from ocr.extraction import find_cases

CATALOG = load_catalog()
ROW = "Loại đăng ký:     Đúng hạn      Quá hạn      Đăng ký lại"
PAGE = (
    "                 SỔ ĐĂNG KÝ KHAI SINH",
    "Số: 15/2012     Quyển số: 01/2012      Trang số: 8",
    "Nơi đăng ký: UBND xã Mai Hạ",
    ROW,
    "Người được khai sinh",
    "Họ, chữ đệm, tên: Lò Thị Ính       Giới tính: Nữ",
)


def read(marks: Sequence[float], shift: int = 0) -> FieldReading:
    """The field when the boxes before its options have such marks."""
    y = TOP + PAGE.index(ROW) * PITCH + shift
    starts = [ROW.index(option) for option in ("Đúng hạn", "Quá hạn", "Đăng ký lại")]
    ticks = tuple(
        TickBox(Box(LEFT + start * LETTER - 60, y, 44, TALL), marked)
        for start, marked in zip(starts, marks, strict=False)
    )
    (case,) = find_cases([replace(page_of(PAGE), ticks=ticks)], CATALOG)
    return next(field for field in case.fields if field.key == "loaiDangKy")


@pytest.mark.parametrize(
    ("marks", "value"),
    [((0.6, 0.0, 0.0), "1"), ((0.0, 0.3, 0.02), "4"), ((0.01, 0.0, 0.12), "2")],
)
def test_the_ticked_option_is_shown_and_never_taken(marks: Sequence[float], value: str) -> None:
    found = read(marks)
    assert (found.value, found.state) == (value, ReadingState.REVIEW)
    assert [problem.code for problem in found.problems] == ["tick-needs-eyes"]
    assert found.origin is not None
    assert found.origin.rule == "tick-box"
    assert {candidate.value for candidate in found.candidates} == {"1", "4", "2"} - {value}


@pytest.mark.parametrize("marks", [(0.0, 0.0, 0.0), (0.5, 0.4, 0.0), (0.5, 0.2, 0.2), (0.6, 0.0)])
def test_nothing_is_chosen_where_it_is_not_clear(marks: Sequence[float]) -> None:
    found = read(marks)
    assert found.value is None
    assert len(found.candidates) == 3


def test_boxes_of_another_row_choose_nothing() -> None:
    assert read((0.6, 0.0, 0.0), shift=PITCH).value is None


LAND = (
    "                 PHIẾU KÊ KHAI ĐẤT",
    "Tên người sử dụng đất: Lò Thị Ính",
    "   Hộ nghèo          Hộ cận nghèo",
    "Ghi chú: Không có",
)
BOXES = LAND[2]


def land(*boxes: tuple[int, float], texts: Sequence[str] = LAND) -> dict[str, FieldReading]:
    """The fields of a paper with boxes at the height of the ticks' line: the letter that each
    stands at, and how much ink is in it."""
    y = TOP + LAND.index(BOXES) * PITCH
    ticks = tuple(TickBox(Box(LEFT + at * LETTER, y, 44, 44), marked) for at, marked in boxes)
    (case,) = find_cases([replace(page_of(texts), ticks=ticks)], LAND_CATALOG)
    return {field.key: field for field in case.fields}


def at(option: str) -> int:
    """Where the box before an option stands, in letters."""
    return BOXES.index(option) - 3


def test_a_box_of_its_own_is_one_or_zero_for_a_clerk_to_see() -> None:
    found = land((at("Hộ nghèo"), 0.0), (at("Hộ cận"), 0.4))

    for key, value, text in (("hoNgheo", "0", "không"), ("hoCanNgheo", "1", "x")):
        reading = found[key]
        assert (reading.value, reading.text) == (value, text)
        assert reading.state is ReadingState.REVIEW
        assert [problem.code for problem in reading.problems] == ["tick-needs-eyes"]
        assert reading.box is not None
        assert reading.box.width > 44


def test_a_box_behind_its_label_counts_where_none_stands_before_it() -> None:
    behind = BOXES.index("Hộ nghèo") + len("Hộ nghèo") + 1
    found = land((behind, 0.5))

    assert found["hoNgheo"].value == "1"
    assert found["hoCanNgheo"].state is ReadingState.MISSING


def test_little_ink_is_nearly_no_confidence() -> None:
    sure, unsure = land((at("Hộ nghèo"), 0.0)), land((at("Hộ nghèo"), 0.07))

    assert sure["hoNgheo"].confidence == 1.0
    assert unsure["hoNgheo"].confidence < 0.2
    assert unsure["hoNgheo"].value == "0"


def test_without_a_box_the_written_answer_counts() -> None:
    texts = [line.replace("Hộ cận nghèo", "Hộ cận nghèo: Có") for line in LAND]
    found = land(texts=texts)

    assert (found["hoCanNgheo"].value, found["hoCanNgheo"].state) == ("1", ReadingState.REVIEW)
    assert found["hoNgheo"].state is ReadingState.MISSING


def test_boxes_end_no_value_before_them_and_take_none() -> None:
    found = land((at("Hộ nghèo"), 0.3))

    assert found["ten"].text == "Lò Thị Ính"
    assert found["ghiChu"].text == "Không có"
