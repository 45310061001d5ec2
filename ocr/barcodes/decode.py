"""Finding and decoding the codes of a page with zxing-cpp, in as few formats as papers bear."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt
import zxingcpp

from digitizer.domain.page import Box, PageCode
from ocr.imaging.gray import RgbImage

# By the library's names. Kept as text: its own objects in a module outlive it at exit, and it then
# complains on the standard error of every command.
_NAMES = {"QRCode": "qr", "Code39": "code39", "Code128": "code128"}
# Above this a page has pixels enough for the codes that are in use; twice as many only cost time.
_FINE_DPI = 250
_TWICE = 2

_Gray = npt.NDArray[np.uint8]


def read_codes(image: RgbImage, dpi: int) -> tuple[PageCode, ...]:
    """The QR, Code 39 and Code 128 symbols of an upright page (H×W×3 uint8 RGB), top to bottom.

    A symbol that is seen and cannot be decoded is tried again at twice its size; on a page of less
    than 250 dpi that bears no readable one, so is the whole page. Boxes are px of ``image``.
    """
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)
    seen = _decode(gray)
    codes = [_code(found, 1, (0, 0)) for found in seen if found.valid]
    for found in seen:
        if not found.valid:
            codes += _again(gray, _box(found, 1, (0, 0)))
    if not codes and dpi < _FINE_DPI:
        codes = _enlarged(gray, (0, 0))
    return tuple(sorted(_without_twins(codes), key=lambda code: (code.box.y, code.box.x)))


def _decode(gray: _Gray) -> Sequence[zxingcpp.Barcode]:
    return zxingcpp.read_barcodes(
        gray,
        formats=zxingcpp.barcode_formats_from_str(",".join(_NAMES)),
        try_invert=False,
        text_mode=zxingcpp.TextMode.Plain,
        return_errors=True,
    )


def _again(gray: _Gray, box: Box) -> list[PageCode]:
    """The symbols in a place with a margin of its own size around it."""
    margin = max(box.width, box.height) // 2
    left, top = max(0, box.x - margin), max(0, box.y - margin)
    part = gray[top : box.bottom + margin, left : box.right + margin]
    return _enlarged(part, (left, top)) if part.size else []


def _enlarged(gray: _Gray, origin: tuple[int, int]) -> list[PageCode]:
    large = cv2.resize(gray, None, fx=_TWICE, fy=_TWICE, interpolation=cv2.INTER_CUBIC)
    found = _decode(large.astype(np.uint8, copy=False))
    return [_code(symbol, _TWICE, origin) for symbol in found if symbol.valid]


def _code(found: zxingcpp.Barcode, scale: int, origin: tuple[int, int]) -> PageCode:
    return PageCode(
        _NAMES[found.symbology.name], found.text, _box(found, scale, origin), found.bytes.hex()
    )


def _box(found: zxingcpp.Barcode, scale: int, origin: tuple[int, int]) -> Box:
    place = found.position
    corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
    xs = [corner.x // scale + origin[0] for corner in corners]
    ys = [corner.y // scale + origin[1] for corner in corners]
    return Box(min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)


def _without_twins(codes: Sequence[PageCode]) -> list[PageCode]:
    """Each symbol once: places tried again may overlap."""
    kept: list[PageCode] = []
    for code in codes:
        if not any(_is_twin(code, other) for other in kept):
            kept.append(code)
    return kept


def _is_twin(code: PageCode, other: PageCode) -> bool:
    apart = (
        code.box.x > other.box.right
        or other.box.x > code.box.right
        or code.box.y > other.box.bottom
        or other.box.y > code.box.bottom
    )
    return not apart and (code.format, code.text) == (other.format, other.text)
