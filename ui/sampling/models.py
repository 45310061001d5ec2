"""The batches to be checked by a sample."""

from __future__ import annotations

from PySide6.QtCore import QObject

from digitizer.workflow.sampling_work import SampledBatch
from ui.models.held import HeldTableModel
from ui.models.paged import Column
from ui.session import Session


class SampledBatchModel(HeldTableModel[SampledBatch]):
    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        text = session.text
        self._session = session
        columns: list[Column[SampledBatch]] = [
            Column(text("sampling-column-batch"), lambda row: row.checks.batch.name),
            Column(text("sampling-column-round"), self._round),
            Column(text("sampling-column-status"), self._status),
        ]
        super().__init__(columns, parent)

    def id_of(self, row: SampledBatch) -> int:
        return row.checks.batch.id

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
