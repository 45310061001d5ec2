"""The batches to be checked by a sample."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject

from digitizer.workflow.sampling_work import SampledBatch
from ui.models.paged import Column, Index, RowTableModel
from ui.session import Session


class SampledBatchModel(RowTableModel[SampledBatch]):
    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        text = session.text
        self._session = session
        columns: list[Column[SampledBatch]] = [
            Column(text("sampling-column-batch"), lambda row: row.checks.batch.name),
            Column(text("sampling-column-round"), self._round),
            Column(text("sampling-column-status"), self._status),
        ]
        super().__init__(columns, parent)
        self._rows: Sequence[SampledBatch] = ()

    @property
    def rows(self) -> Sequence[SampledBatch]:
        return self._rows

    def show(self, rows: Sequence[SampledBatch]) -> None:
        """In place where the batches are the same, so that the selection stays quiet."""
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

    def batch(self, batch_id: int | None) -> SampledBatch | None:
        return next((row for row in self._rows if self.id_of(row) == batch_id), None)

    def row_at(self, place: int) -> SampledBatch | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def id_of(self, row: SampledBatch) -> int:
        return row.checks.batch.id

    def row_of(self, row_id: int) -> int | None:
        return next((i for i, row in enumerate(self._rows) if self.id_of(row) == row_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def _round(self, row: SampledBatch) -> str:
        state = row.current
        if state is None:
            return ""
        kind = self._session.text(f"sampling-kind-{state.round.kind.value}")
        return self._session.text("sampling-round", number=state.round.number, kind=kind)

    def _status(self, row: SampledBatch) -> str:
        state = row.current
        if state is None or not row.is_waiting:
            return self._session.text("sampling-answered")
        return self._session.text(f"sampling-status-{state.status.value}")
