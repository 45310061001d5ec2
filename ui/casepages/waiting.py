"""Which papers to fetch for scanning again, as a list to work from and to carry along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.errors import DigitizerError
from digitizer.domain.sheet import Sheet
from digitizer.workflow.placed_pages import PlacedPage
from ui.casepages.printing import print_on, set_up
from ui.session import Session
from ui.theme import Tone, px
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import button, label

_COLUMNS = ("batch", "entry", "title", "page", "waits", "scan")
_WIDTHS = (120, 230, 160, 60, 220, 140)
_REASON = 4


class WaitingDialog(QDialog):
    """``opened``: the case of a row was asked for, by Enter or a double click; the dialog is closed
    by it. The list can be copied with its head, for a spreadsheet or for paper."""

    opened = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._session = session
        self._found: Sequence[PlacedPage] = ()
        text = session.text
        self.setWindowTitle(text("pages-waiting-title"))
        self.resize(px(1000), px(520))
        self._heads = [text(f"pages-column-{name}") for name in _COLUMNS]
        self.table = self._table()
        self.banner = Banner(session)
        self._loading = label(text("pages-loading"), "muted")
        self._loading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty = EmptyState(
            "checked", text("pages-waiting-none"), text("pages-waiting-none-advice")
        )
        self._stack = QStackedWidget()
        for part in (self._loading, self.table, self.empty):
            self._stack.addWidget(part)
        self.copy = button(text("pages-waiting-copy"))
        self.copy.clicked.connect(self._copy)
        self.print = self._keyed("pages-waiting-print", "Ctrl+P", self._print)
        self.save = self._keyed("pages-waiting-save", "Ctrl+S", self._save)
        self.open_case = button(text("pages-waiting-open"), "primary")
        self.open_case.clicked.connect(self._open)
        close = button(text("pages-do-close"))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        for made in (self.print, self.save, self.copy):
            foot.addWidget(made)
        foot.addStretch(1)
        foot.addWidget(self.open_case)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addWidget(label(text("pages-waiting-title"), "heading"))
        column.addWidget(label(text("pages-waiting-advice"), "muted", wrap=True))
        column.addWidget(self._stack, 1)
        column.addWidget(self.banner)
        column.addLayout(foot)
        self._look()
        backend = session.backend
        session.bridge.run(lambda: backend.case_pages.rescans_waiting(), self._show, self._fail)

    def _keyed(self, message: str, keys: str, act: Callable[[], None]) -> QPushButton:
        words = self._session.text(message)
        made = button(words)
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(f"{words} ({shown})")
        made.setAccessibleDescription(shown)
        made.clicked.connect(act)
        QShortcut(QKeySequence(keys), self, made.click)
        return made

    def _table(self) -> QTableWidget:
        made = QTableWidget(0, len(_COLUMNS))
        made.setHorizontalHeaderLabels(self._heads)
        made.setAccessibleName(self._session.text("pages-waiting-title"))
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setTabKeyNavigation(False)
        made.setShowGrid(False)
        # The number stands at the end, the office before it.
        made.setWordWrap(False)
        made.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        made.verticalHeader().hide()
        for column, width in enumerate(_WIDTHS):
            made.setColumnWidth(column, px(width))
        made.horizontalHeader().setSectionResizeMode(_REASON, QHeaderView.ResizeMode.Stretch)
        made.itemActivated.connect(lambda _item: self._open())
        return made

    def _show(self, found: Sequence[PlacedPage]) -> None:
        if not shiboken6.isValid(self):
            return
        self._found = found
        self.table.setRowCount(len(found))
        for row, each in enumerate(found):
            for column, cell in enumerate(_cells(each)):
                item = QTableWidgetItem(cell)
                item.setToolTip(cell)
                self.table.setItem(row, column, item)
        self._stack.setCurrentWidget(self.table if found else self.empty)
        if found:
            self.table.setCurrentCell(0, 0)
            self.table.setFocus()
        self._look()

    def _fail(self, error: DigitizerError) -> None:
        if shiboken6.isValid(self):
            self._stack.setCurrentWidget(self.table)
            self.banner.say(self._session.backend.messages.error(error), Tone.BAD)

    def _look(self) -> None:
        for made in (self.print, self.save, self.copy, self.open_case):
            made.setEnabled(bool(self._found))

    def _copy(self) -> None:
        rows = [self._heads, *(_cells(each) for each in self._found)]
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))
        self.banner.say(
            self._session.text("pages-waiting-copied", count=len(self._found)), Tone.GOOD
        )

    def _print(self) -> None:
        desk = self._session.backend.case_pages
        self._session.bridge.run(desk.waiting_sheet, self._to_printer, self._fail)

    def _to_printer(self, sheet: Sheet) -> None:
        """Let a printer be chosen; it need not be asked for where there is nothing to print."""
        if not shiboken6.isValid(self):
            return
        # Looking for printers takes a while, which starting the window does not wait for.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(sheet.title)
        set_up(printer, sheet)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            print_on(printer, sheet, printer.resolution())
            self.banner.say(self._session.text("pages-waiting-printed"), Tone.GOOD)

    def _save(self) -> None:
        text = self._session.text
        name = str(Path.home() / text("pages-waiting-file"))
        chosen, _kind = QFileDialog.getSaveFileName(
            self, text("pages-waiting-save"), name, "PDF (*.pdf)"
        )
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the list as PDF; a file that is there makes room for it."""
        desk = self._session.backend.case_pages
        self._session.bridge.run(
            lambda: desk.write_waiting(path, replaces=True),
            lambda _done: self._saved(path),
            self._fail,
        )

    def _saved(self, path: Path) -> None:
        if shiboken6.isValid(self):
            said = self._session.text("pages-waiting-saved", path=str(path))
            self.banner.say(said, Tone.GOOD)

    def _open(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._found):
            self.accept()
            self.opened.emit(self._found[row].case_id)


def _cells(each: PlacedPage) -> list[str]:
    wish = each.view.rescan
    return [
        each.batch or "—",
        ", ".join(each.entry) or "—",
        each.title or "—",
        str(each.place + 1),
        wish.reason if wish else "—",
        each.scan_name,
    ]
