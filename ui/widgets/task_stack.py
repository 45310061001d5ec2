"""Batches on the left, the work on one of them on the right; or why there is none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from ui.session import Session
from ui.theme import px
from ui.widgets.empty_state import EmptyState
from ui.widgets.tables import Table

_WORK_PX = 800
_HANDLE_PX = 12
_WORK, _NOTHING, _LOADING = range(3)


class TaskStack(QStackedWidget):
    """Loading at first; ``nothing`` is what is shown while there is no batch. ``list_px`` is the
    width of the batches beside 800 px of work, at 100 %."""

    def __init__(
        self,
        session: Session,
        table: Table,
        work: QWidget,
        nothing: EmptyState,
        *,
        list_px: int,
    ) -> None:
        super().__init__()
        self._table = table
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(_HANDLE_PX)
        splitter.addWidget(table)
        splitter.addWidget(work)
        splitter.setSizes([px(list_px), _WORK_PX])
        splitter.setStretchFactor(1, 1)
        self.addWidget(splitter)
        self.addWidget(nothing)
        self.addWidget(EmptyState("working", session.text("second-loading"), ""))
        self.setCurrentIndex(_LOADING)

    def show_work(self) -> None:
        """As many batches as the table has now, one of them chosen."""
        is_there = self._table.model().rowCount() > 0
        self.setCurrentIndex(_WORK if is_there else _NOTHING)
        self._table.ensure_selection()
        if is_there and not self._table.currentIndex().isValid():
            self._table.selectRow(0)
