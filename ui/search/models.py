"""The cases that were found, the best first; workers bring them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from digitizer.domain.errors import DigitizerError
from digitizer.workflow.search_records import MOST_COUNTED, Hit, HitPage
from ui.models.paged import SIGN_ROLE, Column
from ui.models.virtual import ListState
from ui.people.models import FedTableModel
from ui.search.found_text import pieces_of, plain_text
from ui.session import Session
from ui.wording import CASE_SIGNS

PIECES_ROLE = SIGN_ROLE + 1
FOUND_COLUMN = 1


class HitModel(FedTableModel[Hit]):
    """``state`` and ``error`` are as in the long lists; ``total`` is None before anything was
    searched for."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(_columns(session), parent)
        self._session = session
        self.state = ListState.READY
        self.error: DigitizerError | None = None
        self.total: int | None = None

    def take(self, page: HitPage) -> None:
        """Begin anew with the first page of a search."""
        self.state, self.error, self.total = ListState.READY, None, page.total
        self.show(page.hits, is_complete=page.after is None)

    def go_on(self, page: HitPage) -> None:
        """More of the same search; beyond the most that are counted the list ends."""
        is_full = len(self.rows) + len(page.hits) >= MOST_COUNTED
        self.add(page.hits, is_complete=page.after is None or is_full)

    def fail(self, error: DigitizerError) -> None:
        self.state, self.error, self.total = ListState.FAILED, error, None
        self.show(())

    def forget(self) -> None:
        self.state, self.error, self.total = ListState.READY, None, None
        self.show(())

    @property
    def is_cut(self) -> bool:
        """Whether there are more hits than are listed."""
        return self.total is not None and self.total > MOST_COUNTED

    def key_of(self, row: Hit) -> object:
        return row.case.case_id

    def id_of(self, row: Hit) -> int:
        return row.case.case_id

    def _own_data(self, row: Hit, column: Column[Hit], role: int) -> Any:
        if role == PIECES_ROLE:
            is_found = column is self._columns[FOUND_COLUMN]
            return pieces_of(self._session, row) if is_found else None
        return super()._own_data(row, column, role)


def _columns(session: Session) -> list[Column[Hit]]:
    text = session.text

    def state(row: Hit) -> str:
        return text(CASE_SIGNS[row.case.state].message)

    return [
        Column(text("search-column-title"), lambda row: row.case.title or "—"),
        Column(text("search-column-found"), lambda row: plain_text(session, row)),
        Column(text("search-column-type"), lambda row: session.type_label(row.case.document_type)),
        Column(text("search-column-batch"), lambda row: row.case.batch_name or "—"),
        Column(text("search-column-state"), state, lambda row: CASE_SIGNS[row.case.state]),
    ]
