"""Keying a second time from the image alone, and settling what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import Conflict, DigitizerError
from digitizer.domain.record import EmptyReason
from digitizer.domain.second_entry import Decision
from digitizer.workflow.second_tasks import Difference, FieldPlace, SecondBatch, SecondTask
from ui.asking import Asking
from ui.backend import Backend
from ui.desk.typing_helper import TypingHelper
from ui.page import Page
from ui.second.entry_panel import EntryPanel, FieldPanel
from ui.second.models import SecondBatchModel
from ui.second.paper import Piece, piece_of, whole_page
from ui.second.settle_panel import SettlePanel
from ui.session import Session
from ui.situation import PageName, Situation
from ui.theme import Tone
from ui.widgets.dialogs import ask_line
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import button, label
from ui.widgets.tables import Table

_WIDTHS = (150, 100, 96)
_LIST_SHARE = (350, 840)


@dataclass(frozen=True, slots=True)
class _Task:
    task: SecondTask
    piece: Piece


@dataclass(frozen=True, slots=True)
class _Open:
    differences: tuple[Difference, ...]
    piece: Piece | None


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
        self.entry = EntryPanel(session, helper)
        self.entry.keyed.connect(self._store)
        self.settling = SettlePanel(session, helper)
        self.settling.decided.connect(self._settle)
        self._listing, self._fetching = Asking(session), Asking(session)
        self._ahead: _Task | None = None
        self._differences: list[Difference] = []
        self._shown: int | None = None
        self._of_skipped = False
        self._build()

    def _build(self) -> None:
        text = self.session.text
        self._again = button("")
        self._again.hide()
        self._again.clicked.connect(self._take_skipped)
        self._entry_stack, self._settle_stack = QStackedWidget(), QStackedWidget()
        for stack, panel, done in (
            (self._entry_stack, self.entry, ("second-done", self._again)),
            (self._settle_stack, self.settling, ("second-all-settled", None)),
        ):
            message, action = done
            stack.addWidget(panel)
            stack.addWidget(
                EmptyState("confirmed", text(message), text(f"{message}-advice"), action)
            )
            stack.addWidget(EmptyState("working", text("second-loading"), ""))
            stack.setCurrentIndex(2)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(_with_margin(self._entry_stack), text("second-tab-key"))
        self.tabs.addTab(_with_margin(self._settle_stack), text("second-tab-settle"))
        self.tabs.currentChanged.connect(lambda _tab: self._show_work())
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(12)
        splitter.addWidget(self.table)
        splitter.addWidget(self.tabs)
        splitter.setSizes(list(_LIST_SHARE))
        splitter.setStretchFactor(1, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(splitter)
        self._stack.addWidget(
            EmptyState("confirmed", text("second-no-batch"), text("second-no-batch-advice"))
        )
        self._stack.addWidget(EmptyState("working", text("second-loading"), ""))
        self._stack.setCurrentIndex(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(label(text("ui-page-second"), "title"))
        column.addWidget(self._stack, 1)

    # What the window asks

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "second-empty": self._ask_why_empty,
            "second-skip": self._skip,
            "second-sheet": self._toggle_sheet,
            "second-switch": self._switch,
            "settle-1": lambda: self.settling.take(1),
            "settle-2": lambda: self.settling.take(2),
        }

    def situation(self) -> Situation:
        return Situation(self.name, can_key_second=self._is_keying, can_settle=self._is_settling)

    def enter(self) -> None:
        # Another person may have come: nothing of the last one's stays in sight.
        self._shown, self._of_skipped, self._ahead = None, False, None
        self.entry.task = None
        for stack in (self._entry_stack, self._settle_stack):
            stack.setCurrentIndex(2)
        self._reload()

    def take_change(self, change: ChangeSet) -> None:
        if self.isVisible() and (change.batches or change.cases):
            self._reload()

    def take_theme(self) -> None:
        self.settling.show_values()

    # The batches

    def _reload(self) -> None:
        backend = self.session.backend
        self._listing.ask(lambda: list(backend.second_entry.batches()), self._listed, self._failed)

    def _listed(self, rows: list[SecondBatch]) -> None:
        self.model.show(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        self.table.ensure_selection()
        if rows and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._show_batch()
        self._show_counts()

    def _show_batch(self) -> None:
        chosen = self._chosen()
        if chosen is None or chosen.batch_id == self._shown:
            if self._shown is not None and chosen is not None:
                self._wake(chosen)
            return
        self._shown, self._of_skipped = chosen.batch_id, False
        self._show_work()

    def _wake(self, chosen: SecondBatch) -> None:
        """Something came to do where there was nothing."""
        if self._is_in_front(self._entry_stack, 1) and chosen.waiting:
            self._of_skipped = False
            self._show_work()
        elif self._is_in_front(self._settle_stack, 1) and chosen.differences:
            self._show_work()

    def _is_in_front(self, stack: QStackedWidget, index: int) -> bool:
        return stack.isVisible() and stack.currentIndex() == index

    def _show_counts(self) -> None:
        chosen = self._chosen()
        text = self.session.text
        if chosen is None:
            return
        self.tabs.setTabText(0, text("second-tab-key-count", count=chosen.waiting))
        self.tabs.setTabText(1, text("second-tab-settle-count", count=chosen.differences))
        self._again.setVisible(chosen.skipped > 0)
        self._again.setText(text("second-take-skipped", count=chosen.skipped))

    def _chosen(self) -> SecondBatch | None:
        return self.model.batch(self.table.current_id())

    # The field in front

    @property
    def _is_keying(self) -> bool:
        return self.tabs.currentIndex() == 0 and self._entry_stack.currentIndex() == 0

    @property
    def _is_settling(self) -> bool:
        return self.tabs.currentIndex() == 1 and self._settle_stack.currentIndex() == 0

    @property
    def _panel(self) -> FieldPanel:
        return self.entry if self.tabs.currentIndex() == 0 else self.settling

    def _show_work(self) -> None:
        if self._shown is None:
            return
        self._ahead = None
        if self.tabs.currentIndex() == 0:
            self._fetch(None)
        else:
            self._fetch_differences()

    def _fetch(self, but: tuple[int, str] | None) -> None:
        """The next field with its paper; beyond the one at hand it is fetched ahead."""
        backend, batch_id, skipped = self.session.backend, self._shown, self._of_skipped
        if batch_id is None:
            return
        if but is None:
            self._entry_stack.setCurrentIndex(2)
            self.situation_changed.emit()

        def arrived(found: _Task | None) -> None:
            if (batch_id, skipped) != (self._shown, self._of_skipped):
                return
            if but is None:
                self._show_task(found)
            else:
                self._ahead = found

        self._fetching.ask(
            lambda: _task_with_paper(backend, batch_id, but, skipped), arrived, self._failed
        )

    def _show_task(self, found: _Task | None) -> None:
        self._ahead = None
        self._entry_stack.setCurrentIndex(0 if found else 1)
        self.situation_changed.emit()
        if found is None:
            self.entry.task = None
            self._show_counts()
            return
        self.entry.show_task(found.task, found.piece)
        self._show_sheet(opened=not self.entry.sheet.isHidden() or found.task.place.box is None)
        self._start()
        place = found.task.place
        self._fetch((place.case_id, place.spec.key))

    def _store(self, given: str | EmptyReason) -> None:
        task = self.entry.task
        if task is None:
            return
        place, backend = task.place, self.session.backend
        self._go_on(task, lambda: backend.second_entry.key(place.case_id, place.spec.key, given))

    def _skip(self) -> None:
        task = self.entry.task
        if task is None or not self._is_keying:
            return
        text, place, backend = self.session.text, task.place, self.session.backend
        reason = ask_line(
            self.session, self, text("ui-action-second-skip"), text("second-skip-advice")
        )
        if reason is not None:
            self._go_on(
                task, lambda: backend.second_entry.skip(place.case_id, place.spec.key, reason)
            )

    def _go_on(self, task: SecondTask, store: Callable[[], object]) -> None:
        """Store, then show what was fetched ahead, or fetch it."""
        try:
            store()
        except Conflict as error:
            # Somebody else was quicker: nothing of this person's is lost, the next field is due.
            self.said.emit(self.session.backend.messages.error(error), Tone.WARN)
            self._fetch(None)
            return
        except DigitizerError as error:
            self.session.on_error(error)
            return
        self.said.emit("", Tone.GOOD)
        ahead = self._ahead
        if ahead is None:
            self._fetch(None)
            return
        left = max(task.left - 1, 1)
        self._show_task(_Task(SecondTask(ahead.task.place, left), ahead.piece))

    def _take_skipped(self) -> None:
        self._of_skipped = True
        self._fetch(None)

    # Differences

    def _fetch_differences(self) -> None:
        backend, batch_id = self.session.backend, self._shown
        if batch_id is None:
            return
        self._settle_stack.setCurrentIndex(2)
        self.situation_changed.emit()

        def work() -> _Open:
            found = tuple(backend.second_entry.differences(batch_id))
            return _Open(found, _paper(found[0].place) if found else None)

        def arrived(found: _Open) -> None:
            if batch_id == self._shown:
                self._differences = list(found.differences)
                self._show_difference(found.piece)

        self._fetching.ask(work, arrived, self._failed)

    def _show_difference(self, piece: Piece | None) -> None:
        found = self._differences
        self._settle_stack.setCurrentIndex(0 if found else 1)
        self.situation_changed.emit()
        if not found:
            return
        self.settling.show_difference(found[0], piece or Piece(None), len(found))
        opened = not self.settling.sheet.isHidden() or found[0].place.box is None
        self._show_sheet(opened=opened)
        self._start()
        if piece is None:
            place = found[0].place
            self.session.bridge.run(
                lambda: _paper(place),
                lambda got: self._paper_arrived(place, got),
                self._failed,
            )

    def _paper_arrived(self, place: FieldPlace, piece: Piece) -> None:
        if self.settling.place is place:
            self.settling.show_piece(piece)

    def _settle(self, decision: Decision, why: str) -> None:
        if not self._differences:
            return
        place, backend = self._differences[0].place, self.session.backend
        if self.session.succeeds(
            lambda: backend.second_entry.settle(place.case_id, place.spec.key, decision, why)
        ):
            self.said.emit("", Tone.GOOD)
            self._differences.pop(0)
            self._show_difference(None)

    # What both have

    def _ask_why_empty(self) -> None:
        if self._is_keying:
            self.entry.ask_why_empty()
        elif self._is_settling:
            self.settling.ask_why_empty()

    def _toggle_sheet(self) -> None:
        if self._is_keying or self._is_settling:
            self._show_sheet(opened=self._panel.sheet.isHidden())

    def _show_sheet(self, *, opened: bool) -> None:
        panel = self._panel
        place = panel.place
        if not opened or place is None or not place.pages:
            panel.show_sheet(None)
            return
        page, box = place.page or place.pages[0], place.box

        def arrived(piece: Piece) -> None:
            if panel.place is place:
                panel.show_sheet(piece)

        self.session.bridge.run(lambda: whole_page(page, box), arrived, self._failed)

    def _switch(self) -> None:
        self.tabs.setCurrentIndex(1 - self.tabs.currentIndex())

    def _start(self) -> None:
        if self._is_keying:
            self.entry.start()
        elif self._is_settling:
            self.settling.start()

    def _failed(self, error: DigitizerError) -> None:
        self.session.on_error(error)


def _task_with_paper(
    backend: Backend, batch_id: int, but: tuple[int, str] | None, skipped: bool
) -> _Task | None:
    task = backend.second_entry.next_task(batch_id, skipped=skipped, but=but)
    return _Task(task, _paper(task.place)) if task else None


def _paper(place: FieldPlace) -> Piece:
    if place.page is None or place.box is None:
        return Piece(None)
    return piece_of(place.page, place.box)


def _with_margin(widget: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(4, 12, 4, 0)
    row.addWidget(widget)
    return holder
