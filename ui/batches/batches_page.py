"""All batches with their counts; create, submit, export."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
)

from digitizer.domain.batch import BatchSummary
from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.domain.package import PackageResult, VerifyReport
from ui.batches.book_dialog import BookDialog
from ui.models.batches import BatchTableModel, work_columns
from ui.page import Page
from ui.session import Session
from ui.situation import PageName, Situation
from ui.theme import Tone
from ui.widgets.dialogs import ask_line
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import button, label
from ui.widgets.tables import Table

_WIDTHS = (165, 145, 75, 120, 120, 90, 85, 150)


class BatchesPage(Page):
    """``opened`` asks for the cases of a batch."""

    opened = Signal(int)
    name = PageName.BATCHES

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        text = session.text
        self.model = BatchTableModel(session, work_columns(session), parent=self)
        self.table = Table(self.model, _WIDTHS, stretch=(0,))
        self.table.setAccessibleName(text("ui-page-batches"))
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.activated.connect(lambda _index: self._open())
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._show_reason())
        self._reason = label("", "muted", wrap=True)
        create = button(text("ui-action-create-batch"), "primary")
        create.clicked.connect(self.create_batch)
        empty = EmptyState(
            "batch", text("ui-batches-empty"), text("ui-batches-empty-advice"), create
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(empty)
        self.result = PackagePanel(session)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(label(text("ui-page-batches"), "title"))
        column.addWidget(self._stack, 1)
        column.addWidget(self._reason)
        column.addWidget(self.result)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "create-batch": self.create_batch,
            "open-batch": self._open,
            "declare-book": self.declare_book,
            "submit-batch": self.submit,
            "export-batch": self._choose_and_export,
        }

    def situation(self) -> Situation:
        chosen = self._chosen()
        return Situation(
            self.name,
            has_case=chosen is not None and chosen.cases > 0,
            batch_state=chosen.batch.state if chosen and not self.result.is_busy else None,
        )

    def enter(self) -> None:
        if self.session.succeeds(self.model.reload):
            self._show_state()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_change(self, change: ChangeSet) -> None:
        if (change.batches or change.cases) and self.session.succeeds(self.model.refresh):
            self._show_state()

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
            self._show_state()
            self.table.select_id(next(iter(change.batches), None))
            self.said.emit(text("ui-batch-created", batch=name), Tone.GOOD)

    def declare_book(self) -> None:
        """Say that the chosen batch is a whole book, and see what its numbers say."""
        chosen = self._chosen()
        if chosen is None:
            return
        batch, backend = chosen.batch, self.session.backend
        dialog = BookDialog(
            self.session,
            self,
            batch.name,
            batch.book,
            lambda book: backend.batch_findings(batch.id, book),
        )
        if dialog.exec() != QDialog.DialogCode.Accepted or dialog.book == batch.book:
            return
        if self.session.succeeds(lambda: backend.declare_book(batch.id, dialog.book)):
            self.said.emit(self.session.text("ui-book-noted", batch=batch.name), Tone.GOOD)

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
        if chosen is None or self.result.is_busy:
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

    def _exported(self, answer: tuple[PackageResult, VerifyReport]) -> None:
        self.result.show_result(*answer)
        self.situation_changed.emit()

    def _failed(self, error: DigitizerError) -> None:
        self.result.hide_all()
        self.session.on_error(error)
        self.situation_changed.emit()

    def _chosen(self) -> BatchSummary | None:
        return self.model.summary(self.table.current_id())

    def _open(self) -> None:
        batch_id = self.table.current_id()
        if batch_id is not None:
            self.opened.emit(batch_id)

    def _show_state(self) -> None:
        self._stack.setCurrentIndex(0 if self.model.rows else 1)
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
        if report.is_sound:
            self._verdict.setText(text("ui-package-sound", files=report.files_checked))
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
