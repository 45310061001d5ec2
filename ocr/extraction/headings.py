"""The titles on a page, and the parts of it that stand under them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from digitizer.domain.case import Region
from digitizer.domain.page import Box, PageReading
from digitizer.domain.schema import Catalog, DocumentType
from ocr.extraction.labels import LabelKind, find_labels, patterns_of
from ocr.extraction.titles import is_title_case, score
from ocr.extraction.tokens import Row, match_key, rows_of

_SURE_TITLE = 0.84
# Two types as likely as this are told apart by nobody: the clerk says which it is.
_LEAST_LEAD = 0.04
_SAME_HEADING_MM = 40.0
_SECOND_LINE_MM = 16.0
MOTTO = match_key("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
PARTY = match_key("ĐẢNG CỘNG SẢN VIỆT NAM")
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
class Heading:
    """A title in row ``row``; ``rows`` also counts further title lines close below; ``is_book``
    tells that it stands over the entries of a book."""

    row: int
    doc_type: DocumentType
    confidence: float
    rows: tuple[int, ...]
    is_book: bool = False


def types_with_headings(catalog: Catalog) -> list[DocumentType]:
    """The types whose titles open a case anywhere: a card lies with other papers."""
    return [doc_type for doc_type in catalog.types.values() if doc_type.card is None]


def has_heading(page: PageReading, catalog: Catalog) -> bool:
    """Whether the page bears the title of a known document type."""
    return bool(headings_of(rows_of(page), types_with_headings(catalog), page))


def titled_bands(
    page: PageReading, types: Sequence[DocumentType]
) -> Iterator[tuple[DocumentType | None, float, Band]]:
    """The parts of a page under the titles of the given types, from the top down, each with its
    type and how sure that is; the whole page without a type where there is no such title."""
    rows = rows_of(page)
    headings = headings_of(rows, types, page)
    if not headings:
        yield None, 0.0, Band(page, rows)
        return
    for heading, band in zip(headings, bands_of(page, rows, headings), strict=True):
        yield heading.doc_type, heading.confidence, band


def opens_paper(page: PageReading, rows: Sequence[Row], *mottos: str) -> bool:
    return any(
        motto_at(row, mottos) is not None for row in rows if row.middle < _TOP_SHARE * page.height
    )


def motto_at(row: Row, mottos: Sequence[str] = (MOTTO, PARTY)) -> int | None:
    """The token with which a motto begins that ends a row; an office may stand before it, which
    is often read as one line with it."""
    best, likeness = None, _SURE_MOTTO
    for start in range(len(row.tokens)):
        words = row.tokens[start:]
        if not is_title_case(" ".join(token.text for token in words)):
            continue
        read = "".join(token.key for token in words)
        found = max(fuzz.ratio(read, motto) for motto in mottos) / 100
        if found >= likeness:
            best, likeness = start, found
    return best


def headings_of(
    rows: Sequence[Row], types: Iterable[DocumentType], page: PageReading
) -> list[Heading]:
    """All titles of a page from the top down. Titles that any office may print over a paper count
    only where there is no other and a paper begins, and only the first of them: "QUYẾT ĐỊNH" also
    stands in the middle of a decision."""
    every = tuple(types)
    found = _titles(rows, [each for each in every if not each.is_general], page)
    if found or not opens_paper(page, rows, MOTTO):
        return found
    return _titles(rows, [each for each in every if each.is_general], page)[:1]


def _titles(rows: Sequence[Row], known: Sequence[DocumentType], page: PageReading) -> list[Heading]:
    found: list[Heading] = []
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
) -> Heading | None:
    """The title that begins in a row; None when no type, or more than one, may be meant."""
    found = [
        Heading(index, doc_type, likeness, taken, likeness <= score(text, doc_type.book_titles))
        for text, taken in _title_texts(rows, index, page)
        for doc_type in types
        for likeness in [score(text, doc_type.titles)]
    ]
    found = _longer(found) or found
    best = max(found, key=lambda heading: heading.confidence, default=None)
    if best is None or best.confidence < _SURE_TITLE:
        return None
    rivals = (each.confidence for each in found if each.doc_type is not best.doc_type)
    return best if best.confidence - max(rivals, default=0.0) >= _LEAST_LEAD else None


def _longer(found: Sequence[Heading]) -> list[Heading]:
    """The titles that two lines tell better than the first alone does: "SƠ YẾU LÝ LỊCH" is the
    title of one paper, and with "CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC" under it that of another."""
    alone: dict[str, float] = {}
    for each in found:
        if len(each.rows) == 1:
            key = each.doc_type.key
            alone[key] = max(alone.get(key, 0.0), each.confidence)
    return [
        each
        for each in found
        if len(each.rows) > 1
        and each.confidence >= _SURE_TITLE
        and each.confidence > alone.get(each.doc_type.key, 0.0)
    ]


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


def _same_heading(rows: Sequence[Row], first: Heading, second: Heading, page: PageReading) -> bool:
    """A second title line close below, with no label between, belongs to the same heading."""
    gap_mm = (rows[second.row].middle - rows[first.row].middle) / page.dpi * _MM_PER_INCH
    if gap_mm > _SAME_HEADING_MM:
        return False
    patterns = patterns_of(first.doc_type)
    between = rows[first.row + 1 : second.row]
    return not any(
        hit.pattern.kind is LabelKind.FIELD for row in between for hit in find_labels(row, patterns)
    )


def bands_of(page: PageReading, rows: tuple[Row, ...], headings: Sequence[Heading]) -> list[Band]:
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


def _cut(rows: Sequence[Row], heading: Heading) -> int:
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
