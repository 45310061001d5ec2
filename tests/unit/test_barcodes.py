"""Codes in pictures of pages: written with zxing-cpp, drawn, turned and spoiled by us."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import zxingcpp
from PIL import Image
from support.pages import page_of

from digitizer.domain.page import Box, PageCode
from digitizer.store.codec import pack_reading, unpack_reading
from ocr.barcodes import read_codes
from ocr.imaging.gray import RgbImage

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "barcodes"
CARD = "001199012345||Nguyễn Thị Ánh|16031999|Nữ|Thôn 1, Phượng Cách, Hà Nội|01022022"
MODULE_MM = 0.5


def page_with(text: str, kind: zxingcpp.BarcodeFormat, dpi: int, degrees: float) -> RgbImage:
    """A white A5 page with the symbol in its middle, noisy (H×W×3 uint8)."""
    drawn = np.array(zxingcpp.create_barcode(text, kind).to_image(scale=8))
    factor = MODULE_MM / 25.4 * dpi / 8
    small = cv2.resize(drawn, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    height, width = round(8.3 * dpi), round(5.8 * dpi)
    page = np.full((height, width), 255, np.uint8)
    top, left = (height - small.shape[0]) // 2, (width - small.shape[1]) // 2
    page[top : top + small.shape[0], left : left + small.shape[1]] = small
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    page = cv2.warpAffine(page, turn, (width, height), borderValue=255)
    noise = np.random.default_rng(7).normal(0, 14, page.shape)
    spoiled = np.clip(page + noise, 0, 255).astype(np.uint8)
    return np.ascontiguousarray(np.repeat(spoiled[..., None], 3, axis=2))


@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize("degrees", [0, 3, 90, 180])
@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        (CARD, zxingcpp.BarcodeFormat.QRCode, "qr"),
        ("PATCHT", zxingcpp.BarcodeFormat.Code39, "code39"),
        ("HS-0042", zxingcpp.BarcodeFormat.Code128, "code128"),
    ],
)
def test_a_code_is_read_at_usual_resolutions_turned_and_noisy(
    text: str, kind: zxingcpp.BarcodeFormat, name: str, dpi: int, degrees: float
) -> None:
    page = page_with(text, kind, dpi, degrees)
    (code,) = read_codes(page, dpi)
    assert (code.format, code.text) == (name, text)
    assert bytes.fromhex(code.raw).decode("utf-8") == text
    middle = (code.box.x + code.box.width / 2, code.box.y + code.box.height / 2)
    assert middle == pytest.approx((page.shape[1] / 2, page.shape[0] / 2), abs=0.1 * dpi)


def test_formats_that_papers_do_not_bear_are_not_read() -> None:
    page = page_with("HS-0042", zxingcpp.BarcodeFormat.DataMatrix, 300, 0)
    assert read_codes(page, 300) == ()


def test_codes_survive_the_store_and_records_without_them_are_readable() -> None:
    code = PageCode("qr", "a|b", Box(1, 2, 3, 4), "617c62")
    page = replace(page_of(["Họ và tên"]), codes=(code,))
    assert unpack_reading(pack_reading(page)) == page
    old = json.loads(zlib.decompress(pack_reading(page)))
    del old["codes"]
    assert unpack_reading(zlib.compress(json.dumps(old).encode())) == replace(page, codes=())


@pytest.mark.shared_samples
@pytest.mark.skipif(not SAMPLES.exists(), reason="the sample collection is not there")
@pytest.mark.parametrize("name", ["patch-code-t-middle.tiff", "patch-code-t-middle-alpha.tiff"])
def test_published_patch_t_sheets_are_recognised(name: str) -> None:
    with Image.open(SAMPLES / "paperless" / name) as picture:
        picture.seek(1)
        page = np.asarray(picture.convert("RGB"))
    assert [code.text for code in read_codes(page, 200)] == ["PATCHT"]
