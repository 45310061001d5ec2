"""Which document types the pages are, and where one case ends and the next begins."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from digitizer.domain.case import Region
from digitizer.domain.page import Box, PageReading
from digitizer.domain.schema import Catalog, DocumentType
from ocr.extraction.cards import is_card_page
from ocr.extraction.labels import LabelKind, find_labels, patterns_of
from ocr.extraction.titles import is_title_case, score
from ocr.extraction.tokens import Row, match_key, rows_of

_SURE_TITLE = 0.84
# Two types as likely as this are told apart by nobody: the clerk says which it is.
_LEAST_LEAD = 0.04
_SAME_HEADING_MM = 40.0
_SECOND_LINE_MM = 16.0
_MOTTO = match_key("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
_SURE_MOTTO = 0.85
_TOP_SHARE = 0.4
_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of one page that belong to a case, without its title; ``box`` None for all of a page."""

    page: PageReading
    rows: tuple[Row, ...]
    box: Box | None = None

    @property
    def region(self) -> Region:
        return Region(self.page.number, self.box)

    def swapped(self) -> Band:
        """The same band with the other reading of each line preferred."""
        return replace(self, rows=tuple(row.swapped() for row in self.rows))


@dataclass(frozen=True, slots=True)
class CaseBands:
    """All bands of one case; ``doc_type`` None when no heading tells it."""

    doc_type: DocumentType | None
    confidence: float
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class _Heading:
    """A title in row ``row``; ``rows`` also counts further title lines close below."""

    row: int
    doc_type: DocumentType
    confidence: float
    rows: tuple[int, ...]


def split_cases(pages: Iterable[PageReading], catalog: Catalog) -> Iterator[CaseBands]:
    """The cases of a scan in page order, each as soon as the next one begins.

    A page with a heading starts a case, one without goes on with the case before it; two headings
    on a page cut it into bands. A page that opens with the national motto is the first of a paper,
    so without a known heading it starts a case of no known type. So do pages before the first
    heading, unless they are blank or copies of identity papers: those lead the first case. Copies
    between forms go with the form before them, and their own labels are nobody's fields.
    """
    current: CaseBands | None = None
    is_first = True
    for page in pages:
        for starts, found in _parts_of(page, catalog):
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


def _parts_of(page: PageReading, catalog: Catalog) -> list[tuple[bool, CaseBands]]:
    """What a page begins (True) or goes on with (False), from the top down."""
    rows = rows_of(page)
    headings = _headings(rows, catalog.types.values(), page)
    if not headings and is_card_page(page, rows):
        return [(False, CaseBands(None, 0.0, (Band(page, ()),)))]
    if not headings:
        return [(_opens_paper(page, rows), CaseBands(None, 0.0, (Band(page, rows),)))]
    return [
        (True, CaseBands(heading.doc_type, heading.confidence, (band,)))
        for heading, band in zip(headings, _bands(page, rows, headings), strict=True)
    ]


def _leads(case: CaseBands) -> bool:
    return case.doc_type is None and not any(row.tokens for band in case.bands for row in band.rows)


def has_heading(page: PageReading, catalog: Catalog) -> bool:
    """Whether the page bears the title of a known document type."""
    return bool(_headings(rows_of(page), catalog.types.values(), page))


def _opens_paper(page: PageReading, rows: Sequence[Row]) -> bool:
    return any(
        fuzz.ratio(match_key(line.text), _MOTTO) / 100 >= _SURE_MOTTO
        for row in rows
        if row.middle < _TOP_SHARE * page.height
        for line in row.lines
    )


def _headings(
    rows: Sequence[Row], types: Iterable[DocumentType], page: PageReading
) -> list[_Heading]:
    known = tuple(types)
    found: list[_Heading] = []
    for index in range(len(rows)):
        if found and index in found[-1].rows:
            continue
        best = _heading_at(rows, index, known, page)
        if best is None:
            continue
        if found and _same_heading(rows, found[-1], best, page):
            found[-1] = replace(found[-1], rows=(*found[-1].rows, *best.rows))
        else:
            found.append(best)
    return found


def _heading_at(
    rows: Sequence[Row], index: int, types: Sequence[DocumentType], page: PageReading
) -> _Heading | None:
    """The title that begins in a row; None when no type, or more than one, may be meant."""
    found = [
        _Heading(index, doc_type, score(text, doc_type.titles), taken)
        for text, taken in _title_texts(rows, index, page)
        for doc_type in types
    ]
    best = max(found, key=lambda heading: heading.confidence, default=None)
    if best is None or best.confidence < _SURE_TITLE:
        return None
    rivals = (each.confidence for each in found if each.doc_type is not best.doc_type)
    return best if best.confidence - max(rivals, default=0.0) >= _LEAST_LEAD else None


def _title_texts(
    rows: Sequence[Row], index: int, page: PageReading
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each line of a row, alone and with a line under it, in capitals at least at the beginning."""
    below = rows[index + 1] if index + 1 < len(rows) else None
    for line in rows[index].lines:
        if not is_title_case(line.text):
            continue
        yield line.text, (index,)
        if below is None:
            continue
        if (below.middle - rows[index].middle) / page.dpi * _MM_PER_INCH > _SECOND_LINE_MM:
            continue
        for second in below.lines:
            across = min(line.box.right, second.box.right) - max(line.box.x, second.box.x)
            if across > 0:
                yield f"{line.text} {second.text}", (index, index + 1)


def _same_heading(
    rows: Sequence[Row], first: _Heading, second: _Heading, page: PageReading
) -> bool:
    """A second title line close below, with no label between, belongs to the same heading."""
    gap_mm = (rows[second.row].middle - rows[first.row].middle) / page.dpi * _MM_PER_INCH
    if gap_mm > _SAME_HEADING_MM:
        return False
    patterns = patterns_of(first.doc_type)
    between = rows[first.row + 1 : second.row]
    return not any(
        hit.pattern.kind is LabelKind.FIELD for row in between for hit in find_labels(row, patterns)
    )


def _bands(page: PageReading, rows: tuple[Row, ...], headings: Sequence[_Heading]) -> list[Band]:
    titles = {index for heading in headings for index in heading.rows}
    if len(headings) == 1:
        return [Band(page, _without(rows, titles, 0))]
    cuts = [0, *(_cut(rows, heading) for heading in headings[1:]), len(rows)]
    bands: list[Band] = []
    top = 0
    for index in range(len(headings)):
        part = rows[cuts[index] : cuts[index + 1]]
        last = index == len(headings) - 1
        bottom = page.height if last else rows[cuts[index + 1]].box.y
        box = Box(0, top, page.width, bottom - top)
        bands.append(Band(page, _without(part, titles, cuts[index]), box))
        top = bottom
    return bands


def _without(rows: Sequence[Row], titles: Container[int], first: int) -> tuple[Row, ...]:
    return tuple(row for index, row in enumerate(rows, first) if index not in titles)


def _cut(rows: Sequence[Row], heading: _Heading) -> int:
    """The row where the case of a heading begins: below the last label or value above it.

    Office and motto stand over a title, so the cut is at the widest gap since the last field label.
    """
    patterns = patterns_of(heading.doc_type)
    first = heading.row
    while first > 0 and not any(
        hit.pattern.kind in (LabelKind.FIELD, LabelKind.BELOW) and hit.at_start
        for hit in find_labels(rows[first - 1], patterns)
    ):
        first -= 1
    if first == heading.row:
        return heading.row
    return max(
        range(max(first, 1), heading.row + 1), key=lambda i: rows[i].box.y - rows[i - 1].box.bottom
    )
