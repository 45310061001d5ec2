"""All cases: search without tone marks, filter by state and batch, open, put into a batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
)

from digitizer.domain.changes import ChangeSet
from digitizer.domain.lifecycle import EDITABLE_BATCH_STATES
from digitizer.workflow.ports import CaseFilter
from ui.models.cases import CaseTableModel
from ui.page import Page
from ui.session import Session
from ui.situation import PageName, Situation
from ui.theme import Tone
from ui.widgets.dialogs import ChoiceDialog
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import label
from ui.widgets.tables import Table
from ui.wording import CASE_SIGNS

_WIDTHS = (140, 225, 90, 215, 155, 225)
_TYPING_PAUSE_MS = 180
_NO_BATCH = -1


class CasesPage(Page):
    opened = Signal(int)
    name = PageName.CASES

    def __init__(self, session: Session, model: CaseTableModel) -> None:
        super().__init__(session)
        text = session.text
        self.model = model
        self.table = Table(model, _WIDTHS, stretch=(1, 5))
        self.table.setAccessibleName(text("ui-page-cases"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(text("ui-search-hint"))
        self.search.setAccessibleName(text("ui-action-search"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(240)
        self.states = QComboBox()
        self.states.setAccessibleName(text("ui-filter-state"))
        self.states.addItem(text("ui-all-states"), None)
        for state, sign in CASE_SIGNS.items():
            self.states.addItem(sign.qicon(), text(sign.message), state)
        self.batches = QComboBox()
        self.batches.setAccessibleName(text("ui-filter-batch"))
        self.batches.setMinimumWidth(180)
        self._count = label("", "muted")
        advice = text("ui-cases-empty-advice", folder=str(session.backend.inbox))
        self._empty = EmptyState("cases", text("ui-cases-empty"), advice)
        self._none = EmptyState("search", text("ui-cases-none"), text("ui-cases-none-advice"))
        self._stack = QStackedWidget()
        for widget in (self.table, self._empty, self._none):
            self._stack.addWidget(widget)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self.session.text("ui-page-cases"), "title"))
        head.addSpacing(8)
        head.addWidget(self._count, 1)
        head.addWidget(self.search, 1)
        head.addWidget(self.states)
        head.addWidget(self.batches)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._search)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self._to_table)
        self.states.currentIndexChanged.connect(lambda _index: self._search())
        self.batches.currentIndexChanged.connect(lambda _index: self._search())
        self.table.activated.connect(lambda _index: self._open())
        self.table.selectionModel().selectionChanged.connect(
            lambda _new, _old: self.situation_changed.emit()
        )

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "search": lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "open-case": self._open,
            "add-to-batch": self._add_to_batch,
        }

    def situation(self) -> Situation:
        return Situation(self.name, selected=len(self.table.selectionModel().selectedRows()))

    def enter(self) -> None:
        self._fill_batches()
        self._search()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.ensure_selection()

    def take_change(self, change: ChangeSet) -> None:
        if change.batches:
            self._fill_batches()
        if (change.cases or change.batches) and self.session.succeeds(self.model.refresh):
            self._show_state()

    def show_batch(self, batch_id: int) -> None:
        """Narrow the list to one batch."""
        self._fill_batches()
        self.states.setCurrentIndex(0)
        self.batches.setCurrentIndex(max(self.batches.findData(batch_id), 0))

    def _where(self) -> CaseFilter:
        batch = self.batches.currentData()
        return CaseFilter(
            batch_id=batch if batch != _NO_BATCH else None,
            without_batch=batch == _NO_BATCH,
            state=self.states.currentData(),
            text=self.search.text().strip() or None,
        )

    def _search(self) -> None:
        self._pause.stop()
        where = self._where()
        if self.session.succeeds(lambda: self.model.show(where)):
            self._show_state()

    def _show_state(self) -> None:
        total = self.model.total
        locale = QLocale(self.session.backend.messages.language)
        self._count.setText(self.session.text("ui-cases-count", count=locale.toString(total)))
        if total:
            self._stack.setCurrentWidget(self.table)
        else:
            is_all = self.model.where == CaseFilter()
            self._stack.setCurrentWidget(self._empty if is_all else self._none)
        self.situation_changed.emit()

    def _fill_batches(self) -> None:
        chosen = self.batches.currentData()
        summaries = self.session.attempt(self.session.backend.batches) or ()
        self.batches.blockSignals(True)
        self.batches.clear()
        self.batches.addItem(self.session.text("ui-all-batches"), None)
        self.batches.addItem(self.session.text("ui-no-batch"), _NO_BATCH)
        for summary in summaries:
            self.batches.addItem(summary.batch.name, summary.batch.id)
        place = self.batches.findData(chosen) if chosen is not None else 0
        self.batches.setCurrentIndex(max(place, 0))
        self.batches.blockSignals(False)

    def _to_table(self) -> None:
        self._search()
        if self.model.rows:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.selectRow(0)

    def _open(self) -> None:
        case_id = self.table.current_id()
        if case_id is not None:
            self.opened.emit(case_id)

    def _add_to_batch(self) -> None:
        text = self.session.text
        chosen = self.table.selected_ids()
        summaries = self.session.attempt(self.session.backend.batches) or ()
        open_batches = [
            (summary.batch.id, summary.batch.name)
            for summary in summaries
            if summary.batch.state in EDITABLE_BATCH_STATES
        ]
        if not chosen:
            return
        if not open_batches:
            self.said.emit(text("ui-no-open-batch"), Tone.WARN)
            return
        dialog = ChoiceDialog(
            self.session,
            self,
            text("ui-choose-batch"),
            text("ui-choose-batch-advice", count=len(chosen)),
            open_batches,
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            batch_id = dialog.chosen
            if self.session.succeeds(lambda: self.session.backend.add_to_batch(batch_id, chosen)):
                name = dialog.combo.currentText()
                self.said.emit(text("ui-added-to-batch", count=len(chosen), batch=name), Tone.GOOD)
