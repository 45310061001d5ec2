"""The batches with their counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from digitizer.domain.batch import BatchSummary
from digitizer.domain.lifecycle import BatchState
from ui.models.paged import Column, PagedTableModel
from ui.session import Session
from ui.wording import BATCH_SIGNS


class BatchTableModel(PagedTableModel[BatchSummary]):
    """``only`` keeps the batches in one state."""

    def __init__(
        self,
        session: Session,
        columns: Sequence[Column[BatchSummary]],
        only: BatchState | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._session = session
        self._only = only

    def fetch(self, loaded: Sequence[BatchSummary], limit: int) -> Sequence[BatchSummary]:
        """An office has few batches: they come all at once, the newest first."""
        if loaded:
            return ()
        found = [
            summary
            for summary in self._session.backend.batches()
            if self._only is None or summary.batch.state is self._only
        ]
        return sorted(found, key=lambda summary: summary.batch.id, reverse=True)

    def id_of(self, row: BatchSummary) -> int:
        return row.batch.id

    def summary(self, batch_id: int | None) -> BatchSummary | None:
        return next((row for row in self.rows if row.batch.id == batch_id), None)


def work_columns(session: Session) -> list[Column[BatchSummary]]:
    """For the people who prepare batches."""
    text = session.text
    return [
        Column(text("ui-column-batch"), lambda row: row.batch.name),
        Column(
            text("ui-column-state"),
            lambda row: text(BATCH_SIGNS[row.batch.state].message),
            lambda row: BATCH_SIGNS[row.batch.state],
        ),
        Column(text("ui-column-cases"), lambda row: str(row.cases), is_number=True),
        Column(text("ui-column-to-check"), lambda row: str(row.to_check or ""), is_number=True),
        Column(text("ui-column-checked"), lambda row: str(row.checked or ""), is_number=True),
        Column(text("ui-column-approved"), lambda row: str(row.approved or ""), is_number=True),
        Column(text("ui-column-exported"), lambda row: str(row.exported or ""), is_number=True),
        Column(text("ui-column-approved-by"), lambda row: row.batch.approved_by or ""),
    ]


def approval_columns(session: Session) -> list[Column[BatchSummary]]:
    """For the person who answers for a batch."""
    text = session.text
    return [
        Column(text("ui-column-batch"), lambda row: row.batch.name),
        Column(text("ui-column-cases"), lambda row: str(row.cases), is_number=True),
    ]
