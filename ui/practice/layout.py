"""The parts of the practice page and where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.practice import Marked
from ui.own_work.bars import Bar, Bars
from ui.own_work.figure import Figure
from ui.practice.last_card import LastCard
from ui.practice.mistakes import Mistakes
from ui.practice.models import MarkedModel
from ui.practice.order_card import OrderCard
from ui.session import Session
from ui.theme import px, theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import button, label
from ui.widgets.tables import Table

SHOWN, LOADING, FAILED = range(3)
FIGURES = ("cases", "right", "minutes", "keys")
_LEFT_PX, _LIST_PX = 316, 416
_BARS_PX, _LEAST_LIST_PX, _LEAST_MISTAKES_PX = 104, 190, 260
_COLUMNS = (72, 100, 74, 64, 62)
_LEVEL_COLUMN = 1
_BAR_PX = 24
"""Room for the scroll bar and the frame of a list."""
_SHOWN_BARS = 12
_BESIDE_SCALE = 100
"""At a larger one what was missed stands below the list: a small screen has no room beside it."""
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class PracticeLayout(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.last, self.order = LastCard(session), OrderCard(session)
        self.figures = {name: Figure(session.text(f"practice-figure-{name}")) for name in FIGURES}
        self.model = MarkedModel(session, self)
        self.table = Table(self.model, _COLUMNS, (_LEVEL_COLUMN,))
        self.table.setAccessibleName(session.text("practice-results"))
        self.bars = Bars(session.text("practice-progress"))
        self.bars.setMinimumHeight(px(_BARS_PX))
        self.mistakes = Mistakes(session)
        self.again = button(session.text("practice-try-again"), "primary")
        self.stack = QStackedWidget()
        self.stack.addWidget(self._build_shown())
        self.stack.addWidget(EmptyState("working", session.text("practice-loading"), ""))
        failed = session.text("practice-failed"), session.text("practice-failed-advice")
        self.stack.addWidget(EmptyState("error", *failed, self.again))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(label(session.text("ui-page-practice"), "title"))
        if not session.backend.is_practice:
            column.addWidget(label(session.text("practice-about"), "muted", wrap=True))
        column.addWidget(self.stack, 1)

    def show_marked(self, marked: Sequence[Marked]) -> None:
        """``marked`` the oldest first."""
        self.results.setCurrentIndex(0 if marked else 1)
        self.model.show(tuple(reversed(marked)))
        self.bars.show_bars([self._bar(one) for one in marked[-_SHOWN_BARS:]])

    def _bar(self, one: Marked) -> Bar:
        wrong = len(one.misses)
        said = self._session.text("practice-progress-bar", case=one.case_id, wrong=wrong)
        return Bar(str(one.case_id), float(wrong), said)

    def _build_shown(self) -> QWidget:
        left = QWidget()
        left.setFixedWidth(px(_LEFT_PX))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.last)
        column.addWidget(self.order)
        column.addStretch(1)
        none = self._session.text("practice-none"), self._session.text("practice-none-advice")
        self.results = QStackedWidget()
        self.results.addWidget(self._build_results())
        self.results.addWidget(EmptyState("practice", *none))
        shown = QWidget()
        across = QHBoxLayout(shown)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(10)
        across.addWidget(left)
        across.addWidget(self.results, 1)
        return shown

    def _build_results(self) -> QWidget:
        grid = QGridLayout()
        grid.setSpacing(10)
        in_row = len(FIGURES) if theme.scale <= _BESIDE_SCALE else len(FIGURES) // 2
        for place, one in enumerate(self.figures.values()):
            one.setToolTip(self._session.text("practice-figures-note"))
            grid.addWidget(one, place // in_row, place % in_row)
            grid.setColumnStretch(place % in_row, 1)
        is_wide = theme.scale <= _BESIDE_SCALE
        below = QBoxLayout(_ACROSS if is_wide else _DOWN)
        below.setSpacing(10)
        below.addWidget(self._build_list(is_wide=is_wide))
        if not is_wide:
            self.mistakes.setMinimumHeight(px(_LEAST_MISTAKES_PX))
        below.addWidget(self.mistakes, 1)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(grid)
        column.addLayout(below, 1)
        return made

    def _build_list(self, *, is_wide: bool) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(14, 8, 14, 6)
        inside.addWidget(label(self._session.text("practice-progress"), "heading"))
        inside.addWidget(self.bars, 1)
        made = QWidget()
        if is_wide:
            made.setFixedWidth(px(_LIST_PX))
        else:
            made.setMinimumHeight(px(_LEAST_LIST_PX))
            self.table.setColumnHidden(_LEVEL_COLUMN, True)
            shown = sum(_COLUMNS) - _COLUMNS[_LEVEL_COLUMN]
            self.table.setMinimumWidth(px(shown + _BAR_PX))
        column = QBoxLayout(_DOWN if is_wide else _ACROSS, made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.table, 1 if is_wide else 3)
        column.addWidget(card, 0 if is_wide else 2)
        return made
