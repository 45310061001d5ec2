"""The records as XML: canonical values under the national codes of their fields, with the names of
codes and the administrative units of places beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TextIO
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

from digitizer.domain.package import ExportCase, PackageContent
from digitizer.domain.places import UnitRef
from digitizer.domain.schema import CodeList, FieldKind, FieldSpec
from digitizer.domain.values.tables import table_rows
from exports.formats.facets import exported_fields
from exports.formats.xml_stream import children, name_of, namespace_of, require
from exports.formats.xsd import UNITS, namespace
from exports.rows import Row, Table, plain_breaks

_HEAD_PARTS = ("documentType", "typeVersion", "profileVersion")
_UNIT_PARTS = ("list", "version", "code", "name")
_ROW = re.compile("[1-9][0-9]{0,8}")
_DEEPEST = 5
"""The records, a record, a field, a row of a table, a cell."""
_MOST_ELEMENTS = 10**6
"""Of one record; no table that fits a cell of the workbook comes near."""


@dataclass(frozen=True, slots=True)
class XmlColumn:
    """Where a column of the table takes its cells from; ``cells`` pairs the keys of a table's
    columns with their kinds."""

    name: str
    value: str
    kind: str
    field: str | None
    cell: str | None
    row: int | None
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class XmlValue:
    """A canonical value with the name of its code, empty where it is none; or the rows of a table,
    by the keys of its columns."""

    text: str
    label: str = ""
    rows: tuple[Mapping[str, XmlValue], ...] = ()


@dataclass(frozen=True, slots=True)
class XmlRecord:
    """``units`` maps a field and a day (``on``, ``today``) to list, version, code and name."""

    number: str
    file: str
    values: Mapping[str, XmlValue]
    units: Mapping[tuple[str, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class XmlHead:
    """What stands before the records; ``of`` are document type, its version and that of the
    profile."""

    namespace: str
    of: tuple[str, ...]
    date_format: str
    columns: tuple[XmlColumn, ...]


def write_xml(path: Path, content: PackageContent, table: Table) -> None:
    """One element a case, in the order of the rows. Raises OSError."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        doc_type = content.document_type
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        out.write(f"<records xmlns={quoteattr(namespace(doc_type.key, doc_type.version))}")
        out.write(f" documentType={quoteattr(doc_type.key)}")
        out.write(f" typeVersion={quoteattr(doc_type.version)}")
        out.write(f" profileVersion={quoteattr(content.profile.version)}>\n")
        _write_columns(out, content, table)
        fields = exported_fields(content)
        for case, row in zip(content.cases, table.rows, strict=True):
            out.writelines(_record(content, fields, case, row))
        out.write("</records>\n")


def read_xml(stream: IO[bytes]) -> tuple[XmlHead, Iterator[XmlRecord]]:
    """The head, and the records one after the other. Both this and going through the records raise
    ValueError when the bytes are no such file or hold what no such file needs (a DTD), and what
    reading the stream raises."""
    elements = children(stream, "records", deepest=_DEEPEST, most=_MOST_ELEMENTS)
    root, table = next(elements, (Element("none"), Element("none")))
    require(name_of(table) == "table")
    columns = tuple(_column(each) for each in table)
    of = tuple(root.get(part, "") for part in _HEAD_PARTS)
    head = XmlHead(namespace_of(root), of, table.get("dateFormat", ""), columns)
    return head, (_read_record(element) for _, element in elements)


def _column(element: Element) -> XmlColumn:
    row = element.get("row")
    require(row is None or _ROW.fullmatch(row) is not None)
    return XmlColumn(
        element.get("name", ""),
        element.get("value", ""),
        element.get("kind", ""),
        element.get("field"),
        element.get("cell"),
        int(row) if row else None,
        tuple((each.get("key", ""), each.get("kind", "")) for each in element),
    )


def _read_record(element: Element) -> XmlRecord:
    require(name_of(element) == "record")
    values: dict[str, XmlValue] = {}
    units: dict[tuple[str, str], tuple[str, ...]] = {}
    for child in element:
        name = name_of(child)
        if name == UNITS:
            for each in child:
                of = (each.get("field", ""), each.get("day", ""))
                units[of] = tuple(each.get(part, "") for part in _UNIT_PARTS)
        else:
            require(name not in values)
            values[name] = _read_value(child)
    return XmlRecord(element.get("number", ""), element.get("file", ""), values, units)


def _read_value(element: Element) -> XmlValue:
    rows = tuple({name_of(cell): _read_cell(cell) for cell in row} for row in element)
    return XmlValue("" if rows else element.text or "", element.get("label", ""), rows)


def _read_cell(element: Element) -> XmlValue:
    return XmlValue(element.text or "", element.get("label", ""))


def _write_columns(out: TextIO, content: PackageContent, table: Table) -> None:
    out.write(f" <table dateFormat={quoteattr(content.profile.date_format)}>\n")
    for column, made in zip(content.profile.columns, table.columns, strict=True):
        out.write(f"  <column name={quoteattr(column.name)} value={quoteattr(column.value)}")
        out.write(f' kind="{made.kind.value}"')
        for name, said in (("field", column.field), ("cell", column.cell), ("row", column.row)):
            if said is not None:
                out.write(f" {name}={quoteattr(str(said))}")
        spec = content.document_type.field(column.field or "")
        if spec is None or not spec.columns or column.cell is not None:
            out.write("/>\n")
            continue
        out.write(">")
        out.writelines(f'<cell key="{c.key}" kind="{c.kind.value}"/>' for c in spec.columns)
        out.write("</column>\n")
    out.write(" </table>\n")


def _record(
    content: PackageContent, fields: Sequence[FieldSpec], case: ExportCase, row: Row
) -> Iterator[str]:
    yield f' <record number="{row.number}" file={quoteattr(row.file_name)}>\n'
    for spec in fields:
        value = case.record.value(spec.key)
        if value:
            yield f"  {_element(content, spec, value)}\n"
    units = tuple(_units(case, fields))
    if units:
        yield f"  <{UNITS}>\n"
        yield from units
        yield f"  </{UNITS}>\n"
    yield " </record>\n"


def _element(content: PackageContent, spec: FieldSpec, value: str) -> str:
    if spec.kind is FieldKind.TABLE:
        rows = "".join(f"<row>{_cells(content, spec, row)}</row>" for row in table_rows(value))
        return f"<{spec.key}>{rows}</{spec.key}>" if rows else ""
    codes = content.catalog.code_list_of(spec)
    label = f" label={quoteattr(_label(codes, value))}" if codes else ""
    return f"<{spec.key}{label}>{escape(plain_breaks(value))}</{spec.key}>"


def _cells(content: PackageContent, spec: FieldSpec, row: Sequence[str | None]) -> str:
    pairs = zip(spec.columns, row, strict=False)
    return "".join(_element(content, column, cell) for column, cell in pairs if cell)


def _label(codes: CodeList, code: str) -> str:
    entry = codes.find(code)
    return entry.label.vi if entry else ""


def _units(case: ExportCase, fields: Sequence[FieldSpec]) -> Iterator[str]:
    for spec in fields:
        found = case.record.fields.get(spec.key)
        if found is None or found.units is None:
            continue
        for day, unit in (("on", found.units.on), ("today", found.units.today)):
            if unit is not None:
                yield f'   <unit field="{spec.key}" day="{day}"{_unit(unit)}/>\n'


def _unit(ref: UnitRef) -> str:
    return (
        f" list={quoteattr(ref.list_name)} version={quoteattr(ref.list_version)}"
        f" code={quoteattr(ref.code)} name={quoteattr(ref.name)}"
    )
