"""The fields of the list that wait for a look: filtered by field and by reason, Enter opens one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.doubts import Doubt
from digitizer.domain.errors import DigitizerError
from digitizer.workflow.batch_doubts import DoubtPage
from digitizer.workflow.doubts_port import DoubtPlace, DoubtSearch
from ui.asking import ask_briefly
from ui.list_page import ListStack
from ui.models.paged import PAGE_ROWS, Column, PagedTableModel
from ui.models.virtual import ListState, VirtualTableModel
from ui.session import Session
from ui.theme import px
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import label

_SIZE = (980, 560)
_MOST_FIELDS = 10_000
"""More than any document type has: makes one number of a case and the place of a field."""


class DoubtModel(PagedTableModel[Doubt]):
    """The doubts that a search leaves, a page at a time as far as somebody scrolls. ``changed``:
    the state or the rows are others; a worker brings the first page, the newest question only."""

    changed = Signal()

    def __init__(
        self, session: Session, search: DoubtSearch, parent: QObject | None = None
    ) -> None:
        super().__init__(_columns(session), parent)
        self._session = session
        self.search = search
        self.state = ListState.LOADING
        self.error: DigitizerError | None = None
        self._turn = 0

    @property
    def total(self) -> int:
        return len(self._rows)

    def show(self, search: DoubtSearch) -> None:
        self.search = search
        self.load()

    def load(self) -> None:
        self._turn += 1
        turn, search, backend = self._turn, self.search, self._session.backend
        self.state = ListState.LOADING
        self.changed.emit()
        ask_briefly(
            self._session.bridge,
            lambda: backend.doubts.list(search, limit=PAGE_ROWS),
            lambda page: self._take(turn, page),
            lambda error: self._fail(turn, error),
            VirtualTableModel.patience,
        )

    def _take(self, turn: int, page: DoubtPage) -> None:
        if turn == self._turn:
            self.beginResetModel()
            self._rows, self._is_complete = list(page.doubts), page.after is None
            self.endResetModel()
            self.state = ListState.READY
            self.changed.emit()

    def _fail(self, turn: int, error: DigitizerError) -> None:
        if turn == self._turn:
            self.state, self.error, self._is_complete = ListState.FAILED, error, True
            self.changed.emit()

    def fetch(self, loaded: Sequence[Doubt], limit: int) -> Sequence[Doubt]:
        after = DoubtPlace(loaded[-1].case_id, loaded[-1].place) if loaded else None
        search = replace(self.search, after=after)
        page = self._session.attempt(lambda: self._session.backend.doubts.list(search, limit=limit))
        return page.doubts if page else ()

    def id_of(self, row: Doubt) -> int:
        return row.case_id * _MOST_FIELDS + row.place


class DoubtsDialog(QDialog):
    """``chosen`` is the doubt that was opened."""

    def __init__(self, session: Session, parent: QWidget | None, search: DoubtSearch) -> None:
        super().__init__(parent)
        self._session = session
        self.chosen: Doubt | None = None
        self.setWindowTitle(session.text("doubts-title"))
        self.resize(px(_SIZE[0]), px(_SIZE[1]))
        self.model = DoubtModel(session, search, self)
        self._begin: tuple[int, int] | None = None
        self._is_filled = False
        self.field = self._filter("doubts-field", "doubts-all-fields")
        self.reason = self._filter("doubts-reason", "doubts-all-reasons")
        self.passed = QCheckBox(session.text("doubts-passed-only"))
        self.passed.toggled.connect(self._search)
        self.table = self._made_table()
        self._count = label("", "muted")
        self._build()
        self.model.changed.connect(self._show_state)
        self.model.load()
        self.table.setFocus()

    def mark(self, case_id: int, place: int) -> None:
        """Begin at the doubt of this field, or the first after it, as soon as it is there."""
        self._begin = case_id, place
        self._select_begin()

    def _select_begin(self) -> None:
        rows, begin = self.model.rows, self._begin
        if rows and begin is not None:
            found = [i for i, row in enumerate(rows) if (row.case_id, row.place) >= begin]
            self.table.selectRow(found[0] if found else 0)
            self._begin = None

    def _build(self) -> None:
        text = self._session.text
        filters = QHBoxLayout()
        filters.setSpacing(px(8))
        for each in (self.field, self.reason):
            filters.addWidget(each)
        filters.addWidget(self.passed)
        filters.addStretch(1)
        filters.addWidget(self._count)
        nothing = EmptyState("checked", text("doubts-title"), text("doubts-none"))
        none = EmptyState("search", text("doubts-title"), text("doubts-none-here"))
        self.stack = ListStack(self._session, self.table, nothing, none)
        self.stack.again.clicked.connect(self.model.load)
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addWidget(label(text("doubts-title"), "heading"))
        column.addWidget(label(text("doubts-advice"), "muted", wrap=True))
        column.addLayout(filters)
        column.addWidget(self.stack, 1)

    def _made_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(self._session.text("doubts-title"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        for column, share in enumerate((200, 190, 220, 0, 180)):
            if share:
                table.setColumnWidth(column, px(share))
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        table.activated.connect(self._open)
        return table

    def _filter(self, name: str, everything: str) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(self._session.text(name))
        made.addItem(self._session.text(everything), None)
        made.currentIndexChanged.connect(self._search)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(22)
        return made

    def _fields(self) -> list[tuple[str, str]]:
        types = {row.document_type for row in self.model.rows}
        known = self._session.backend.catalog.types
        found: dict[str, str] = {}
        for key in sorted(types & known.keys()):
            for spec in known[key].fields:
                found.setdefault(spec.key, self._session.label(spec.label))
        return [(words, key) for key, words in found.items()]

    def _reasons(self) -> list[tuple[str, str]]:
        codes = dict.fromkeys(code for row in self.model.rows for code in row.reasons)
        return sorted((reason_words(self._session, code), code) for code in codes)

    def _search(self) -> None:
        self.model.show(
            replace(
                self.model.search,
                key=self.field.currentData(),
                reason=self.reason.currentData(),
                passed_only=self.passed.isChecked(),
            )
        )

    def _show_state(self) -> None:
        if self.model.state is ListState.READY and not self._is_filled:
            self._is_filled = True
            for combo, choices in ((self.field, self._fields()), (self.reason, self._reasons())):
                for words, value in choices:
                    combo.addItem(words, value)
        self.stack.show_state(self.model, is_narrow=self._is_narrow())
        self._count.setVisible(self.model.state is ListState.READY)
        count = len(self.model.rows)
        more = "yes" if self.model.canFetchMore(QModelIndex()) else "no"
        self._count.setText(self._session.text("doubts-count", count=count, more=more))
        if count and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._select_begin()

    def _is_narrow(self) -> bool:
        chosen = self.field.currentIndex() > 0 or self.reason.currentIndex() > 0
        return chosen or self.passed.isChecked()

    def _open(self, index: QModelIndex) -> None:
        self.chosen = self.model.row_at(index.row())
        self.accept()


def reason_words(session: Session, code: str) -> str:
    """The short word of a problem's code."""
    return session.text(f"chip-{code}")


def _columns(session: Session) -> list[Column[Doubt]]:
    text = session.text

    def field(row: Doubt) -> str:
        known = session.backend.catalog.types.get(row.document_type)
        spec = known.field(row.key) if known else None
        return session.label(spec.label) if spec else row.key

    def passed(row: Doubt) -> str:
        return f"{row.passed.actor}: {row.passed.reason}" if row.passed else ""

    return [
        Column(
            text("doubts-column-case"),
            lambda row: row.title or text("ui-no-title", number=row.case_id),
        ),
        Column(text("doubts-column-field"), field),
        Column(text("doubts-column-text"), lambda row: row.text or text("doubts-empty-text")),
        Column(
            text("doubts-column-reason"),
            lambda row: ", ".join(reason_words(session, code) for code in row.reasons),
        ),
        Column(text("doubts-column-passed"), passed),
    ]
