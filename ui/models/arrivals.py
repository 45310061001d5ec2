"""The files that arrived, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import QLocale, QObject

from digitizer.domain.case import Arrival, Outcome
from ui.models.paged import Column, PagedTableModel
from ui.session import Session
from ui.wording import OUTCOME_SIGNS

_SIZE_FORMAT = QLocale.DataSizeFormat.DataSizeTraditionalFormat


class ArrivalTableModel(PagedTableModel[Arrival]):
    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(_columns(session), parent)
        self._session = session
        self._outcome: Outcome | None = None

    def show(self, outcome: Outcome | None) -> None:
        """Show the files with this outcome, or all."""
        self._outcome = outcome
        self.reload()

    def fetch(self, loaded: Sequence[Arrival], limit: int) -> Sequence[Arrival]:
        before = loaded[-1].id if loaded else None
        return self._session.backend.arrivals(limit=limit, before_id=before, outcome=self._outcome)

    def id_of(self, row: Arrival) -> int:
        return row.id


def _columns(session: Session) -> list[Column[Arrival]]:
    text = session.text
    locale = QLocale(session.backend.messages.language)
    return [
        Column(
            text("ui-column-outcome"),
            lambda row: text(OUTCOME_SIGNS[row.outcome].message),
            lambda row: OUTCOME_SIGNS[row.outcome],
        ),
        Column(
            text("ui-column-file"),
            lambda row: PurePath(row.path).name,
            tip=lambda row: row.path,
        ),
        Column(text("ui-column-arrived"), lambda row: session.moment(row.arrived_at)),
        Column(
            text("ui-column-size"),
            lambda row: locale.formattedDataSize(row.size, 1, _SIZE_FORMAT),
            is_number=True,
        ),
        Column(text("ui-column-reason"), lambda row: _reason(session, row)),
    ]


def _reason(session: Session, row: Arrival) -> str:
    return session.backend.messages.problem(row.problem) if row.problem else ""
