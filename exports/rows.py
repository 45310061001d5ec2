"""The table of a package: one row a case, filled by the columns of the export profile."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from digitizer.domain.errors import BadSchema, NotAllowed
from digitizer.domain.package import ExportCase, PackageContent
from digitizer.domain.places import PlaceUnits
from digitizer.domain.schema import CodeList, Column, FieldKind, FieldSpec
from digitizer.domain.values.canonical import shown
from digitizer.domain.values.dates import parse_iso
from digitizer.domain.values.inexact_dates import spoken
from digitizer.domain.values.tables import table_rows

_DATE_FORMAT = re.compile(r"(dd|mm|yyyy)([^\w])(dd|mm|yyyy)\2(dd|mm|yyyy)")
# XML 1.0 has no place for them, so a workbook with one of them does not open.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A spreadsheet cell ends here (in UTF-16 units) and programs cut the rest without a word.
_LONGEST = 32_767
_VALUES = ("field", "label")


class CellKind(StrEnum):
    """``code`` is a number in JSON where the code is one; ``number`` is one everywhere. A ``tick``
    is an x or nothing, a ``table`` one text with a line a row."""

    TEXT = "text"
    DATE = "date"
    CODE = "code"
    NUMBER = "number"
    TICK = "tick"
    TABLE = "table"


_CELL_KINDS = {
    FieldKind.DATE: CellKind.DATE,
    FieldKind.CODE: CellKind.CODE,
    FieldKind.TICK: CellKind.TICK,
    FieldKind.TABLE: CellKind.TABLE,
}
TableRows = tuple[tuple[tuple[str, str | None], ...], ...]
"""The rows of a table: pairs of a column's key and the canonical cell, None for an empty one."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    name: str
    kind: CellKind


@dataclass(frozen=True, slots=True)
class Row:
    """One case. ``texts`` are the cells in the order of the columns, empty for unknown;
    ``dates`` pairs the name of a date column with its ISO 8601 text where it is a date, ``tables``
    the name of a table's column with its rows, ``units`` that of a place's column with the
    administrative units that the place names."""

    case_id: int
    number: int
    file_name: str
    texts: tuple[str, ...]
    dates: tuple[tuple[str, str], ...]
    tables: tuple[tuple[str, TableRows], ...] = ()
    units: tuple[tuple[str, PlaceUnits], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[TableColumn, ...]
    rows: Sequence[Row]


def build_table(
    content: PackageContent,
    names: Sequence[str],
    keep: Callable[[Iterator[Row]], Sequence[Row]] = tuple,
) -> Table:
    """The rows of all cases, numbered from 1; ``names`` are their file names, ``keep`` says where
    the rows are kept.

    Line breaks inside a value become a plain line feed. Raises BadSchema when the profile does
    not fit the document type, NotAllowed when a value cannot stand in a table: an unknown code,
    a control character, more than a cell holds, or a case of another document type.
    """
    style = DateStyle.of(content)
    sources = tuple(_source(content, column) for column in content.profile.columns)
    rows = (
        _row(content, sources, style, number, case, name)
        for number, (case, name) in enumerate(zip(content.cases, names, strict=True), start=1)
    )
    return Table(tuple(TableColumn(each.column.name, each.kind) for each in sources), keep(rows))


def row_sha256(texts: Sequence[str]) -> str:
    """The hash (hex) of a row's cells, the same for every table that holds the row."""
    return hashlib.sha256(json.dumps(list(texts)).encode("ascii")).hexdigest()


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How the profile writes dates; an incomplete date keeps what is known (``06.2010``)."""

    order: tuple[str, ...]
    separator: str

    @classmethod
    def of(cls, content: PackageContent) -> DateStyle:
        """Raises BadSchema for a profile with another format."""
        style = cls.read(content.profile.date_format)
        if style is None:
            raise BadSchema(
                "date-format-unknown",
                file=content.profile.document_type,
                place=f"date_format: {content.profile.date_format}",
            )
        return style

    @classmethod
    def read(cls, date_format: str) -> DateStyle | None:
        """What ``dd/mm/yyyy`` and its like mean; None for a text that is no such format."""
        match = _DATE_FORMAT.fullmatch(date_format)
        if match is None or len({match[1], match[3], match[4]}) != 3:
            return None
        return cls((match[1], match[3], match[4]), match[2])

    def written(self, value: str) -> str:
        """A canonical date in this style; lunar dates and years that are only about are written as
        offices speak of them, other texts ("32 tuổi") stay as they are."""
        parsed = parse_iso(value)
        if parsed is None:
            return spoken(value) or value
        parts = {"yyyy": f"{parsed.year:04d}"}
        if parsed.month is not None:
            parts["mm"] = f"{parsed.month:02d}"
        if parsed.day is not None:
            parts["dd"] = f"{parsed.day:02d}"
        return self.separator.join(parts[name] for name in self.order if name in parts)


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a column takes its cells from; ``labels`` has the code names to write instead,
    ``place`` the column of a table whose cell is taken."""

    column: Column
    kind: CellKind
    field: FieldSpec | None = None
    labels: CodeList | None = None
    place: int | None = None


def _source(content: PackageContent, column: Column) -> _Source:
    if column.value == "running_number":
        return _Source(column, CellKind.NUMBER)
    if column.value in ("empty", "file_name"):
        return _Source(column, CellKind.TEXT)
    field = content.document_type.field(column.field or "")
    cells = field.columns if field else ()
    place = next((n for n, cell in enumerate(cells) if cell.key == column.cell), None)
    spec = field if column.cell is None else cells[place] if place is not None else None
    labels = content.catalog.code_list_of(spec) if spec and column.value == "label" else None
    if spec is None or column.value not in _VALUES or (column.value == "label" and not labels):
        raise BadSchema(
            "export-column-unknown", file=content.profile.document_type, place=column.name
        )
    kind = CellKind.TEXT if labels else _CELL_KINDS.get(spec.kind, CellKind.TEXT)
    return _Source(column, kind, field, labels, place)


def _row(
    content: PackageContent,
    sources: Sequence[_Source],
    style: DateStyle,
    number: int,
    case: ExportCase,
    name: str,
) -> Row:
    if case.record.document_type != content.document_type.key:
        raise NotAllowed("case-of-another-type", case=case.case_id, type=case.record.document_type)
    texts: list[str] = []
    dates: list[tuple[str, str]] = []
    tables: list[tuple[str, TableRows]] = []
    units: list[tuple[str, PlaceUnits]] = []
    for source in sources:
        value = str(number) if source.kind is CellKind.NUMBER else _value(source, case)
        if source.column.value == "file_name":
            value = name
        if source.kind is CellKind.DATE and parse_iso(value):
            dates.append((source.column.name, value))
        if source.kind is CellKind.TABLE and source.field is not None:
            tables.append((source.column.name, _table(source.field, value)))
        found = case.record.fields.get(source.field.key) if source.field else None
        if found is not None and found.units is not None:
            units.append((source.column.name, found.units))
        text = _written(source, value, style, content)
        texts.append(_fit_for_a_cell(text, case, source.column))
    return Row(case.case_id, number, name, tuple(texts), tuple(dates), tuple(tables), tuple(units))


def _written(source: _Source, value: str, style: DateStyle, content: PackageContent) -> str:
    """A canonical value as it stands in the table."""
    match source.kind:
        case CellKind.DATE:
            return style.written(value)
        case CellKind.TICK:
            return "x" if value == "1" else ""
        case CellKind.TABLE if source.field is not None:
            return shown(source.field, value or None, lists=content.catalog.code_lists)
        case _:
            return value


def _value(source: _Source, case: ExportCase) -> str:
    value = (case.record.value(source.field.key) if source.field else None) or ""
    if source.place is not None:
        # A version of the type that had fewer columns has left shorter rows.
        rows, number = table_rows(value), source.column.row or 1
        cells = rows[number - 1] if number <= len(rows) else ()
        value = (cells[source.place] if source.place < len(cells) else None) or ""
    if source.labels is None or not value:
        return value
    entry = source.labels.find(value)
    if entry is None:
        raise NotAllowed("export-code-unknown", case=case.case_id, field=source.column.field)
    return entry.label.vi


def _table(spec: FieldSpec, value: str) -> TableRows:
    keys = [column.key for column in spec.columns]
    return tuple(tuple(zip(keys, row, strict=False)) for row in table_rows(value))


def fit_text(text: str) -> str:
    """A remark as a cell can hold it: what has no place there is replaced or cut."""
    return _ILLEGAL.sub("�", plain_breaks(text))[: _LONGEST // 2]


def plain_breaks(text: str) -> str:
    """The text with a line feed for each line break."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _fit_for_a_cell(text: str, case: ExportCase, column: Column) -> str:
    fit = plain_breaks(text)
    found = _ILLEGAL.search(fit)
    if found:
        raise NotAllowed(
            "export-illegal-character",
            case=case.case_id,
            field=column.field,
            character=f"U+{ord(found[0]):04X}",
        )
    if len(fit.encode("utf-16-le")) // 2 > _LONGEST:
        raise NotAllowed(
            "export-text-too-long", case=case.case_id, field=column.field, limit=_LONGEST
        )
    return fit
