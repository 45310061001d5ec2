"""The inbox: how many files came in, what became of each, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QLocale, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from digitizer.domain.case import Outcome, ScanState
from digitizer.domain.changes import ChangeSet
from digitizer.workflow.lists import ArrivalFilter
from digitizer.workflow.overview import StatusReport
from ui.asking import ask_briefly
from ui.list_page import ListPage, ListStack
from ui.models.arrivals import ArrivalTableModel
from ui.session import Session
from ui.situation import PageName
from ui.theme import Tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_bar import Choice, ListBar
from ui.widgets.list_look import KeptLook
from ui.widgets.styling import button, label
from ui.widgets.tables import Table
from ui.wording import OUTCOME_SIGNS, Sign

_WIDTHS = (125, 270, 140, 105, 300)
_WORKING = Sign("working", Tone.ACCENT, "ui-tile-waiting")
_ARRIVED = Sign("inbox", Tone.ACCENT, "ui-tile-arrived")
_FAILED = Sign("failed", Tone.BAD, "ui-tile-failed")


class InboxPage(ListPage):
    name = PageName.INBOX

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        text = session.text
        self.model = ArrivalTableModel(session, self)
        self.table = Table(self.model, _WIDTHS, stretch=(4,))
        KeptLook(session, self.table, "inbox")
        self.table.setAccessibleName(text("ui-page-inbox"))
        self._tiles = {
            "arrived": Tile(session, _ARRIVED),
            "stored": Tile(session, OUTCOME_SIGNS[Outcome.STORED]),
            "duplicate": Tile(session, OUTCOME_SIGNS[Outcome.DUPLICATE]),
            "quarantined": Tile(session, OUTCOME_SIGNS[Outcome.QUARANTINED]),
            "waiting": Tile(session, _WORKING),
            "failed": Tile(session, _FAILED),
        }
        self.bar = ListBar(session, text("ui-page-inbox"), text("lists-search-files"))
        self.outcomes = self.bar.add_choice(text("ui-filter-outcome"), self._outcome_choices())
        self.bar.add(self._folder_button())
        advice = text("ui-inbox-empty-advice", folder=str(session.backend.inbox))
        self._empty = EmptyState("inbox", text("ui-inbox-empty"), advice, self._folder_button())
        none = EmptyState("search", text("lists-files-none"), text("lists-files-none-advice"))
        self.stack = ListStack(session, self.table, self._empty, none)
        self._build()
        self.bar.narrowed.connect(self._narrow)
        self.bar.entered.connect(self.focus_list)
        self.stack.again.clicked.connect(self._narrow)
        self.model.changed.connect(self._show_state)
        self.table.offer_menu(session, [(text("ui-open-folder"), self._open_folder, lambda: True)])

    def _build(self) -> None:
        folder = self.session.text("ui-inbox-folder", folder=str(self.session.backend.inbox))
        place = label(folder, "muted")
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        tiles = QHBoxLayout()
        tiles.setSpacing(10)
        for tile in self._tiles.values():
            tiles.addWidget(tile, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(self.bar)
        column.addWidget(place)
        column.addLayout(tiles)
        column.addWidget(self.stack, 1)

    def _outcome_choices(self) -> Sequence[Choice]:
        text = self.session.text
        found = ((sign.qicon(), text(sign.message), kind) for kind, sign in OUTCOME_SIGNS.items())
        return [(None, text("ui-all-outcomes"), None), *found]

    def _folder_button(self) -> QWidget:
        opener = button(self.session.text("ui-open-folder"))
        opener.clicked.connect(self._open_folder)
        return opener

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {"search-files": self.bar.focus_search, "sort-files": self.sort_list}

    def enter(self) -> None:
        self._narrow()
        self._ask_counts()

    def take_change(self, change: ChangeSet) -> None:
        if change.arrivals or change.scans:
            self.model.refresh()
            self._ask_counts()

    def take_theme(self) -> None:
        self._ask_counts()

    def _narrow(self) -> None:
        self.model.show(ArrivalFilter(self.outcomes.currentData(), self.bar.text))

    def _show_state(self) -> None:
        self.bar.show_count(self.count_text("lists-files-count", self.model.total))
        self.stack.show_state(self.model, is_narrow=self.model.where != ArrivalFilter())

    def _ask_counts(self) -> None:
        ask_briefly(
            self.session.bridge,
            self.session.backend.status,
            self._show_counts,
            self.session.on_error,
            ArrivalTableModel.patience,
        )

    def _show_counts(self, report: StatusReport) -> None:
        for name, count in _counts(report).items():
            self._tiles[name].show_count(count)

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
