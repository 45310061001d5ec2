"""Who did what, when, from what to what: the audit log for reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QSplitter, QVBoxLayout

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.workflow.audit_port import LoggedAct
from digitizer.workflow.export_audit import WrittenLog
from ui.asking import Asking
from ui.audit.check_strip import CheckStrip
from ui.audit.detail import AuditDetail
from ui.audit.filters import AuditFilters, Known
from ui.list_page import ListPage, ListStack
from ui.models.audit import AuditTableModel
from ui.session import Session
from ui.situation import PageName, Situation
from ui.theme import Tone, px
from ui.widgets.empty_state import EmptyState
from ui.widgets.tables import Table

_WIDTHS = (80, 150, 150, 420)
_LIST_SHARE, _DETAIL_SHARE = 7, 4
_MANIFEST, _LOG = "manifest.json", "log.json"
_GATHER_MS = 1500
"""Entries come in crowds while files are being read."""


class AuditPage(ListPage):
    """Nothing here changes the log; taking it away is noted in it."""

    name = PageName.AUDIT

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        text = session.text
        self._asking = Asking(session)
        self._is_exporting = False
        self.model = AuditTableModel(session, self)
        self.table = Table(self.model, _WIDTHS, stretch=(3,))
        self.table.setAccessibleName(text("ui-page-audit"))
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.filters = AuditFilters(session)
        self.bar = self.filters.bar
        empty = EmptyState("audit", text("audit-empty-log"), text("audit-empty-log-advice"))
        none = EmptyState("search", text("audit-none"), text("audit-none-advice"))
        self.stack = ListStack(session, self.table, empty, none)
        self.detail = AuditDetail(session)
        self.check = CheckStrip(session)
        self._gathering = QTimer(self)
        self._gathering.setSingleShot(True)
        self._gathering.setInterval(_GATHER_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.stack)
        halves.addWidget(self.detail)
        halves.setStretchFactor(0, _LIST_SHARE)
        halves.setStretchFactor(1, _DETAIL_SHARE)
        self.detail.setMinimumWidth(px(300))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.filters)
        column.addWidget(self.check)
        column.addWidget(halves, 1)

    def _connect(self) -> None:
        self.filters.narrowed.connect(self._narrow)
        self.bar.entered.connect(self.focus_list)
        self.stack.again.clicked.connect(self._narrow)
        self.model.changed.connect(self._show_state)
        self.check.ended.connect(self.situation_changed)
        self._gathering.timeout.connect(self.model.refresh)
        chosen = self.table.selectionModel()
        chosen.selectionChanged.connect(lambda _new, _old: self._show_detail())
        words = self.session.text("ui-action-audit-subject")
        self.table.offer_menu(self.session, [(words, self._only_this, self._has_chosen)])

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "search-audit": self.bar.focus_search,
            "verify-audit": self._check,
            "verify-audit-with": self._choose_and_compare,
            "check-audit-log": self._choose_and_check,
            "export-audit": self._choose_and_export,
            "audit-subject": self._only_this,
        }

    def situation(self) -> Situation:
        return Situation(self.name, has_case=self._has_chosen())

    def enter(self) -> None:
        self._narrow()
        self._ask_known()
        self.focus_list()

    def take_change(self, change: ChangeSet) -> None:
        if self.isVisible() and not self._gathering.isActive():
            self._gathering.start()

    def may_close(self) -> bool:
        self.check.stop_check()
        if self._is_exporting:
            self.said.emit(self.session.text("audit-exporting"), Tone.WARN)
        return not self._is_exporting

    def export(self, folder: Path) -> None:
        """Write the whole log into a new folder, in a worker."""
        if self._is_exporting:
            return
        self._is_exporting = True
        audit = self.session.backend.audit
        self.said.emit(self.session.text("audit-exporting"), Tone.ACCENT)
        self.session.bridge.run(lambda: audit.export(folder), self._exported, self._not_exported)

    def _choose_and_export(self) -> None:
        title = self.session.text("audit-export-folder")
        place = QFileDialog.getExistingDirectory(self, title, str(self.session.backend.workspace))
        if place:
            self.export(Path(place) / f"nhat-ky-{datetime.now().astimezone():%Y%m%d-%H%M%S}")

    def _exported(self, made: WrittenLog) -> None:
        self._is_exporting = False
        folder, entries = str(made.folder), str(made.entries)
        self.said.emit(
            self.session.text("audit-export-done", folder=folder, entries=entries), Tone.GOOD
        )
        self.model.refresh()

    def _not_exported(self, error: DigitizerError) -> None:
        self._is_exporting = False
        self.session.on_error(error)

    def _check(self) -> None:
        self.check.check()

    def _choose_and_compare(self) -> None:
        """With packages and exported logs that lie elsewhere, such as with the auditor."""
        title, kinds = self.session.text("audit-compare-choose"), f"*.zip {_MANIFEST} {_LOG}"
        start = str(self.session.backend.workspace)
        chosen, _kind = QFileDialog.getOpenFileNames(self, title, start, kinds)
        if chosen:
            self.check.check([_package(Path(name)) for name in chosen])

    def _choose_and_check(self) -> None:
        """An exported log of this office or of another one."""
        title = self.session.text("audit-log-choose")
        start = str(self.session.backend.workspace)
        chosen, _kind = QFileDialog.getOpenFileName(self, title, start, _LOG)
        if chosen:
            self.check.check_log(Path(chosen).parent)

    def _narrow(self) -> None:
        wanted = self.filters.wanted()
        if wanted == self.model.where and self.model.total is not None:
            self.model.refresh()
        else:
            self.model.show(wanted)

    def _ask_known(self) -> None:
        audit = self.session.backend.audit
        self._asking.ask(
            lambda: Known(audit.actors(), audit.actions()),
            self.filters.offer,
            self.session.on_error,
        )

    def _show_state(self) -> None:
        self.bar.show_count(self.count_text("audit-count", self.model.total))
        self.stack.show_state(self.model, is_narrow=self.bar.is_narrow)
        self.table.ensure_selection()
        self._show_detail()

    def _chosen(self) -> LoggedAct | None:
        index = self.table.currentIndex()
        has = self.table.selectionModel().hasSelection()
        return self.model.row_at(index.row()) if index.isValid() and has else None

    def _has_chosen(self) -> bool:
        return self._chosen() is not None

    def _show_detail(self) -> None:
        self.detail.show_act(self._chosen())
        self.situation_changed.emit()

    def _only_this(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.filters.choose_subject(chosen.entry.subject)


def _package(file: Path) -> Path:
    """An archive is one; beside these files lies what belongs to them."""
    return file.parent if file.name in (_MANIFEST, _LOG) else file
