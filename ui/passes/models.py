"""The groups of equal values that are left in a batch."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject

from digitizer.workflow.carpet import ValueGroup
from ui.models.paged import Column, Index, RowTableModel
from ui.session import Session

GroupKey = tuple[str, str, str]
"""Document type, field, canonical value."""


def key_of(group: ValueGroup) -> GroupKey:
    return group.document_type, group.spec.key, group.value


class GroupModel(RowTableModel[ValueGroup]):
    """``left`` of a group is told with the rows."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        text = session.text
        columns: list[Column[ValueGroup]] = [
            Column(text("passes-column-field"), lambda row: session.label(row.spec.label)),
            Column(text("passes-column-value"), lambda row: row.text),
            Column(
                text("passes-column-left"),
                lambda row: str(self._left[key_of(row)]),
                is_number=True,
            ),
        ]
        super().__init__(columns, parent)
        self._rows: Sequence[ValueGroup] = ()
        self._left: dict[GroupKey, int] = {}
        self._numbers: dict[GroupKey, int] = {}

    @property
    def rows(self) -> Sequence[ValueGroup]:
        return self._rows

    def show(self, rows: Sequence[ValueGroup], left: Sequence[int]) -> None:
        is_same = [key_of(row) for row in rows] == [key_of(row) for row in self._rows]
        if not is_same:
            self.beginResetModel()
        self._rows = tuple(rows)
        self._left = {key_of(row): count for row, count in zip(rows, left, strict=True)}
        for row in rows:
            self._numbers.setdefault(key_of(row), len(self._numbers) + 1)
        if not is_same:
            self.endResetModel()
        elif rows:
            last = self.index(len(rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row_at(self, place: int) -> ValueGroup | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def id_of(self, row: ValueGroup) -> int:
        return self._numbers[key_of(row)]

    def row_of(self, row_id: int) -> int | None:
        return next((i for i, row in enumerate(self._rows) if self.id_of(row) == row_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)
