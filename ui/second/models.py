"""The batches with fields keyed twice, with what waits for the present person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject

from digitizer.workflow.second_tasks import SecondBatch
from ui.models.paged import Column, Index, RowTableModel
from ui.session import Session


class SecondBatchModel(RowTableModel[SecondBatch]):
    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        text = session.text
        columns: list[Column[SecondBatch]] = [
            Column(text("second-column-batch"), lambda row: row.name),
            Column(text("second-column-waiting"), lambda row: str(row.waiting), is_number=True),
            Column(
                text("second-column-differences"),
                lambda row: str(row.differences),
                is_number=True,
            ),
        ]
        super().__init__(columns, parent)
        self._rows: Sequence[SecondBatch] = ()

    @property
    def rows(self) -> Sequence[SecondBatch]:
        return self._rows

    def show(self, rows: Sequence[SecondBatch]) -> None:
        """Counts change in place, so that the selection stays quiet while somebody keys."""
        if [row.batch_id for row in rows] != [row.batch_id for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        if rows:
            last = self.index(len(rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def batch(self, batch_id: int | None) -> SecondBatch | None:
        return next((row for row in self._rows if row.batch_id == batch_id), None)

    def row_at(self, place: int) -> SecondBatch | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def id_of(self, row: SecondBatch) -> int:
        return row.batch_id

    def row_of(self, row_id: int) -> int | None:
        return next((i for i, row in enumerate(self._rows) if row.batch_id == row_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)
