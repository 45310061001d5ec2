"""PDF files: pages rendered, the text layer taken along where it is sane."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from digitizer.domain.errors import UnreadableFile
from digitizer.domain.page import Box, Word
from ocr.pages.decoded import MEGA, DecodedPage, DecodeLimits, RgbImage, is_fault_of_disk
from ocr.pages.pdf_streams import check_streams
from ocr.pages.text_layer import is_sane_vietnamese

POINTS_PER_INCH = 72
_DPI = 300
_DPI_RANGE = (150, 400)
# A3 at 400 dpi. The renderer, the picture and its copies hold about a dozen bytes for each.
_AMPLE_PIXELS = 32 * MEGA
_WHOLE_PAGE = 0.8
_TAIL = 2048
_PAGES_AT_ONCE = 32


def check_pdf(path: Path, limits: DecodeLimits, look: Callable[[DecodedPage], None]) -> int:
    """The number of pages after every one was rendered and shown to ``look`` (without its text);
    raises UnreadableFile.

    Renderers leave a blank where the data of an embedded picture end early, so those data are
    checked on their own.
    """
    count = 0
    with _refusals_named():
        for page in _pages(path, limits):
            dpi = _resolution(page, limits)
            look(DecodedPage(page.page_number, _render(page, dpi, limits), dpi))
            check_streams(page, limits)
            count += 1
    return count


def iter_pdf(path: Path, limits: DecodeLimits) -> Iterator[DecodedPage]:
    """The pages, rendered at 300 dpi or at the resolution of the one scan that fills the page."""
    with _refusals_named():
        for page in _pages(path, limits):
            dpi = _resolution(page, limits)
            image = _render(page, dpi, limits)
            words = _embedded_words(page, dpi)
            yield DecodedPage(page.page_number, image, dpi, words)


def _pages(path: Path, limits: DecodeLimits) -> Iterator[Page]:
    """The pages in order. An open file keeps every stream that was read from it, so it is opened
    anew for each group of pages.

    pdfplumber opens a cut-off file without a word and finds no pages, or only some of them."""
    _check_tail(path)
    with pdfplumber.open(path, raise_unicode_errors=False) as pdf:
        count = len(pdf.pages)
    _check_count(count, limits)
    for first in range(1, count + 1, _PAGES_AT_ONCE):
        numbers = range(first, min(first + _PAGES_AT_ONCE, count + 1))
        with pdfplumber.open(path, pages=list(numbers), raise_unicode_errors=False) as pdf:
            for page in pdf.pages:
                yield page
                page.close()


@contextmanager
def _refusals_named() -> Iterator[None]:
    try:
        yield
    except (UnreadableFile, MemoryError):
        raise
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise UnreadableFile("file-encrypted") from error
        raise UnreadableFile("file-damaged", detail=_first_cause(error)) from error
    except Exception as error:
        if is_fault_of_disk(error):
            raise
        raise UnreadableFile("file-damaged", detail=type(error).__name__) from error


def _check_count(count: int, limits: DecodeLimits) -> None:
    if count == 0:
        raise UnreadableFile("file-no-pages")
    limits.check_pages(count)


def _first_cause(error: Exception) -> str:
    return type(error.args[0] if error.args else error).__name__


def _check_tail(path: Path) -> None:
    with path.open("rb") as stream:
        stream.seek(0, 2)
        stream.seek(max(0, stream.tell() - _TAIL))
        tail = stream.read()
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise UnreadableFile("file-damaged", detail="no end mark")


def _resolution(page: Page, limits: DecodeLimits) -> int:
    """Pixels an inch to render with, lowered for large sheets: memory stays flat, and a plan is
    not refused."""
    width, height = float(page.width), float(page.height)
    if width <= 0 or height <= 0:
        raise UnreadableFile("file-damaged", detail="page without size")
    dpi = _scan_resolution(page) or _DPI
    ample = min(limits.max_pixels, _AMPLE_PIXELS)
    fitting = POINTS_PER_INCH * (ample / (width * height)) ** 0.5
    return max(_DPI_RANGE[0], min(dpi, int(fitting)))


def _scan_resolution(page: Page) -> int | None:
    area = float(page.width) * float(page.height)
    for image in page.images:
        shown = float(image["width"]) * float(image["height"])
        if shown >= _WHOLE_PAGE * area:
            inches = float(image["width"]) / POINTS_PER_INCH
            pixels = float(image["srcsize"][0])
            return round(min(max(pixels / inches, _DPI_RANGE[0]), _DPI_RANGE[1]))
    return None


def _render(page: Page, dpi: int, limits: DecodeLimits) -> RgbImage:
    scale = dpi / POINTS_PER_INCH
    limits.check_size(round(float(page.width) * scale), round(float(page.height) * scale))
    return np.array(page.to_image(resolution=dpi, antialias=True).original, dtype=np.uint8)


def _embedded_words(page: Page, dpi: int) -> tuple[Word, ...]:
    scale = dpi / POINTS_PER_INCH
    left, top = float(page.cropbox[0]), float(page.cropbox[1])
    found: Sequence[dict[str, Any]] = page.extract_words(keep_blank_chars=False)
    words = tuple(_word(item, left, top, scale) for item in found)
    return words if is_sane_vietnamese(words) else ()


def _word(item: dict[str, Any], left: float, top: float, scale: float) -> Word:
    x, y = round((item["x0"] - left) * scale), round((item["top"] - top) * scale)
    right, bottom = round((item["x1"] - left) * scale), round((item["bottom"] - top) * scale)
    return Word(str(item["text"]), Box(x, y, max(1, right - x), max(1, bottom - y)), 1.0)
