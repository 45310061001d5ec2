"""The exporter of the XML records and their schema."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree

from digitizer.domain.errors import BadSchema
from digitizer.domain.package import PackageContent
from digitizer.domain.problems import Problem
from digitizer.domain.schema import FieldKind, FieldSpec, Localized, Need
from digitizer.domain.values.canonical import shown
from digitizer.domain.values.dates import parse_iso
from digitizer.domain.values.tables import written_text
from exports.formats.facets import exported_fields, is_required, require_fitting
from exports.formats.xml_records import (
    XmlColumn,
    XmlHead,
    XmlRecord,
    XmlValue,
    read_xml,
    write_xml,
)
from exports.formats.xsd import XSD, namespace, xsd_text
from exports.limits import LARGEST_SCHEMA
from exports.manifest import DOCUMENTS, Manifest
from exports.row_parts import parts_sha256
from exports.rows import DateStyle, Table
from exports.source import EntryUnreadable, Source
from exports.tables_check import check_table

XML_RECORDS = "records.xml"
XML_SCHEMA = "records.xsd"
_NOTHING = XmlValue("")


class XmlExporter:
    """``records.xml`` and ``records.xsd``. When they are checked, every row of the table is made
    again from the canonical values of the XML and compared with the manifest."""

    name = "xml"
    version = "1.0"

    def write(self, content: PackageContent, table: Table, folder: Path) -> None:
        """See ``Exporter.write``; raises BadSchema as well when the profile keeps a required field
        back, which no record may lack."""
        fields = exported_fields(content)
        for spec in content.document_type.fields:
            if is_required(spec) and spec not in fields:
                raise BadSchema(
                    "export-required-field", file=content.profile.document_type, place=spec.key
                )
        require_fitting(content)
        text = xsd_text(content.document_type, content.catalog)
        (folder / XML_SCHEMA).write_text(text, encoding="utf-8", newline="\n")
        write_xml(folder / XML_RECORDS, content, table)

    def check(self, source: Source, manifest: Manifest) -> Iterator[Problem]:
        """See ``Exporter.check``."""
        names: dict[tuple[str, ...], str] = {}
        strange: list[int] = []
        used: set[str] = set()
        space = ""

        def read(stream: IO[bytes]) -> Iterator[tuple[str, ...]]:
            nonlocal space
            head, records = read_xml(stream)
            maker, space = RowMaker(head), head.namespace
            _require_of(head, manifest)
            yield tuple(column.name for column in head.columns)
            for at, record in enumerate(records):
                is_named = [names.setdefault(code, name) == name for code, name in _names(record)]
                if at < len(manifest.cases):
                    case = manifest.cases[at]
                    parts = case.parts_sha256 and maker.parts_sha256(record)
                    found = (record.number, DOCUMENTS + record.file, parts)
                    if found != (str(case.number), case.file, case.parts_sha256) or not all(
                        is_named
                    ):
                        strange.append(case.number)
                used.update(record.values)
                yield maker.cells(record)

        yield from check_table(XML_RECORDS, read, source, manifest)
        if XML_SCHEMA in source.sizes and not _declares(source, space, used):
            yield Problem.error("schema-not-of-records", name=XML_SCHEMA, records=XML_RECORDS)
        for number in strange:
            yield Problem.error("row-not-of-manifest", name=XML_RECORDS, row=str(number))


class RowMaker:
    """Makes the cells of the package's table from the values of the XML. Raises ValueError for a
    head that says what no package says."""

    def __init__(self, head: XmlHead) -> None:
        self._columns, self._style = head.columns, _style(head.date_format)

    def cells(self, record: XmlRecord) -> tuple[str, ...]:
        """The texts of the row, in the order of the columns."""
        return tuple(self._cell(column, record) for column in self._columns)

    def parts_sha256(self, record: XmlRecord) -> str:
        """See ``exports.row_parts``."""
        filled = [each for each in self._columns if each.value in ("field", "label")]
        values = [(each, _value(each, record)) for each in filled]
        return parts_sha256(
            {c.name: v.text for c, v in values if c.kind == "date" and parse_iso(v.text)},
            {
                column.name: [{key: cell.text for key, cell in row.items()} for row in value.rows]
                for column, value in values
                if column.kind == "table"
            },
            {
                column.name: {day: unit for (key, day), unit in record.units.items() if key == at}
                for column in filled
                if (at := column.field)
            },
        )

    def _cell(self, column: XmlColumn, record: XmlRecord) -> str:
        if column.field is None:
            made = {"running_number": record.number, "file_name": record.file}
            return made.get(column.value, "")
        value = _value(column, record)
        if column.cell is None and column.kind == "table":
            return _table_text(column, value)
        if column.value == "label":
            return value.label
        if column.kind == "date":
            return self._style.written(value.text)
        if column.kind == "tick":
            return "x" if value.text == "1" else ""
        return value.text


def _value(column: XmlColumn, record: XmlRecord) -> XmlValue:
    value = record.values.get(column.field or "", _NOTHING)
    if column.cell is None:
        return value
    number = column.row or 1
    row = value.rows[number - 1] if number <= len(value.rows) else {}
    return row.get(column.cell, _NOTHING)


def _names(record: XmlRecord) -> Iterator[tuple[tuple[str, ...], str]]:
    """The codes of a record by their fields with the names beside them. The package has no code
    lists, but one code has one name only."""
    for key, value in record.values.items():
        cells = ((f"{key}.{at}", cell) for row in value.rows for at, cell in row.items())
        for field, each in ((key, value), *cells):
            if each.label:
                yield (field, each.text), each.label


def _require_of(head: XmlHead, manifest: Manifest) -> None:
    """Raises ValueError for records of another type or version than the manifest says."""
    doc_type, profile = manifest.document_type, manifest.export_profile
    told = (doc_type.key, doc_type.version, profile.version)
    if head.of != told or head.namespace != namespace(doc_type.key, doc_type.version):
        raise ValueError("of another type or version")


def _declares(source: Source, space: str, used: Collection[str]) -> bool:
    """Whether the schema is of that namespace and declares an element of each name."""
    try:
        data = source.read(XML_SCHEMA, LARGEST_SCHEMA)
        root: Element = ElementTree.fromstring(data, forbid_dtd=True)
    except (EntryUnreadable, ParseError, ValueError):
        return False
    declared = {each.get("name") for each in root.iter(f"{{{XSD}}}element")}
    return root.get("targetNamespace") == space and declared.issuperset(used)


def _style(date_format: str) -> DateStyle:
    """Raises ValueError for a text that is no such format."""
    style = DateStyle.read(date_format)
    if style is None:
        raise ValueError("dateFormat")
    return style


def _table_text(column: XmlColumn, value: XmlValue) -> str:
    """The rows as lines, as ``values.canonical.shown`` writes them."""
    return written_text(
        [_shown(row.get(key, _NOTHING), kind) for key, kind in column.cells] for row in value.rows
    )


def _shown(cell: XmlValue, kind: str) -> str:
    if cell.label or not cell.text:
        return cell.label
    spec = FieldSpec("cell", FieldKind(kind), Localized("", ""), "", Need.OPTIONAL)
    return shown(spec, cell.text)
