"""Keying a second time from the image alone, and settling what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from digitizer.domain.changes import ChangeSet
from digitizer.workflow.second_tasks import SecondBatch
from ui.asking import Asking
from ui.desk.typing_helper import TypingHelper
from ui.page import Page
from ui.second.field_work import FieldWork
from ui.second.keying import Keying
from ui.second.models import SecondBatchModel
from ui.second.settling import Settling
from ui.session import Session
from ui.situation import PageName, Situation
from ui.theme import Tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import label
from ui.widgets.tables import Table
from ui.widgets.task_stack import TaskStack

_WIDTHS = (150, 100, 96)
_LIST_PX = 350


class SecondPage(Page):
    """A list of batches, and beside it either the field to key or the difference to settle."""

    name = PageName.SECOND

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.model = SecondBatchModel(session, self)
        self.table = Table(self.model, _WIDTHS, stretch=(0,))
        self.table.setAccessibleName(session.text("second-batches"))
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._show_batch())
        self.table.activated.connect(lambda _index: self._start())
        helper = TypingHelper(session, self)
        helper.silenced.connect(lambda words: self.said.emit(words, Tone.WARN))
        self.keying, self.settling = Keying(session, helper), Settling(session, helper)
        for work in (self.keying, self.settling):
            work.said.connect(self.said)
            work.situation_changed.connect(self.situation_changed)
        self._listing = Asking(session)
        self._shown: int | None = None
        self._build()

    def _build(self) -> None:
        text = self.session.text
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.keying, text("second-tab-key"))
        self.tabs.addTab(self.settling, text("second-tab-settle"))
        self.tabs.currentChanged.connect(lambda _tab: self._show_work())
        nothing = EmptyState("confirmed", text("second-no-batch"), text("second-no-batch-advice"))
        self._stack = TaskStack(self.session, self.table, self.tabs, nothing, list_px=_LIST_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(label(text("ui-page-second"), "title"))
        column.addWidget(self._stack, 1)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "second-empty": self._ask_why_empty,
            "second-skip": self._skip,
            "second-sheet": lambda: self._front.toggle_sheet(),
            "second-switch": self._switch,
            "settle-1": lambda: self.settling.panel.take(1),
            "settle-2": lambda: self.settling.panel.take(2),
        }

    def situation(self) -> Situation:
        is_open, front = self._front.is_open, self._front
        return Situation(
            self.name,
            can_key_second=is_open and front is self.keying,
            can_settle=is_open and front is self.settling,
        )

    def enter(self) -> None:
        # Another person may have come: nothing of the last one's stays in sight.
        self._shown = None
        self.keying.forget()
        self.settling.forget()
        self._reload()

    def take_change(self, change: ChangeSet) -> None:
        if self.isVisible() and (change.batches or change.cases):
            self._reload()

    def take_theme(self) -> None:
        self.settling.panel.show_values()

    @property
    def _front(self) -> FieldWork:
        return self.keying if self.tabs.currentIndex() == 0 else self.settling

    def _reload(self) -> None:
        backend = self.session.backend
        self._listing.ask(
            lambda: list(backend.second_entry.batches()), self._listed, self.session.on_error
        )

    def _listed(self, rows: list[SecondBatch]) -> None:
        self.model.show(rows)
        self._stack.show_work()
        self._show_batch()
        self._show_counts()

    def _show_batch(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        if chosen.batch_id == self._shown:
            self._wake(chosen)
            return
        self._shown = chosen.batch_id
        self._show_work()

    def _wake(self, chosen: SecondBatch) -> None:
        """Something came to do where there was nothing."""
        count = chosen.waiting if self._front is self.keying else chosen.differences
        if self._front.is_done and count:
            self._show_work()

    def _show_work(self) -> None:
        if self._shown is not None:
            self._front.batch_id = self._shown
            self._front.fetch()

    def _show_counts(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        text = self.session.text
        self.tabs.setTabText(0, text("second-tab-key-count", count=chosen.waiting))
        self.tabs.setTabText(1, text("second-tab-settle-count", count=chosen.differences))
        self.keying.show_skipped(chosen.skipped)

    def _chosen(self) -> SecondBatch | None:
        return self.model.with_id(self.table.current_id())

    def _ask_why_empty(self) -> None:
        if self._front.is_open:
            self._front.ask_why_empty()

    def _skip(self) -> None:
        if self._front is self.keying:
            self.keying.skip()

    def _switch(self) -> None:
        self.tabs.setCurrentIndex(1 - self.tabs.currentIndex())

    def _start(self) -> None:
        if self._front.is_open:
            self._front.start()
