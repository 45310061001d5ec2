"""The inbox: how many files came in, what became of each, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QLocale, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.case import Outcome, ScanState
from digitizer.domain.changes import ChangeSet
from digitizer.workflow.overview import StatusReport
from ui.models.arrivals import ArrivalTableModel
from ui.page import Page
from ui.session import Session
from ui.situation import PageName
from ui.theme import Tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import button, label
from ui.widgets.tables import Table
from ui.wording import OUTCOME_SIGNS, Sign

_WIDTHS = (125, 270, 140, 105, 300)
_WORKING = Sign("working", Tone.ACCENT, "ui-tile-waiting")
_ARRIVED = Sign("inbox", Tone.ACCENT, "ui-tile-arrived")
_FAILED = Sign("failed", Tone.BAD, "ui-tile-failed")


class InboxPage(Page):
    name = PageName.INBOX

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        text = session.text
        self.model = ArrivalTableModel(session, self)
        self.table = Table(self.model, _WIDTHS, stretch=(4,))
        self.table.setAccessibleName(text("ui-page-inbox"))
        self._tiles = {
            "arrived": Tile(session, _ARRIVED),
            "stored": Tile(session, OUTCOME_SIGNS[Outcome.STORED]),
            "duplicate": Tile(session, OUTCOME_SIGNS[Outcome.DUPLICATE]),
            "quarantined": Tile(session, OUTCOME_SIGNS[Outcome.QUARANTINED]),
            "waiting": Tile(session, _WORKING),
            "failed": Tile(session, _FAILED),
        }
        self._outcomes = QComboBox()
        self._outcomes.setAccessibleName(text("ui-filter-outcome"))
        self._outcomes.addItem(text("ui-all-outcomes"), None)
        for outcome, sign in OUTCOME_SIGNS.items():
            self._outcomes.addItem(sign.qicon(), text(sign.message), outcome)
        self._outcomes.currentIndexChanged.connect(lambda _index: self.enter())
        advice = text("ui-inbox-empty-advice", folder=str(session.backend.inbox))
        self._empty = EmptyState("inbox", text("ui-inbox-empty"), advice, self._folder_button())
        self._none = EmptyState("search", text("ui-outcome-none"), text("ui-outcome-none-advice"))
        self._stack = QStackedWidget()
        for widget in (self.table, self._empty, self._none):
            self._stack.addWidget(widget)
        self._build()

    def _build(self) -> None:
        text = self.session.text
        head = QHBoxLayout()
        head.addWidget(label(text("ui-page-inbox"), "title"))
        head.addSpacing(12)
        place = label(text("ui-inbox-folder", folder=str(self.session.backend.inbox)), "muted")
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head.addWidget(place, 1)
        head.addWidget(self._outcomes)
        head.addWidget(self._folder_button())
        tiles = QHBoxLayout()
        tiles.setSpacing(10)
        for tile in self._tiles.values():
            tiles.addWidget(tile, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(tiles)
        column.addWidget(self._stack, 1)

    def _folder_button(self) -> QWidget:
        opener = button(self.session.text("ui-open-folder"))
        opener.clicked.connect(self._open_folder)
        return opener

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {}

    def enter(self) -> None:
        self.session.succeeds(lambda: self.model.show(self._outcomes.currentData()))
        self._show_counts()

    def take_change(self, change: ChangeSet) -> None:
        if change.arrivals or change.scans:
            bar = self.table.verticalScrollBar()
            place = bar.value()
            self.session.succeeds(self.model.refresh)
            bar.setValue(place)
            self._show_counts()

    def take_theme(self) -> None:
        self._show_counts()

    def _show_counts(self) -> None:
        report = self.session.attempt(self.session.backend.status)
        if report is None:
            return
        for name, count in _counts(report).items():
            self._tiles[name].show_count(count)
        if self.model.rows:
            self._stack.setCurrentWidget(self.table)
        else:
            is_filtered = self._outcomes.currentData() is not None
            self._stack.setCurrentWidget(self._none if is_filtered else self._empty)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.session.backend.inbox)))


def _counts(report: StatusReport) -> dict[str, int]:
    return {
        "arrived": sum(report.arrivals.values()),
        "stored": report.arrivals.get(Outcome.STORED, 0),
        "duplicate": report.arrivals.get(Outcome.DUPLICATE, 0),
        "quarantined": report.arrivals.get(Outcome.QUARANTINED, 0),
        "waiting": report.jobs_pending,
        "failed": report.scans.get(ScanState.FAILED, 0),
    }


class Tile(QFrame):
    """A number with its shape and word."""

    def __init__(self, session: Session, sign: Sign) -> None:
        super().__init__()
        self.setObjectName("card")
        self._sign = sign
        self._words = session.text(sign.message)
        self._locale = QLocale(session.backend.messages.language)
        self._icon = QLabel()
        self._number = label("0", "number")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(10)
        row.addWidget(self._icon)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._number)
        column.addWidget(label(self._words, "muted"))
        row.addLayout(column, 1)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        shown = self._sign if count else Sign(self._sign.icon, Tone.PLAIN, self._sign.message)
        self._icon.setPixmap(shown.pixmap(26))
        self._number.setText(self._locale.toString(count))
        self.setAccessibleName(f"{self._words}: {count}")
