"""The reading of a table, each cell read as a field is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from digitizer.domain.page import Box, Origin
from digitizer.domain.problems import Problem, Severity
from digitizer.domain.record import Candidate, FieldReading, ReadingState
from digitizer.domain.schema import CodeList, FieldSpec
from digitizer.domain.sureness import Sureness
from digitizer.domain.values.canonical import canonical
from digitizer.domain.values.tables import written_text
from ocr.extraction.cleaning import value_text
from ocr.extraction.decision import HANDWRITTEN, read_span
from ocr.extraction.spans import Span
from ocr.extraction.tables import FoundTable

_MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class _Cell:
    """``unread`` is what only the second reader saw in a cell."""

    column: FieldSpec
    reading: FieldReading
    unread: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.reading.text or self.unread)

    @property
    def is_doubtful(self) -> bool:
        if self.reading.state is ReadingState.MISSING:
            return bool(self.unread)
        return self.reading.state is not ReadingState.ACCEPTED

    @property
    def other(self) -> str | None:
        """What else may stand there."""
        texts = [self.unread, *(candidate.text for candidate in self.reading.candidates)]
        return next((text for text in texts if text), None)


_Rows = Sequence[Sequence[_Cell]]


def read_table(
    spec: FieldSpec,
    found: Sequence[FoundTable],
    lists: Mapping[str, CodeList],
    sureness: Sureness,
) -> FieldReading:
    """What the parts of a table say, one under the other; ``missing`` where it has no row.

    It is accepted when every cell is and rules part the rows; what is doubtful is told by row and
    column, and other readings of a cell are offered as the whole table with that cell.
    """
    rows = [
        row
        for part in found
        for row in _rows_of(part, lists, sureness)
        if not all(cell.is_empty for cell in row)
    ]
    filled = [cell.reading for row in rows for cell in row if cell.reading.text]
    if not filled:
        return FieldReading(spec.key)
    text = written_text(_texts(rows))
    told = canonical(spec, text, lists=lists)
    problems = (*told.problems, *_problems(spec, rows, told.problems))
    problems = (*problems, *_shape_problems(spec, found))
    doubts = any(problem.severity is not Severity.INFO for problem in problems)
    origin = filled[0].origin or Origin("none", "")
    return FieldReading(
        spec.key,
        text=text,
        value=told.value,
        confidence=min(reading.confidence for reading in filled),
        state=ReadingState.REVIEW if doubts or told.value is None else ReadingState.ACCEPTED,
        page=filled[0].page,
        box=_box_of(found[0]),
        origin=replace(origin, rule=f"table:{found[0].label}"),
        problems=problems,
        candidates=tuple(_candidates(spec, rows, lists, origin)),
    )


def _shape_problems(spec: FieldSpec, found: Sequence[FoundTable]) -> Iterator[Problem]:
    """What leaves open how many rows there are, or what stands in a column."""
    if not all(part.has_rules for part in found):
        yield Problem.warning("table-rows-unsure", spec.key)
    lacking = dict.fromkeys(column for part in found for column in part.lacking)
    if lacking:
        names = ", ".join(column.label.vi for column in lacking)
        english = ", ".join(column.label.en for column in lacking)
        yield Problem.warning(
            "table-columns-not-found", spec.key, columns=names, columns_en=english
        )


def _rows_of(
    part: FoundTable, lists: Mapping[str, CodeList], sureness: Sureness
) -> Iterator[list[_Cell]]:
    for row in part.cells:
        yield [
            _cell(Span(column, column.label.vi, pieces), lists, sureness)
            for column, pieces in zip(part.spec.columns, row, strict=True)
        ]


def _cell(span: Span, lists: Mapping[str, CodeList], sureness: Sureness) -> _Cell:
    reading = read_span(span, lists.get(span.spec.code_list or ""), sureness)
    if reading.text:
        return _Cell(span.spec, reading)
    seconds = [
        token for piece in span.pieces for token in piece.row.second_tokens(piece.left, piece.right)
    ]
    return _Cell(span.spec, reading, value_text(span.spec, seconds))


def _texts(rows: _Rows) -> list[list[str]]:
    return [[cell.reading.text for cell in row] for row in rows]


def _problems(spec: FieldSpec, rows: _Rows, told: Sequence[Problem]) -> Iterator[Problem]:
    """The doubtful cells that the table's own check does not speak of; and that some cell is
    handwritten, which says that the whole paper may be."""
    doubts = (dict(each.params) for each in told if each.severity is not Severity.INFO)
    named = {(params.get("row"), params.get("column")) for params in doubts}
    for number, row in enumerate(rows, start=1):
        for cell in row:
            column = cell.column.label
            if cell.is_doubtful and (str(number), column.vi) not in named:
                yield Problem.warning(
                    "cell-doubtful",
                    spec.key,
                    row=str(number),
                    column=column.vi,
                    column_en=column.en,
                    text=cell.reading.text or cell.unread,
                )
    found = (problem for row in rows for cell in row for problem in cell.reading.problems)
    if any(problem.code == HANDWRITTEN for problem in found):
        yield Problem.warning(HANDWRITTEN, spec.key)


def _candidates(
    spec: FieldSpec, rows: _Rows, lists: Mapping[str, CodeList], origin: Origin
) -> Iterator[Candidate]:
    doubtful = (
        (number, place, cell.other)
        for number, row in enumerate(rows)
        for place, cell in enumerate(row)
        if cell.is_doubtful and cell.other is not None
    )
    for number, place, other in islice(doubtful, _MOST_CANDIDATES):
        texts = _texts(rows)
        texts[number][place] = other
        text = written_text(texts)
        how = replace(origin, rule=f"cell:{number + 1}:{spec.columns[place].key}")
        yield Candidate(text, canonical(spec, text, lists=lists).value, how)


def _box_of(table: FoundTable) -> Box | None:
    """Around what stands in the cells of one part; None where that has no rows."""
    pieces = (piece for row in table.cells for cell in row for piece in cell)
    boxes = [token.box for piece in pieces for token in piece.tokens]
    return Box.around(boxes) if boxes else None
