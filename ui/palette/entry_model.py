"""The entries of the palette as a list for the view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ui.palette.entries import CaseEntry, Entry

_NOWHERE = QModelIndex()


class EntryModel(QAbstractListModel):
    """The text of a row is what a screen reader says of it."""

    rows: Sequence[Entry] = ()

    def show(self, rows: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        return spoken(self.rows[index.row()])


def spoken(entry: Entry) -> str:
    if isinstance(entry, CaseEntry):
        return f"{entry.name}, {entry.about}"
    return ", ".join(part for part in (entry.name, entry.keys, entry.why_not) if part)
