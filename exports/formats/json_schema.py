"""The JSON Schema (draft 2020-12) of the package's JSON records."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from digitizer.domain.package import PackageContent
from digitizer.domain.problems import Problem
from digitizer.domain.schema import FieldSpec
from exports.formats.facets import ColumnFacets, column_facets, require_fitting
from exports.formats.patterns import ecma_pattern
from exports.json_records import JsonRecord, stream_json, typed
from exports.limits import LARGEST_SCHEMA
from exports.manifest import JSON_RECORDS, Manifest
from exports.names import shown_name
from exports.rows import CellKind, Table
from exports.source import EntryUnreadable, Source

JSON_SCHEMA = "records.schema.json"
_UNIT = {
    "type": ["object", "null"],
    "properties": {name: {"type": "string"} for name in ("list", "version", "code", "name")},
    "required": ["list", "version", "code", "name"],
    "additionalProperties": False,
}
_ISO_DATE = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}
Schema = dict[str, object]


class JsonSchemaExporter:
    """``records.schema.json``, for packages with the JSON records."""

    name = "json-schema"
    version = "1.0"

    def write(self, content: PackageContent, table: Table, folder: Path) -> None:
        """See ``Exporter.write``."""
        require_fitting(content)
        text = json.dumps(json_schema(content, table), ensure_ascii=False, indent=1)
        (folder / JSON_SCHEMA).write_text(f"{text}\n", encoding="utf-8", newline="\n")

    def check(self, source: Source, manifest: Manifest) -> Iterator[Problem]:
        """See ``Exporter.check``: the columns are those of the manifest, and every record is as
        they say, patterns aside (a stranger's pattern can take a reader for ever)."""
        if JSON_SCHEMA not in source.sizes:
            return
        try:
            values = _read(source.read(JSON_SCHEMA, LARGEST_SCHEMA))
        except (EntryUnreadable, ValidationError):
            yield Problem.error("table-unreadable", name=JSON_SCHEMA)
            return
        columns = manifest.columns
        if values.required != columns or tuple(values.properties) != columns:
            yield Problem.error("header-differs", name=JSON_SCHEMA)
        elif JSON_RECORDS in source.sizes:
            yield from _check_records(source, values)


def json_schema(content: PackageContent, table: Table) -> Schema:
    """The schema of the JSON records of a package with this content."""
    doc_type, facets = content.document_type, column_facets(content, table)
    parts: Schema = {
        "number": {"type": "integer", "minimum": 1},
        "file": {"type": "string", "minLength": 1},
        "values": {
            "type": "object",
            "properties": {each.name: _value(each) for each in facets},
            "required": [each.name for each in facets],
            "additionalProperties": False,
        },
        "dates": _only({each.name: _ISO_DATE for each in facets if each.kind is CellKind.DATE}),
        "tables": _only(_tables(content, facets)),
        "units": {"type": "object", "additionalProperties": {"$ref": "#/$defs/units"}},
    }
    record = _only(parts) | {"required": ["number", "file", "values", "dates"]}
    whole: Schema = {
        "format": {"const": 1},
        "document_type": {"const": doc_type.key},
        "profile_version": {"const": content.profile.version},
        "records": {"type": "array", "items": record},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:digitizer:{doc_type.key}:{doc_type.version}:{content.profile.version}",
        "title": doc_type.label.vi,
        "description": content.profile.source,
        "$defs": {"units": _only({"on": _UNIT, "today": _UNIT})},
    } | (_only(whole) | {"required": list(whole)})


def _only(properties: Mapping[str, object]) -> Schema:
    return {"type": "object", "properties": dict(properties), "additionalProperties": False}


def _value(facets: ColumnFacets) -> Schema:
    """An empty text is an unknown value, so each limit leaves it a place."""
    schema: Schema = {"title": facets.label.vi} if facets.label else {}
    if facets.kind is CellKind.NUMBER:
        return schema | {"type": "integer", "minimum": 1}
    if facets.choices:
        found = [
            {"const": typed(text, facets.kind), "title": label.vi} for text, label in facets.choices
        ]
        empty = [] if facets.is_required else [{"const": "", "title": ""}]
        return schema | {"oneOf": [*found, *empty]}
    schema |= {"type": "string"}
    if facets.is_required:
        schema["minLength"] = 1
    if facets.max_length is not None:
        schema["maxLength"] = facets.max_length
    pattern = ecma_pattern(facets.pattern) if facets.pattern else None
    if pattern:
        schema["pattern"] = pattern if facets.is_required else f"^$|{pattern}"
    return schema


def _tables(content: PackageContent, facets: tuple[ColumnFacets, ...]) -> Schema:
    found: Schema = {}
    for column, each in zip(content.profile.columns, facets, strict=True):
        spec = content.document_type.field(column.field or "")
        if each.kind is CellKind.TABLE and spec is not None:
            cells = {cell.key: _cell(cell) for cell in spec.columns}
            found[column.name] = {"type": "array", "items": _only(cells)}
    return found


def _cell(spec: FieldSpec) -> Schema:
    schema: Schema = {"title": spec.label.vi, "type": ["string", "null"]}
    if spec.max_length is not None:
        schema["maxLength"] = spec.max_length
    return schema


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class _Choice(_Part):
    const: str | int


class _Value(_Part):
    type: str = ""
    min_length: Annotated[int, Field(alias="minLength")] = 0
    max_length: Annotated[int | None, Field(alias="maxLength")] = None
    one_of: Annotated[tuple[_Choice, ...], Field(alias="oneOf")] = ()

    def fits(self, value: str | int) -> bool:
        if self.one_of:
            return any(each.const == value for each in self.one_of)
        if isinstance(value, int):
            return self.type == "integer"
        longest = self.max_length
        is_short_enough = longest is None or len(value) <= longest
        return self.type == "string" and len(value) >= self.min_length and is_short_enough


class _Values(_Part):
    properties: dict[str, _Value]
    required: tuple[str, ...]


def _read(data: bytes) -> _Values:
    """What the schema says of a record's values. Raises ValidationError."""
    return _Whole.model_validate_json(data).properties.records.items.properties.values


class _RecordParts(_Part):
    values: _Values


class _Record(_Part):
    properties: _RecordParts


class _Records(_Part):
    items: _Record


class _WholeParts(_Part):
    records: _Records


class _Whole(_Part):
    properties: _WholeParts


def _check_records(source: Source, values: _Values) -> Iterator[Problem]:
    try:
        with source.stream(JSON_RECORDS) as stream:
            for record in stream_json(stream):
                yield from _check_record(record, values)
    except (EntryUnreadable, ValueError):
        return  # The table's own exporter tells it.


def _check_record(record: JsonRecord, values: _Values) -> Iterator[Problem]:
    for column, value in record.values.items():
        said = values.properties.get(column)
        if said is None or not said.fits(value):
            yield Problem.error(
                "value-not-of-schema",
                name=JSON_RECORDS,
                row=str(record.number),
                column=shown_name(column),
            )
