"""The files that arrived, the newest first or as somebody sorts them."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import QLocale, QObject, Qt

from digitizer.domain.case import Arrival
from digitizer.workflow.lists import NEWEST_FIRST, ArrivalColumn, ArrivalFilter, ArrivalOrder
from ui.models.paged import Column
from ui.models.virtual import Query, VirtualTableModel
from ui.session import Session
from ui.wording import OUTCOME_SIGNS

_SIZE_FORMAT = QLocale.DataSizeFormat.DataSizeTraditionalFormat


class ArrivalTableModel(VirtualTableModel[Arrival]):
    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, _columns(session), parent)
        self._where = ArrivalFilter()
        self._order = NEWEST_FIRST

    @property
    def where(self) -> ArrivalFilter:
        return self._where

    def show(self, where: ArrivalFilter) -> None:
        self._where = where
        self.reload()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column, or the newest first for -1."""
        descends = order is Qt.SortOrder.DescendingOrder
        if column < 0:
            self._order, self.sorted_by = NEWEST_FIRST, None
        elif self._columns[column].key is not None:
            self._order = ArrivalOrder(self._columns[column].key, descends)
            self.sorted_by = (column, descends)
        else:
            return
        self.reload()

    def query(self) -> Query[Arrival]:
        backend, where, order = self._session.backend, self._where, self._order
        return Query(
            lambda limit, offset: backend.arrival_page(where, order, limit=limit, offset=offset),
            lambda: backend.arrival_count(where),
        )

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
            key=ArrivalColumn.OUTCOME,
        ),
        Column(
            text("ui-column-file"),
            lambda row: PurePath(row.path).name,
            tip=lambda row: row.path,
            key=ArrivalColumn.NAME,
        ),
        Column(
            text("ui-column-arrived"),
            lambda row: session.moment(row.arrived_at),
            key=ArrivalColumn.ARRIVAL,
        ),
        Column(
            text("ui-column-size"),
            lambda row: locale.formattedDataSize(row.size, 1, _SIZE_FORMAT),
            is_number=True,
            key=ArrivalColumn.SIZE,
        ),
        Column(
            text("ui-column-reason"),
            lambda row: _reason(session, row),
            key=ArrivalColumn.REASON,
        ),
    ]


def _reason(session: Session, row: Arrival) -> str:
    return session.backend.messages.problem(row.problem) if row.problem else ""
