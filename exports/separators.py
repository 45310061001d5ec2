"""Separator sheets for the scanner, as a PDF to print.

A sheet bears the QR code with book and case and, far from it, the common Patch T text as Code 39:
a crease or a stain that spoils one of them leaves the other.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from digitizer.domain.errors import EnvironmentFault, InvalidInput
from digitizer.domain.values.separators import PATCH_T, Separator

_DPI = 200
_PAGE_MM = (210.0, 297.0)
_TITLE_TOP_MM, _QR_TOP_MM, _HINT_TOP_MM, _PATCH_TOP_MM = 28.0, 78.0, 205.0, 245.0
_TITLE_PT, _NAMES_PT, _HINT_PT = 40.0, 26.0, 13.0
_LINE_HEIGHT = 1.35
_QR_MM = 100.0
_PATCH_MODULE_MM, _PATCH_HEIGHT_MM = 0.64, 22.0
_INK_BELOW = 128


@dataclass(frozen=True, slots=True)
class SheetText:
    """The words on one sheet: a title, what it names line by line, and what to do with it."""

    title: str
    names: tuple[str, ...]
    hint: tuple[str, ...]


def write_separators(
    target: Path, sheets: Sequence[tuple[Separator, SheetText]], font: Path
) -> None:
    """Write one A4 page a sheet. The file is there whole or not at all, and none is replaced.

    Raises InvalidInput ``separators-number`` for a book or case that a sheet cannot carry and
    ``separators-exist`` for a target that is there, EnvironmentFault ``separators-no-io``.
    """
    if target.exists():
        raise InvalidInput("separators-exist", file=target)
    for sheet, _ in sheets:
        _payload(sheet)
    pages = (_drawn(sheet, text, font) for sheet, text in sheets)
    try:
        with tempfile.TemporaryDirectory(prefix=".digitizer-", dir=target.parent) as folder:
            work = Path(folder, "separators.pdf")
            first = next(pages)
            first.save(work, "PDF", save_all=True, append_images=pages, dpi=(_DPI, _DPI))
            with work.open("rb") as written:
                os.fsync(written.fileno())
            work.rename(target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentFault("separators-no-io", file=target, reason=reason) from error


def _payload(sheet: Separator) -> str:
    try:
        return sheet.payload
    except ValueError as error:
        raise InvalidInput("separators-number", book=sheet.book, case=sheet.case) from error


def _drawn(sheet: Separator, text: SheetText, font: Path) -> Image.Image:
    """The page as a black and white picture."""
    page = Image.new("L", (_px(_PAGE_MM[0]), _px(_PAGE_MM[1])), 255)
    top = _write(page, [text.title], font, _TITLE_PT, _px(_TITLE_TOP_MM))
    _write(page, text.names, font, _NAMES_PT, top)
    qr = zxingcpp.create_barcode(_payload(sheet), zxingcpp.BarcodeFormat.QRCode, ec_level="H")
    _put(page, _widened(qr, _px(_QR_MM)), _px(_QR_TOP_MM))
    _write(page, text.hint, font, _HINT_PT, _px(_HINT_TOP_MM))
    patch = zxingcpp.create_barcode(PATCH_T, zxingcpp.BarcodeFormat.Code39)
    bars = Image.fromarray(patch.to_image(scale=_px(_PATCH_MODULE_MM)))
    _put(page, bars.resize((bars.width, _px(_PATCH_HEIGHT_MM))), _px(_PATCH_TOP_MM))
    return page.point(lambda level: 255 * (level >= _INK_BELOW)).convert("1")


def _px(mm: float) -> int:
    return round(mm / 25.4 * _DPI)


def _widened(code: zxingcpp.Barcode, width: int) -> Image.Image:
    """A symbol as wide as whole pixels a module allow."""
    modules = Image.fromarray(code.to_image()).width
    return Image.fromarray(code.to_image(scale=max(1, width // modules)))


def _put(page: Image.Image, picture: Image.Image, top: int) -> None:
    page.paste(picture, ((page.width - picture.width) // 2, top))


def _write(page: Image.Image, lines: Sequence[str], font: Path, points: float, top: int) -> int:
    """Centred lines from ``top`` (px) down; the place below them."""
    face = ImageFont.truetype(font, round(points / 72 * _DPI), layout_engine=ImageFont.Layout.BASIC)
    draw = ImageDraw.Draw(page)
    for line in lines:
        draw.text((page.width / 2, top), line, fill=0, font=face, anchor="ma")
        top += round(points / 72 * _DPI * _LINE_HEIGHT)
    return top


def numbered(book: str, first: int | None, count: int) -> Iterator[Separator]:
    """``count`` sheets of a book; with ``first`` each names the next entry of it."""
    for place in range(count):
        yield Separator(book, "" if first is None else str(first + place))
