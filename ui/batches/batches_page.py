"""All batches with their counts; create, submit, export."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
)

from digitizer.domain.batch import BatchSummary
from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.domain.package import PackageResult, VerifyReport
from ui.batches.declaring import declare_papers
from ui.batches.plan_dialog import choose_plan
from ui.batches.slips import save_slip
from ui.list_page import ListPage, ListStack
from ui.models.batches import BatchTableModel, work_columns
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
            "plan-batch": self.plan_batch,
            "submit-batch": self.submit,
            "export-batch": self._choose_and_export,
            "batch-slip": self._save_slip,
        }

    def situation(self) -> Situation:
        chosen = self._chosen()
        return Situation(
            self.name,
            has_case=chosen is not None and chosen.cases > 0,
            batch_state=chosen.batch.state if chosen and not self.result.is_busy else None,
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

    def export(self, folder: Path | None) -> None:
        """Write the chosen batch's package, then verify what lies on disk."""
        chosen = self._chosen()
        if chosen is None or self.result.is_busy or not ready_to_sign(self.session, self):
            return
        backend, batch = self.session.backend, chosen.batch

        def work() -> tuple[PackageResult, VerifyReport]:
            result = backend.export_batch(batch.id, folder)
            return result, backend.verify(result.folder)

        self.result.show_busy(batch.name)
        self.session.bridge.run(work, self._exported, self._failed)
        self.situation_changed.emit()

    def _choose_and_export(self) -> None:
        title = self.session.text("ui-choose-folder")
        folder = QFileDialog.getExistingDirectory(self, title, str(self.session.backend.workspace))
        if folder:
            self.export(Path(folder))

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
        reason = chosen.batch.return_reason if chosen else None
        self._reason.setVisible(bool(reason))
        if reason:
            self._reason.setText(self.session.text("ui-case-reason", reason=reason))
        self.situation_changed.emit()


class PackagePanel(QFrame):
    """Where the package lies and whether it is whole."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self.is_busy = False
        self._folder: Path | None = None
        self._words = label("", "heading", wrap=True)
        self._place = label("", "muted", wrap=True)
        self._place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._verdict = label("", wrap=True)
        self._opener = button(session.text("ui-open-folder"))
        self._opener.clicked.connect(self._open)
        column = QVBoxLayout()
        column.setSpacing(2)
        for line in (self._words, self._place, self._verdict):
            column.addWidget(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.addLayout(column, 1)
        row.addWidget(self._opener)
        self.hide()

    @property
    def verdict(self) -> str:
        return self._verdict.text()

    def show_busy(self, batch: str) -> None:
        self.is_busy = True
        self._words.setText(self._session.text("ui-exporting", batch=batch))
        for widget in (self._place, self._verdict, self._opener):
            widget.hide()
        self.show()

    def show_result(self, result: PackageResult, report: VerifyReport) -> None:
        text = self._session.text
        self.is_busy = False
        self._folder = result.folder
        self._words.setText(text("ui-export-done", cases=result.cases, files=len(result.files)))
        self._place.setText(str(result.folder))
        if result.backlog:
            words = text("answering-exported-backlog", count=result.backlog)
            self._place.setText(f"{result.folder}\n{words}")
        if report.is_sound:
            self._verdict.setText(text("ui-package-sound", files=report.files_checked))
            if report.signature is not None and report.signature.certificate is not None:
                signed = text("signing-package-signed", name=report.signature.certificate.name)
                self._verdict.setText(f"{self.verdict}\n{signed}")
        else:
            found = [self._session.backend.messages.problem(p) for p in report.problems]
            self._verdict.setText("\n".join([text("ui-package-broken"), *found]))
        for widget in (self._place, self._verdict, self._opener):
            widget.show()
        self.show()

    def hide_all(self) -> None:
        self.is_busy = False
        self.hide()

    def _open(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
