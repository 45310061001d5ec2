"""The line in which a value is typed, safe for input methods, with the field's list below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from digitizer.domain.values.text import fold
from ui import icons
from ui.theme import theme

_FOLDED_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHOWN_CHOICES = 9
_VIEW_TURNS = ("Ctrl+Left", "Ctrl+Right")


class _NameCompleter(QCompleter):
    """Searches by folded spellings and takes the name."""

    def __init__(self, model: QStandardItemModel, popup: QListView, edit: QLineEdit) -> None:
        super().__init__(model, edit)
        self.list = popup
        self.setCompletionRole(_FOLDED_ROLE)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseSensitive)
        self.setMaxVisibleItems(_SHOWN_CHOICES)
        self.setWrapAround(False)
        self.setPopup(popup)
        self.setWidget(edit)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class FieldEdit(QLineEdit):
    """Enter and Tab leave as signals and never fire while an input method composes."""

    accepted = Signal()
    stepped = Signal(int)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_composing = False
        self._has_typed = False
        self._choices: _NameCompleter | None = None
        self.textEdited.connect(self._on_edited)

    @property
    def is_composing(self) -> bool:
        return self._is_composing

    def load(self, text: str) -> None:
        """Show a stored text; it counts as not typed."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)
        self._has_typed = False

    def start(self) -> None:
        """Take the caret, with the whole text selected. The caret stands at the head: a long value
        shows its beginning, not its end."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setSelection(len(self.text()), -len(self.text()))

    def has_caret(self) -> bool:
        return self.hasFocus()

    def set_choices(self, names: Sequence[tuple[str, str]], open_label: str) -> None:
        """Offer a list of (name, further spellings to search by); names are what is taken."""
        model = QStandardItemModel(self)
        for name, spellings in names:
            item = QStandardItem(name)
            item.setData(fold(f"{name} {spellings}"), _FOLDED_ROLE)
            model.appendRow(item)
        popup = QListView()
        popup.setObjectName("choices")
        popup.setAccessibleName(open_label)
        self._choices = _NameCompleter(model, popup, self)
        self._choices.activated.connect(self.take)
        opener = QAction(icons.icon("list", theme.colors.muted), open_label, self)
        opener.triggered.connect(self.open_choices)
        self.addAction(opener, QLineEdit.ActionPosition.TrailingPosition)

    @property
    def has_choices(self) -> bool:
        return self._choices is not None

    @property
    def is_choosing(self) -> bool:
        return self._choices is not None and self._choices.list.isVisible()

    def open_choices(self) -> None:
        """Show the whole list."""
        if not self.isReadOnly():
            self._offer("")

    def _offer(self, prefix: str) -> None:
        if self._choices is None:
            return
        self._choices.setCompletionPrefix(prefix)
        if not self._choices.completionCount():
            self._choices.list.hide()
            return
        self._choices.complete()
        self._choices.list.setCurrentIndex(self._choices.completionModel().index(0, 0))

    def _on_edited(self, text: str) -> None:
        self._has_typed = True
        if fold(text):
            self._offer(fold(text))

    def take(self, name: str) -> None:
        """Put a chosen text into the field as if it were typed."""
        self._has_typed = True
        self.setText(name)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride:
                return self._override(event)
            if event.type() is QEvent.Type.KeyPress and self._on_step_key(event):
                return True
        return super().event(event)

    def _override(self, event: QKeyEvent) -> bool:
        """Keep all keys while composing; leave the desk its own keys otherwise."""
        if self._is_composing:
            event.accept()
            return True
        if self.is_choosing and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        pressed = QKeySequence(event.keyCombination())
        is_turn = any(pressed == QKeySequence(keys) for keys in _VIEW_TURNS)
        is_desk_undo = event.matches(QKeySequence.StandardKey.Undo) and not self._has_typed
        if is_turn or is_desk_undo:
            event.ignore()
            return False
        return super().event(event)

    def _on_step_key(self, event: QKeyEvent) -> bool:
        if event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        if self.is_choosing and not self._is_composing:
            event.ignore()
            return True
        event.accept()
        if not self._is_composing:
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Tab else -1)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif self._is_composing:
            event.accept()
        elif self.is_choosing:
            event.ignore()
        else:
            event.accept()
            self.accepted.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._is_composing = False
        super().focusOutEvent(event)
