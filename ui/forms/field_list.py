"""The fields of the form's type: searched without marks, chosen for the zone in hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.values.text import fold
from ui import icons
from ui.session import Session
from ui.theme import theme
from ui.widgets.styling import label

_KEY_ROLE = int(Qt.ItemDataRole.UserRole)
_FOLDED_ROLE = _KEY_ROLE + 1
_FREE_ROLE = _KEY_ROLE + 2
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class ListedField:
    """``zones`` counts the accepted ones."""

    key: str
    name: str
    zones: int


class _Narrowed(QSortFilterProxyModel):
    """Those whose words hold the text, and only those without a zone when that is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.only_free = False
        self.words: tuple[str, ...] = ()

    def filterAcceptsRow(self, row: int, parent: object) -> bool:
        index = self.sourceModel().index(row, 0)
        if self.only_free and not index.data(_FREE_ROLE):
            return False
        folded = str(index.data(_FOLDED_ROLE))
        return all(word in folded for word in self.words)


class FieldList(QWidget):
    """``chosen`` is the key of the field that the zone in hand is to belong to; ``left``: the keys
    should go back to the sheet."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        text = session.text
        self._session = session
        self.search = _SearchLine()
        self.search.setPlaceholderText(text("ui-forms-search-field"))
        self.search.setAccessibleName(text("ui-forms-search-field"))
        self.search.setClearButtonEnabled(True)
        self.only_free = QCheckBox(text("ui-forms-only-free"))
        self._count = label("", "muted", wrap=True)
        self._model = QStandardItemModel(self)
        self._shown = _Narrowed()
        self._shown.setSourceModel(self._model)
        self.view = QListView()
        self.view.setModel(self._shown)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setAccessibleName(text("ui-forms-fields"))
        self.view.setUniformItemSizes(True)
        self._none = label(text("ui-forms-no-field-found"), "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self.view, 1)
        column.addWidget(self._none)
        column.addWidget(self.only_free)
        column.addWidget(self._count)
        self._connect()

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.search.accepted.connect(self._take)
        self.search.moved.connect(self._move)
        self.search.left.connect(self.left)
        self.only_free.toggled.connect(lambda _on: self._narrow())
        self.view.activated.connect(lambda _index: self._take())
        self.view.clicked.connect(lambda _index: self._take())

    def show_fields(self, fields: Sequence[ListedField]) -> None:
        """Show what the board says now; the place in the list is kept."""
        current = self.current
        text = self._session.text
        self._model.clear()
        for field in fields:
            many = text("ui-forms-field-zones", name=field.name, count=field.zones)
            item = QStandardItem(many if field.zones > 1 else field.name)
            sign = "confirmed" if field.zones else "missing"
            color = theme.colors.good if field.zones else theme.colors.strong_line
            item.setIcon(icons.icon(sign, color, 18))
            spoken = many if field.zones else text("ui-forms-field-free", name=field.name)
            item.setData(spoken, int(Qt.ItemDataRole.AccessibleTextRole))
            item.setToolTip(spoken)
            item.setData(field.key, _KEY_ROLE)
            item.setData(fold(f"{field.name} {field.key}"), _FOLDED_ROLE)
            item.setData(not field.zones, _FREE_ROLE)
            self._model.appendRow(item)
        free = sum(not field.zones for field in fields)
        self._count.setText(text("ui-forms-count", free=free, all=len(fields)))
        self._narrow(current)

    @property
    def current(self) -> str | None:
        index = self.view.currentIndex()
        return str(index.data(_KEY_ROLE)) if index.isValid() else None

    @property
    def shown(self) -> Sequence[str]:
        """The keys in the list as it is narrowed."""
        rows = range(self._shown.rowCount())
        return [str(self._shown.index(row, 0).data(_KEY_ROLE)) for row in rows]

    def mark(self, key: str) -> None:
        """Make a field current, when it is shown."""
        if key in self.shown:
            self.view.setCurrentIndex(self._shown.index(list(self.shown).index(key), 0))

    def begin(self) -> None:
        """The keys go to the search line."""
        self.search.clear()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _narrow(self, current: str | None = None) -> None:
        kept = current or self.current
        self._shown.words = tuple(fold(self.search.text()).split())
        self._shown.only_free = self.only_free.isChecked()
        self._shown.invalidate()
        self._none.setVisible(not self._shown.rowCount() and self._model.rowCount() > 0)
        if kept is not None and kept in self.shown:
            self.mark(kept)
        elif self._shown.rowCount():
            self.view.setCurrentIndex(self._shown.index(0, 0))

    def _move(self, key: int) -> None:
        self.view.keyPressEvent(
            QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        )

    def _take(self) -> None:
        key = self.current
        if key is not None:
            self.search.clear()
            self.chosen.emit(key)


class _SearchLine(QLineEdit):
    """Its arrows walk in the list below; Enter takes, Escape and F6 go back to the sheet."""

    accepted = Signal()
    moved = Signal(int)
    left = Signal()

    def event(self, event: QEvent) -> bool:
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ENTER:
            self.accepted.emit()
        elif key in _LIST_KEYS:
            self.moved.emit(event.key())
        elif key in (Qt.Key.Key_F6, Qt.Key.Key_Escape):
            self.left.emit()
        else:
            super().keyPressEvent(event)
