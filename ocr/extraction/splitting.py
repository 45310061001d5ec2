"""Which document types the pages are, and where one case ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from digitizer.domain.page import Box, PageReading
from digitizer.domain.schema import Catalog, DocumentType
from ocr.extraction.cards import is_card_page
from ocr.extraction.entries import boxes_of, entries_of, has_entries
from ocr.extraction.headings import (
    MOTTO,
    PARTY,
    Band,
    Heading,
    bands_of,
    headings_of,
    opens_paper,
    types_with_headings,
)
from ocr.extraction.tokens import Row, rows_of

# How surely pages are of the type that a person says they are.
TYPE_BY_WISH = 0.3


@dataclass(frozen=True, slots=True)
class CaseBands:
    """All bands of one case, and the rows of its title; ``doc_type`` None when no heading tells
    it. ``entry`` is the number of an entry on pages of a book, folded and empty where it was not
    read; None on other papers."""

    doc_type: DocumentType | None
    confidence: float
    bands: tuple[Band, ...]
    title: tuple[Row, ...] = ()
    entry: str | None = None

    def swapped(self) -> CaseBands:
        """The same case with the other reading of each line preferred."""
        bands = tuple(band.swapped() for band in self.bands)
        return replace(self, bands=bands, title=tuple(row.swapped() for row in self.title))


def split_cases(
    pages: Iterable[PageReading], catalog: Catalog, wished: DocumentType | None = None
) -> Iterator[CaseBands]:
    """The cases of a scan in page order, each as soon as the next one begins.

    A page with a heading starts a case, one without goes on with the case before it; two headings
    on a page cut it into bands. A page that opens with the national motto or the Party's name is
    the first of a paper, so without a known heading it starts a case of no known type. So do pages
    before the first heading, unless they are blank or copies of identity papers: those lead the
    first case. Copies between forms go with the form before them, and their own labels are nobody's
    fields.

    On the pages of a book each number of an entry begins a case, and what stands above the first
    goes on with the entry before. ``wished`` is the type that pages without any heading are of.
    """
    current: CaseBands | None = None
    is_first = True
    for page in pages:
        for starts, found in _parts_of(page, catalog, current, wished):
            if current is None:
                current = found
            elif not starts:
                current = replace(current, bands=(*current.bands, *found.bands))
            elif is_first and _leads(current):
                current = replace(found, bands=(*current.bands, *found.bands))
                is_first = False
            else:
                yield current
                current = found
                is_first = False
    if current is not None:
        yield current


def _parts_of(
    page: PageReading, catalog: Catalog, current: CaseBands | None, wished: DocumentType | None
) -> list[tuple[bool, CaseBands]]:
    """What a page begins (True) or goes on with (False), from the top down."""
    rows = rows_of(page)
    headings = headings_of(rows, types_with_headings(catalog), page)
    if not headings and is_card_page(page, rows):
        return [(False, CaseBands(None, 0.0, (Band(page, ()),)))]
    if not headings:
        return _untitled(page, rows, current, wished)
    parts: list[tuple[bool, CaseBands]] = []
    for heading, band in zip(headings, bands_of(page, rows, headings), strict=True):
        parts += _titled(heading, band, rows, current)
        current = parts[-1][1]
    return parts


def _titled(
    heading: Heading, band: Band, rows: Sequence[Row], current: CaseBands | None
) -> list[tuple[bool, CaseBands]]:
    title = tuple(rows[index] for index in heading.rows)
    case = CaseBands(heading.doc_type, heading.confidence, (band,), title)
    if not (heading.is_book or heading.doc_type.many_on_page):
        return [(True, case)]
    goes_on = current is not None and current.doc_type is heading.doc_type
    before = current.entry if current is not None and goes_on else None
    parts = _entry_parts(band, case, before, has_title=True)
    return parts or [(True, replace(case, entry=""))]


def _untitled(
    page: PageReading, rows: tuple[Row, ...], current: CaseBands | None, wished: DocumentType | None
) -> list[tuple[bool, CaseBands]]:
    """A page without a heading: of the book before it, of the wished type's, or of no book."""
    band = Band(page, rows)
    opens = opens_paper(page, rows, MOTTO, PARTY)
    book = CaseBands(None, 0.0, (band,))
    if current is not None and current.entry is not None:
        book = replace(current, bands=(band,))
    elif wished is not None and has_entries(wished) and (not current or not current.doc_type):
        book = CaseBands(wished, TYPE_BY_WISH, (band,))
    parts = [] if opens else _entry_parts(band, book, book.entry, has_title=False)
    return parts or [(opens, CaseBands(None, 0.0, (band,)))]


def _leads(case: CaseBands) -> bool:
    return case.doc_type is None and not any(row.tokens for band in case.bands for row in band.rows)


def _entry_parts(
    band: Band, case: CaseBands, before: str | None, *, has_title: bool
) -> list[tuple[bool, CaseBands]]:
    """The entries that a band of a book's page begins (True) or goes on with; none where nothing
    tells where one begins."""
    if case.doc_type is None:
        return []
    entries = entries_of(band.rows, case.doc_type, before, has_title=has_title)
    page = band.page
    boxes: list[Box | None] = [band.box]
    if len(entries) > 1:
        whole = band.box or Box(0, 0, page.width, page.height)
        boxes = list(boxes_of(entries, whole))
    return [
        (
            not entry.goes_on,
            replace(case, bands=(Band(page, entry.rows, box),), entry=entry.number),
        )
        for entry, box in zip(entries, boxes, strict=False)
    ]
