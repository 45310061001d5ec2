"""Whether a table of a package holds the rows that the manifest names.

Problems name table, row and column, never a value: values are personal data, and reports travel.
Rows count from 1 without the header, as in the manifest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from itertools import islice
from typing import IO

from digitizer.domain.problems import Problem
from exports.csv_table import read_csv
from exports.json_records import json_rows, stream_json
from exports.manifest import CSV_TABLE, JSON_RECORDS, WORKBOOK, Manifest
from exports.names import shown_name
from exports.rows import row_sha256
from exports.source import EntryUnreadable, Source
from exports.xlsx import FormulaFound, read_xlsx

Cells = tuple[str, ...]
Reader = Callable[[IO[bytes]], Iterable[Cells]]
"""Gives the rows of a table, the header first, and reads on as they are asked for. Raises
FormulaFound, ValueError."""


def check_table(name: str, read: Reader, source: Source, manifest: Manifest) -> Iterator[Problem]:
    """Everything in which the file ``name`` differs from the manifest, row by row, so that one row
    at a time is in memory unless ``read`` holds more. The other tables of the package tell which
    cell it is. Nothing for a file that is absent: the hashes told it."""
    if name not in source.sizes:
        return
    try:
        with _opened(source, name) as stream:
            yield from _check_rows(name, iter(read(stream)), source, manifest)
    except FormulaFound as error:
        yield Problem.error(
            "formula-in-table", name=name, row=str(error.row - 1), column=str(error.column)
        )
    except (EntryUnreadable, ValueError):
        yield Problem.error("table-unreadable", name=name)


def _check_rows(
    name: str, rows: Iterator[Cells], source: Source, manifest: Manifest
) -> Iterator[Problem]:
    """Reads at most one row more than there may be."""
    cases = manifest.cases
    if next(rows, ()) != manifest.columns:
        yield Problem.error("header-differs", name=name)
    true: Mapping[int, Cells] | None = None
    count = 0
    for count, row in enumerate(islice(rows, len(cases) + 1), start=1):
        if count > len(cases) or row_sha256(row) == cases[count - 1].row_sha256:
            continue
        true = _true_rows(name, source, manifest) if true is None else true
        yield from _differences(name, count, row, true.get(count), manifest.columns)
    if count != len(cases):
        yield Problem.error("row-count-differs", name=name, expected=str(len(cases)))


def _true_rows(name: str, source: Source, manifest: Manifest) -> Mapping[int, Cells]:
    """The rows that the manifest vouches for, by number, out of whichever other table has them."""
    readers: Mapping[str, Reader] = {
        WORKBOOK: lambda stream: read_xlsx(stream, manifest.sheet, len(manifest.cases) + 1),
        CSV_TABLE: read_csv,
        JSON_RECORDS: lambda stream: json_rows(stream_json(stream)),
    }
    found: dict[int, Cells] = {}
    for other, read in readers.items():
        if other == name or other not in source.sizes:
            continue
        try:
            with _opened(source, other) as stream:
                rows = islice(read(stream), 1, None)
                pairs = zip(rows, manifest.cases, strict=False)
                for number, (row, case) in enumerate(pairs, start=1):
                    if number not in found and row_sha256(row) == case.row_sha256:
                        found[number] = row
        except (EntryUnreadable, ValueError):
            continue
    return found


def _opened(source: Source, name: str) -> AbstractContextManager[IO[bytes]]:
    """A workbook is an archive, in which its reader jumps about."""
    return source.placed(name) if name == WORKBOOK else source.stream(name)


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
