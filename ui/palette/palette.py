"""The window of the palette: a line to type in, and what fits below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

from digitizer.domain.errors import DigitizerError
from digitizer.workflow.ports import CaseFilter
from ui.actions import ActionSet
from ui.announcing import announce
from ui.asking import Asking
from ui.palette.entries import (
    ActionEntry,
    CaseEntry,
    Entry,
    action_entries,
    case_entry,
    case_number,
    found,
    opened_entry,
)
from ui.palette.entry_model import EntryModel
from ui.palette.row import EntryDelegate
from ui.session import Session
from ui.situation import Situation
from ui.theme import px
from ui.widgets.styling import label

_WIDTH_PX, _ROWS = 640, 9
_TOP_PX = 70
_LEAST_LETTERS = 2
_MOST_CASES = 6
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Palette(QDialog):
    """Accepted when something was chosen: :attr:`chosen`. Up and Down move in the list while the
    typing goes on in the line."""

    def __init__(
        self, session: Session, actions: ActionSet, situation: Situation, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._entries = action_entries(session, actions, situation)
        self._may = actions.may
        self._asking = Asking(session)
        self._cases: tuple[CaseEntry, ...] = ()
        self.chosen: Entry | None = None
        self.setWindowTitle(session.text("ui-action-palette"))
        self.setFixedWidth(min(px(_WIDTH_PX), parent.width() - 40))
        self.line = QLineEdit()
        self.line.setPlaceholderText(session.text("palette-hint"))
        self.line.setAccessibleName(session.text("ui-action-palette"))
        self.line.setClearButtonEnabled(True)
        self.line.installEventFilter(self)
        self.model = EntryModel(self)
        self.list = QListView()
        self.list.setObjectName("palette")
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryDelegate(self.model, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(session.text("palette-list"))
        self._note = label("", "muted", wrap=True)
        self._build(parent)
        self.line.textChanged.connect(self._search)
        self.list.clicked.connect(lambda _index: self._take())
        self._search("")

    def _build(self, parent: QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        column.addWidget(self._note)
        room = parent.height() - 2 * px(_TOP_PX)
        rows = EntryDelegate.row_height(self.list) * _ROWS + 4
        self.list.setFixedHeight(max(min(rows, room), EntryDelegate.row_height(self.list) * 3))
        left = (parent.width() - self.width()) // 2
        self.move(parent.mapToGlobal(QPoint(left, min(px(_TOP_PX), parent.height() // 10))))

    @property
    def entries(self) -> Sequence[Entry]:
        """What is offered now, from above to below."""
        return self.model.rows

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
            if event.key() in _MOVES:
                self._move(event.key())
                return True
        return super().eventFilter(watched, event)

    def _search(self, typed: str) -> None:
        self._cases = ()
        self._show(typed)
        number = case_number(typed)
        backend, text = self._session.backend, typed.strip()
        if number is None and len(text) < _LEAST_LETTERS:
            return
        if not self._may("go-cases" if number is None else "open-case"):
            return

        def look() -> tuple[CaseEntry, ...]:
            if number is not None:
                return (opened_entry(self._session, backend.case_view(number)),)
            rows = backend.case_summaries(CaseFilter(text=text), limit=_MOST_CASES, offset=0)
            return tuple(case_entry(self._session, row) for row in rows)

        self._asking.ask(look, lambda cases: self._take_cases(typed, cases), self._no_case)

    def _take_cases(self, typed: str, cases: tuple[CaseEntry, ...]) -> None:
        if typed == self.line.text():
            self._cases = cases
            self._show(typed)

    def _no_case(self, error: DigitizerError) -> None:
        self._say(self._session.backend.messages.error(error))

    def _show(self, typed: str) -> None:
        actions = found(self._entries, typed) if typed.strip() else self._entries
        self.model.show((*self._cases, *actions))
        if self.model.rowCount():
            self._say("")
            self._make_current(self.model.index(0, 0))
        else:
            self._say(self._session.text("palette-nothing"))

    def _make_current(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        if self.isVisible():
            announce(self.line, str(index.data()))

    def _move(self, key: int) -> None:
        rows = self.model.rowCount()
        if not rows:
            return
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: 1 - _ROWS}.get(
            Qt.Key(key), _ROWS - 1
        )
        place = self.list.currentIndex().row() + step
        place = place % rows if abs(step) == 1 else min(max(place, 0), rows - 1)
        self._make_current(self.model.index(place, 0))

    def _take(self) -> None:
        index = self.list.currentIndex()
        if not index.isValid():
            return
        entry = self.model.rows[index.row()]
        if isinstance(entry, ActionEntry) and entry.why_not:
            self._say(entry.why_not)
            return
        self.chosen = entry
        self.accept()

    def _say(self, text: str) -> None:
        self._note.setText(text)
        if text and self.isVisible():
            announce(self.line, text, is_urgent=True)
