"""Values of several rows: what stands in each cell, and the whole as text and canonical value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digitizer.domain.values.tables import table_value, written_text

from .people import Printed

EMPTY = Printed("", "")
_MARK = "/"


@dataclass(frozen=True, slots=True)
class PrintedTable(Printed):
    """A table whose ``text`` and ``value`` are those of the field; ``columns`` are the keys of the
    document type's columns in their order, and each row has a value for each (`EMPTY` for none)."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Printed, ...], ...] = ()


def printed_table(columns: Sequence[str], rows: Iterable[Sequence[Printed]]) -> PrintedTable:
    """A table of rows of cells. Raises ValueError for a row that is not as wide as the columns."""
    kept = tuple(tuple(row) for row in rows)
    if any(len(row) != len(columns) for row in kept):
        raise ValueError(f"rows of {len(columns)} cells are needed")
    return PrintedTable(
        written_text([cell.text for cell in row] for row in kept),
        table_value([cell.value or None for cell in row] for row in kept),
        tuple(columns),
        kept,
    )


def cell_key(table: str, row: int, column: str) -> str:
    """The key that the print of one cell is noted by; rows count from 1."""
    return _MARK.join((table, str(row), column))


def cell_of(key: str) -> tuple[str, int, str] | None:
    """Table, row and column of such a key; None for the key of a field."""
    parts = key.split(_MARK)
    return (parts[0], int(parts[1]), parts[2]) if len(parts) == 3 else None
