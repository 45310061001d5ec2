"""What the page of field passes is made of."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.passes.grid import CarpetGrid
from ui.passes.models import GroupModel
from ui.second.page_sheet import PageSheet
from ui.session import Session
from ui.theme import px
from ui.widgets.empty_state import EmptyState
from ui.widgets.fitting_combo import FittingCombo
from ui.widgets.styling import label
from ui.widgets.tables import Table

_WIDTHS = (120, 120, 48)
_SHARES = (330, 860)


class Shown(IntEnum):
    """What stands in the page, by its place."""

    CARPET = 0
    DONE = 1
    NO_BATCH = 2
    LOADING = 3
    FAILED = 4


class PassesLayout:
    """Fills ``page`` with its parts."""

    def __init__(self, session: Session, page: QWidget) -> None:
        text = session.text
        self.batch = FittingCombo()
        self.batch.setAccessibleName(text("passes-batch"))
        self.batch.setMinimumWidth(px(260))
        self.plan = label("", "muted")
        self.accepted = QCheckBox(text("passes-accepted"))
        self.progress = label("", "muted")
        self.model = GroupModel(session, page)
        self.table = Table(self.model, _WIDTHS, stretch=(0, 1))
        self.table.setAccessibleName(text("passes-groups"))
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.heading = label("", "heading")
        self.instruction = label("", "muted", wrap=True)
        self.grid = CarpetGrid(session)
        self.sheet = PageSheet()
        self.sheet.setAccessibleName(text("passes-sheet"))
        self.sheet.setMinimumWidth(px(320))
        self.sheet.hide()
        self._stack = QStackedWidget()
        self._fill(session)
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(label(text("ui-page-passes"), "title"))
        column.addLayout(self._head(session))
        column.addWidget(self._stack, 1)

    def show_part(self, what: Shown) -> None:
        self._stack.setCurrentIndex(what)

    def shows(self, what: Shown) -> bool:
        return self._stack.currentIndex() == what

    def show_batches(self, names: Sequence[str], place: int) -> None:
        self.batch.clear()
        self.batch.addItems(list(names))
        self.batch.setCurrentIndex(place if names else -1)
        self.batch.setEnabled(bool(names))

    def _head(self, session: Session) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        name = label(session.text("passes-batch"))
        name.setBuddy(self.batch)
        row.addWidget(name)
        row.addWidget(self.batch)
        row.addWidget(self.plan)
        row.addStretch(1)
        row.addWidget(self.accepted)
        return row

    def _fill(self, session: Session) -> None:
        text = session.text
        self._stack.addWidget(self._work())
        for icon, message in (
            ("confirmed", "passes-none"),
            ("batch", "passes-no-batch"),
            ("working", "passes-loading"),
            ("failed", "passes-failed"),
        ):
            advice = "" if message == "passes-loading" else text(f"{message}-advice")
            self._stack.addWidget(EmptyState(icon, text(message), advice))
        self._stack.setCurrentIndex(Shown.LOADING)

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
