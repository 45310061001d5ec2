"""Tables and boxes to tick, from the drawn page to the fields of the case."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from PIL import Image
from support.drawn_form import form_of
from support.land_paper import CATALOG, GOODS, KEY, LAND

from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.values.tables import table_rows
from digitizer.samples.canvas import Pen
from digitizer.samples.fonts import label_families, value_fonts
from digitizer.samples.layouts.table import TableShape
from digitizer.samples.people import Printed, Record
from digitizer.samples.tables import PrintedTable, printed_table
from digitizer.samples.words import load_words
from ocr.extraction import find_cases
from ocr.pages import DecodedPage
from ocr.reading import ReadSettings, engines_of, read_page

FORM = """
Tên người sử dụng đất: {ten}
= Mục đích sử dụng đất
# {mucDich}
[x] Hộ nghèo {hoNgheo} @0.4 [x] Hộ cận nghèo {hoCanNgheo}
# {hang}
Ghi chú: {ghiChu}
"""


def _table(columns: tuple[str, ...], *rows: tuple[tuple[str, str], ...]) -> PrintedTable:
    return printed_table(columns, [[Printed(*cell) for cell in row] for row in rows])


VALUES: dict[str, Printed] = {
    "ten": Printed("Nguyễn Văn Hòa", "Nguyễn Văn Hòa"),
    "mucDich": _table(
        LAND,
        (
            ("Đất ở tại nông thôn", "ONT"),
            ("120,5", "120.5"),
            ("Sử dụng riêng", "1"),
            ("15/10/2043", "2043-10-15"),
        ),
        (
            ("Đất trồng cây lâu năm", "CLN"),
            ("2.360,0", "2360"),
            ("Sử dụng chung", "2"),
            ("20/11/2050", "2050-11-20"),
        ),
    ),
    "hang": _table(
        GOODS,
        (
            ("Xi măng bao 50 kg giao tại kho", "Xi măng bao 50 kg giao tại kho"),
            ("bao", "bao"),
            ("40", "40"),
            ("3.680.000", "3680000"),
        ),
        (
            ("Công vận chuyển", "Công vận chuyển"),
            ("chuyến", "chuyến"),
            ("3", "3"),
            ("1.200.000", "1200000"),
        ),
    ),
    "tong": Printed("4.880.000", "4880000"),
    "hoNgheo": Printed("không", "0"),
    "hoCanNgheo": Printed("x", "1"),
    "ghiChu": Printed("Không có", "Không có"),
}
LAND_SHAPE: dict[str, Any] = {
    "heads": ["STT", "Loại đất", "Diện tích (m²)", "Hình thức sử dụng", "Thời hạn"],
    "cells": ["#", *LAND],
    "widths": [1, 3, 2, 2.2, 2.4],
    "align": "clrll",
}
GOODS_SHAPE: dict[str, Any] = {
    "heads": ["STT", "Tên hàng hóa, dịch vụ", "Đơn vị tính", "Số lượng", "Thành tiền"],
    "cells": ["#", *GOODS],
    "widths": [1, 4, 2, 1.8, 2.6],
    "align": "clcrr",
    "foot": "Cộng tiền hàng:",
    "foot_cells": {"thanhTien": "tong"},
}


def read(rules: str, turned: float, *, middle: bool) -> dict[str, FieldReading]:
    shapes = {"mucDich": LAND_SHAPE, "hang": GOODS_SHAPE}
    form = form_of(
        FORM,
        {
            key: TableShape.of(key, {**shape, "rules": rules, "middle": middle})
            for key, shape in shapes.items()
        },
        document_type=KEY,
        title="PHIẾU KÊ KHAI ĐẤT",
        heading="national",
    )
    pen = Pen(300, label_families()[0], value_fonts("sans")[0], "", (20, 20, 24), "seed")
    day = date(2019, 5, 4)
    (canvas,) = form.draw(pen, Record(VALUES, load_words().units[0].on(day), day))
    image = canvas.image.rotate(turned, Image.Resampling.BICUBIC, fillcolor="white")
    noise = np.random.default_rng(7).normal(0, 10, (*image.size[::-1], 3))
    pixels = np.clip(np.asarray(image) + noise, 0, 255).astype(np.uint8)
    page, _ = read_page(DecodedPage(1, pixels, 300), engines_of(ReadSettings()))
    (case,) = find_cases([page], CATALOG)
    return {field.key: field for field in case.fields}


@pytest.mark.parametrize(
    ("rules", "turned", "middle"),
    [("grid", 0.7, True), ("columns", 0.0, True), ("none", -0.5, False)],
)
def test_drawn_tables_and_boxes_are_read_whole(rules: str, turned: float, middle: bool) -> None:
    found = read(rules, turned, middle=middle)

    for key in ("mucDich", "hang"):
        assert table_rows(found[key].value) == table_rows(VALUES[key].value)
    for key in ("ten", "tong", "hoNgheo", "hoCanNgheo", "ghiChu"):
        assert found[key].value == VALUES[key].value, key
    assert found["hoCanNgheo"].state is ReadingState.REVIEW
    if rules != "grid":
        assert found["mucDich"].state is ReadingState.REVIEW
