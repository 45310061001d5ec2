"""A person's own pace and errors: the newest week or day beside what is usual for that person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.domain.pace import Stretch
from digitizer.workflow.own_work import OwnWork
from ui.asking import Asking
from ui.own_work.bars import Bar, Bars
from ui.own_work.figure import Figure
from ui.own_work.kinds import Kinds
from ui.page import Page
from ui.session import Session
from ui.situation import PageName
from ui.theme import theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import label

_SHOWN, _NOTHING, _LOADING, _FAILED = range(4)
_WEEKS, _DAYS = 12, 14
_ONE_ROW_SCALE = 150
_SECONDS_OF_MINUTE, _MINUTES_OF_HOUR = 60, 60
_FIGURES = ("pace", "cases", "worked", "passed", "undone", "errors")
_Measure = Callable[[Stretch], float | None]
_MEASURES: Mapping[str, _Measure] = {
    "pace": lambda one: one.fields_an_hour,
    "cases": lambda one: one.cases_an_hour,
    "worked": lambda one: one.seconds,
    "passed": lambda one: float(one.passed_on),
    "undone": lambda one: float(one.undone),
    "errors": lambda one: float(one.errors),
}


class OwnWorkPage(Page):
    """Nothing of it stays when another person comes."""

    name = PageName.OWN_WORK

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._asking = Asking(session)
        self._build()
        session.follow_actor(self._forget)

    def _build(self) -> None:
        text = self.session.text
        self.by = QComboBox()
        self.by.addItems([text("own-work-by-week"), text("own-work-by-day")])
        self.by.currentIndexChanged.connect(lambda _index: self._reload())
        self.by.setAccessibleName(text("own-work-by"))
        head = QHBoxLayout()
        head.addWidget(label(text("ui-page-own_work"), "title"))
        head.addStretch(1)
        caption = label(text("own-work-by"), "muted")
        caption.setBuddy(self.by)
        head.addWidget(caption)
        head.addWidget(self.by)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._build_shown())
        for icon, key in (("own-work", "none"), ("working", "loading"), ("error", "failed")):
            advice = "" if key == "loading" else text(f"own-work-{key}-advice")
            self.stack.addWidget(EmptyState(icon, text(f"own-work-{key}"), advice))
        self.stack.setCurrentIndex(_LOADING)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(label(text("own-work-private"), "muted", wrap=True))
        column.addWidget(self.stack, 1)

    def _build_shown(self) -> QWidget:
        text = self.session.text
        self.figures = {name: Figure(text(f"own-work-{name}")) for name in _FIGURES}
        self.newest = label("", "heading")
        grid = QGridLayout()
        grid.setSpacing(10)
        in_row = len(_FIGURES) if theme.scale <= _ONE_ROW_SCALE else len(_FIGURES) // 2
        for place, one in enumerate(self.figures.values()):
            grid.addWidget(one, place // in_row, place % in_row)
            grid.setColumnStretch(place % in_row, 1)
        self.bars = Bars(text("own-work-chart"))
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.addWidget(label(text("own-work-chart"), "heading"))
        inside.addWidget(self.bars, 1)
        inside.addWidget(label(text("own-work-chart-note"), "muted", wrap=True))
        self.kinds = Kinds(self.session)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(card, 3)
        below.addWidget(self.kinds, 2)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.newest)
        column.addLayout(grid)
        column.addLayout(below, 1)
        return shown

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {}

    def enter(self) -> None:
        self._reload()
        self.by.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_change(self, change: ChangeSet) -> None:
        if self.isVisible() and change.cases:
            self._reload()

    def take_theme(self) -> None:
        self.bars.update()

    @property
    def _is_by_day(self) -> bool:
        return self.by.currentIndex() == 1

    def _forget(self) -> None:
        self.stack.setCurrentIndex(_LOADING)
        if self.isVisible():
            self._reload()

    def _reload(self) -> None:
        backend = self.session.backend
        past = _DAYS if self._is_by_day else 7 * _WEEKS
        self._asking.ask(lambda: backend.own_work.look(past), self._show, self._fail)

    def _fail(self, error: DigitizerError) -> None:
        self.stack.setCurrentIndex(_FAILED)
        self.session.on_error(error)

    def _show(self, found: OwnWork) -> None:
        stretches = found.days if self._is_by_day else found.weeks
        if not stretches:
            self.stack.setCurrentIndex(_NOTHING)
            return
        newest = stretches[-1]
        key = "own-work-newest-day" if self._is_by_day else "own-work-newest-week"
        self.newest.setText(self.session.text(key, date=f"{newest.start:%d/%m/%Y}"))
        for name, figure in self.figures.items():
            figure.say(*self._compared(name, stretches))
        self.bars.show_bars([self._bar(one) for one in stretches])
        self.kinds.show_kinds(found.kinds)
        self.stack.setCurrentIndex(_SHOWN)

    def _compared(self, name: str, stretches: Sequence[Stretch]) -> tuple[str, str]:
        """The newest value, and the middle one of the same person's earlier days or weeks."""
        measured = _MEASURES[name]
        before = [value for one in stretches[:-1] if (value := measured(one)) is not None]
        usual = (
            self.session.text("own-work-usual", value=self._said(name, median(before)))
            if before
            else self.session.text("own-work-no-usual")
        )
        return self._said(name, measured(stretches[-1])), usual

    def _said(self, name: str, value: float | None) -> str:
        if value is None:
            return self.session.text("own-work-too-little")
        if name == "worked":
            hours, minutes = divmod(round(value / _SECONDS_OF_MINUTE), _MINUTES_OF_HOUR)
            return self.session.text("own-work-hours", hours=hours, minutes=minutes)
        places = 1 if name == "cases" else 0
        return QLocale(self.session.backend.messages.language).toString(value, "f", places)

    def _bar(self, one: Stretch) -> Bar:
        value = self._said("pace", one.fields_an_hour)
        said = self.session.text("own-work-chart-bar", date=f"{one.start:%d/%m/%Y}", value=value)
        return Bar(f"{one.start:%d/%m}", one.fields_an_hour, said)
