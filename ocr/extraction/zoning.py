"""From the reading of a blank sheet to the places of its words and of the values to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from digitizer.domain.form import FormWord, Place, Zone
from digitizer.domain.page import Box, PageReading
from digitizer.domain.schema import Catalog, DocumentType, FieldKind, FieldSpec, Placement
from ocr.extraction.spans import Span, SpanWalker
from ocr.extraction.splitting import split_cases
from ocr.extraction.tokens import Row, rows_of

_MM_PER_INCH = 25.4
# Values stand on their leaders or a little above, and are taller than small label print.
_ABOVE_MM, _BELOW_MM = 3.0, 1.5
_LEAST_WIDTH_MM = 8.0
_MORE_LINES = 1.6


def words_of_form(page: PageReading) -> tuple[FormWord, ...]:
    """The words that a blank sheet prints."""
    per_mm = page.dpi / _MM_PER_INCH
    return tuple(
        FormWord(word.text, _place(word.box, per_mm))
        for line in page.lines
        for word in line.words
        if any(char.isalnum() for char in word.text)
    )


def zones_of_form(page: PageReading, doc_type: DocumentType, catalog: Catalog) -> tuple[Zone, ...]:
    """Where a blank sheet has room for the values of a document type: behind each label up to the
    next one, and in the lines without a label below it."""
    per_mm = page.dpi / _MM_PER_INCH
    rows = _rows(page, catalog)
    walker = SpanWalker(doc_type, catalog)
    walker.walk(page, rows)
    every = rows_of(page)
    pitch = _pitch(every)
    return tuple(
        Zone(span.spec.key, _place(box, per_mm))
        for span in _first_of_each(walker.spans)
        for box in _boxes(span, every, pitch, page)
        if box.width >= _LEAST_WIDTH_MM * per_mm
    )


def _rows(page: PageReading, catalog: Catalog) -> tuple[Row, ...]:
    """The rows without a title."""
    return tuple(
        row for case in split_cases([page], catalog) for band in case.bands for row in band.rows
    )


def _first_of_each(spans: Sequence[Span]) -> Iterator[Span]:
    seen: set[str] = set()
    for span in spans:
        if span.spec.key not in seen and span.pieces and not _is_ticked(span.spec):
            seen.add(span.spec.key)
            yield span


def _is_ticked(spec: FieldSpec) -> bool:
    return spec.kind is FieldKind.TICK or any(
        anchor.placement is Placement.TICK for anchor in spec.anchors
    )


def _pitch(rows: Sequence[Row]) -> float:
    """How far apart single lines stand, in px."""
    gaps = [below.middle - above.middle for above, below in pairwise(rows)]
    return median(gaps) if gaps else 0.0


def _boxes(span: Span, rows: Sequence[Row], pitch: float, page: PageReading) -> Iterator[Box]:
    per_mm = page.dpi / _MM_PER_INCH
    above, below = round(_ABOVE_MM * per_mm), round(_BELOW_MM * per_mm)
    piece = span.pieces[0]
    margin = max(0, min(row.box.x for row in rows))
    left, right = max(0, round(piece.left)), min(page.width - margin, round(piece.right))
    top, bottom = max(0, piece.row.box.y - above), min(page.height, piece.row.box.bottom + below)
    yield Box(left, top, right - left, bottom - top)
    following = next((row for row in rows if row.middle > piece.row.middle), None)
    ends_row = piece.right >= max(token.box.right for token in piece.row.tokens)
    if following is None or not ends_row:
        return
    if following.middle - piece.row.middle > _MORE_LINES * pitch:
        yield Box(margin, bottom, right - margin, following.box.y - below - bottom)


def _place(box: Box, per_mm: float) -> Place:
    return Place(box.x / per_mm, box.y / per_mm, box.width / per_mm, box.height / per_mm)
