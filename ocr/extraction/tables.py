"""Where the cells of a table stand: under its headings, between its rules or in its columns.

Rules tell columns and rows where they are drawn. Without them columns are parted where no word
stands, and a row begins with each line that has a number in a column of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from digitizer.domain.page import PageReading
from digitizer.domain.schema import DocumentType, FieldKind, FieldSpec
from digitizer.domain.values.text import clean
from ocr.extraction.headings import Band
from ocr.extraction.labels import PatternSet, patterns_of
from ocr.extraction.spans import Piece
from ocr.extraction.table_gutters import Column, unruled
from ocr.extraction.table_heads import Head, Heading, heading_at
from ocr.extraction.table_rows import Line, grouped
from ocr.extraction.table_rules import Grid, grid_of
from ocr.extraction.tokens import Row, Token

_COUNTED = re.compile(r"[(\[]?([0-9]{1,2}|[A-Za-zĐđ])[)\]]?(?:=.*)?")
_TOTALS = frozenset({"cộng", "tổng"})
_NUMBERED = frozenset({"stt", "tt", "sott", "sothutu"})
_AMOUNTS = frozenset(
    {
        FieldKind.NUMBER,
        FieldKind.MONEY,
        FieldKind.AREA,
        FieldKind.TAX_CODE,
        FieldKind.ID_NUMBER,
    }
)


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table on a page: ``cells`` has for each row and each column of ``spec`` the pieces of text
    that stand there, and ``taken`` the index of every row of the page that is part of it.
    ``has_rules`` tells that its rows stand between rules, ``lacking`` are columns whose headings
    were not found."""

    spec: FieldSpec
    label: str
    cells: tuple[tuple[tuple[Piece, ...], ...], ...]
    taken: frozenset[int]
    has_rules: bool
    lacking: tuple[FieldSpec, ...] = ()


def without_tables(
    bands: Sequence[Band], doc_type: DocumentType
) -> tuple[dict[str, list[FoundTable]], list[Band]]:
    """The tables of a case by field, and its bands without their rows, in which headings and cells
    look like labels."""
    tables: dict[str, list[FoundTable]] = {}
    bare: list[Band] = []
    for band in bands:
        found = tables_on(band.page, band.rows, doc_type)
        for table in found:
            tables.setdefault(table.spec.key, []).append(table)
        taken = frozenset[int]().union(*(table.taken for table in found))
        rows = tuple(row for index, row in enumerate(band.rows) if index not in taken)
        bare.append(replace(band, rows=rows) if found else band)
    return tables, bare


def tables_on(
    page: PageReading, rows: Sequence[Row], doc_type: DocumentType
) -> tuple[FoundTable, ...]:
    """The tables of a document type among the rows of one page (or band), from the top."""
    specs = [spec for spec in doc_type.fields if spec.kind is FieldKind.TABLE]
    patterns = patterns_of(doc_type)
    found: list[FoundTable] = []
    start = 0
    while specs and start < len(rows):
        heading = _best_heading(page, rows, start, specs)
        if heading is None:
            start += 1
            continue
        table = _table(page, rows, heading, patterns)
        found.append(table)
        start = 1 + max(table.taken)
    return tuple(found)


def _best_heading(
    page: PageReading, rows: Sequence[Row], start: int, specs: Sequence[FieldSpec]
) -> Heading | None:
    """The headings that begin at a row, of the table that the most of them belong to."""
    uprights = [rule for rule in page.rules if rule.height > rule.width]
    found = [heading_at(rows, start, spec, uprights) for spec in specs]
    here = [heading for heading in found if heading is not None and heading.first == start]
    return max(
        here, key=lambda heading: len(heading.columns) / len(heading.spec.columns), default=None
    )


def _table(
    page: PageReading, rows: Sequence[Row], heading: Heading, patterns: PatternSet
) -> FoundTable:
    grid = grid_of(page, heading)
    after = range(heading.last + 1, len(rows))
    if grid is None:
        inside, columns = unruled(rows, after, heading, patterns)
    else:
        columns = [Column(head, *grid.around(head)) for head in heading.heads]
        inside = [index for index in after if grid.top < rows[index].middle < grid.bottom]
    body = _body([(index, rows[index]) for index in inside], columns)
    groups, has_rules = _rows_of_cells([row for _, row in body], columns, grid)
    taken = {*range(heading.first, heading.last + 1), *(index for index, _ in body)}
    if body or grid is not None:
        taken |= {index for index in inside if not body or index < body[0][0]}
    return FoundTable(
        heading.spec,
        " | ".join(head.text for head in heading.heads if head.column is not None),
        tuple(_cells(group, heading.spec, columns) for group in groups),
        frozenset(taken),
        has_rules,
        tuple(each for each in heading.spec.columns if each not in heading.columns),
    )


def _body(lines: Sequence[tuple[int, Row]], columns: Sequence[Column]) -> list[tuple[int, Row]]:
    """The lines between a row that only numbers the columns and the row of the total."""
    kept: list[tuple[int, Row]] = []
    for index, row in lines:
        tokens = [t for t in row.tokens if columns[0].left <= t.centre < columns[-1].right]
        if _is_total(tokens, columns):
            break
        if tokens and (kept or not _counts_columns(tokens)):
            kept.append((index, row))
    return kept


def _is_total(tokens: Sequence[Token], columns: Sequence[Column]) -> bool:
    """Whether a row opens with the word for a total and has no number of its own."""
    words = [token for token in tokens if any(char.isalpha() for char in token.text)]
    if not words or clean(words[0].text).casefold().strip(".:") not in _TOTALS:
        return False
    counted = [column for column in columns if _is_numbering(column.head)]
    return not any(column.holds(token) for column in counted for token in tokens if _number(token))


def _counts_columns(tokens: Sequence[Token]) -> bool:
    """Whether the cells are 1, 2, 3 or A, B, 1, 2 and so on."""
    signs = [_COUNTED.fullmatch(token.text.replace(" ", "")) for token in tokens]
    marks = [sign[1] for sign in signs if sign is not None]
    numbers = [int(mark) for mark in marks if mark.isdigit()]
    ascends = numbers == list(range(1, len(numbers) + 1))
    return len(marks) == len(tokens) and len(marks) > 1 and ascends


def _number(token: Token) -> bool:
    return any(char.isdecimal() for char in token.text)


def _is_numbering(head: Head) -> bool:
    key = "".join(char for char in clean(head.text).casefold() if char.isalnum())
    return head.column is None and key in _NUMBERED | {"sốtt", "sốthứtự"}


def _rows_of_cells(
    lines: Sequence[Row], columns: Sequence[Column], grid: Grid | None
) -> tuple[list[list[Row]], bool]:
    """The lines of each row; and whether rules part them."""
    if grid is not None:
        bands = [[row for row in lines if top < row.middle <= low] for top, low in grid.bands]
        filled = [band for band in bands if band]
        if len(filled) > 1:
            return filled, True
    counted = [column for column in columns if _begins_rows(column.head)]
    begins = [any(c.holds(t) for c in counted for t in row.tokens if _number(t)) for row in lines]
    if not any(begins):
        first = next(column for column in columns if column.head.column is not None)
        begins = [any(first.holds(t) for t in row.tokens if t.key) for row in lines]
    groups = grouped([Line(row, begin) for row, begin in zip(lines, begins, strict=True)])
    return groups, grid is not None and len(groups) == 1


def _begins_rows(head: Head) -> bool:
    return _is_numbering(head) or (head.column is not None and head.column.kind in _AMOUNTS)


def _cells(
    lines: Sequence[Row], spec: FieldSpec, columns: Sequence[Column]
) -> tuple[tuple[Piece, ...], ...]:
    by_key = {column.head.column.key: column for column in columns if column.head.column}
    return tuple(
        _pieces(lines, by_key[each.key]) if each.key in by_key else () for each in spec.columns
    )


def _pieces(lines: Sequence[Row], column: Column) -> tuple[Piece, ...]:
    return tuple(
        Piece(row, tuple(t for t in row.tokens if column.holds(t)), column.left, column.right)
        for row in lines
    )
