"""The table as CSV for programs: UTF-8 with a byte order mark, commas, CR LF between rows."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path

from exports.rows import Table


def write_csv(path: Path, table: Table) -> None:
    """The header and every cell as text, exactly as in the other tables; nothing is escaped
    against spreadsheet programs, which should open the workbook instead. Raises OSError."""
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target, lineterminator="\r\n")
        writer.writerow([column.name for column in table.columns])
        writer.writerows(row.texts for row in table.rows)


def read_csv(data: bytes) -> Iterator[tuple[str, ...]]:
    """The rows, the header first. Raises ValueError when the bytes are no such table."""
    if not data.startswith(b"\xef\xbb\xbf"):
        raise ValueError("no byte order mark")
    source = TextIOWrapper(BytesIO(data), encoding="utf-8-sig", newline="")
    try:
        for cells in csv.reader(source, strict=True):
            yield tuple(cells)
    except csv.Error as error:
        raise ValueError(str(error)) from error
