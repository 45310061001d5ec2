"""The built-in exporters of tables: a workbook for people and importers, CSV and JSON beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from digitizer.domain.package import PackageContent
from digitizer.domain.problems import Problem
from exports.backlog import BACKLOG_COLUMNS, BACKLOG_SHEET, backlog_rows, check_backlog
from exports.csv_table import read_csv, write_csv
from exports.json_records import (
    JsonRecord,
    json_rows,
    record_parts_sha256,
    stream_json,
    write_json,
)
from exports.manifest import CSV_TABLE, DOCUMENTS, JSON_RECORDS, WORKBOOK, Manifest
from exports.rows import Table
from exports.source import Source
from exports.tables_check import Cells, check_table
from exports.xlsx import read_xlsx, write_xlsx


class WorkbookExporter:
    """The register's sheet, its notes, and a sheet of what stays behind."""

    name = "workbook"
    version = "1"

    def write(self, content: PackageContent, table: Table, folder: Path) -> None:
        rows = backlog_rows(content)
        further = [(BACKLOG_SHEET, (BACKLOG_COLUMNS, *rows))] if rows else []
        write_xlsx(folder / WORKBOOK, table, content.profile, content.created_at, further)

    def check(self, source: Source, manifest: Manifest) -> Iterator[Problem]:
        def read(stream: IO[bytes]) -> Iterator[Cells]:
            return read_xlsx(stream, manifest.sheet, len(manifest.cases) + 2)

        yield from check_table(WORKBOOK, read, source, manifest)
        yield from check_backlog(source, manifest)


class CsvExporter:
    name = "csv"
    version = "1"

    def write(self, content: PackageContent, table: Table, folder: Path) -> None:
        write_csv(folder / CSV_TABLE, table)

    def check(self, source: Source, manifest: Manifest) -> Iterator[Problem]:
        yield from check_table(CSV_TABLE, read_csv, source, manifest)


class JsonExporter:
    name = "json"
    version = "1"

    def write(self, content: PackageContent, table: Table, folder: Path) -> None:
        key, version = content.document_type.key, content.profile.version
        write_json(folder / JSON_RECORDS, table, key, version)

    def check(self, source: Source, manifest: Manifest) -> Iterator[Problem]:
        strange: list[int] = []
        of = (manifest.document_type.key, manifest.export_profile.version)

        def read(stream: IO[bytes]) -> Iterator[Cells]:
            return json_rows(_noted(stream_json(stream, of), manifest, strange))

        yield from check_table(JSON_RECORDS, read, source, manifest)
        for number in strange:
            yield Problem.error("row-not-of-manifest", name=JSON_RECORDS, row=str(number))


def _noted(
    records: Iterable[JsonRecord], manifest: Manifest, strange: list[int]
) -> Iterator[JsonRecord]:
    """The records, noting the numbers of those whose number, file, column names or parts are not
    those of their case, which their rows alone do not show."""
    for at, record in enumerate(records):
        if at < len(manifest.cases):
            case = manifest.cases[at]
            is_same_case = record.number == case.number and DOCUMENTS + record.file == case.file
            is_same_case &= case.parts_sha256 in (None, record_parts_sha256(record))
            if not is_same_case or tuple(record.values) != manifest.columns:
                strange.append(case.number)
        yield record
