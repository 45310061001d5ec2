"""The filters of the audit log: who, what, of what, when, and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum, auto

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QVBoxLayout, QWidget

from digitizer.workflow.audit_port import AuditFilter
from ui.session import Session
from ui.theme import px
from ui.widgets.list_bar import Choice, ListBar, fill
from ui.widgets.styling import label

_KINDS = (
    ("case", "cases"),
    ("batch", "batches"),
    ("scan", "scans"),
    ("person", "people"),
    ("account", "accounts"),
)


class Days(Enum):
    """Stretches of days to choose from."""

    TODAY = auto()
    WEEK = auto()
    MONTH = auto()
    OWN = auto()


_BACK = {Days.TODAY: 0, Days.WEEK: 6, Days.MONTH: 29}


@dataclass(frozen=True, slots=True)
class Known:
    """Who and what occurs in the log."""

    actors: Sequence[str]
    actions: Sequence[str]


class AuditFilters(QWidget):
    """``narrowed``: something else is asked for now."""

    narrowed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        text = session.text
        self._session = session
        self.bar = ListBar(session, text("ui-page-audit"), text("audit-search-hint"))
        self.who = self._choice("audit-filter-actor", "audit-all-actors")
        self.what = self._choice("audit-filter-action", "audit-all-actions")
        self.subjects = self._choice("audit-filter-subject", "audit-subject-all")
        self.days = self._choice("audit-filter-day", "audit-any-day")
        fill(self.subjects, self._subject_choices())
        fill(self.days, self._day_choices())
        self.first, self.last = self._day_box("audit-filter-from"), self._day_box("audit-filter-to")
        self._own = QWidget()
        row = QHBoxLayout(self._own)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addStretch(1)
        for name, box in (("audit-filter-from", self.first), ("audit-filter-to", self.last)):
            caption = label(text(name), "muted")
            caption.setBuddy(box)
            row.addWidget(caption)
            row.addWidget(box)
        self._own.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(self.bar)
        column.addWidget(self._own)
        self.bar.narrowed.connect(self._on_narrowed)

    def wanted(self) -> AuditFilter:
        since, until = self._span()
        return AuditFilter(
            self.who.currentData(),
            self.what.currentData(),
            self.subjects.currentData(),
            since,
            until,
            self.bar.text,
        )

    def offer(self, known: Known) -> None:
        """Offer everybody and every act there is; what is chosen stays chosen."""
        text, audit = self._session.text, self._session.backend.audit
        names = sorted((audit.action_name(action), action) for action in known.actions)
        actors: list[Choice] = [(None, audit.actor_name(name), name) for name in known.actors]
        actions: list[Choice] = [(None, name, action) for name, action in names]
        fill(self.who, [(None, text("audit-all-actors"), None), *actors])
        fill(self.what, [(None, text("audit-all-actions"), None), *actions])

    def choose_subject(self, subject: str) -> None:
        """Leave only what speaks of one thing."""
        thing = self._session.backend.audit.thing(subject)
        words = self._session.text("audit-subject-chosen", thing=thing)
        fill(self.subjects, [*self._subject_choices(), (None, words, subject)])
        self.subjects.setCurrentIndex(self.subjects.count() - 1)

    def _choice(self, name: str, everything: str) -> QComboBox:
        text = self._session.text
        return self.bar.add_choice(text(name), [(None, text(everything), None)])

    def _subject_choices(self) -> list[Choice]:
        text = self._session.text
        kinds: list[Choice] = [(None, text(f"audit-subject-{name}"), kind) for kind, name in _KINDS]
        return [(None, text("audit-subject-all"), None), *kinds]

    def _day_choices(self) -> list[Choice]:
        text = self._session.text
        spans: list[Choice] = [(None, text(f"audit-day-{one.name.lower()}"), one) for one in Days]
        return [(None, text("audit-any-day"), None), *spans]

    def _day_box(self, name: str) -> QDateEdit:
        made = QDateEdit(QDate.currentDate())
        made.setDisplayFormat("dd/MM/yyyy")
        made.setCalendarPopup(True)
        made.setAccessibleName(self._session.text(name))
        made.dateChanged.connect(lambda _date: self.narrowed.emit())
        return made

    def _on_narrowed(self) -> None:
        self._own.setVisible(self.days.currentData() is Days.OWN)
        self.narrowed.emit()

    def _span(self) -> tuple[datetime | None, datetime | None]:
        chosen = self.days.currentData()
        if chosen is None:
            return None, None
        if chosen is Days.OWN:
            return _start(_day(self.first)), _start(_day(self.last) + timedelta(days=1))
        today = datetime.now().astimezone().date()
        return _start(today - timedelta(days=_BACK[chosen])), None


def _day(box: QDateEdit) -> date:
    chosen = box.date()
    return date(chosen.year(), chosen.month(), chosen.day())


def _start(day: date) -> datetime:
    """The first moment of a day by this computer's clock."""
    return datetime.combine(day, time()).astimezone()
