"""A ticked box chooses its option for a clerk to see, where no other can be meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
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
