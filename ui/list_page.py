"""What the pages of long lists have in common: the states of a list, search, sorting, Esc."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from digitizer.domain.errors import DigitizerError
from ui.models.virtual import ListState
from ui.page import Page
from ui.session import Session
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_bar import ListBar
from ui.widgets.styling import button
from ui.widgets.tables import Table

_LOADING_AFTER_MS = 150
"""A list that comes sooner is not announced."""


class Listed(Protocol):
    """What a page asks of its model."""

    state: ListState
    error: DigitizerError | None
    """Why there is no answer, in the state FAILED."""

    @property
    def total(self) -> int | None: ...
    def rowCount(self) -> int: ...


class ListStack(QStackedWidget):
    """The table, or in its place what there is to say: loading, empty, nothing found, failed."""

    def __init__(
        self, session: Session, table: QWidget, empty: EmptyState, none: EmptyState
    ) -> None:
        super().__init__()
        text = session.text
        self._session = session
        self.again = button(text("lists-again"), "primary")
        self._table, self._empty, self._none = table, empty, none
        self._loading = EmptyState("working", text("lists-loading"), text("lists-loading-advice"))
        self._failed = EmptyState(
            "error", text("lists-failed"), text("lists-failed-advice"), self.again
        )
        for part in (table, self._loading, empty, none, self._failed):
            self.addWidget(part)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LOADING_AFTER_MS)
        self._late.timeout.connect(lambda: self.setCurrentWidget(self._loading))

    def show_state(self, model: Listed, *, is_narrow: bool) -> None:
        """Old rows stay in sight while new ones are on their way."""
        is_loading = model.state is ListState.LOADING
        if not is_loading or model.rowCount():
            self._late.stop()
        if model.state is ListState.FAILED:
            self.show_error(model.error)
        elif model.rowCount():
            self.setCurrentWidget(self._table)
        elif is_loading:
            if not self._late.isActive() and self.currentWidget() is not self._loading:
                self._late.start()
        else:
            self.setCurrentWidget(self._none if is_narrow else self._empty)

    @property
    def is_failed(self) -> bool:
        return self.currentWidget() is self._failed

    def show_error(self, error: DigitizerError | None) -> None:
        """In the place of the list: what went wrong and what to do."""
        text = self._session.text
        said = self._session.backend.messages.error(error) if error else ""
        self._failed.say(text("lists-failed"), f"{said} {text('lists-failed-advice')}".strip())
        self.setCurrentWidget(self._failed)


class ListPage(Page):
    """Subclasses make ``bar``, ``table`` and ``stack``. Esc shows the whole list again."""

    bar: ListBar
    table: Table
    stack: ListStack

    def count_text(self, message: str, total: int | None) -> str:
        """How many rows, or that they are still being counted."""
        if total is None:
            return self.session.text("lists-counting")
        locale = QLocale(self.session.backend.messages.language)
        return self.session.text(message, count=locale.toString(total))

    def focus_list(self) -> None:
        """Into the list, at its first row if none is in hand."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.currentIndex().isValid():
            self.table.ensure_selection()

    def sort_list(self) -> None:
        self.table.open_sort_menu(self.session)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.bar.is_narrow:
            self.bar.clear()
            return
        super().keyPressEvent(event)
