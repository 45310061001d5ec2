"""All batches with their counts; create, submit, export."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from digitizer.domain.batch import Batch, BatchSummary
from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.domain.package import PackageResult, VerifyReport
from ui.batches.coding import Coding
from ui.batches.declaring import declare_papers
from ui.batches.package_panel import PackagePanel
from ui.batches.plan_dialog import choose_plan
from ui.batches.rehearsing import Rehearsing
from ui.batches.slips import save_slip
from ui.delivery.delivery_dialog import DeliveryDialog
from ui.list_page import ListPage, ListStack
from ui.models.batches import BatchTableModel, work_columns
from ui.rejects.taking import take_list
from ui.session import Session
from ui.signing.unlocking import ready_to_sign
from ui.situation import PageName, Situation
from ui.theme import Tone
from ui.widgets.dialogs import ask_line
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_bar import Choice, ListBar
from ui.widgets.list_look import KeptLook
from ui.widgets.styling import button, label
from ui.widgets.tables import Table
from ui.wording import BATCH_SIGNS

_WIDTHS = (165, 175, 70, 120, 95, 115, 85, 80, 140)


class BatchesPage(ListPage):
    """``opened`` asks for the cases of a batch."""

    opened = Signal(int)
    name = PageName.BATCHES

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        text = session.text
        self.model = BatchTableModel(session, work_columns(session), parent=self)
        self.table = Table(self.model, _WIDTHS, stretch=(0,))
        KeptLook(session, self.table, "batches")
        self.table.setAccessibleName(text("ui-page-batches"))
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.activated.connect(lambda _index: self._open())
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._show_reason())
        self.bar = ListBar(session, text("ui-page-batches"), text("lists-search-batches"))
        self.states = self.bar.add_choice(text("ui-filter-state"), self._state_choices())
        self.pinned = self.bar.add_switch(text("lists-pinned"))
        self._reason = label("", "muted", wrap=True)
        create = button(text("ui-action-create-batch"), "primary")
        create.clicked.connect(self.create_batch)
        empty = EmptyState(
            "batch", text("ui-batches-empty"), text("ui-batches-empty-advice"), create
        )
        none = EmptyState("search", text("lists-batches-none"), text("lists-batches-none-advice"))
        self.stack = ListStack(session, self.table, empty, none)
        self.result = PackagePanel(session)
        self.rehearsing = Rehearsing(session, self)
        self.coding = Coding(session, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        column.addWidget(self._reason)
        column.addWidget(self.result)
        self._connect()

    def _connect(self) -> None:
        text = self.session.text
        self.bar.narrowed.connect(self._narrow)
        self.bar.entered.connect(self.focus_list)
        self.stack.again.clicked.connect(self.model.load)
        self.model.changed.connect(self._show_state)
        self.coding.said.connect(self.said)
        self.rehearsing.stood.connect(self._show_standing)
        self.rehearsing.ended.connect(self._rehearsed)
        self.rehearsing.failed.connect(self._failed)
        self.rehearsing.dropped.connect(lambda words: self.said.emit(words, Tone.WARN))
        self.rehearsing.export_wanted.connect(self._go_on_to_export)
        self.rehearsing.batch_wanted.connect(self.opened)
        self.table.offer_menu(
            self.session,
            [
                (text("ui-action-open-batch"), self._open, self._has_cases),
                (text("ui-action-create-batch"), self.create_batch, lambda: True),
            ],
        )

    def _state_choices(self) -> Sequence[Choice]:
        text = self.session.text
        states = ((sign.qicon(), text(sign.message), state) for state, sign in BATCH_SIGNS.items())
        return [(None, text("ui-all-states"), None), *states]

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "search-batches": self.bar.focus_search,
            "sort-batches": self.sort_list,
            "create-batch": self.create_batch,
            "open-batch": self._open,
            "declare-book": self.declare_book,
            "give-doc-codes": self.give_doc_codes,
            "plan-batch": self.plan_batch,
            "submit-batch": self.submit,
            "rehearse-batch": self.rehearse,
            "export-batch": self._choose_and_export,
            "take-rejects": self.take_rejects,
            "export-correction": self._choose_and_correct,
            "deliver-package": self.deliver,
            "batch-slip": self._save_slip,
        }

    def situation(self) -> Situation:
        chosen = self._chosen()
        return Situation(
            self.name,
            has_case=chosen is not None and chosen.cases > 0,
            batch_state=chosen.batch.state if chosen and not self.result.is_busy else None,
            is_rehearsed=self.rehearsing.may_leave,
        )

    def enter(self) -> None:
        self.model.load()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_change(self, change: ChangeSet) -> None:
        if change.batches or change.cases:
            self.model.load()

    def may_close(self) -> bool:
        if self.result.is_busy:
            self.said.emit(self.session.text("ui-export-running"), Tone.WARN)
            return False
        return True

    def create_batch(self) -> None:
        text = self.session.text
        name = ask_line(
            self.session, self, text("ui-action-create-batch"), text("ui-create-batch-advice")
        )
        if name is None:
            return
        change = self.session.attempt(lambda: self.session.backend.create_batch(name))
        if change is not None and self.session.succeeds(self.model.reload):
            self.bar.clear()
            self._show_state()
            self.table.select_id(next(iter(change.batches), None))
            self.said.emit(text("ui-batch-created", batch=name), Tone.GOOD)

    def declare_book(self) -> None:
        """Say how many pages the chosen batch has and that it is a whole book, and see what its
        images and numbers say."""
        chosen = self._chosen()
        if chosen is not None:
            declare_papers(self.session, self, chosen.batch, self.said.emit)

    def give_doc_codes(self) -> None:
        """Give the documents of the chosen batch their codes."""
        chosen = self._chosen()
        if chosen is not None:
            self.coding.start(chosen.batch)

    def plan_batch(self) -> None:
        """Choose the passes of the chosen batch and the fields that are keyed twice."""
        chosen = self._chosen()
        plan = choose_plan(self.session, self, chosen.batch) if chosen else None
        if chosen is None or plan is None:
            return
        batch = chosen.batch
        if self.session.succeeds(lambda: self.session.backend.plan_batch(batch.id, plan)):
            self.said.emit(self.session.text("second-planned", batch=batch.name), Tone.GOOD)

    def submit(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        batch = chosen.batch
        if self.session.succeeds(lambda: self.session.backend.submit_batch(batch.id)):
            self.said.emit(self.session.text("ui-batch-sent", batch=batch.name), Tone.GOOD)

    def rehearse(self) -> None:
        """Look at the chosen batch's package as its receiver would."""
        chosen = self._chosen()
        if chosen is None or self.result.is_busy or not ready_to_sign(self.session, self):
            return
        self.result.show_busy(chosen.batch.name, "rehearsal-running")
        self.rehearsing.start(chosen.batch)
        self.situation_changed.emit()

    def export(self, folder: Path | None, batch: Batch | None = None) -> None:
        """Write the package of ``batch``, without one of the chosen batch, then verify what lies
        on disk."""
        batch = batch or self._chosen_batch()
        if batch is None or self.result.is_busy or not ready_to_sign(self.session, self):
            return
        backend, batch_id = self.session.backend, batch.id
        self._write(batch.name, lambda: backend.export_batch(batch_id, folder))

    def export_correction(self, folder: Path | None, batch: Batch | None = None) -> None:
        """As :meth:`export`, only of what a receiver gave back and is by now corrected."""
        batch = batch or self._chosen_batch()
        if batch is None or self.result.is_busy or not ready_to_sign(self.session, self):
            return
        rejects, batch_id = self.session.backend.rejects, batch.id
        self._write(batch.name, lambda: rejects.export(batch_id, folder).result)

    def take_rejects(self) -> None:
        """Open again what a receiver gave back."""
        chosen = self._chosen()
        said = take_list(self.session, self, chosen.batch if chosen else None)
        if said:
            self.said.emit(said, Tone.GOOD)

    def _write(self, name: str, make: Callable[[], PackageResult]) -> None:
        backend = self.session.backend

        def work() -> tuple[PackageResult, VerifyReport]:
            result = make()
            return result, backend.verify(result.folder)

        self.result.show_busy(name)
        self.session.bridge.run(work, self._exported, self._failed)
        self.situation_changed.emit()

    def _rehearsed(self, _batch_id: int) -> None:
        self.result.hide_all()
        self._show_reason()

    def _go_on_to_export(self, batch: Batch) -> None:
        """Of the batch that was rehearsed, which the list need not show by now."""
        if self.model.with_id(batch.id) is not None:
            self.table.select_id(batch.id)
        if folder := self._chosen_folder():
            self.export(folder, batch)

    def _choose_and_export(self) -> None:
        # The list may be loaded anew while the folder is asked for.
        batch = self._chosen_batch()
        if batch is not None and (folder := self._chosen_folder()):
            self.export(folder, batch)

    def _choose_and_correct(self) -> None:
        batch = self._chosen_batch()
        if batch is not None and (folder := self._chosen_folder()):
            self.export_correction(folder, batch)

    def _chosen_folder(self) -> Path | None:
        title = self.session.text("ui-choose-folder")
        folder = QFileDialog.getExistingDirectory(self, title, str(self.session.backend.workspace))
        return Path(folder) if folder else None

    def deliver(self) -> None:
        """Send a package of the chosen batch to a receiver."""
        chosen = self._chosen()
        if chosen is not None:
            dialog = DeliveryDialog(self.session, self, chosen.batch)
            dialog.exec()
            dialog.deleteLater()

    def _save_slip(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            save_slip(self.session, self, chosen.batch, self.said.emit)

    def _exported(self, answer: tuple[PackageResult, VerifyReport]) -> None:
        self.result.show_result(*answer)
        self.situation_changed.emit()

    def _failed(self, error: DigitizerError) -> None:
        self.result.hide_all()
        self.session.on_error(error)
        self.situation_changed.emit()

    def _chosen(self) -> BatchSummary | None:
        return self.model.with_id(self.table.current_id())

    def _chosen_batch(self) -> Batch | None:
        chosen = self._chosen()
        return chosen.batch if chosen else None

    def _open(self) -> None:
        batch_id = self.table.current_id()
        if batch_id is not None:
            self.opened.emit(batch_id)

    def _has_cases(self) -> bool:
        return self.situation().has_case

    def _narrow(self) -> None:
        self.model.narrow(
            self.bar.text or "", self.states.currentData(), pinned=self.pinned.isChecked()
        )

    def _show_state(self) -> None:
        self.bar.show_count(self.count_text("lists-batches-count", self.model.total))
        self.stack.show_state(self.model, is_narrow=self.bar.is_narrow)
        self.table.ensure_selection()
        self._show_reason()

    def _show_reason(self) -> None:
        chosen = self._chosen()
        self.rehearsing.look(chosen.batch if chosen else None)
        self._show_standing()

    def _show_standing(self) -> None:
        chosen = self._chosen()
        self._reason.setText(self._remark(chosen.batch) if chosen else "")
        self._reason.setVisible(bool(self._reason.text()))
        self.situation_changed.emit()

    def _remark(self, batch: Batch) -> str:
        """Why a batch came back, or why it cannot leave yet."""
        if batch.return_reason:
            return self.session.text("ui-case-reason", reason=batch.return_reason)
        if self.rehearsing.is_looking:
            return self.session.text("rehearsal-looking")
        if self.rehearsing.fault is not None:
            return self.session.backend.messages.error(self.rehearsing.fault)
        return self.session.text("rehearsal-needed-first") if self.rehearsing.is_missing else ""
