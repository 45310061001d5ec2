"""From what is written to the canonical value of a field, and back to what people see."""

from __future__ import annotations

import re
from collections.abc import Mapping

from digitizer.domain.problems import Problem
from digitizer.domain.schema import Catalog, CodeList, FieldKind, FieldSpec
from digitizer.domain.values.amounts import grouped, grouped_money
from digitizer.domain.values.dates import parse_iso
from digitizer.domain.values.inexact_dates import spoken
from digitizer.domain.values.kinds import BY_KIND, Canonical
from digitizer.domain.values.tables import table_rows, table_value, written_rows, written_text
from digitizer.domain.values.text import clean, fold

__all__ = ["Canonical", "as_written", "canonical", "canonical_for", "shown", "shown_for"]

_UNKNOWN = frozenset(
    {"khong ro", "khong nho", "khong biet", "chua ro", "khong xac dinh", "chua xac dinh duoc"}
)
_MAY_SAY_UNKNOWN = frozenset({FieldKind.TEXT, FieldKind.CODE, FieldKind.TICK, FieldKind.TABLE})


def as_written(spec: FieldSpec, text: str) -> str:
    """The text as a record keeps it: NFC with single spaces; a table keeps its lines."""
    if spec.kind is FieldKind.TABLE:
        return written_text(written_rows(text))
    return clean(text)


def canonical(
    spec: FieldSpec,
    text: str,
    code_list: CodeList | None = None,
    lists: Mapping[str, CodeList] | None = None,
) -> Canonical:
    """The canonical value of a written text for a field, with what is wrong about it.

    An empty text is the empty value without a problem. Nothing is ever guessed: a text that is
    no date, code or number of the asked kind has the value None, and so has one that says that
    something is not known. ``lists`` are the code lists of a table's cells by key.
    """
    written = as_written(spec, text)
    if not written:
        return Canonical(None)
    says_unknown = fold(written).strip(" .") in _UNKNOWN
    if says_unknown and spec.kind not in _MAY_SAY_UNKNOWN:
        return _stated_unknown(spec, written)
    if spec.kind is FieldKind.TABLE:
        found = _table(spec, written, lists or {})
    else:
        found = BY_KIND[spec.kind](spec, written, code_list)
    if found.value is None:
        # A code list may have an entry of its own for what is not known.
        is_code = spec.kind is FieldKind.CODE
        return _stated_unknown(spec, written) if says_unknown and is_code else found
    return Canonical(found.value, found.problems + _shape_problems(spec, found.value))


def _stated_unknown(spec: FieldSpec, written: str) -> Canonical:
    return Canonical(None, (Problem.error("stated-unknown", spec.key, text=written),))


def _table(spec: FieldSpec, written: str, lists: Mapping[str, CodeList]) -> Canonical:
    """Each cell by its column; a cell without a canonical form leaves the table without one."""
    width = len(spec.columns)
    rows: list[list[str | None]] = []
    problems: list[Problem] = []
    for number, cells in enumerate(written_rows(written), start=1):
        if len(cells) > width:
            found = Problem.error("table-too-wide", spec.key, row=str(number), limit=str(width))
            return Canonical(None, (found,))
        row = [
            _cell(spec, column, cell, (number, lists), problems)
            for column, cell in zip(spec.columns, cells, strict=False)
        ]
        rows.append(row + [None] * (width - len(row)))
    is_whole = not any(problem.code == "cell-wrong" for problem in problems)
    return Canonical(table_value(rows) if is_whole else None, tuple(problems))


def _cell(
    table: FieldSpec,
    column: FieldSpec,
    text: str,
    where: tuple[int, Mapping[str, CodeList]],
    problems: list[Problem],
) -> str | None:
    """The canonical value of one cell; what is wrong with it goes to the table's problems, with
    the number of its row and the name of its column."""
    number, lists = where
    found = canonical(column, text, lists.get(column.code_list or ""), lists)
    named = {"row": str(number), "column": column.label.vi, "column_en": column.label.en}
    if text and found.value is None:
        problems.append(Problem.error("cell-wrong", table.key, text=text, **named))
    else:
        problems += (
            Problem("cell-doubtful", each.severity, table.key, _params(text=text, **named))
            for each in found.problems
        )
    return found.value


def _params(**params: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(params.items()))


def _shape_problems(spec: FieldSpec, value: str) -> tuple[Problem, ...]:
    problems = []
    if spec.max_length is not None and len(value) > spec.max_length:
        problems.append(
            Problem.error("too-long", spec.key, length=str(len(value)), limit=str(spec.max_length))
        )
    if spec.pattern and not re.fullmatch(spec.pattern, value):
        problems.append(Problem.error("pattern", spec.key, text=value))
    return tuple(problems)


def shown(
    spec: FieldSpec,
    value: str | None,
    code_list: CodeList | None = None,
    lists: Mapping[str, CodeList] | None = None,
) -> str:
    """The canonical value as an official would write it (dates ``16/03/2006``, code names,
    ``1.500.000``, the rows of a table as lines)."""
    if value is None:
        return ""
    match spec.kind:
        case FieldKind.DATE:
            parsed = parse_iso(value)
            return parsed.formatted() if parsed else spoken(value) or value
        case FieldKind.CODE if code_list:
            entry = code_list.find(value)
            return entry.label.vi if entry else value
        case FieldKind.MONEY:
            return grouped_money(value)
        case FieldKind.AREA:
            return grouped(value)
        case FieldKind.TICK:
            return "x" if value == "1" else "không"
        case FieldKind.TABLE:
            return _shown_table(spec, value, lists or {})
        case _:
            return value


def canonical_for(catalog: Catalog, spec: FieldSpec, text: str) -> Canonical:
    """:func:`canonical` with the code lists that a catalog has for the field and its cells."""
    return canonical(spec, text, catalog.code_list_of(spec), catalog.code_lists)


def shown_for(catalog: Catalog, spec: FieldSpec, value: str | None) -> str:
    """:func:`shown` with the code lists that a catalog has for the field and its cells."""
    return shown(spec, value, catalog.code_list_of(spec), catalog.code_lists)


def _shown_table(spec: FieldSpec, value: str, lists: Mapping[str, CodeList]) -> str:
    return written_text(
        [
            shown(column, cell, lists.get(column.code_list or ""), lists)
            for column, cell in zip(spec.columns, row, strict=False)
        ]
        for row in table_rows(value)
    )
