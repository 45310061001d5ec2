"""Short lists whose rows are all here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QObject

from ui.models.paged import Column, Index, RowTableModel

Row = TypeVar("Row")


class HeldTableModel(RowTableModel[Row]):
    """Subclasses say which id a row has."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._rows: Sequence[Row] = ()

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows

    def show(self, rows: Sequence[Row]) -> None:
        """In place where they are the same things, so that the selection stays quiet."""
        before = [self.id_of(row) for row in self._rows]
        if [self.id_of(row) for row in rows] != before:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        if rows:
            last = self.index(len(rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def with_id(self, row_id: int | None) -> Row | None:
        return next((row for row in self._rows if self.id_of(row) == row_id), None)

    def row_at(self, place: int) -> Row | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def row_of(self, row_id: int) -> int | None:
        return next((i for i, row in enumerate(self._rows) if self.id_of(row) == row_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)
