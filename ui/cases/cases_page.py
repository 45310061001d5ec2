"""All cases: search without tone marks, filter, sort, open, put into a batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QDialog, QVBoxLayout

from digitizer.domain.batch import BatchSummary
from digitizer.domain.case import CaseSummary
from digitizer.domain.changes import ChangeSet
from digitizer.domain.lifecycle import ANSWERED_CASE_STATES, EDITABLE_BATCH_STATES
from digitizer.workflow.ports import CaseFilter
from ui import icons
from ui.asking import ask_briefly
from ui.casepages.waiting import WaitingDialog
from ui.list_page import ListPage, ListStack
from ui.models.cases import CaseTableModel
from ui.reopening import reopen
from ui.session import Session
from ui.situation import PageName, Situation
from ui.theme import Tone, px, theme
from ui.widgets.dialogs import ChoiceDialog
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_bar import Choice, ListBar, fill
from ui.widgets.list_look import KeptLook
from ui.widgets.tables import Table
from ui.wording import CASE_SIGNS, PINNED_SIGN

_WIDTHS = (140, 185, 85, 100, 215, 140, 150)
_NO_BATCH = -1
_AWAITS_SCAN = "awaits_scan"
_PINNED = "pinned"
_CAME_BACK = "came_back"
_FURTHER = (_AWAITS_SCAN, _PINNED, _CAME_BACK)
_FRAME_PX, _WIDEST_PX, _ROOM_PX = 44, 230, 1100


class CasesPage(ListPage):
    opened = Signal(int)
    name = PageName.CASES

    def __init__(self, session: Session, model: CaseTableModel) -> None:
        super().__init__(session)
        text = session.text
        self.model = model
        self.table = Table(model, _WIDTHS, stretch=(1, 6))
        KeptLook(session, self.table, "cases")
        self.table.setAccessibleName(text("ui-page-cases"))
        self.bar = ListBar(session, text("ui-page-cases"), text("ui-search-hint"))
        self.search = self.bar.search
        self.states = self.bar.add_choice(text("ui-filter-state"), self._state_choices())
        self.types = self.bar.add_choice(text("lists-filter-type"), self._type_choices())
        self.batches = self.bar.add_choice(text("ui-filter-batch"), self._batch_choices(()))
        self.doubtful = self.bar.add_switch(text("lists-doubtful"))
        advice = text("ui-cases-empty-advice", folder=str(session.backend.inbox))
        self.stack = ListStack(
            session,
            self.table,
            EmptyState("cases", text("ui-cases-empty"), advice),
            EmptyState("search", text("ui-cases-none"), text("ui-cases-none-advice")),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        self._connect()

    def _connect(self) -> None:
        text = self.session.text
        self.bar.narrowed.connect(self._narrow)
        self.bar.entered.connect(self._to_table)
        self.stack.again.clicked.connect(self._narrow)
        self.model.changed.connect(self._show_state)
        self.table.activated.connect(lambda _index: self._open())
        self.table.selectionModel().selectionChanged.connect(
            lambda _new, _old: self.situation_changed.emit()
        )
        self.table.offer_menu(
            self.session,
            [
                (text("ui-action-open-case"), self._open, self._has_selection),
                (text("ui-action-add-to-batch"), self._add_to_batch, self._has_selection),
                (text("ui-action-reopen-case"), self._reopen, self._may_reopen),
            ],
        )

    def _state_choices(self) -> Sequence[Choice]:
        text = self.session.text
        states = ((sign.qicon(), text(sign.message), state) for state, sign in CASE_SIGNS.items())
        waits = (icons.icon("scan-again", theme.colors.warn, px(20)), text("pages-filter-waits"))
        pinned = (PINNED_SIGN.qicon(), text("lists-pinned"), _PINNED)
        back = icons.icon("returned", theme.colors.warn, px(20))
        came_back = (back, text("answering-came-back"), _CAME_BACK)
        everything = (None, text("ui-all-states"), None)
        return [everything, *states, pinned, came_back, (*waits, _AWAITS_SCAN)]

    def _type_choices(self) -> Sequence[Choice]:
        session = self.session
        labels = sorted((session.type_label(key), key) for key in session.backend.catalog.types)
        found = [(None, label, key) for label, key in labels]
        return [(None, session.text("lists-all-types"), None), *found]

    def _batch_choices(self, found: Sequence[BatchSummary]) -> Sequence[Choice]:
        text = self.session.text
        return [
            (None, text("ui-all-batches"), None),
            (None, text("ui-no-batch"), _NO_BATCH),
            *((None, summary.batch.name, summary.batch.id) for summary in found),
        ]

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "search": self.bar.focus_search,
            "sort-cases": self.sort_list,
            "open-case": self._open,
            "add-to-batch": self._add_to_batch,
            "waiting-pages": self.show_waiting,
            "reopen-case": self._reopen,
        }

    def situation(self) -> Situation:
        return Situation(
            self.name, selected=self.table.selected_count(), can_reopen=self._may_reopen()
        )

    def enter(self) -> None:
        self._fill_batches()
        self._narrow()
        self.focus_list()

    def take_change(self, change: ChangeSet) -> None:
        if change.batches:
            self._fill_batches()
        if change.cases or change.batches:
            self.model.refresh()

    def show_batch(self, batch_id: int) -> None:
        """Narrow the list to one batch."""
        if self.batches.findData(batch_id) < 0:
            found = self.session.attempt(self.session.backend.batches) or ()
            fill(self.batches, self._batch_choices(found))
        self.bar.reset()
        self.batches.setCurrentIndex(max(self.batches.findData(batch_id), 0))

    def _where(self) -> CaseFilter:
        batch, state = self.batches.currentData(), self.states.currentData()
        return CaseFilter(
            batch_id=batch if batch != _NO_BATCH else None,
            without_batch=batch == _NO_BATCH,
            state=state if state not in _FURTHER else None,
            text=self.bar.text,
            document_type=self.types.currentData(),
            doubtful=self.doubtful.isChecked(),
            pinned=state == _PINNED,
            awaits_scan=state == _AWAITS_SCAN,
            came_back=state == _CAME_BACK,
        )

    def _narrow(self) -> None:
        self.model.show(self._where())

    def _show_state(self) -> None:
        self.bar.show_count(self.count_text("ui-cases-count", self.model.total))
        self._give_room()
        self.stack.show_state(self.model, is_narrow=self.model.where != CaseFilter())
        if self.isVisible() and self.table.hasFocus():
            self.focus_list()
        self.situation_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """The search box gives way to what the filters say now, where the window is wide enough."""
        is_wide = self.width() >= px(_ROOM_PX)
        for choice in (self.states, self.types, self.batches):
            choice.setMinimumWidth(_needed(choice) if is_wide else 0)

    def _fill_batches(self) -> None:
        ask_briefly(
            self.session.bridge,
            self.session.backend.batches,
            lambda found: fill(self.batches, self._batch_choices(found)),
            self.session.on_error,
            CaseTableModel.patience,
        )

    def _to_table(self) -> None:
        if self.model.rowCount():
            self.focus_list()

    def _has_selection(self) -> bool:
        return self.table.selected_count() > 0

    def _open(self) -> None:
        case_id = self.table.current_id()
        if case_id is not None:
            self.opened.emit(case_id)

    def show_waiting(self) -> None:
        """The papers to fetch for scanning again."""
        dialog = WaitingDialog(self.session, self)
        dialog.opened.connect(self.opened)
        dialog.exec()

    def _chosen_answered(self) -> list[CaseSummary]:
        """The approved and exported ones of the chosen cases that are in sight."""
        places = {index.row() for index in self.table.selectionModel().selectedRows()}
        found = (self.model.row_at(place) for place in sorted(places))
        return [each for each in found if each and each.state in ANSWERED_CASE_STATES]

    def _may_reopen(self) -> bool:
        row = self.model.row_at(self.table.currentIndex().row())
        return row is not None and row.state in ANSWERED_CASE_STATES

    def _reopen(self) -> None:
        chosen, text = self._chosen_answered(), self.session.text
        if not chosen:
            self.said.emit(text("answering-reopen-choose"), Tone.WARN)
        elif len({each.batch_id for each in chosen}) > 1:
            self.said.emit(text("answering-reopen-one-batch"), Tone.WARN)
        else:
            done = reopen(self.session, self, [each.id for each in chosen])
            if done is not None:
                self.said.emit(done, Tone.GOOD)

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


def _needed(choice: QComboBox) -> int:
    """The pixels in which a filter can say what it says now, up to a width."""
    choice.ensurePolished()
    has_icon = not choice.itemIcon(choice.currentIndex()).isNull()
    icon = choice.iconSize().width() + px(4) if has_icon else 0
    words = choice.fontMetrics().horizontalAdvance(choice.currentText())
    return min(words + icon + px(_FRAME_PX), px(_WIDEST_PX))
