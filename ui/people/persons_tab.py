"""Everybody whom the finished cases name: search, list, and one person beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from digitizer.domain.errors import DigitizerError
from digitizer.domain.people.entries import PersonEntry
from digitizer.workflow.lists import PersonOrder
from digitizer.workflow.people import PersonPage
from ui.asking import Asking
from ui.people.models import PersonTableModel
from ui.people.person_panel import PersonPanel
from ui.session import Session
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_bar import Choice, ListBar
from ui.widgets.list_look import KeptLook
from ui.widgets.styling import button
from ui.widgets.tables import Table

_WIDTHS = (175, 110, 130, 150, 72)
_AT_ONCE = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list was asked for."""

    text: str
    document_type: str | None
    order: PersonOrder

    @property
    def is_narrow(self) -> bool:
        return bool(self.text) or self.document_type is not None


class PersonsTab(QWidget):
    """``looked``: somebody else, or something else of a person, is in hand."""

    looked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        text = session.text
        self.session = session
        self._asking = Asking(session)
        self._next_offset: int | None = None
        self._shown: Asked | None = None
        self._awaits_focus = False
        self.model = PersonTableModel(session, self)
        self.table = Table(self.model, _WIDTHS, stretch=(0, 3))
        KeptLook(session, self.table, "people")
        self.table.setAccessibleName(text("people-tab-all"))
        self.panel = PersonPanel(session)
        self.bar = ListBar(session, "", text("people-search-hint"))
        self.search = self.bar.search
        self.search.setAccessibleName(text("ui-action-search-people"))
        self.types = self.bar.add_choice(text("lists-filter-type"), self._type_choices())
        self.again = button(text("people-again"), "primary")
        self.again.clicked.connect(self.reload)
        self._loading = EmptyState("working", text("people-loading"), "")
        self._empty = EmptyState("people", text("people-empty"), text("people-empty-advice"))
        self._none = EmptyState("search", text("people-nobody"), text("people-nobody-advice"))
        self._failed = EmptyState(
            "error", text("people-failed"), text("people-failed-advice"), self.again
        )
        self._build()
        self._connect()

    def _type_choices(self) -> Sequence[Choice]:
        """The types of documents that name anybody."""
        session = self.session
        types = session.backend.catalog.types
        labels = sorted((session.type_label(key), key) for key in types if types[key].people)
        found = [(None, label, key) for label, key in labels]
        return [(None, session.text("lists-all-types"), None), *found]

    def _build(self) -> None:
        self.stack = QStackedWidget()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(12)
        splitter.addWidget(self.table)
        splitter.addWidget(self.panel)
        splitter.setSizes([715, 425])
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        self._list = splitter
        for part in (self._loading, splitter, self._empty, self._none, self._failed):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.bar.narrowed.connect(self.reload)
        self.bar.entered.connect(self.focus_list)
        self.model.wanted.connect(self._fetch_more)
        self.model.sorted_anew.connect(self.reload)
        self.table.offer_menu(self.session, [])
        self.table.activated.connect(lambda _index: self._enter_person())
        self.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._look())
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self.looked.emit())
        self.panel.looked.connect(self.looked)

    @property
    def chosen(self) -> list[PersonEntry]:
        """The persons that are selected in the list."""
        found = (self.model.of_id(row_id) for row_id in self.table.selected_ids())
        return [entry for entry in found if entry is not None]

    def reload(self) -> None:
        """Search anew, in a worker."""
        asked = self._asked()
        if self._shown is None:
            self.stack.setCurrentWidget(self._loading)
        self._asking.ask(
            partial(self._fetch, asked, 0),
            lambda page: self._show(asked, page),
            self._show_failure,
        )

    def focus_list(self) -> None:
        """Into the list; a search that waits for a pause in the typing begins at once."""
        self.bar.settle()
        # A list that is not shown yet cannot have the focus.
        self._awaits_focus = self.stack.currentWidget() is not self._list
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def sort_list(self) -> None:
        self.table.open_sort_menu(self.session)

    def clear_filters(self) -> bool:
        """Show everybody again; whether anybody was left out."""
        was_narrow = self.bar.is_narrow
        self.bar.clear()
        return was_narrow

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.clear_filters():
            return
        super().keyPressEvent(event)

    def _asked(self) -> Asked:
        return Asked(self.bar.text or "", self.types.currentData(), self.model.order)

    def _fetch(self, asked: Asked, offset: int) -> PersonPage:
        return self.session.backend.find_people(
            asked.text,
            document_type=asked.document_type,
            order=asked.order,
            limit=_AT_ONCE,
            offset=offset,
        )

    def _fetch_more(self) -> None:
        asked = self._shown or self._asked()
        self._asking.ask(
            partial(self._fetch, asked, self._next_offset or 0),
            lambda page: self._add(page),
            self._show_no_more,
        )

    def _show(self, asked: Asked, page: PersonPage) -> None:
        self.model.keeps_place = asked == self._shown
        self._shown = asked
        self._next_offset = page.next_offset
        self.model.show(page.entries, is_complete=page.next_offset is None)
        if page.entries:
            self.stack.setCurrentWidget(self._list)
            self.table.ensure_selection()
            if self._awaits_focus and self.isVisible():
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.stack.setCurrentWidget(self._none if asked.is_narrow else self._empty)
        self._awaits_focus = False
        self._show_count()
        self._look()

    def _add(self, page: PersonPage) -> None:
        self._next_offset = page.next_offset
        self.model.add(page.entries, is_complete=page.next_offset is None)
        self._show_count()

    def _show_count(self) -> None:
        number = QLocale(self.session.backend.messages.language).toString(len(self.model.rows))
        words = "people-count" if self._next_offset is None else "people-count-more"
        self.bar.show_count(self.session.text(words, count=number) if self.model.rows else "")

    def _show_failure(self, error: DigitizerError) -> None:
        self._shown = None
        self.stack.setCurrentWidget(self._failed)
        self.session.on_error(error)

    def _show_no_more(self, error: DigitizerError) -> None:
        self.model.give_up()
        self.session.on_error(error)

    def _look(self) -> None:
        entry = self.model.of_id(self.table.current_id())
        self.panel.show_person(entry.id if entry else None)
        self.looked.emit()

    def _enter_person(self) -> None:
        self.panel.sources.ensure_selection()
        self.panel.sources.setFocus(Qt.FocusReason.OtherFocusReason)
