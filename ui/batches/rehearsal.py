"""A package as its receiver sees it: what stands against it, the table, the files."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from digitizer.domain.batch import Batch
from digitizer.domain.problems import Severity
from digitizer.domain.rehearsal import Rehearsal
from ui.batches.rehearsal_models import (
    ReceivedModel,
    file_columns,
    finding_columns,
    size_text,
    table_columns,
)
from ui.session import Session
from ui.theme import Tone, px
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import button, label
from ui.widgets.tables import Table

_SIZE = (1180, 640)
_FINDING_PX, _FILE_PX, _WIDEST_PX = (130, 620, 70, 90), (560, 110, 80, 130), 320
_LOOKED_AT = 60
"""Rows by which the columns of the receiver's table find their width."""
_ORDER = list(Severity)


class RehearsalDialog(QDialog):
    """Opens at the findings where there are any. ``export_wanted``: the person goes on to the
    export, which is open while nothing stands against the package; ``batch_wanted``: to its
    cases."""

    export_wanted = Signal()
    batch_wanted = Signal()

    def __init__(
        self, session: Session, parent: QWidget | None, batch: Batch, found: Rehearsal
    ) -> None:
        super().__init__(parent)
        self._session, self._found = session, found
        title = session.text("rehearsal-title", batch=batch.name)
        self.setWindowTitle(title)
        self.resize(px(_SIZE[0]), px(_SIZE[1]))
        self.verdict = Banner(session, closable=False)
        self.tabs = QTabWidget()
        self.findings = self._findings()
        self.table = self._table()
        self.files = self._files()
        self._fill_tabs()
        self.export_button = button(session.text("rehearsal-export"), "primary")
        self.export_button.setEnabled(found.is_clean)
        self.batch_button = button(session.text("rehearsal-reopen"))
        self.close_button = button(session.text("rehearsal-close"))
        self.export_button.clicked.connect(lambda: self._go(self.export_wanted))
        self.batch_button.clicked.connect(lambda: self._go(self.batch_wanted))
        self.close_button.clicked.connect(self.reject)
        self._lay_out(title)
        self._say()

    def _go(self, wanted: SignalInstance) -> None:
        self.accept()
        wanted.emit()

    def _findings(self) -> Table:
        """Faults before remarks, each in the order in which a receiver comes to it."""
        text = self._session.text
        model = ReceivedModel(finding_columns(self._session), self)
        worst_first = sorted(
            self._found.findings, key=lambda each: -_ORDER.index(each.problem.severity)
        )
        model.show_things(worst_first)
        made = Table(model, _FINDING_PX, stretch=(1,))
        made.setAccessibleName(text("rehearsal-column-finding"))
        return made

    def _table(self) -> Table:
        names = self._found.columns
        model = ReceivedModel(table_columns(names), self)
        model.show_things(self._found.rows)
        made = Table(model, (), stretch=())
        made.setAccessibleName(self._session.text("rehearsal-tab-table"))
        made.horizontalHeader().setResizeContentsPrecision(_LOOKED_AT)
        made.resizeColumnsToContents()
        for place in range(len(names)):
            made.setColumnWidth(place, min(made.columnWidth(place) + px(12), px(_WIDEST_PX)))
        return made

    def _files(self) -> Table:
        model = ReceivedModel(file_columns(self._session), self)
        model.show_things(self._found.files)
        made = Table(model, _FILE_PX, stretch=(0,))
        made.setAccessibleName(self._session.text("rehearsal-column-file"))
        return made

    def _fill_tabs(self) -> None:
        text, found = self._session.text, self._found
        nothing = EmptyState("confirmed", text("rehearsal-nothing-found"), "")
        findings = QStackedWidget()
        findings.addWidget(self.findings if found.findings else nothing)
        self.tabs.addTab(findings, text("rehearsal-tab-findings", count=len(found.findings)))
        self.tabs.addTab(self.table, text("rehearsal-tab-table"))
        self.tabs.addTab(self.files, text("rehearsal-tab-files", count=len(found.files)))
        self.tabs.setCurrentIndex(0 if found.findings else 1)

    def _lay_out(self, title: str) -> None:
        text = self._session.text
        foot = QHBoxLayout()
        foot.addWidget(self.batch_button)
        foot.addStretch(1)
        for each in (self.export_button, self.close_button):
            each.setIcon(QIcon())
            foot.addWidget(each)
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addWidget(label(title, "heading", wrap=True))
        column.addWidget(label(text("rehearsal-advice"), "muted", wrap=True))
        column.addWidget(self.verdict)
        column.addWidget(label(self._counts(), "muted", wrap=True))
        column.addWidget(self.tabs, 1)
        column.addLayout(foot)
        (self.export_button if self._found.is_clean else self.tabs).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def _say(self) -> None:
        text, found = self._session.text, self._found
        counts = {"errors": found.errors, "warnings": found.warnings}
        if found.is_clean:
            self.verdict.say(text("rehearsal-clean", warnings=found.warnings), Tone.GOOD)
        else:
            self.verdict.say(text("rehearsal-faults", **counts), Tone.BAD)

    def _counts(self) -> str:
        text, found = self._session.text, self._found
        counts: dict[str, str | int] = {
            "rows": len(found.rows),
            "files": len(found.files),
            "size": size_text(self._session, found.size),
        }
        is_whole = len(found.rows) == found.cases
        said = (
            text("rehearsal-counts", **counts)
            if is_whole
            else text("rehearsal-counts-left", cases=found.cases, **counts)
        )
        by = found.signed_by
        signed = text("rehearsal-signed", name=by) if by else text("rehearsal-unsigned")
        return f"{said}\n{signed}"
