"""What the values of a field may be, by its document type: the one source of all schemas here.

The patterns of the kinds are those of ``digitizer.domain.values.kinds``, whose canonical values
they match; they keep to what every schema language can say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from digitizer.domain.errors import NotAllowed
from digitizer.domain.package import ExportCase, PackageContent
from digitizer.domain.schema import CodeList, Column, FieldKind, FieldSpec, Localized, Need
from digitizer.domain.values.tables import table_rows
from exports.rows import CellKind, Table

EXACT_DATE = r"\d{4}-\d{2}-\d{2}"
INEXACT_DATE = r"\d{4}~|lunar:\d{4}(-\d{2}L?(-\d{2})?)?|\d{1,3} [^0-9]{4,8}"
"""About a year, of the lunar calendar, or an age: see ``values.inexact_dates``."""
KIND_PATTERNS = {
    FieldKind.DATE: rf"\d{{4}}(-\d{{2}}(-\d{{2}})?)?|{INEXACT_DATE}",
    FieldKind.TIME: r"\d{2}:\d{2}",
    FieldKind.NUMBER: r"\d+",
    FieldKind.BOOK_NUMBER: r"\d{2,3}/\d{4}",
    FieldKind.MONEY: r"-?\d+(\.\d+)?",
    FieldKind.AREA: r"-?\d+(\.\d+)?",
    FieldKind.TICK: r"0|1",
}


@dataclass(frozen=True, slots=True)
class ColumnFacets:
    """What the texts of a table's column may be; an empty text is one more unless it is required.
    ``key`` names the column where only plain letters may. ``choices`` pairs each possible text
    with its meaning, ``pattern`` is in Python's dialect, both empty for no such limit."""

    name: str
    key: str
    kind: CellKind
    label: Localized | None
    is_required: bool
    choices: tuple[tuple[str, Localized], ...] = ()
    max_length: int | None = None
    pattern: str | None = None
    is_exact_date: bool = False


def is_required(spec: FieldSpec) -> bool:
    """Whether every record has a value: not where the forms of some days lack the field."""
    is_always_there = spec.valid_from is None and spec.valid_until is None
    return spec.need is Need.REQUIRED and is_always_there


def is_exact_date(spec: FieldSpec) -> bool:
    return spec.kind is FieldKind.DATE and spec.pattern == EXACT_DATE


def exported_fields(content: PackageContent) -> tuple[FieldSpec, ...]:
    """The fields of the type that the profile lets leave, in the type's order."""
    keys = {column.field for column in content.profile.columns}
    return tuple(spec for spec in content.document_type.fields if spec.key in keys)


def column_facets(content: PackageContent, table: Table) -> tuple[ColumnFacets, ...]:
    """One for each column of the table, in its order."""
    made = zip(content.profile.columns, table.columns, strict=True)
    found = [_of_column(content, column, cell.kind) for column, cell in made]
    keys = [each.key for each in found]
    return tuple(
        replace(each, key=f"{each.key}.{position}") if keys.count(each.key) > 1 else each
        for position, each in enumerate(found, start=1)
    )


def require_fitting(content: PackageContent) -> None:
    """Raises NotAllowed ``export-not-of-schema`` for the first value that the schema of today's
    version of the type forbids, which one that was read with an earlier version may hold."""
    fields = exported_fields(content)
    for case in content.cases:
        for spec in fields:
            value = case.record.value(spec.key)
            if not _fits(content, spec, value, must_be=is_required(spec)):
                raise _refused(content, case, spec)


def _fits(content: PackageContent, spec: FieldSpec, value: str | None, *, must_be: bool) -> bool:
    if not value:
        return not must_be
    if spec.kind is FieldKind.TABLE:
        return all(
            _fits(content, column, cell, must_be=False)
            for row in table_rows(value)
            for column, cell in zip(spec.columns, row, strict=False)
        )
    if spec.max_length is not None and len(value) > spec.max_length:
        return False
    codes = content.catalog.code_list_of(spec)
    if codes is not None and value not in _codes(codes):
        return False
    patterns = (KIND_PATTERNS.get(spec.kind), spec.pattern)
    return all(re.fullmatch(pattern, value) for pattern in patterns if pattern)


@lru_cache(maxsize=64)
def _codes(codes: CodeList) -> frozenset[str]:
    return frozenset(entry.code for entry in codes.entries)


def _refused(content: PackageContent, case: ExportCase, spec: FieldSpec) -> NotAllowed:
    return NotAllowed(
        "export-not-of-schema",
        case=case.case_id,
        field=spec.key,
        version=content.document_type.version,
    )


def _of_column(content: PackageContent, column: Column, kind: CellKind) -> ColumnFacets:
    field = content.document_type.field(column.field or "")
    if field is None:
        is_always_there = column.value in ("running_number", "file_name")
        return ColumnFacets(column.name, column.value, kind, None, is_always_there)
    spec = next((cell for cell in field.columns if cell.key == column.cell), field)
    return ColumnFacets(
        column.name,
        ".".join(_key_parts(column)),
        kind,
        spec.label,
        column.cell is None and is_required(field),
        _choices(content, column, spec, kind),
        spec.max_length if kind is CellKind.TEXT and column.value == "field" else None,
        _pattern(column, spec, kind),
        is_exact_date(spec),
    )


def _key_parts(column: Column) -> Iterator[str]:
    yield column.field or ""
    if column.cell is not None:
        yield from (column.cell, str(column.row or 1))
    if column.value == "label":
        yield "label"


def _choices(
    content: PackageContent, column: Column, spec: FieldSpec, kind: CellKind
) -> tuple[tuple[str, Localized], ...]:
    codes = content.catalog.code_list_of(spec)
    if kind is CellKind.TICK:
        return (("x", Localized("Có đánh dấu", "Ticked")),)
    if codes is None:
        return ()
    shows_label = column.value == "label"
    found = [(e.label.vi if shows_label else e.code, e.label) for e in codes.entries]
    return tuple({text: (text, label) for text, label in reversed(found)}.values())[::-1]


def _pattern(column: Column, spec: FieldSpec, kind: CellKind) -> str | None:
    """The column's cells are canonical values only where they are texts of a field's value."""
    if kind is not CellKind.TEXT or column.value != "field":
        return None
    return spec.pattern or KIND_PATTERNS.get(spec.kind)
