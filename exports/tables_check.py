"""Whether workbook, CSV and JSON hold the same rows, and those that the manifest names.

Problems name table, row and column, never a value: values are personal data, and reports travel.
Rows count from 1 without the header, as in the manifest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from digitizer.domain.problems import Problem
from exports.csv_table import read_csv
from exports.json_records import JsonRecords, json_rows, read_json
from exports.manifest import CSV_TABLE, DOCUMENTS, JSON_RECORDS, WORKBOOK, Manifest
from exports.names import shown_name
from exports.rows import row_sha256
from exports.source import EntryUnreadable, Source
from exports.xlsx import FormulaFound, read_xlsx

Cells = tuple[str, ...]


def check_tables(source: Source, manifest: Manifest) -> Iterator[Problem]:
    """Everything that differs; a table that is absent was reported by the file check."""
    tables: dict[str, list[Cells]] = {}
    for name in (WORKBOOK, CSV_TABLE, JSON_RECORDS):
        if name not in source.sizes:
            continue
        try:
            rows = _read_rows(source, manifest, name)
        except FormulaFound as error:
            yield Problem.error(
                "formula-in-table", name=name, row=str(error.row - 1), column=str(error.column)
            )
        except (EntryUnreadable, ValueError):
            yield Problem.error("table-unreadable", name=name)
        else:
            yield from _check_shape(name, rows, manifest)
            tables[name] = rows[1:]
    yield from _check_rows(tables, manifest)
    if JSON_RECORDS in tables:
        yield from _check_json_cases(read_json(source.read(JSON_RECORDS)), manifest)


def _read_rows(source: Source, manifest: Manifest, name: str) -> list[Cells]:
    """The header and at most one row more than there may be."""
    data = source.read(name)
    most = len(manifest.cases) + 2
    if name == WORKBOOK:
        found = read_xlsx(data, manifest.sheet, most)
    elif name == CSV_TABLE:
        found = read_csv(data)
    else:
        found = json_rows(read_json(data))
    return [cells for _, cells in zip(range(most), found, strict=False)]


def _check_shape(name: str, rows: list[Cells], manifest: Manifest) -> Iterator[Problem]:
    if (rows[0] if rows else ()) != manifest.columns:
        yield Problem.error("header-differs", name=name)
    if max(len(rows) - 1, 0) != len(manifest.cases):
        yield Problem.error("row-count-differs", name=name, expected=str(len(manifest.cases)))


def _check_rows(tables: Mapping[str, list[Cells]], manifest: Manifest) -> Iterator[Problem]:
    for index, case in enumerate(manifest.cases):
        found = {name: rows[index] for name, rows in tables.items() if index < len(rows)}
        true = next((row for row in found.values() if row_sha256(row) == case.row_sha256), None)
        for name, row in found.items():
            if row != true:
                yield from _differences(name, case.number, row, true, manifest.columns)


def _differences(
    name: str, number: int, row: Cells, true: Cells | None, columns: Cells
) -> Iterator[Problem]:
    """``true`` is the row that the manifest vouches for, None when no table holds it."""
    if true is None or len(row) != len(true):
        yield Problem.error("row-not-of-manifest", name=name, row=str(number))
        return
    for column, found, expected in zip(columns, row, true, strict=False):
        if found != expected:
            yield Problem.error(
                "rows-differ", name=name, row=str(number), column=shown_name(column)
            )


def _check_json_cases(records: JsonRecords, manifest: Manifest) -> Iterator[Problem]:
    """Numbers, files and column names of the records, which the rows alone do not show."""
    for record, case in zip(records.records, manifest.cases, strict=False):
        is_same_case = record.number == case.number and DOCUMENTS + record.file == case.file
        if not is_same_case or tuple(record.values) != manifest.columns:
            yield Problem.error("row-not-of-manifest", name=JSON_RECORDS, row=str(case.number))
