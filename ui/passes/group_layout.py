"""What a pass over groups is made of: the groups, the grid, and the page around a tile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ui.paper.page_sheet import PageSheet
from ui.passes.grid import CarpetGrid
from ui.passes.models import GroupModel
from ui.passes.states import FailedState
from ui.session import Session
from ui.theme import px
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import label
from ui.widgets.tables import Table

_WIDTHS = (120, 120, 48)
_SHARES = (330, 860)


class Shown(IntEnum):
    """What stands in the view, by its place."""

    CARPET = 0
    DONE = 1
    LOADING = 2
    FAILED = 3


class GroupLayout:
    """Fills ``view`` with its parts; ``name`` tells the sentences of the pass apart."""

    def __init__(
        self, session: Session, view: QWidget, name: str, retry: Callable[[], None]
    ) -> None:
        text = session.text
        self.progress = label("", "muted", wrap=True)
        self.model = GroupModel(session, name, view)
        self.table = Table(self.model, _WIDTHS, stretch=(0, 1))
        self.table.setAccessibleName(text(f"passes-groups-{name}"))
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.heading = label("", "heading")
        self.instruction = label("", "muted", wrap=True)
        self.grid = CarpetGrid(session)
        self.sheet = PageSheet()
        self.sheet.setAccessibleName(text("passes-sheet"))
        self.sheet.setMinimumWidth(px(320))
        self.sheet.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._work())
        done = f"passes-none-{name}"
        self._stack.addWidget(EmptyState("confirmed", text(done), text(f"{done}-advice")))
        self._stack.addWidget(EmptyState("working", text("passes-loading"), ""))
        self.failure = FailedState(session, retry)
        self._stack.addWidget(self.failure)
        self._stack.setCurrentIndex(Shown.LOADING)
        whole = QVBoxLayout(view)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def show_part(self, what: Shown) -> None:
        self._stack.setCurrentIndex(what)

    def shows(self, what: Shown) -> bool:
        return self._stack.currentIndex() == what

    def _work(self) -> QWidget:
        left = _stacked((self.table, self.progress), self.table)
        middle = _stacked((self.heading, self.grid, self.instruction), self.grid)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(12)
        for part in (left, middle, self.sheet):
            splitter.addWidget(part)
        splitter.setSizes([*_SHARES, 380])
        splitter.setStretchFactor(1, 1)
        return splitter


def _stacked(parts: Sequence[QWidget], growing: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part, 1 if part is growing else 0)
    return holder
