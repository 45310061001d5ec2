"""Finding a record among everything confirmed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import shiboken6
from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError, InvalidInput
from digitizer.workflow.search_port import SearchFilter, SearchPlace, Waiting
from digitizer.workflow.search_records import MOST_COUNTED, HitPage
from ui.asking import Asking
from ui.list_page import ListPage, ListStack
from ui.models.virtual import ListState
from ui.search.delegate import FoundDelegate
from ui.search.filters import SearchFilters
from ui.search.models import FOUND_COLUMN, HitModel
from ui.session import Session
from ui.situation import PageName, Situation
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_look import KeptLook
from ui.widgets.styling import label
from ui.widgets.tables import Table

_WIDTHS = (190, 380, 190, 130, 130)
_AT_ONCE = 50
_PAUSE_MS = 420
"""More than the bar waits already: every search is noted, so half a name is not searched for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list shows, or is about to."""

    words: str
    where: SearchFilter


class SearchPage(ListPage):
    """``opened`` asks to see a case. Nothing is searched for before there are words."""

    opened = Signal(int)
    name = PageName.SEARCH

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        text = session.text
        self._asking, self._asking_batches = Asking(session), Asking(session)
        self._asked: Asked | None = None
        self._after: SearchPlace | None = None
        self._to_list = False
        self.model = HitModel(session, self)
        self.table = Table(self.model, _WIDTHS, stretch=(FOUND_COLUMN,))
        self.table.setAccessibleName(text("ui-page-search"))
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.setItemDelegateForColumn(FOUND_COLUMN, FoundDelegate(self.table))
        KeptLook(session, self.table, "search")
        self.filters = SearchFilters(session)
        self.bar = self.filters.bar
        begin = EmptyState("search", text("search-begin"), text("search-begin-advice"))
        self.none = EmptyState("search", text("search-none"), text("search-none-advice"))
        self.stack = ListStack(session, self.table, begin, self.none)
        self.waiting = label("", "warn", wrap=True)
        self.many = label("", "muted", wrap=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._build()
        self._connect()
        self._show_waiting(Waiting(0, 0))
        self._show_state()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.filters)
        column.addWidget(self.waiting)
        column.addWidget(self.stack, 1)
        column.addWidget(self.many)

    def _connect(self) -> None:
        self.filters.narrowed.connect(self._pause.start)
        self.bar.entered.connect(self._search_and_go)
        self._pause.timeout.connect(self.search)
        self.stack.again.clicked.connect(partial(self.search, anew=True))
        self.model.wanted.connect(self._fetch_more)
        self.table.activated.connect(lambda _index: self._open())
        chosen = self.table.selectionModel()
        chosen.selectionChanged.connect(lambda _new, _old: self.situation_changed.emit())
        words = self.session.text("ui-action-open-found")
        self.table.offer_menu(self.session, [(words, self._open, self._has_chosen)])
        self.session.follow_actor(self._on_actor)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {"search-words": self.bar.focus_search, "open-found": self._open}

    def situation(self) -> Situation:
        return Situation(self.name, has_case=self._has_chosen())

    def enter(self) -> None:
        self._ask_batches()
        if self.model.rowCount():
            self.focus_list()
        else:
            self.bar.focus_search()

    def take_change(self, change: ChangeSet) -> None:
        """What was found stays until somebody searches again: each search is noted."""

    def search(self, *, anew: bool = False) -> None:
        """Look for what is asked for now, in a worker; nothing where that is on the list already
        and it is not wanted ``anew``."""
        self._pause.stop()
        asked = Asked(self.filters.words, self.filters.wanted())
        if asked == self._asked and not anew:
            return
        if not asked.words.strip():
            self._forget()
            return
        self._asked = asked
        self.model.state = ListState.LOADING
        self._show_state()
        self._asking.ask(partial(self._find, asked, None), self._show, self._fail)

    def _find(self, asked: Asked, after: SearchPlace | None) -> HitPage:
        found = self.session.backend.search
        return found.find(asked.words, asked.where, limit=_AT_ONCE, after=after)

    def _show(self, page: HitPage) -> None:
        self._after = page.after
        text = self.session.text
        self.none.say(text("search-none"), text("search-none-advice"))
        self.model.keeps_place = False
        self.model.take(page)
        self._show_waiting(page.waiting)
        self._show_state()
        self.table.ensure_selection()
        if self._to_list:
            self._to_list = False
            if page.hits:
                self.focus_list()

    def _fail(self, error: DigitizerError) -> None:
        self._asked, self._to_list = None, False
        if isinstance(error, InvalidInput):
            said = self.session.backend.messages.error(error)
            self.none.say(self.session.text("search-cannot"), said)
            self.model.take(HitPage((), 0, None, Waiting(0, 0)))
        else:
            self.model.fail(error)
        self._show_state()

    def _fetch_more(self) -> None:
        if self._asked is None:
            self.model.give_up()
            return
        find = partial(self._find, self._asked, self._after)
        self._asking.ask(find, self._go_on, self._no_more)

    def _go_on(self, page: HitPage) -> None:
        self._after = page.after
        self.model.go_on(page)

    def _no_more(self, error: DigitizerError) -> None:
        self.model.give_up()
        self.session.on_error(error)

    def _forget(self) -> None:
        self._asked = self._after = None
        # An answer that is still on its way is to an older question.
        self._asking.ask(_nothing, lambda _none: None, self.session.on_error)
        self.model.forget()
        self._show_waiting(Waiting(0, 0))
        self._show_state()

    def _show_state(self) -> None:
        model = self.model
        self.stack.show_state(model, is_narrow=model.total is not None)
        if model.state is ListState.LOADING:
            self.bar.show_count(self.session.text("search-counting"))
        else:
            self.bar.show_count(self._count() if model.total is not None else "")
        self.many.setText(self.session.text("search-many", count=self._number(MOST_COUNTED)))
        self.many.setVisible(model.is_cut)
        self.situation_changed.emit()

    def _count(self) -> str:
        words = "search-count-many" if self.model.is_cut else "search-count"
        return self.session.text(
            words, count=self._number(min(self.model.total or 0, MOST_COUNTED))
        )

    def _number(self, number: int) -> str:
        return QLocale(self.session.backend.messages.language).toString(number)

    def _show_waiting(self, waiting: Waiting) -> None:
        left, total = self._number(waiting.left), self._number(waiting.total)
        self.waiting.setText(self.session.text("search-waiting", left=left, total=total))
        self.waiting.setVisible(waiting.left > 0)

    def _search_and_go(self) -> None:
        """Enter: look for it now, and go to the hits as they come."""
        self._to_list = True
        before = self._asked
        self.search()
        if self._asked == before and self.model.state is ListState.READY:
            self._to_list = False
            if self.model.rowCount():
                self.focus_list()

    def _ask_batches(self) -> None:
        backend = self.session.backend
        self._asking_batches.ask(backend.batches, self.filters.offer, self.session.on_error)

    def _has_chosen(self) -> bool:
        return self.table.selectionModel().hasSelection()

    def _open(self) -> None:
        """Note it, then show the case; what cannot be noted is not shown."""
        case_id = self.table.current_id()
        if case_id is None:
            return
        found = self.session.backend.search
        if self.session.succeeds(lambda: found.open_found(case_id)):
            self.opened.emit(case_id)

    def _on_actor(self) -> None:
        """What one person found is not the next one's to see."""
        if shiboken6.isValid(self):
            self.bar.reset()
            self._forget()


def _nothing() -> None:
    """There is nothing to ask."""
