"""One colour PDF a case, made page by page from the upright page images."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException
from PIL import Image

from digitizer.domain.errors import NotAllowed, UnreadableFile
from digitizer.domain.package import ExportCase, PageImage
from digitizer.domain.page import Box
from digitizer.domain.schema import ExportProfile, PdfScope

# Shown around a part of a page, so that no stroke at its edge is cut.
_MARGIN_MM = 2.0
_MM_PER_INCH = 25.4
_BAD_IMAGE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)
_BAD_PDF = (PdfminerException, ValueError, TypeError, LookupError, AttributeError, RuntimeError)


def write_case_pdf(
    path: Path, case: ExportCase, profile: ExportProfile, created_at: datetime
) -> int:
    """Write the pages of a case in their order and return how many there are.

    By the profile each shows one region with a small margin, or a whole page that bears regions,
    once. All are in their true size in mm, scaled down to the profile's dpi (never up). The only
    metadata are the title (the file name's stem), the program and the time.
    One page at a time is in memory. Raises NotAllowed for a case without pages or a region that
    lies outside its page, UnreadableFile for a page image that does not decode, OSError.
    """
    if not case.pages:
        raise NotAllowed("case-without-pages", case=case.case_id)
    stamp = created_at.utctimetuple()
    shown = case.pages if profile.pdf_scope is PdfScope.REGIONS else _whole_pages(case.pages)
    for index, page in enumerate(shown):
        with _page_image(case, page) as image:
            scaled, dpi = _scaled(image, page.dpi, profile.pdf_dpi)
            # Appending reads the title and the rest of the first page's metadata back.
            about = (
                {"append": True}
                if index
                else {
                    "title": path.stem,
                    "producer": "Digitizer",
                    "creationDate": stamp,
                    "modDate": stamp,
                }
            )
            scaled.save(path, "PDF", dpi=dpi, quality=profile.pdf_jpeg_quality, **about)
    return len(shown)


def _whole_pages(pages: Sequence[PageImage]) -> tuple[PageImage, ...]:
    """Each page once, in the order in which the case comes to it."""
    once = {_sheet(page): page for page in reversed(pages)}
    first = dict.fromkeys(_sheet(page) for page in pages)
    whole = (once[sheet] for sheet in first)
    return tuple(replace(page, region=replace(page.region, box=None)) for page in whole)


def _sheet(page: PageImage) -> tuple[int | None, int]:
    """What tells a page from the others of its case; pages of several scans may share a number."""
    return page.region.page_id, page.region.page_number


def read_pdf(data: bytes) -> tuple[int, str]:
    """The number of pages (at least one) and the title.

    Raises ValueError when the bytes are no readable PDF.
    """
    try:
        document = pdfplumber.open(BytesIO(data))
        pages, title = len(document.pages), str(document.metadata.get("Title", ""))
    except _BAD_PDF as error:
        raise ValueError(type(error).__name__) from error
    if not pages:
        raise ValueError("no pages")
    return pages, title


def _page_image(case: ExportCase, page: PageImage) -> Image.Image:
    """The region of the page as an RGB image."""
    try:
        with Image.open(page.path) as whole:
            sheet = Box(0, 0, whole.width, whole.height)
            part = sheet if page.region.box is None else _within(page.region.box, sheet)
            if part is None:
                raise NotAllowed(
                    "region-outside-page", case=case.case_id, page=page.region.page_number
                )
            part = _within(_widened(part, page.dpi), sheet) or part
            return whole.convert("RGB").crop((part.x, part.y, part.right, part.bottom))
    except _BAD_IMAGE as error:
        raise UnreadableFile(
            "page-image-unreadable", case=case.case_id, page=page.region.page_number
        ) from error


def _within(box: Box, sheet: Box) -> Box | None:
    """What of a box lies on the sheet; None for nothing."""
    left, top = max(box.x, sheet.x), max(box.y, sheet.y)
    right, bottom = min(box.right, sheet.right), min(box.bottom, sheet.bottom)
    return Box(left, top, right - left, bottom - top) if left < right and top < bottom else None


def _widened(box: Box, dpi: int) -> Box:
    margin = round(_MARGIN_MM / _MM_PER_INCH * dpi)
    return Box(box.x - margin, box.y - margin, box.width + 2 * margin, box.height + 2 * margin)


def _scaled(
    image: Image.Image, dpi: int, wanted_dpi: int
) -> tuple[Image.Image, tuple[float, float]]:
    """The image at most at the wanted resolution, and its exact one across and down, so that
    rounding to whole pixels changes no millimetre."""
    if dpi <= wanted_dpi:
        return image, (float(dpi), float(dpi))
    width = max(1, round(image.width * wanted_dpi / dpi))
    height = max(1, round(image.height * wanted_dpi / dpi))
    scaled = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return scaled, (width * dpi / image.width, height * dpi / image.height)
