"""Figures for a workbook: what stands in it, whatever writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

CellValue = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A sheet with a header row. Columns named in ``shares`` (from 0) hold shares of 1, shown as
    percent. Raises ValueError when a row does not fit the header."""

    name: str
    header: tuple[str, ...]
    rows: Sequence[tuple[CellValue, ...]]
    shares: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("every row has one cell a column")
