"""Values of several rows, such as the purposes of a parcel: written with one line a row and ``|``
between cells, canonical as a JSON array of rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from digitizer.domain.values.text import clean

CELL_SIGN = "|"


def written_rows(text: str) -> tuple[tuple[str, ...], ...]:
    """The cells of each line that is not empty, as they are written."""
    lines = (line for line in text.splitlines() if line.strip(f" {CELL_SIGN}\t"))
    return tuple(tuple(clean(cell) for cell in line.split(CELL_SIGN)) for line in lines)


def written_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as a clerk types them. A sign of a cell's end inside a cell becomes a slash."""
    return "\n".join(
        f" {CELL_SIGN} ".join(clean(cell).replace(CELL_SIGN, "/") for cell in row).rstrip()
        for row in rows
    )


def table_value(rows: Iterable[Sequence[str | None]]) -> str:
    """The canonical text of rows of canonical cells (None for an empty one)."""
    return json.dumps([list(row) for row in rows], ensure_ascii=False, separators=(",", ":"))


def table_rows(value: str | None) -> tuple[tuple[str | None, ...], ...]:
    """The rows of a canonical table; empty for an empty value."""
    return tuple(tuple(row) for row in json.loads(value)) if value else ()
