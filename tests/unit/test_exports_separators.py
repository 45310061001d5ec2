"""Separator sheets as printed: what a scanner sees of them says what was asked for."""

from __future__ import annotations

import stat
from pathlib import Path

import cv2
import numpy as np
import pdfplumber
import pytest

from digitizer.domain.errors import EnvironmentFault, InvalidInput
from digitizer.domain.values.separators import Separator, parse_separator
from digitizer.samples.fonts import value_fonts
from exports.separators import SheetText, numbered, write_separators
from ocr.barcodes import read_codes
from ocr.imaging.gray import RgbImage

TEXT = SheetText("TỜ PHÂN CÁCH", ("Quyển số 01/2017", "Số 15"), ("Đặt trước hồ sơ.",))


def sheets(target: Path, *wanted: Separator) -> Path:
    write_separators(target, [(sheet, TEXT) for sheet in wanted], value_fonts("sans")[0])
    return target


def scanned(path: Path, dpi: int) -> list[RgbImage]:
    with pdfplumber.open(path) as document:
        pages = [page.to_image(resolution=dpi).original for page in document.pages]
    return [np.asarray(page.convert("RGB")) for page in pages]


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_a_printed_sheet_is_read_crooked_and_noisy(tmp_path: Path, dpi: int) -> None:
    (page,) = scanned(sheets(tmp_path / "a.pdf", Separator("01/2017", "15")), dpi)
    assert page.shape[:2] == pytest.approx((11.69 * dpi, 8.27 * dpi), abs=2)
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), 2.5, 1.0)
    turned = cv2.warpAffine(page, turn, (width, height), borderValue=(255, 255, 255))
    noise = np.random.default_rng(3).normal(0, 25, turned.shape)
    found = read_codes(np.clip(turned + noise, 0, 255).astype(np.uint8), dpi)
    assert [(code.format, parse_separator(code.text)) for code in found] == [
        ("qr", Separator("01/2017", "15")),
        ("code39", None),
    ]
    assert found[1].text == "PATCHT"


def test_each_code_stands_where_the_other_one_is_lost(tmp_path: Path) -> None:
    (page,) = scanned(sheets(tmp_path / "a.pdf", Separator("01/2017")), 200)
    middle = page.shape[0] * 2 // 3
    above, below = page.copy(), page.copy()
    above[middle:] = 255
    below[:middle] = 255
    assert [code.format for code in read_codes(above, 200)] == ["qr"]
    assert [code.format for code in read_codes(below, 200)] == ["code39"]


def test_sheets_of_a_book_count_on(tmp_path: Path) -> None:
    pages = scanned(sheets(tmp_path / "a.pdf", *numbered("01/2017", 9, 3)), 150)
    said = [parse_separator(read_codes(page, 150)[0].text) for page in pages]
    assert said == [Separator("01/2017", str(number)) for number in (9, 10, 11)]
    assert list(numbered("", None, 2)) == [Separator(), Separator()]


def test_nothing_is_replaced_and_nothing_half_written(tmp_path: Path) -> None:
    kept = tmp_path / "a.pdf"
    kept.write_bytes(b"mine")
    with pytest.raises(InvalidInput, match="separators-exist"):
        sheets(kept, Separator())
    assert kept.read_bytes() == b"mine"
    with pytest.raises(InvalidInput, match="separators-number"):
        sheets(tmp_path / "b.pdf", Separator(), Separator("1-2017"))
    with pytest.raises(EnvironmentFault, match="separators-no-io"):
        sheets(tmp_path / "none" / "c.pdf", Separator())
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
    written = sheets(tmp_path / "d.pdf", Separator())
    assert stat.S_ISREG(written.stat().st_mode)
