"""Tables and tick boxes on drawn papers: what stands on them, and the truth about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pytest
from support.drawn_form import form_of

from digitizer.domain.values.tables import table_rows
from digitizer.samples.canvas import Canvas, Pen
from digitizer.samples.damage import Picture
from digitizer.samples.fonts import label_families, value_fonts
from digitizer.samples.layouts.sheet_lines import steps_of
from digitizer.samples.layouts.table import TableShape
from digitizer.samples.people import Printed, Record
from digitizer.samples.tables import EMPTY, PrintedTable, cell_key, cell_of, printed_table
from digitizer.samples.truth import Sheet, case_truth, page_truth
from digitizer.samples.words import load_words

COLUMNS = ("loaiDat", "dienTich", "thoiHan")
TABLE = printed_table(
    COLUMNS,
    [
        (Printed("Đất ở tại nông thôn", "ONT"), Printed("120,5", "120.5"), EMPTY),
        (
            Printed("Đất trồng cây hằng năm khác của hộ gia đình và của cá nhân", "HNK"),
            Printed("1.250", "1250"),
            Printed("15/10/2043", "2043-10-15"),
        ),
    ],
)
SHAPE: dict[str, Any] = {
    "heads": ["STT", "Loại đất", "Diện tích (m²)", "Thời hạn"],
    "cells": ["#", "loaiDat", "dienTich", "thoiHan"],
    "widths": [1, 3, 2, 2],
    "align": "clrl",
}
FORM = """
# {mucDich}
[x] Hộ nghèo {hoNgheo} @0.5 [x] Hộ cận nghèo {hoCanNgheo}
Đã nộp thuế [x] {daNop}
"""


def drawn(shape: Mapping[str, Any] = SHAPE, values: Mapping[str, Printed] | None = None) -> Canvas:
    form = form_of(
        FORM,
        {"mucDich": TableShape.of("mucDich", shape)},
        document_type="test.land",
        title="PHIẾU",
    )
    pen = Pen(
        150, label_families()[0], value_fonts("sans")[0], "", (20, 20, 24), "seed", spacing=1.0
    )
    day = date(2019, 5, 4)
    record = Record(
        {
            "mucDich": TABLE,
            "tong": Printed("1.370,5", "1370.5"),
            "hoNgheo": Printed("không", "0"),
            "hoCanNgheo": Printed("x", "1"),
            "daNop": Printed("x", "1"),
        }
        if values is None
        else values,
        load_words().units[0].on(day),
        day,
    )
    (canvas,) = form.draw(pen, record)
    return canvas


def sheet_of(canvas: Canvas) -> Sheet:
    return Sheet(1, canvas, Picture(np.asarray(canvas.image)))


def fields_of(canvas: Canvas) -> dict[str, Any]:
    fields = case_truth([sheet_of(canvas)])["fields"]
    assert isinstance(fields, dict)
    return fields


def test_text_and_value_of_a_table_are_those_of_its_field() -> None:
    assert TABLE.text.split("\n")[0] == "Đất ở tại nông thôn | 120,5 |"
    assert table_rows(TABLE.value)[0] == ("ONT", "120.5", None)
    with pytest.raises(ValueError, match="3"):
        printed_table(COLUMNS, [(EMPTY,)])


def test_a_cell_has_a_key_of_its_own() -> None:
    assert cell_of(cell_key("mucDich", 2, "dienTich")) == ("mucDich", 2, "dienTich")
    assert cell_of("mucDich") is None


def test_the_truth_of_a_table_tells_where_each_cell_stands() -> None:
    truth = fields_of(drawn())["mucDich"]

    assert (truth["text"], truth["value"]) == (TABLE.text, TABLE.value)
    (pieces,) = truth["places"]
    by_cell: dict[tuple[int, str], list[str]] = {}
    for piece in pieces:
        by_cell.setdefault((piece["row"], piece["column"]), []).append(piece["text"])
    assert set(by_cell) == {
        (1, "loaiDat"), (1, "dienTich"), (2, "loaiDat"), (2, "dienTich"), (2, "thoiHan"),
    }  # fmt: skip
    wrapped = by_cell[2, "loaiDat"]
    assert len(wrapped) > 1
    assert " ".join(wrapped) == TABLE.rows[1][0].text


def test_cells_stand_in_their_columns_and_do_not_touch_the_rules() -> None:
    canvas = drawn()
    (pieces,) = fields_of(canvas)["mucDich"]["places"]
    room = canvas.right - canvas.left
    bounds = {"loaiDat": (1 / 8, 4 / 8), "dienTich": (4 / 8, 6 / 8), "thoiHan": (6 / 8, 1)}
    for piece in pieces:
        left, right = (canvas.left + share * room for share in bounds[piece["column"]])
        xs = [x for x, _ in piece["quad"]]
        assert left + 2 < min(xs), piece
        assert max(xs) < right - 2, piece


def test_rows_are_numbered_and_headings_printed_as_lines_of_the_page() -> None:
    texts = [line["text"] for line in _lines(drawn())]

    assert [text for text in texts if text in ("1", "2", "3")] == ["1", "2"]
    assert {"STT", "Loại đất", "Thời hạn"} <= set(texts)


def _lines(canvas: Canvas) -> list[dict[str, Any]]:
    lines = page_truth(sheet_of(canvas))["lines"]
    assert isinstance(lines, list)
    return lines


def _level_rules(canvas: Canvas) -> int:
    """Rows of px that are dark over almost the whole width of the text, in runs."""
    gray = np.asarray(canvas.image.convert("L"))[:, canvas.left : canvas.right]
    dark = (gray < 128).mean(axis=1) > 0.9
    return int((dark[1:] & ~dark[:-1]).sum())


@pytest.mark.parametrize(("rules", "count"), [("grid", 4), ("columns", 3), ("none", 0)])
def test_rules_are_drawn_as_asked(rules: str, count: int) -> None:
    assert _level_rules(drawn({**SHAPE, "rules": rules})) == count


def test_a_form_keeps_room_for_rows_and_prints_the_total_in_the_last() -> None:
    shape = {
        **SHAPE,
        "least_rows": 4,
        "numbered": True,
        "foot": "Cộng:",
        "foot_cells": {"dienTich": "tong"},
    }
    canvas = drawn(shape)

    assert _level_rules(canvas) == 8
    (place,) = fields_of(canvas)["tong"]["places"]
    assert [piece["text"] for piece in place] == ["1.370,5"]
    assert "(4)" in [line["text"] for line in _lines(canvas)]


def test_a_table_without_a_value_is_an_empty_form() -> None:
    canvas = drawn(values={})

    assert fields_of(canvas) == {}
    assert _level_rules(canvas) == 3


def test_a_value_that_is_no_table_is_refused() -> None:
    with pytest.raises(ValueError, match="mucDich"):
        drawn(values={"mucDich": Printed("a | b", "a")})


@pytest.mark.parametrize("wrong", [{"widths": [1, 2]}, {"align": "l"}, {"rules": "dotted"}])
def test_a_shape_that_does_not_fit_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="mucDich"):
        TableShape.of("mucDich", {**SHAPE, **wrong})


def test_ticks_are_crossed_where_their_value_says_so() -> None:
    canvas = drawn()
    fields = fields_of(canvas)
    blue = {}
    for key in ("hoNgheo", "hoCanNgheo", "daNop"):
        ((piece,),) = fields[key]["places"]
        xs, ys = zip(*piece["quad"], strict=True)
        part = np.asarray(canvas.image)[
            int(min(ys)) : int(max(ys)) + 1, int(min(xs)) : int(max(xs)) + 1
        ].astype(int)
        blue[key] = int((part[..., 2] - part[..., 0] > 60).sum())
    assert blue["hoNgheo"] == 0
    assert min(blue["hoCanNgheo"], blue["daNop"]) > 20
    assert (fields["hoNgheo"]["value"], fields["daNop"]["value"]) == ("0", "1")


@pytest.mark.parametrize("line", ["[x] {a}", "[x] Hộ nghèo", "[x] Hộ {a} thừa"])
def test_a_line_of_boxes_that_is_none_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="x"):
        steps_of(line, {})


def test_a_printed_table_is_a_printed_value() -> None:
    assert isinstance(TABLE, PrintedTable)
    assert isinstance(TABLE, Printed)
