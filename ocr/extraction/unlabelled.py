"""Values that stand without a label where every official paper has them: the heading, the office
named beside the national motto, and the line with place and day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from digitizer.domain.schema import DocumentType, FieldKind, FieldSpec, Placement
from ocr.extraction.headings import Band, motto_at
from ocr.extraction.spans import Piece, Span
from ocr.extraction.titles import is_title_case
from ocr.extraction.tokens import Row

TITLE, HEAD, DATELINE = (
    placement.value for placement in (Placement.TITLE, Placement.HEAD, Placement.DATELINE)
)
_HEAD_MM = 30.0
_MM_PER_INCH = 25.4
# How far apart in heights of a word two words of one statement stand at most.
_WIDEST_GAP = 2.0
# Digits with what is read for them.
_DATE = (r"ngay", r"[\dilo]{1,2}", r"thang", r"[\dilo]{1,2}", r"nam", r"\d{4}")


@dataclass(frozen=True, slots=True)
class _Dateline:
    """Words ``start`` up to ``day`` of a row name the place, those from ``day`` on the day."""

    row: Row
    start: int
    day: int


def unlabelled(
    doc_type: DocumentType, bands: Sequence[Band], title: Sequence[Row]
) -> tuple[list[Span], list[Band]]:
    """The spans of the fields of a type that need no label, and the bands without the words that
    belong to these alone (a number's label stands on one line with place and day)."""
    wanted = {
        placement: [
            spec
            for spec in doc_type.fields
            if any(anchor.placement is placement for anchor in spec.anchors)
        ]
        for placement in (Placement.TITLE, Placement.HEAD, Placement.DATELINE)
    }
    spans = [_span(spec, TITLE, title[:1]) for spec in wanted[Placement.TITLE] if title]
    taken: dict[int, Row] = {}
    if wanted[Placement.HEAD] and bands:
        office = list(_office(bands[0].rows, title))
        spans += [
            _span(spec, HEAD, [part for _, part in office]) for spec in wanted[Placement.HEAD]
        ]
        taken |= {id(row): _cut(row, len(part.tokens), len(row.tokens)) for row, part in office}
    line = next(filter(None, map(_dateline, _rows(bands))), None)
    if line is not None and wanted[Placement.DATELINE]:
        spans += [_of_dateline(spec, line) for spec in wanted[Placement.DATELINE]]
        taken[id(line.row)] = _before(line.row, line.start)
    rest = [
        replace(band, rows=tuple(taken.get(id(row), row) for row in band.rows)) for band in bands
    ]
    return [span for span in spans if span.pieces], rest


def _rows(bands: Sequence[Band]) -> Iterator[Row]:
    for band in bands:
        yield from band.rows


def _cut(row: Row, start: int, end: int) -> Row:
    return replace(row, tokens=row.tokens[start:end], line_of=row.line_of[start:end])


def _before(row: Row, end: int) -> Row:
    """The row up to a token, in every reading."""
    edge = row.tokens[end].box.x
    lines = [
        replace(
            line,
            readings=tuple(
                replace(each, words=tuple(word for word in each.words if word.box.x < edge))
                for each in line.readings
            ),
        )
        for line in row.lines
    ]
    return replace(_cut(row, 0, end), lines=tuple(lines))


def _span(spec: FieldSpec, name: str, rows: Sequence[Row]) -> Span:
    return Span(spec, name, tuple(_piece(row) for row in rows))


def _piece(row: Row) -> Piece:
    left = min(token.box.x for token in row.tokens)
    return Piece(row, row.tokens, left, max(token.box.right for token in row.tokens))


def _office(rows: Sequence[Row], title: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """The lines in capitals left of the motto and under them, down to the paper's number: the row
    and its part that is the office."""
    found = ((index, motto_at(row)) for index, row in enumerate(rows))
    index, start = next(((i, start) for i, start in found if start is not None), (0, None))
    if start is None:
        return
    row = rows[index]
    left = row.tokens[start].box.x
    bottom = row.middle + _HEAD_MM * row.page.dpi / _MM_PER_INCH
    if title:
        bottom = min(bottom, title[0].middle)
    for each in rows[index:]:
        count = sum(token.box.right <= left for token in each.tokens)
        beside = _cut(each, 0, count)
        if not any(token.key for token in beside.tokens):
            continue
        text = " ".join(token.text for token in beside.tokens)
        is_labelled = any(token.ends_label for token in beside.tokens)
        if each.middle >= bottom or is_labelled or not is_title_case(text):
            return
        yield each, beside


def _dateline(row: Row) -> _Dateline | None:
    """``Mai Hạ, ngày 05 tháng 3 năm 2024`` at the end of a row."""
    tokens = row.tokens
    day = len(tokens) - len(_DATE)
    if day < 1 or not tokens[day - 1].text.endswith((",", ".")):
        return None
    if not all(
        re.fullmatch(part, token.key) for part, token in zip(_DATE, tokens[day:], strict=True)
    ):
        return None
    start = day - 1
    for before, after in reversed(list(pairwise(tokens[:day]))):
        if after.box.x - before.box.right > _WIDEST_GAP * after.box.height or before.ends_label:
            break
        start -= 1
    return _Dateline(row, start, day)


def _of_dateline(spec: FieldSpec, line: _Dateline) -> Span:
    is_day = spec.kind is FieldKind.DATE
    start, end = (line.day, len(line.row.tokens)) if is_day else (line.start, line.day)
    return _span(spec, DATELINE, [_cut(line.row, start, end)])
