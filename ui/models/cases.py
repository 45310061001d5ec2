"""The cases that a filter leaves, in the backend's order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from digitizer.domain.case import CaseSummary
from digitizer.workflow.ports import CaseFilter
from ui.models.paged import Column, PagedTableModel
from ui.session import Session
from ui.wording import CASE_SIGNS


class CaseTableModel(PagedTableModel[CaseSummary]):
    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(_columns(session), parent)
        self._session = session
        self._where = CaseFilter()
        self._total = 0

    @property
    def where(self) -> CaseFilter:
        return self._where

    @property
    def total(self) -> int:
        """How many cases the filter leaves in all, fetched or not."""
        return self._total

    def show(self, where: CaseFilter) -> None:
        self._where = where
        self.reload()

    def reload(self) -> None:
        self._total = self._session.backend.case_count(self._where)
        super().reload()

    def refresh(self) -> None:
        self._total = self._session.backend.case_count(self._where)
        super().refresh()

    def fetch(self, loaded: Sequence[CaseSummary], limit: int) -> Sequence[CaseSummary]:
        return self._session.backend.case_summaries(self._where, limit=limit, offset=len(loaded))

    def id_of(self, row: CaseSummary) -> int:
        return row.id


def _columns(session: Session) -> list[Column[CaseSummary]]:
    text = session.text
    return [
        Column(
            text("ui-column-state"),
            lambda row: text(CASE_SIGNS[row.state].message),
            lambda row: CASE_SIGNS[row.state],
        ),
        Column(
            text("ui-column-title"), lambda row: row.title or text("ui-no-title", number=row.id)
        ),
        Column(text("ui-column-doubts"), lambda row: str(row.doubts or ""), is_number=True),
        Column(text("ui-column-type"), lambda row: session.type_label(row.document_type)),
        Column(text("ui-column-batch"), lambda row: row.batch_name or text("ui-no-batch")),
        Column(text("ui-column-scan"), lambda row: row.scan_name),
    ]
