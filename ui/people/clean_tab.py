"""What to clean, the gravest first, with the two sides of each finding beside it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.errors import DigitizerError
from digitizer.domain.people.findings import CONTRADICTIONS, DUPLICATES, SEVERITIES, Finding
from digitizer.domain.people.mention import MentionId
from digitizer.workflow.people import FindingPage
from ui.asking import Asking
from ui.people import wording
from ui.people.models import ComparisonModel, FindingTableModel
from ui.people.tables import WrappedTable
from ui.session import Session
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_look import KeptLook
from ui.widgets.styling import button, label
from ui.widgets.tables import Table

_WIDTHS = (105, 200, 180, 115)
_COMPARED_WIDTHS = (130, 190, 190)
_AT_ONCE = 2000
"""Each fetch looks through the whole register, so that it should seldom be two."""
_LAST_COLUMN = 2

_KINDS: tuple[tuple[str, Collection[str]], ...] = (
    ("people-kind-all", frozenset(SEVERITIES)),
    ("people-kind-duplicates", DUPLICATES),
    ("people-kind-contradictions", CONTRADICTIONS),
)


class CleanTab(QWidget):
    """``opened`` asks to see a case; ``looked``: another finding is in hand."""

    opened = Signal(int)
    looked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        text = session.text
        self.session = session
        self._asking = Asking(session)
        self._total = 0
        self._is_shown = False
        self._awaits_focus = False
        self.model = FindingTableModel(session, self)
        self.table = Table(self.model, _WIDTHS, stretch=(2,))
        KeptLook(session, self.table, "findings")
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.setAccessibleName(text("people-tab-clean"))
        self.compared = ComparisonModel(session, self)
        self.comparison = WrappedTable(self.compared, _COMPARED_WIDTHS, stretch=())
        self.comparison.setAccessibleName(text("people-comparison"))
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(text("people-kind"))
        for words, codes in _KINDS:
            self.kinds.addItem(text(words), codes)
        self._count = label("", "muted")
        self._sentence = label("", wrap=True)
        self._signs = label("", "muted", wrap=True)
        self.again = button(text("people-again"), "primary")
        self.again.clicked.connect(self.reload)
        self._loading = EmptyState("working", text("people-checking"), text("people-checking-long"))
        self._none = EmptyState("confirmed", text("people-clean"), text("people-clean-advice"))
        self._failed = EmptyState(
            "error", text("people-failed"), text("people-failed-advice"), self.again
        )
        self._build()
        self.kinds.currentIndexChanged.connect(lambda _index: self.reload())
        self.model.wanted.connect(self._fetch_more)
        self.table.activated.connect(lambda _index: self._open())
        self.comparison.activated.connect(lambda _index: self._open())
        self.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._look())

    def _build(self) -> None:
        side = QWidget()
        rows = QVBoxLayout(side)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(self._sentence)
        rows.addWidget(self._signs)
        rows.addWidget(self.comparison, 1)
        self._list = QSplitter(Qt.Orientation.Horizontal)
        self._list.setChildrenCollapsible(False)
        self._list.setHandleWidth(12)
        self._list.addWidget(self.table)
        self._list.addWidget(side)
        self._list.setSizes([645, 495])
        self._list.setStretchFactor(0, 1)
        self._list.setStretchFactor(1, 1)
        self.stack = QStackedWidget()
        for part in (self._loading, self._list, self._none, self._failed):
            self.stack.addWidget(part)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.kinds)
        head.addWidget(self._count, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.stack, 1)

    @property
    def finding(self) -> Finding | None:
        """The finding in hand."""
        return self.model.of_id(self.table.current_id())

    def reload(self) -> None:
        """Look through the whole register anew, in a worker."""
        if not self._is_shown:
            self.stack.setCurrentWidget(self._loading)
        backend, codes = self.session.backend, self.kinds.currentData()
        self._asking.ask(
            lambda: backend.people_findings(codes, limit=_AT_ONCE, offset=0),
            self._show,
            self._show_failure,
        )

    def drop(self, pair: frozenset[MentionId]) -> None:
        """Take away what was found between two mentions: somebody has decided about them."""
        known = len(self.model.rows)
        self.model.drop(lambda row: {row.left.mention.id, row.right.mention.id} == pair)
        self._total -= known - len(self.model.rows)
        self.table.ensure_selection()
        self._show_count()
        self._look()

    def focus_list(self) -> None:
        # A list that is not shown yet cannot have the focus.
        self._awaits_focus = self.stack.currentWidget() is not self._list
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fetch_more(self) -> None:
        backend, codes = self.session.backend, self.kinds.currentData()
        offset = len(self.model.rows)
        self._asking.ask(
            lambda: backend.people_findings(codes, limit=_AT_ONCE, offset=offset),
            self._add,
            self._show_no_more,
        )

    def _show(self, page: FindingPage) -> None:
        self._is_shown = True
        self._total = page.total
        place = self.table.currentIndex().row()
        self.model.show(page.findings, is_complete=len(page.findings) >= page.total)
        self.stack.setCurrentWidget(self._list if page.findings else self._none)
        if page.findings and self._awaits_focus and self.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._awaits_focus = False
        if page.findings and not self.table.selectionModel().hasSelection():
            # What was settled is gone: the next one moves up into its place.
            self.table.selectRow(min(max(place, 0), len(page.findings) - 1))
        self._show_count()
        self._look()

    def _add(self, page: FindingPage) -> None:
        self._total = page.total
        known = len(self.model.rows) + len(page.findings)
        is_complete = known >= page.total or not page.findings
        self.model.add(page.findings, is_complete=is_complete)
        self._show_count()

    def _show_count(self) -> None:
        number = QLocale(self.session.backend.messages.language).toString
        shown, total = number(len(self.model.rows)), number(self._total)
        words = "people-findings" if self._total else "people-findings-none"
        self._count.setText(self.session.text(words, shown=shown, total=total))

    def _show_failure(self, error: DigitizerError) -> None:
        self._is_shown = False
        self.stack.setCurrentWidget(self._failed)
        self.session.on_error(error)

    def _show_no_more(self, error: DigitizerError) -> None:
        self.model.give_up()
        self.session.on_error(error)

    def _look(self) -> None:
        finding = self.finding
        if finding is None:
            self._sentence.setText("")
            self._signs.setText("")
            self.compared.show(())
        else:
            self._sentence.setText(wording.finding_text(self.session, finding))
            signs = "" if finding.is_sure else wording.signs_text(self.session, finding)
            self._signs.setText(self.session.text("people-signs", signs=signs) if signs else "")
            self._signs.setVisible(bool(signs))
            self.compared.show_finding(finding)
            self._share_columns()
        self.looked.emit()

    def _share_columns(self) -> None:
        """The columns are made anew with each finding, and so is their share of the room."""
        header = self.comparison.horizontalHeader()
        for column, width in enumerate(_COMPARED_WIDTHS):
            self.comparison.setColumnWidth(column, width)
            if column:
                header.setSectionResizeMode(column, header.ResizeMode.Stretch)

    def _open(self) -> None:
        """The case of the column in hand; of the first source from the list."""
        finding = self.finding
        if finding is None:
            return
        is_other = (
            self.comparison.hasFocus() and self.comparison.currentIndex().column() == _LAST_COLUMN
        )
        self.opened.emit(finding.cases[1 if is_other else 0])
