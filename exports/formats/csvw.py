"""The description of the CSV table: metadata of CSV on the Web (W3C Recommendation, 2015).

It lies where that standard looks for it, beside the table under the table's name. Each column has
its header, its Vietnamese and English name, whether it may be empty and what its texts may be.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from digitizer.domain.package import PackageContent
from digitizer.domain.problems import Problem
from exports.csv_table import read_csv
from exports.formats.facets import ColumnFacets, column_facets, require_fitting
from exports.formats.patterns import ecma_pattern, one_of_pattern
from exports.limits import LARGEST_SCHEMA
from exports.manifest import CSV_TABLE, Manifest
from exports.names import shown_name
from exports.rows import Table
from exports.source import EntryUnreadable, Source

CSV_DESCRIPTION = f"{CSV_TABLE}-metadata.json"
# The dialect says no comments: a value may begin with any sign.
_DIALECT: dict[str, object] = {
    "encoding": "utf-8",
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
    "headerRowCount": 1,
    "lineTerminators": ["\r\n"],
    "commentPrefix": None,
    "skipBlankRows": False,
    "trim": False,
}


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class _Datatype(_Part):
    base: Literal["string"]
    max_length: Annotated[int | None, Field(alias="maxLength")] = None


class _Column(_Part):
    titles: str
    required: bool = False
    datatype: _Datatype = _Datatype(base="string")


class _Schema(_Part):
    columns: tuple[_Column, ...]


class _Description(_Part):
    url: str
    table_schema: Annotated[_Schema, Field(alias="tableSchema")]


class CsvwExporter:
    """``records.csv-metadata.json``, for packages with the CSV table."""

    name = "csvw"
    version = "1.0"

    def write(self, content: PackageContent, table: Table, folder: Path) -> None:
        """See ``Exporter.write``."""
        require_fitting(content)
        text = json.dumps(description(content, table), ensure_ascii=False, indent=1)
        (folder / CSV_DESCRIPTION).write_text(f"{text}\n", encoding="utf-8", newline="\n")

    def check(self, source: Source, manifest: Manifest) -> Iterator[Problem]:
        """See ``Exporter.check``: the columns are those of the manifest, and every row of the
        table is as they say, patterns aside (a stranger's pattern can take a reader for ever)."""
        if CSV_DESCRIPTION not in source.sizes:
            return
        try:
            found = _Description.model_validate_json(source.read(CSV_DESCRIPTION, LARGEST_SCHEMA))
        except (EntryUnreadable, ValidationError):
            yield Problem.error("table-unreadable", name=CSV_DESCRIPTION)
            return
        columns = found.table_schema.columns
        if found.url != CSV_TABLE or tuple(each.titles for each in columns) != manifest.columns:
            yield Problem.error("header-differs", name=CSV_DESCRIPTION)
        elif CSV_TABLE in source.sizes:
            yield from _check_rows(source, columns)


def description(content: PackageContent, table: Table) -> dict[str, object]:
    """The metadata of the table as JSON."""
    doc_type = content.document_type
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "vi"}],
        "url": CSV_TABLE,
        "dc:title": _spoken(doc_type.label.in_language),
        "dc:source": content.profile.source,
        "dc:identifier": f"{doc_type.key} {doc_type.version}, {content.profile.version}",
        "dialect": _DIALECT,
        "tableSchema": {"columns": [_column(each) for each in column_facets(content, table)]},
    }


def _column(facets: ColumnFacets) -> dict[str, object]:
    described: dict[str, object] = {"name": facets.key, "titles": facets.name}
    if facets.label is not None:
        described["dc:title"] = _spoken(facets.label.in_language)
    if facets.choices:
        described["dc:description"] = _spoken(lambda language: _meanings(facets, language))
    return described | {"required": facets.is_required, "datatype": _datatype(facets)}


def _meanings(facets: ColumnFacets, language: str) -> str:
    named = ((text, label.in_language(language)) for text, label in facets.choices)
    return "; ".join(text if text == name else f"{text} = {name}" for text, name in named)


def _spoken(said: Callable[[str], str]) -> list[dict[str, str]]:
    """The same in both languages, as the standard writes texts of a language."""
    return [{"@value": said(language), "@language": language} for language in ("vi", "en")]


def _datatype(facets: ColumnFacets) -> dict[str, object]:
    """Everything is a text, so that no zero is lost: also numbers and dates of which only a part
    may be known."""
    datatype: dict[str, object] = {"base": "string"}
    if facets.max_length is not None:
        datatype["maxLength"] = facets.max_length
    texts = tuple(text for text, _ in facets.choices)
    pattern = one_of_pattern(texts) if texts else facets.pattern
    translated = ecma_pattern(pattern) if pattern else None
    return datatype | ({"format": translated} if translated else {})


def _check_rows(source: Source, columns: Sequence[_Column]) -> Iterator[Problem]:
    try:
        with source.stream(CSV_TABLE) as stream:
            for number, cells in enumerate(read_csv(stream)):
                # The table's own exporter tells what is wrong with its shape.
                if number and len(cells) == len(columns):
                    yield from _check_row(number, cells, columns)
    except (EntryUnreadable, ValueError):
        return


def _check_row(number: int, cells: Sequence[str], columns: Sequence[_Column]) -> Iterator[Problem]:
    for column, cell in zip(columns, cells, strict=True):
        if not _fits(column, cell):
            yield Problem.error(
                "value-not-of-schema",
                name=CSV_TABLE,
                row=str(number),
                column=shown_name(column.titles),
            )


def _fits(column: _Column, cell: str) -> bool:
    if not cell:
        return not column.required
    longest = column.datatype.max_length
    return longest is None or len(cell) <= longest
