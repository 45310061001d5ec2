"""The fields of a batch, to choose the one whose column is worked through."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from digitizer.domain.errors import DigitizerError
from digitizer.workflow.column import Column
from ui.asking import Asking
from ui.passes.models import ColumnModel
from ui.passes.states import FailedState
from ui.session import Session
from ui.theme import px
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import button, label
from ui.widgets.tables import Table

_WIDTHS = (300, 220, 130, 170, 120)


class ListShown(IntEnum):
    """What stands in the view, by its place."""

    FIELDS = 0
    DONE = 1
    LOADING = 2
    FAILED = 3


class ColumnList(QWidget):
    """``began``: the column chosen is to be worked through; ``changed``: what can be done is
    another."""

    began = Signal(object)
    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._asking = Asking(session)
        self._batch_id: int | None = None
        self._all_values = False
        self._chosen: tuple[str, str] | None = None
        text = session.text
        self.model = ColumnModel(session, self)
        self.table = Table(self.model, _WIDTHS, stretch=(0,))
        self.table.setAccessibleName(text("passes-columns"))
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.activated.connect(lambda _index: self.begin())
        self.start = button(text("passes-column-begin"), "primary")
        self.start.clicked.connect(self.begin)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._fields())
        done = text("passes-column-none"), text("passes-column-none-advice")
        self.stack.addWidget(EmptyState("confirmed", *done))
        self.stack.addWidget(EmptyState("working", text("passes-column-loading"), ""))
        self.failure = FailedState(session, self._ask)
        self.stack.addWidget(self.failure)
        self.stack.setCurrentIndex(ListShown.LOADING)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    @property
    def is_at_work(self) -> bool:
        return self.stack.currentIndex() == ListShown.FIELDS

    @property
    def chosen(self) -> Column | None:
        return self.model.row_at(self.table.currentIndex().row())

    def show_batch(self, batch_id: int, *, all_values: bool) -> None:
        """Look at a batch, or at the same one again; the field that was chosen stays so."""
        if batch_id != self._batch_id:
            self._chosen = None
            self._show(ListShown.LOADING)
        elif self.chosen is not None:
            self._chosen = (self.chosen.document_type, self.chosen.spec.key)
        self._batch_id, self._all_values = batch_id, all_values
        self._ask()

    def _ask(self) -> None:
        batch_id, all_values, backend = self._batch_id, self._all_values, self.session.backend
        if batch_id is None:
            return

        def came(found: Sequence[Column]) -> None:
            if (batch_id, all_values) == (self._batch_id, self._all_values):
                self._columns_came(found)

        self._asking.ask(lambda: backend.passes.columns(batch_id), came, self._failed)

    def begin(self) -> None:
        column = self.chosen
        if column is not None:
            self.began.emit(column)

    def _columns_came(self, found: Sequence[Column]) -> None:
        rows = [each for each in found if each.left(all_values=self._all_values) > 0]
        self.model.show(rows)
        if not rows:
            self._show(ListShown.DONE)
            return
        names = [(each.document_type, each.spec.key) for each in rows]
        place = names.index(self._chosen) if self._chosen in names else 0
        self._show(ListShown.FIELDS)
        self.table.selectRow(place)
        several = len({each.document_type for each in rows}) > 1
        self.table.setColumnHidden(1, not several)
        if self.isVisible():
            self.table.setFocus()

    def _fields(self) -> QWidget:
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(px(8))
        rows.addWidget(label(self.session.text("passes-column-advice"), "muted", wrap=True))
        rows.addWidget(self.table, 1)
        rows.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _show(self, what: ListShown) -> None:
        self.stack.setCurrentIndex(what)
        self.changed.emit()

    def _failed(self, error: DigitizerError) -> None:
        if self.is_at_work:
            self.session.on_error(error)
        else:
            self._show(ListShown.FAILED)
            self.failure.tell(error)
