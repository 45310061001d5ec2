"""The cases that a filter leaves, in the order that somebody chose."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt

from digitizer.domain.case import CaseSummary
from digitizer.domain.lifecycle import CaseState
from digitizer.workflow.lists import AS_ARRIVED, CaseColumn, CaseOrder
from digitizer.workflow.ports import CaseFilter
from ui.models.paged import Column
from ui.models.virtual import Query, VirtualTableModel
from ui.session import Session
from ui.wording import CASE_SIGNS, PINNED_SIGN

_OPEN_STATES = (CaseState.TO_CHECK, CaseState.RETURNED)


class CaseTableModel(VirtualTableModel[CaseSummary]):
    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, _columns(session), parent)
        self._where = CaseFilter()
        self._order = AS_ARRIVED

    @property
    def where(self) -> CaseFilter:
        return self._where

    @property
    def order(self) -> CaseOrder:
        return self._order

    def show(self, where: CaseFilter) -> None:
        self._where = where
        self.reload()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column, or as the cases arrived for -1."""
        descends = order is Qt.SortOrder.DescendingOrder
        if column < 0:
            self._order, self.sorted_by = AS_ARRIVED, None
        elif self._columns[column].key is not None:
            self._order = CaseOrder(self._columns[column].key, descends)
            self.sorted_by = (column, descends)
        else:
            return
        self.reload()

    def query(self) -> Query[CaseSummary]:
        backend, where, order = self._session.backend, self._where, self._order
        return Query(
            lambda limit, offset: backend.case_summaries(
                where, order=order, limit=limit, offset=offset
            ),
            lambda: backend.case_count(where),
        )

    def id_of(self, row: CaseSummary) -> int:
        return row.id

    def ids_between(self, first: int, last: int) -> Sequence[int]:
        """Also of rows that are not here; the window waits for them."""
        backend, limit = self._session.backend, last - first + 1
        found = self._session.attempt(
            lambda: backend.case_ids(self._where, self._order, limit=limit, offset=first)
        )
        return found or ()

    def neighbour(self, case_id: int, step: int) -> int | None:
        """The case of the list before (-1) or after (1) a case, which may have left the list."""
        backend = self._session.backend
        return self._session.attempt(
            lambda: backend.case_neighbour(self._where, self._order, case_id, step)
        )

    def next_open(self, after_id: int) -> int | None:
        """The next case of the list that waits for a clerk, beginning anew at the top."""
        backend, where, order = self._session.backend, self._where, self._order

        def work() -> int | None:
            found = backend.case_neighbour(where, order, after_id, 1, _OPEN_STATES)
            if found is None:
                found = backend.case_neighbour(where, order, None, 1, _OPEN_STATES)
            return None if found == after_id else found

        return self._session.attempt(work)

    def locate(self, case_id: int, done: Callable[[int], None]) -> None:
        """Tell ``done`` at which place the case stands, unless it is not in the list."""
        place = self.row_of(case_id)
        if place is not None:
            done(place)
            return
        backend, query, where, order = self._session.backend, self._query, self._where, self._order

        def work() -> int | None:
            found = backend.case_position(where, order, case_id)
            there = backend.case_ids(where, order, limit=1, offset=found)
            return found if list(there) == [case_id] else None

        def tell(found: int | None) -> None:
            if found is not None and query is self._query and found < self.rowCount():
                done(found)

        if query is not None and not self._session.bridge.is_closed:
            self._session.bridge.run(work, tell, self._session.on_error)


def _columns(session: Session) -> list[Column[CaseSummary]]:
    text = session.text
    return [
        Column(
            text("ui-column-state"),
            lambda row: text(CASE_SIGNS[row.state].message),
            lambda row: CASE_SIGNS[row.state],
            key=CaseColumn.STATE,
        ),
        Column(
            text("ui-column-title"),
            lambda row: row.title or text("ui-no-title", number=row.id),
            key=CaseColumn.TITLE,
        ),
        Column(
            text("ui-column-doubts"),
            lambda row: str(row.doubts or ""),
            is_number=True,
            key=CaseColumn.DOUBTS,
        ),
        Column(
            text("lists-column-remarks"),
            lambda row: (
                text("lists-remarks", pins=row.pins, passed=row.passed)
                if row.pins or row.passed
                else ""
            ),
            lambda row: PINNED_SIGN if row.pins else None,
        ),
        Column(
            text("ui-column-type"),
            lambda row: session.type_label(row.document_type),
            key=CaseColumn.TYPE,
        ),
        Column(
            text("ui-column-batch"),
            lambda row: row.batch_name or text("ui-no-batch"),
            key=CaseColumn.BATCH,
        ),
        Column(text("ui-column-scan"), lambda row: row.scan_name, key=CaseColumn.SCAN),
    ]
