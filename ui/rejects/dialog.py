"""A receiver's list, looked at before any case opens again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.batch import Batch
from digitizer.domain.errors import DigitizerError
from digitizer.domain.reject_list import Columns, RejectTable, is_usable
from digitizer.domain.reject_matching import Outcome, RejectMatch, cases_to_open
from digitizer.domain.values.text import clean
from digitizer.workflow.take_rejects import RejectQuestion, TakenRejects, ready_pairs
from ui.asking import Asking
from ui.rejects.columns_dialog import ColumnsDialog
from ui.rejects.model import SIGNS, STRETCHED, WIDTHS, RejectModel
from ui.session import Session
from ui.theme import Tone, px
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.fitting_combo import FittingCombo
from ui.widgets.styling import button, label
from ui.widgets.tables import Table

_WIDTH, _HEIGHT = 1120, 620
_CHOICE_WIDTH = 250
_LOADING, _TABLE, _EMPTY = range(3)
_PACKAGES_AT = 2
"""Where the packages begin among the places to look in, after all batches and the chosen one."""
_Read = tuple[RejectTable, Columns, Sequence[str]]


class RejectsDialog(QDialog):
    """Reads the file, shows what each line comes to, and opens the cases when told so. ``batch`` is
    the chosen one of the page, in which the cases may be looked for alone; ``taken`` what was done
    in the end."""

    def __init__(
        self, session: Session, parent: QWidget | None, path: Path, batch: Batch | None
    ) -> None:
        super().__init__(parent)
        self._session, self._path, self._batch = session, path, batch
        self._asking = Asking(session)
        self._table: RejectTable | None = None
        self._columns: Columns = ()
        self._packages: Sequence[str] = ()
        self._found: Sequence[RejectMatch] = ()
        self._is_busy = False
        self.taken: TakenRejects | None = None
        text = session.text
        self.setWindowTitle(text("rejects-title"))
        self.resize(px(_WIDTH), px(_HEIGHT))
        self.model = RejectModel(session, self)
        self.table = Table(self.model, WIDTHS, stretch=STRETCHED)
        self.table.setAccessibleName(text("rejects-title"))
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.scope = FittingCombo()
        self.filter = FittingCombo()
        self.map_button = self._keyed("rejects-columns", "Ctrl+M", self.map_columns)
        self.line = QLineEdit()
        self.line.setAccessibleName(text("rejects-reason"))
        self.line.setPlaceholderText(text("rejects-reason"))
        self.why = label("", "muted", wrap=True)
        self.about = label("", "muted", wrap=True)
        self.summary = label("", "section")
        self.banner = Banner(session)
        self.do_button = self._keyed("rejects-nothing", "Ctrl+Return", self.take, "primary")
        self.close_button = button(text("rejects-close"))
        self.close_button.clicked.connect(self.reject)
        self._build()
        self._connect()
        self.load()

    def _build(self) -> None:
        text = self._session.text
        loading = label(text("rejects-reading"), "muted")
        loading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty = EmptyState("failed", text("rejects-title"), "")
        self.stack = QStackedWidget()
        for part in (loading, self.table, self.empty):
            self.stack.addWidget(part)
        head = QHBoxLayout()
        for words, choice in (("rejects-filter", self.filter), ("ui-column-batch", self.scope)):
            choice.setAccessibleName(text(words))
            choice.setMinimumWidth(px(_CHOICE_WIDTH))
            head.addWidget(choice)
        head.addStretch(1)
        head.addWidget(self.map_button)
        foot = QHBoxLayout()
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.do_button)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addWidget(label(self._path.name, "heading", wrap=True))
        column.addWidget(label(text("rejects-advice"), "muted", wrap=True))
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        for line in (self.about, self.why, self.line, self.banner):
            column.addWidget(line)
        column.addLayout(foot)
        self.scope.addItem(text("rejects-in-all"))
        if self._batch is not None:
            self.scope.addItem(text("rejects-in-batch", batch=self._batch.name))
        self.scope.setVisible(self._batch is not None)
        self.scope.setToolTip(text("rejects-scope-tip"))
        self._look()

    def _connect(self) -> None:
        self.scope.currentIndexChanged.connect(lambda _place: self._match())
        self.filter.activated.connect(lambda _place: self._narrow())
        self.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._tell())
        self.table.activated.connect(lambda _index: self.do_button.click())
        self.line.textChanged.connect(lambda _text: self._look())

    @property
    def ready(self) -> Sequence[RejectMatch]:
        return [each for each in self._found if each.is_ready]

    def load(self) -> None:
        """Read the file, then say what its lines come to."""
        rejects, path, batch = self._session.backend.rejects, self._path, self._batch
        self.stack.setCurrentIndex(_LOADING)

        def work() -> _Read:
            table = rejects.read(path)
            packages = rejects.packages(batch.id) if batch else ()
            return table, rejects.known_columns(table.header), packages

        self._asking.ask(work, self._read, self._fail_reading)

    def map_columns(self) -> None:
        """Ask what the columns mean, and look again."""
        if self._table is None or self._is_busy:
            return
        dialog = ColumnsDialog(self._session, self, self._table, self._columns)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._columns = dialog.columns
            self._match()

    def take(self) -> None:
        """Open the cases of all lines that are ready."""
        question = self._question()
        if question is None or not self.do_button.isEnabled():
            return
        rejects, path, reason = self._session.backend.rejects, self._path, clean(self.line.text())
        seen = ready_pairs(self._found)
        self._set_busy(True)
        self._session.bridge.run(
            lambda: rejects.take(question, path, reason, seen), self._taken, self._fail_taking
        )

    def reject(self) -> None:
        """Not while cases are being opened."""
        if not self._is_busy:
            super().reject()

    def _read(self, answer: _Read) -> None:
        if not shiboken6.isValid(self):
            return
        self._table, self._columns, self._packages = answer
        for package in self._packages:
            self.scope.addItem(self._session.text("rejects-in-package", package=package))
        self._match()

    def _question(self) -> RejectQuestion | None:
        if self._table is None:
            return None
        place = self.scope.currentIndex()
        batch_id = self._batch.id if self._batch and place else None
        package = self._packages[place - _PACKAGES_AT] if place >= _PACKAGES_AT else ""
        return RejectQuestion(self._table, self._columns, batch_id, package)

    def _match(self) -> None:
        question = self._question()
        if question is None:
            return
        if not is_usable(self._columns):
            self.empty.say(self._path.name, self._session.text("rejects-columns-need"))
            self.stack.setCurrentIndex(_EMPTY)
            self._show_found(())
            self.map_button.setFocus()
            return
        self._show_found(())
        self.stack.setCurrentIndex(_LOADING)
        rejects = self._session.backend.rejects
        self._asking.ask(lambda: rejects.look(question), self._matched, self._fail_reading)

    def _matched(self, found: Sequence[RejectMatch]) -> None:
        if not shiboken6.isValid(self):
            return
        self.banner.hide()
        self.stack.setCurrentIndex(_TABLE)
        self._show_found(found)
        self.table.setFocus()

    def _show_found(self, found: Sequence[RejectMatch]) -> None:
        self._found = found
        counts = Counter(each.outcome for each in found)
        text = self._session.text
        self.filter.clear()
        self.filter.addItem(text("rejects-filter-all", count=len(found)), "")
        for outcome in Outcome:
            if counts[outcome]:
                name = text(SIGNS[outcome].message)
                words = text("rejects-filter-one", outcome=name, count=counts[outcome])
                self.filter.addItem(SIGNS[outcome].qicon(18), words, outcome.value)
        self._narrow()
        self._look()

    def _narrow(self) -> None:
        wanted = self.filter.currentData()
        self.model.show([each for each in self._found if wanted in ("", each.outcome.value)])
        self.table.ensure_selection()
        self._tell()

    def _tell(self) -> None:
        """All that there is to say of the line in hand, with what its cells may cut."""
        row = self.model.with_id(self.table.current_id())
        said = [self.model.about(row), *self.model.given(row)] if row else []
        self.about.setText("\n".join(said))

    def _look(self) -> None:
        text, ready = self._session.text, self.ready
        cases = len(cases_to_open(ready))
        without = sum(not each.reason for each in ready)
        for part in (self.why, self.line):
            part.setVisible(without > 0)
        self.why.setText(text("rejects-reason-needed", count=without))
        self.do_button.setText(
            text("rejects-do", cases=cases) if cases else text("rejects-nothing")
        )
        has_reasons = not without or bool(clean(self.line.text()))
        self.do_button.setEnabled(cases > 0 and has_reasons and not self._is_busy)
        self.map_button.setEnabled(self._table is not None and not self._is_busy)
        lines, left = len(self._found), len(self._found) - len(ready)
        said = text("rejects-summary", lines=lines, cases=cases, left=left)
        self.summary.setText(said if self._found else "")

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        for part in (self.scope, self.filter, self.line, self.close_button):
            part.setEnabled(not is_busy)
        self._look()

    def _taken(self, taken: TakenRejects) -> None:
        if shiboken6.isValid(self):
            self._set_busy(False)
            self.taken = taken
            self.accept()

    def _fail_taking(self, error: DigitizerError) -> None:
        if shiboken6.isValid(self):
            self._set_busy(False)
            self.banner.say(self._session.backend.messages.error(error), Tone.BAD)

    def _fail_reading(self, error: DigitizerError) -> None:
        if shiboken6.isValid(self):
            messages = self._session.backend.messages
            happened = messages.text(f"error-{error.code}", **error.params)
            self.empty.say(happened, messages.text(f"error-{error.code}.next", **error.params))
            self.stack.setCurrentIndex(_EMPTY)
            self._show_found(())

    def _keyed(
        self, message: str, keys: str, act: Callable[[], None], role: str = ""
    ) -> QPushButton:
        made = button(self._session.text(message), role)
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(shown)
        made.setAccessibleDescription(shown)
        made.clicked.connect(act)
        QShortcut(QKeySequence(keys), self, made.click)
        return made
