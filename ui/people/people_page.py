"""The register of people: everybody in it, and what to clean."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from digitizer.domain.changes import ChangeSet
from digitizer.domain.people.findings import Finding
from digitizer.domain.people.mention import Mention
from ui.page import Page
from ui.people.clean_tab import CleanTab
from ui.people.persons_tab import PersonsTab
from ui.session import Session
from ui.situation import PageName, Situation
from ui.theme import Tone
from ui.widgets.dialogs import ask_line
from ui.widgets.styling import label

_GATHER_MS = 1500
"""Changes elsewhere come in crowds. The list of what to clean does not follow them while it is in
front: it looks through the whole register, which is long work; it follows decisions, and what was
corrected at the desk when one comes back."""
_OF_CASES = "same-entry"
"""A finding about two cases and not about whether two people are one."""

_DECISIONS = frozenset({"people-same", "people-different"})


class PeoplePage(Page):
    """``opened`` asks to see a case."""

    opened = Signal(int)
    name = PageName.PEOPLE

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        text = session.text
        self.persons = PersonsTab(session)
        self.clean = CleanTab(session)
        self._stale: set[PersonsTab | CleanTab] = {self.persons, self.clean}
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.persons, text("people-tab-all"))
        self.tabs.addTab(self.clean, text("people-tab-clean"))
        self._gathering = QTimer(self)
        self._gathering.setSingleShot(True)
        self._gathering.setInterval(_GATHER_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        column.addWidget(label(text("ui-page-people"), "title"))
        column.addWidget(label(text("people-advice"), "muted", wrap=True))
        column.addWidget(self.tabs, 1)
        self._gathering.timeout.connect(self._freshen)
        self.tabs.currentChanged.connect(lambda _index: self._on_tab())
        self.persons.panel.opened.connect(self.opened)
        self.clean.opened.connect(self.opened)
        for tab in (self.persons, self.clean):
            tab.looked.connect(self.situation_changed)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "search-people": self._to_search,
            "sort-people": self._sort,
            "open-source": lambda: self._open(0),
            "open-other-source": lambda: self._open(1),
            "same-person": lambda: self._decide(is_same=True),
            "other-person": lambda: self._decide(is_same=False),
            "other-list": self._turn,
        }

    def situation(self) -> Situation:
        pair, finding = self._pair(), self._finding()
        has_same = pair is not None and (finding is None or not finding.is_sure)
        return Situation(
            self.name,
            has_case=bool(self._cases()),
            has_other_case=len(self._cases()) > 1,
            may_join=has_same,
            may_part=pair is not None,
        )

    def enter(self) -> None:
        self._freshen()
        front = self.clean if self._is_cleaning else self.persons
        front.focus_list()

    def take_change(self, change: ChangeSet) -> None:
        if change.cases:
            self._stale = {self.persons, self.clean}
            if self.isVisible() and change.action in _DECISIONS:
                self._freshen()
            elif self.isVisible() and not self._is_cleaning and not self._gathering.isActive():
                self._gathering.start()

    @property
    def _is_cleaning(self) -> bool:
        return self.tabs.currentWidget() is self.clean

    def _freshen(self) -> None:
        """Ask again for what is in front, where something was changed since."""
        self._gathering.stop()
        front = self.clean if self._is_cleaning else self.persons
        if front in self._stale:
            self._stale.discard(front)
            front.reload()

    def _on_tab(self) -> None:
        self._freshen()
        self.situation_changed.emit()

    def _turn(self) -> None:
        self.tabs.setCurrentIndex(1 - self.tabs.currentIndex())
        self.enter()

    def _to_search(self) -> None:
        self.tabs.setCurrentWidget(self.persons)
        self.persons.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.persons.search.selectAll()

    def _sort(self) -> None:
        self.tabs.setCurrentWidget(self.persons)
        self.persons.sort_list()

    def _finding(self) -> Finding | None:
        """The finding in hand; none while two persons are chosen in the list."""
        if self._is_cleaning:
            return self.clean.finding
        return None if len(self.persons.chosen) > 1 else self.persons.panel.finding

    def _pair(self) -> tuple[Mention, Mention] | None:
        """The two of whom a person may say whether they are one."""
        chosen = [] if self._is_cleaning else self.persons.chosen
        if len(chosen) > 1:
            first, second = chosen[0].mentions[0], chosen[-1].mentions[0]
            return (first, second) if len(chosen) == 2 else None
        finding = self._finding()
        if finding is None or finding.code == _OF_CASES:
            return None
        left, right = finding.left.mention, finding.right.mention
        return (left, right) if left.id != right.id else None

    def _cases(self) -> list[int]:
        """The cases of what is in hand."""
        if self._is_cleaning:
            finding = self.clean.finding
            return list(dict.fromkeys(finding.cases)) if finding else []
        panel = self.persons.panel
        if panel.findings.hasFocus() and panel.finding is not None:
            return list(dict.fromkeys(panel.finding.cases))
        return [panel.case_id] if panel.case_id is not None else []

    def _open(self, place: int) -> None:
        cases = self._cases()
        if place < len(cases):
            self.opened.emit(cases[place])

    def _decide(self, *, is_same: bool) -> None:
        pair = self._pair()
        if pair is None:
            return
        text, (left, right) = self.session.text, pair
        title = text("ui-action-same-person" if is_same else "ui-action-other-person")
        advice = text(
            "people-same-advice" if is_same else "people-different-advice",
            left=left.name,
            case=str(left.id.case_id),
            right=right.name,
            other=str(right.id.case_id),
        )
        reason = ask_line(self.session, self, title, advice)
        if reason is None:
            return
        one, other = str(left.id), str(right.id)
        if self.session.succeeds(
            lambda: self.session.backend.decide_person(one, other, reason, is_same=is_same)
        ):
            self.clean.drop(frozenset({left.id, right.id}))
            self.said.emit(
                text("people-noted-same" if is_same else "people-noted-different"), Tone.GOOD
            )
