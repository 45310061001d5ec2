"""Submitted batches: what the clerks changed against the machine; approve, all or in part, or
return. Approved batches: cases of them are opened again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.batch import BatchSummary
from digitizer.domain.case import CaseSummary
from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.domain.lifecycle import EXPORTABLE_BATCH_STATES, BatchState
from digitizer.workflow.ports import CaseFilter
from ui.approval.answers import Answers
from ui.approval.difference_model import DifferenceModel
from ui.approval.difference_view import DifferenceTable
from ui.approval.differences import DifferencePage, OfBatch, differences
from ui.approval.head import BatchHead
from ui.approval.reviewing import Reviewing
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
from ui.widgets.empty_state import EmptyState
from ui.widgets.fitting_combo import FittingCombo
from ui.widgets.list_look import KeptLook
from ui.widgets.styling import label
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
        self.which = FittingCombo()
        self.which.setAccessibleName(text("answering-which"))
        self.which.addItem(text("answering-waiting"), BatchState.SUBMITTED)
        self.which.addItem(text("answering-answered"), EXPORTABLE_BATCH_STATES)
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
        self.answers = Answers(
            session, self, self.differences, self.reviewing, self._chosen, self._chosen_cases
        )
        self.answers.said.connect(self.said)
        self._shown: tuple[int, int] | None = None
        self._looks = 0
        self._may_approve = self._may_reopen = False
        self._build()
        for table in (self.difference_table, self.case_table):
            table.activated.connect(lambda index: self.opened.emit(index.data(ID_ROLE)))
        self.which.currentIndexChanged.connect(lambda _place: self._show_list())
        self.batches.changed.connect(self._show_state)
        self.batch_table.selectionModel().currentRowChanged.connect(
            lambda _new, _old: self._show_batch()
        )
        self.batch_table.activated.connect(lambda _index: self._go_to_differences())

    def _build(self) -> None:
        text = self.session.text
        self.head = BatchHead(self.session)
        self._progress = label("", "section", wrap=True)
        self._keys = label(text("review-keys"), "muted", wrap=True)
        for made, act in (
            (self.head.approve, self._if_may(self.answers.approve)),
            (self.head.part, self._if_may(self.answers.approve_part)),
            (self.head.give_back, self._if_may(self.answers.give_back)),
            (self.head.reopen, self._reopen),
        ):
            made.clicked.connect(act)
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
        column.addWidget(self.head)
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
        nowhere = EmptyState(
            "approved",
            text("answering-answered-empty"),
            text("answering-answered-empty-advice"),
        )
        self.stack = ListStack(self.session, splitter, none, nowhere)
        self.stack.again.clicked.connect(self.batches.load)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 12)
        outer.setSpacing(12)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(label(text("ui-page-approval"), "title"))
        top.addWidget(self.which)
        top.addStretch(1)
        outer.addLayout(top)
        outer.addWidget(self.stack, 1)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "approve-batch": self._if_may(self.answers.approve),
            "approve-part": self._if_may(self.answers.approve_part),
            "return-batch": self._if_may(self.answers.give_back),
            "reopen-case": self._reopen,
            "answered-batches": self._turn_lists,
            "look-row": self.reviewing.look,
            "pin-row": self.reviewing.pin,
            "unpin-row": self.reviewing.take_pin_off,
        }

    def situation(self) -> Situation:
        can_review = self._may_approve and self.reviewing.has_focus
        return Situation(
            self.name,
            may_approve=self._may_approve,
            can_review=can_review,
            can_reopen=self._may_reopen,
        )

    def enter(self) -> None:
        self._shown = None
        self.batches.load()
        self.batch_table.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_change(self, change: ChangeSet) -> None:
        if change.batches:
            self.batches.load()

    def _if_may(self, act: Callable[[], None]) -> Callable[[], None]:
        return lambda: act() if self._may_approve else None

    def _reopen(self) -> None:
        if self._may_reopen:
            self.answers.reopen()

    def _turn_lists(self) -> None:
        self.which.setCurrentIndex(1 - self.which.currentIndex())
        self.batch_table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_list(self) -> None:
        """The batches that wait, or those that were answered for."""
        self._shown = None
        self.batches.narrow("", self.which.currentData())
        self.batches.load()
        name = "answering-answered-batches" if self._is_answered else "ui-submitted-batches"
        self.batch_table.setAccessibleName(self.session.text(name))
        self.head.offer(is_answered=self._is_answered)
        self.tabs.setTabVisible(0, not self._is_answered)
        self.tabs.setCurrentIndex(1 if self._is_answered else 0)

    @property
    def _is_answered(self) -> bool:
        return self.which.currentIndex() == 1

    def _chosen(self) -> BatchSummary | None:
        return self.batches.with_id(self.batch_table.current_id())

    def _chosen_cases(self) -> Sequence[CaseSummary]:
        """Those chosen in the list of cases while it is in front."""
        if self.tabs.currentWidget() is not self.case_table:
            return ()
        places = {index.row() for index in self.case_table.selectionModel().selectedRows()}
        found = (self.cases.row_at(place) for place in sorted(places))
        return [each for each in found if each is not None]

    def _show_state(self) -> None:
        self.stack.show_state(self.batches, is_narrow=self._is_answered)
        self.batch_table.ensure_selection()
        self._show_batch()

    def _show_batch(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            self._shown = None
            self._allow(may_approve=False, may_reopen=False)
            return
        batch = chosen.batch
        if (batch.id, batch.revision) == self._shown:
            return
        self._shown = batch.id, batch.revision
        self.head.show_batch(chosen, is_answered=self._is_answered)
        self.reviewing.begin(batch.id)
        self._looks += 1
        self.session.succeeds(lambda: self.cases.show(CaseFilter(batch_id=batch.id)))
        self._look_at_hands(chosen)
        if self._is_answered:
            self.differences.state = ListState.READY
            self.reviewing.is_complete = True
            self._show_progress()
            return
        self.differences.state = ListState.LOADING
        self._show_differences()
        self._fetch(batch.id, 0, self._looks)

    def _look_at_hands(self, chosen: BatchSummary) -> None:
        backend, batch = self.session.backend, chosen.batch
        if self._is_answered:
            may = bool(self.session.attempt(lambda: backend.answering.may_reopen(batch)))
            self._allow(may_approve=False, may_reopen=may)
        else:
            may = bool(self.session.attempt(lambda: backend.may_approve(batch)))
            self._allow(may_approve=may, may_reopen=False)
        if may:
            self.own_work.hide()
        else:
            words = self.session.text("ui-own-work", name=backend.actor.name)
            self.own_work.say(words, Tone.WARN)

    def _allow(self, *, may_approve: bool, may_reopen: bool) -> None:
        self._may_approve, self._may_reopen = may_approve, may_reopen
        self.head.allow(may_approve=may_approve, may_reopen=may_reopen)
        self.situation_changed.emit()

    def _fetch(
        self, batch_id: int, offset: int, look: int, of_batch: OfBatch | None = None
    ) -> None:
        backend = self.session.backend
        self.session.bridge.run(
            lambda: differences(backend, batch_id, offset, of_batch),
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
            self._fetch(batch_id, page.next_offset, look, page.of_batch)
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
