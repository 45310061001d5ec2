"""The table as CSV for programs: UTF-8 with a byte order mark, commas, CR LF between rows."""

from __future__ import annotations

import contextlib
import csv
from codecs import BOM_UTF8
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from exports.rows import Table

_LONGEST_ROW = 8 * 2**20
"""Characters; a row whose cells are all as long as a cell may be stays below."""


def write_csv(path: Path, table: Table) -> None:
    """The header and every cell as text, exactly as in the other tables; nothing is escaped
    against spreadsheet programs, which should open the workbook instead. Raises OSError."""
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target, lineterminator="\r\n")
        writer.writerow([column.name for column in table.columns])
        writer.writerows(row.texts for row in table.rows)


def read_csv(stream: IO[bytes]) -> Iterator[tuple[str, ...]]:
    """The rows, the header first, of a stream that stands at its beginning and stays open. Raises
    ValueError when the bytes are no such table, and what reading the stream raises."""
    if stream.read(len(BOM_UTF8)) != BOM_UTF8:
        raise ValueError("no byte order mark")
    source = TextIOWrapper(stream, encoding="utf-8", newline="")
    size = 0

    def lines() -> Iterator[str]:
        nonlocal size
        while line := source.readline(_LONGEST_ROW):
            size += len(line)
            if size >= _LONGEST_ROW:
                raise ValueError("a row too long")
            yield line

    try:
        for cells in csv.reader(lines(), strict=True):
            size = 0
            yield tuple(cells)
    except csv.Error as error:
        raise ValueError(str(error)) from error
    finally:
        # Whoever reads no further than some row may have closed the stream by now.
        with contextlib.suppress(ValueError):
            source.detach()
