"""The forms of the workspace: add one from its blank sheet, edit one, try one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from digitizer.domain.changes import ChangeSet
from digitizer.domain.form import Form
from digitizer.domain.form_draft import SavedForm
from ui.forms.form_table import WIDTHS, FormTableModel
from ui.forms.scans import choose_scan
from ui.page import Page
from ui.session import Session
from ui.situation import PageName, Situation
from ui.theme import Tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_look import KeptLook
from ui.widgets.styling import button, label
from ui.widgets.tables import Table


class FormsPage(Page):
    """``blank_chosen`` carries the path of a scan, ``opened`` a form and whether to try it."""

    blank_chosen = Signal(object)
    opened = Signal(object, bool)
    name = PageName.FORMS

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        text = session.text
        self.model = FormTableModel(session, self)
        self.table = Table(self.model, WIDTHS, stretch=(1, 5))
        KeptLook(session, self.table, "forms")
        self.table.setAccessibleName(text("ui-page-forms"))
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.activated.connect(lambda _index: self._edit())
        self.table.selectionModel().selectionChanged.connect(
            lambda _new, _old: self.situation_changed.emit()
        )
        self.first = button(text("ui-action-new-form"), "primary")
        self.first.clicked.connect(self.choose_blank)
        advice = text("ui-forms-empty-advice")
        empty = EmptyState("forms", text("ui-forms-empty"), advice, self.first)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(label(text("ui-page-forms"), "title"))
        column.addWidget(label(text("ui-forms-page-advice"), "muted", wrap=True))
        column.addWidget(self._stack, 1)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "new-form": self.choose_blank,
            "edit-form": self._edit,
            "try-form": lambda: self._edit(then_try=True),
        }

    def situation(self) -> Situation:
        return Situation(self.name, has_case=self._chosen() is not None)

    def enter(self) -> None:
        self.reload()
        front = self.table if self.model.rows else self.first
        front.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_change(self, change: ChangeSet) -> None:
        """Forms are no part of any change of the store."""

    def reload(self) -> None:
        if self.session.succeeds(self.model.reload):
            self._stack.setCurrentIndex(0 if self.model.rows else 1)
            self.table.ensure_selection()
            self.situation_changed.emit()

    def show_saved(self, made: SavedForm) -> None:
        """Show the form that the designer has saved, and from when it counts."""
        self.reload()
        self.table.select_id(self.model.id_of(made.form))
        text = self.session.text
        name, folder = made.form.key.partition("/")[2], str(made.form.blank.parent)
        if made.is_in_force:
            self.said.emit(text("ui-forms-saved", name=name, folder=folder), Tone.GOOD)
        else:
            self.said.emit(text("ui-forms-saved-not-yet", name=name, folder=folder), Tone.WARN)

    def choose_blank(self) -> None:
        path = choose_scan(self, self.session.text("ui-forms-choose-blank"), self.session)
        if path is not None:
            self.blank_chosen.emit(path)

    def _chosen(self) -> Form | None:
        return self.model.form(self.table.current_id())

    def _edit(self, *, then_try: bool = False) -> None:
        form = self._chosen()
        if form is not None:
            self.opened.emit(form, then_try)
