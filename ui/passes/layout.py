"""What the page of the passes is made of: the batch, its plan, and one view for each pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.errors import DigitizerError
from ui.passes.column_list import ColumnList
from ui.passes.group_view import GroupView
from ui.passes.sources import ValueSource, WordSource
from ui.passes.states import FailedState
from ui.session import Session
from ui.theme import px
from ui.widgets.empty_state import EmptyState
from ui.widgets.fitting_combo import FittingCombo
from ui.widgets.styling import label


class Tab(IntEnum):
    """The passes by their place."""

    CARPET = 0
    WORDS = 1
    COLUMN = 2


class PassesLayout:
    """Fills ``page`` with its parts."""

    def __init__(self, session: Session, page: QWidget, retry: Callable[[], None]) -> None:
        text = session.text
        self.batch = FittingCombo()
        self.batch.setAccessibleName(text("passes-batch"))
        self.batch.setSizeAdjustPolicy(FittingCombo.SizeAdjustPolicy.AdjustToContents)
        self.batch.setMinimumWidth(px(260))
        self.batch.setMaximumWidth(px(560))
        self.plan = label("", "muted")
        self.accepted = QCheckBox(text("passes-accepted"))
        self.every = QCheckBox(text("passes-column-all"))
        self.carpet = GroupView(session, ValueSource(session))
        self.words = GroupView(session, WordSource(session))
        self.columns = ColumnList(session)
        self.tabs = QTabWidget()
        for tab, view in ((Tab.CARPET, self.carpet), (Tab.WORDS, self.words)):
            self.tabs.insertTab(tab, view, text(f"passes-tab-{tab.name.lower()}"))
        self.tabs.insertTab(Tab.COLUMN, self.columns, text("passes-tab-column"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tabs)
        self._stack.addWidget(
            EmptyState("batch", text("passes-no-batch"), text("passes-no-batch-advice"))
        )
        self.failure = FailedState(session, retry)
        self._stack.addWidget(self.failure)
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(label(text("ui-page-passes"), "title"))
        column.addLayout(self._head(session))
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(lambda _place: self.show_choice())
        self.show_choice()

    @property
    def tab(self) -> Tab:
        return Tab(self.tabs.currentIndex())

    @property
    def has_batch(self) -> bool:
        return self._stack.currentWidget() is self.tabs

    def show_batches(self, names: Sequence[str], place: int) -> None:
        self.batch.clear()
        self.batch.addItems(list(names))
        self.batch.setCurrentIndex(place if names else -1)
        self.batch.setEnabled(bool(names))
        self._stack.setCurrentIndex(0 if names else 1)

    def show_failed(self, error: DigitizerError) -> None:
        self._stack.setCurrentWidget(self.failure)
        self.failure.tell(error)

    def show_choice(self) -> None:
        """What else is looked at is another question for a column than for groups."""
        self.accepted.setVisible(self.tab is not Tab.COLUMN)
        self.every.setVisible(self.tab is Tab.COLUMN)

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
        row.addWidget(self.every)
        return row
