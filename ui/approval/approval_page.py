"""Submitted batches: what the clerks changed against the machine; approve or return."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.batch import BatchSummary
from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.domain.lifecycle import BatchState
from digitizer.workflow.ports import CaseFilter
from ui.approval.difference_model import DifferenceModel
from ui.approval.difference_view import DifferenceTable
from ui.approval.differences import DifferencePage, Disagreements, differences
from ui.approval.reviewing import Reviewing, confirmed
from ui.list_page import ListStack
from ui.models.batches import BatchTableModel, approval_columns
from ui.models.cases import CaseTableModel
from ui.models.paged import ID_ROLE
from ui.models.virtual import ListState
from ui.page import Page
from ui.session import Session
from ui.situation import PageName, Situation
from ui.theme import Tone, px
from ui.widgets.banner import Banner
from ui.widgets.dialogs import ask_line
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_look import KeptLook
from ui.widgets.styling import button, label
from ui.widgets.tables import Table

_BATCH_WIDTHS = (130, 75)
_CASE_WIDTHS = (135, 180, 90, 105, 215, 130, 160)
_BATCH_COLUMN = 5
_REMARKS_COLUMN = 3


class ApprovalPage(Page):
    """``opened`` asks to see a whole case."""

    opened = Signal(int)
    name = PageName.APPROVAL

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        text = session.text
        self.batches = BatchTableModel(
            session, approval_columns(session), BatchState.SUBMITTED, self
        )
        self.batch_table = Table(self.batches, _BATCH_WIDTHS, stretch=(0,))
        KeptLook(session, self.batch_table, "approval-batches")
        self.batch_table.setAccessibleName(text("ui-submitted-batches"))
        self.batch_table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.differences = DifferenceModel(session, self)
        self.difference_table = DifferenceTable(self.differences)
        self.difference_table.setAccessibleName(text("review-differences"))
        self.cases = CaseTableModel(session, self)
        self.case_table = Table(self.cases, _CASE_WIDTHS, stretch=(1, 6))
        KeptLook(session, self.case_table, "approval-cases")
        # All of them are in the batch that is chosen beside them, and nothing in them waits.
        for column in (_BATCH_COLUMN, _REMARKS_COLUMN):
            self.case_table.hideColumn(column)
        self.case_table.setAccessibleName(text("ui-page-cases"))
        self.reviewing = Reviewing(session, self.differences, self.difference_table, self)
        self.reviewing.changed.connect(self._show_progress)
        self.own_work = Banner(session, closable=False)
        self._shown: int | None = None
        self._looks = 0
        self._may_approve = False
        self._build()
        for table in (self.difference_table, self.case_table):
            table.activated.connect(lambda index: self.opened.emit(index.data(ID_ROLE)))
        self.batches.changed.connect(self._show_state)
        self.batch_table.selectionModel().currentRowChanged.connect(
            lambda _new, _old: self._show_batch()
        )
        self.batch_table.activated.connect(lambda _index: self._go_to_differences())

    def _build(self) -> None:
        text = self.session.text
        self._title = label("", "heading", wrap=True)
        self._about = label("", "muted", wrap=True)
        self._progress = label("", "section", wrap=True)
        self._keys = label(text("review-keys"), "muted", wrap=True)
        self.approve_button = button(text("ui-action-approve-batch"), "primary")
        self.approve_button.clicked.connect(self.approve)
        self.return_button = button(text("ui-action-return-batch"))
        self.return_button.clicked.connect(self.give_back)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._about)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(words, 1)
        head.addWidget(self.return_button)
        head.addWidget(self.approve_button)
        self._same = EmptyState(
            "confirmed", text("ui-no-differences"), text("ui-no-differences-advice")
        )
        self.difference_stack = ListStack(
            self.session, self.difference_table, self._same, self._same
        )
        self.difference_stack.again.clicked.connect(self._fetch_anew)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.difference_stack, text("review-differences"))
        self.tabs.addTab(self.case_table, text("ui-page-cases"))
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.own_work)
        column.addWidget(self._progress)
        column.addWidget(self.tabs, 1)
        column.addWidget(self._keys)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(12)
        splitter.addWidget(self.batch_table)
        splitter.addWidget(right)
        splitter.setSizes([px(240), 900])
        splitter.setStretchFactor(1, 1)
        none = EmptyState("approval", text("ui-approval-empty"), text("ui-approval-empty-advice"))
        self.stack = ListStack(self.session, splitter, none, none)
        self.stack.again.clicked.connect(self.batches.load)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 12)
        outer.setSpacing(12)
        outer.addWidget(label(text("ui-page-approval"), "title"))
        outer.addWidget(self.stack, 1)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "approve-batch": self.approve,
            "return-batch": self.give_back,
            "look-row": self.reviewing.look,
            "pin-row": self.reviewing.pin,
            "unpin-row": self.reviewing.take_pin_off,
        }

    def situation(self) -> Situation:
        can_review = self._may_approve and self.reviewing.has_focus
        return Situation(self.name, may_approve=self._may_approve, can_review=can_review)

    def enter(self) -> None:
        self._shown = None
        self.batches.load()
        self.batch_table.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_change(self, change: ChangeSet) -> None:
        if change.batches:
            self.batches.load()

    def approve(self) -> None:
        chosen = self._chosen()
        if chosen is None or not self._may_approve:
            return
        batch = chosen.batch
        if not self._is_looked_at(batch.name):
            return
        if self.session.succeeds(lambda: self.session.backend.approve_batch(batch.id)):
            self.said.emit(self.session.text("ui-batch-approved-done", batch=batch.name), Tone.GOOD)

    def give_back(self) -> None:
        """Return the cases with pins; or those chosen in the front list, or the whole batch."""
        chosen = self._chosen()
        if chosen is None or not self._may_approve:
            return
        text, batch = self.session.text, chosen.batch
        if self.differences.pins:
            self._give_back_pinned(batch.id, batch.name)
            return
        case_ids = self._chosen_cases()
        if case_ids:
            advice = text("ui-return-cases-advice", count=len(case_ids))
        else:
            advice = text("ui-return-all-advice", batch=batch.name)
        reason = ask_line(self.session, self, text("ui-action-return-batch"), advice)
        if reason is None:
            return
        if self.session.succeeds(
            lambda: self.session.backend.return_batch(batch.id, reason, case_ids)
        ):
            self.said.emit(text("ui-batch-returned-done", batch=batch.name), Tone.GOOD)

    def _give_back_pinned(self, batch_id: int, name: str) -> None:
        text, pins = self.session.text, self.differences.pins
        cases = len({pin.case_id for pin in pins})
        words = text("review-return-pinned", batch=name, cases=cases, pins=len(pins))
        title = text("ui-action-return-batch")
        if confirmed(self.session, self, title, words, title) and self.session.succeeds(
            lambda: self.session.backend.return_batch(batch_id, "", ())
        ):
            self.said.emit(text("ui-batch-returned-done", batch=name), Tone.GOOD)

    def _is_looked_at(self, name: str) -> bool:
        """Whether every difference was looked at, or the supervisor answers for it all the same."""
        text, left = self.session.text, self.differences.to_look
        if self.reviewing.is_complete and not left:
            return True
        code = "review-approve-unseen" if self.reviewing.is_complete else "review-approve-loading"
        question = text(code, batch=name, count=left)
        title = text("ui-action-approve-batch")
        return confirmed(self.session, self, title, question, title)

    def _chosen(self) -> BatchSummary | None:
        return self.batches.with_id(self.batch_table.current_id())

    def _chosen_cases(self) -> list[int]:
        in_front = self.tabs.currentWidget() is self.case_table
        table = self.case_table if in_front else self.difference_table
        return sorted(set(table.selected_ids()))

    def _show_state(self) -> None:
        self.stack.show_state(self.batches, is_narrow=False)
        self.batch_table.ensure_selection()
        self._show_batch()

    def _show_batch(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            self._shown = None
            self._allow(may_approve=False)
            return
        if chosen.batch.id == self._shown:
            return
        self._shown = chosen.batch.id
        text, batch = self.session.text, chosen.batch
        self._title.setText(batch.name)
        by = batch.submitted_by or ""
        self._about.setText(text("ui-batch-about", cases=chosen.cases, name=by))
        self.reviewing.begin(batch.id)
        self.differences.state = ListState.LOADING
        self._show_differences()
        self.session.succeeds(lambda: self.cases.show(CaseFilter(batch_id=batch.id)))
        self._look_at_hands(chosen)
        self._looks += 1
        self._fetch(batch.id, 0, self._looks)

    def _look_at_hands(self, chosen: BatchSummary) -> None:
        backend = self.session.backend
        may = self.session.attempt(lambda: backend.may_approve(chosen.batch))
        self._allow(may_approve=bool(may))
        if may:
            self.own_work.hide()
        else:
            words = self.session.text("ui-own-work", name=backend.actor.name)
            self.own_work.say(words, Tone.WARN)

    def _allow(self, *, may_approve: bool) -> None:
        self._may_approve = may_approve
        self.approve_button.setEnabled(may_approve)
        self.return_button.setEnabled(may_approve)
        self.situation_changed.emit()

    def _fetch(
        self, batch_id: int, offset: int, look: int, keyed: Disagreements | None = None
    ) -> None:
        backend = self.session.backend
        self.session.bridge.run(
            lambda: differences(backend, batch_id, offset, keyed),
            lambda page: self._arrived(batch_id, page, look),
            lambda error: self._failed(look, error),
        )

    def _arrived(self, batch_id: int, page: DifferencePage, look: int) -> None:
        if look != self._looks:
            return
        self.differences.add(page.differences)
        if self.differences.rows and not self.difference_table.currentIndex().isValid():
            self.difference_table.selectRow(0)
        self.reviewing.is_complete = page.next_offset is None
        if page.next_offset is not None:
            self._fetch(batch_id, page.next_offset, look, page.keyed)
        else:
            self.differences.state = ListState.READY
        self._show_differences()
        self.reviewing.refresh()

    def _go_to_differences(self) -> None:
        self.tabs.setCurrentIndex(0)
        self.difference_table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_progress(self) -> None:
        self._progress.setText(self.reviewing.progress())
        self._progress.setVisible(bool(self._progress.text()))
        self._keys.setVisible(self._may_approve and bool(self.differences.rows))
        self.situation_changed.emit()

    def _failed(self, look: int, error: DigitizerError) -> None:
        """Without all differences nobody answers for a batch: they are asked for again."""
        if look == self._looks:
            self.differences.state, self.differences.error = ListState.FAILED, error
            self._show_differences()

    def _fetch_anew(self) -> None:
        self._shown = None
        self._show_batch()

    def _show_differences(self) -> None:
        self.difference_stack.show_state(self.differences, is_narrow=False)
