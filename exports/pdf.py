"""One colour PDF a case: an archive copy made page by page from the upright page images."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pikepdf
from PIL import Image

from digitizer.domain.errors import NotAllowed, UnreadableFile
from digitizer.domain.package import ExportCase, PageImage
from digitizer.domain.page import Box
from digitizer.domain.problems import Severity
from digitizer.domain.schema import ExportProfile, PdfScope
from exports.pdfa.check import check_pdfa
from exports.pdfa.image_copy import image_copy, image_limit
from exports.pdfa.placing import page_rows
from exports.pdfa.text_layer import Placement
from exports.pdfa.writing import ArchivePage, Written, write_archive_copy

# Shown around a part of a page, so that no stroke at its edge is cut.
_MARGIN_MM = 2.0
_MM_PER_INCH = 25.4
_CLAIM = b"http://www.aiim.org/pdfa/ns/id/"
_BAD_IMAGE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)
_BAD_PDF = (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError, RuntimeError)


def write_case_pdf(
    path: Path, case: ExportCase, profile: ExportProfile, created_at: datetime
) -> Written:
    """Write the pages of a case in their order.

    By the profile each shows one region with a small margin, or a whole page that bears regions,
    once. All are in their true size in mm, scaled down to the profile's dpi (never up) and as small
    as it asks, unless they were illegible then. Under the images lies the text of the record, and
    where it has none the text that was read. The only metadata are the title (the file name's
    stem), the program and the time. One page image at a time is in memory, and all copies of one
    case. Raises NotAllowed for a case without pages or a region that lies outside its page,
    UnreadableFile for a page image that does not decode, OSError.
    """
    if not case.pages:
        raise NotAllowed("case-without-pages", case=case.case_id)
    shown = case.pages if profile.pdf_scope is PdfScope.REGIONS else _whole_pages(case.pages)
    return write_archive_copy(path, _archive_pages(case, shown, profile), path.stem, created_at)


def read_pdf(data: bytes) -> tuple[int, str]:
    """The number of pages (at least one) and the title.

    Raises ValueError when the bytes are no readable PDF; nothing in it is repaired.
    """
    try:
        with pikepdf.open(BytesIO(data), attempt_recovery=False) as document:
            pages, title = len(document.pages), str(document.docinfo.get("/Title", ""))
    except _BAD_PDF as error:
        raise ValueError(type(error).__name__) from error
    if not pages:
        raise ValueError("no pages")
    return pages, title


def broken_rules(data: bytes) -> tuple[str, ...]:
    """The clauses of ISO 19005-2 that a document breaks which says that it follows them; empty for
    one that does not say so."""
    if _CLAIM not in data:
        return ()
    wrong = (each for each in check_pdfa(data) if each.severity is Severity.ERROR)
    return tuple(dict.fromkeys(dict(each.params)["clause"] for each in wrong))


def _archive_pages(
    case: ExportCase, pages: Sequence[PageImage], profile: ExportProfile
) -> Iterator[ArchivePage]:
    for page in pages:
        image, part = _page_image(case, page)
        limit = image_limit(profile.pdf_page_kb, part.width / page.dpi, part.height / page.dpi)
        best = (profile.pdf_dpi, profile.pdf_jpeg_quality)
        values = [case.record.fields[key] for key in page.fields if key in case.record.fields]
        yield ArchivePage(
            image_copy(image, page.dpi, best=best, limit=limit),
            Placement(part, page.dpi),
            tuple(page_rows(page.lines(), values, part)),
        )


def _whole_pages(pages: Sequence[PageImage]) -> tuple[PageImage, ...]:
    """Each page once, in the order in which the case comes to it, with the fields of its parts."""
    fields: dict[tuple[int | None, int], tuple[str, ...]] = {}
    for page in pages:
        fields[_sheet(page)] = fields.get(_sheet(page), ()) + page.fields
    first = {_sheet(page): page for page in reversed(pages)}
    return tuple(
        replace(first[sheet], region=replace(first[sheet].region, box=None), fields=keys)
        for sheet, keys in fields.items()
    )


def _sheet(page: PageImage) -> tuple[int | None, int]:
    """What tells a page from the others of its case; pages of several scans may share a number."""
    return page.region.page_id, page.region.page_number


def _page_image(case: ExportCase, page: PageImage) -> tuple[Image.Image, Box]:
    """The region of the page as an RGB image without the file's own notes, and where it lies."""
    try:
        with Image.open(page.path) as whole:
            sheet = Box(0, 0, whole.width, whole.height)
            part = sheet if page.region.box is None else _within(page.region.box, sheet)
            if part is None:
                raise NotAllowed(
                    "region-outside-page", case=case.case_id, page=page.region.page_number
                )
            if page.region.box is not None:
                part = _within(_widened(part, page.dpi), sheet) or part
            image = whole.convert("RGB").crop((part.x, part.y, part.right, part.bottom))
    except _BAD_IMAGE as error:
        raise UnreadableFile(
            "page-image-unreadable", case=case.case_id, page=page.region.page_number
        ) from error
    image.info.clear()
    return image, part


def _within(box: Box, sheet: Box) -> Box | None:
    """What of a box lies on the sheet; None for nothing."""
    left, top = max(box.x, sheet.x), max(box.y, sheet.y)
    right, bottom = min(box.right, sheet.right), min(box.bottom, sheet.bottom)
    return Box(left, top, right - left, bottom - top) if left < right and top < bottom else None


def _widened(box: Box, dpi: int) -> Box:
    margin = round(_MARGIN_MM / _MM_PER_INCH * dpi)
    return Box(box.x - margin, box.y - margin, box.width + 2 * margin, box.height + 2 * margin)
