"""The line in which a value is typed, safe for input methods, with the field's list below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from digitizer.domain.values.text import fold
from ui import icons
from ui.desk.waves import OddSpans, OddWords, away_from, paint_wave
from ui.theme import px, theme

_FOLDED_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_NAME_ROLE = _FOLDED_ROLE + 1
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHOWN_CHOICES = 9
DESK_KEYS = ("Ctrl+K", "PgUp", "PgDown")
"""Keys of the desk that an editor would take for itself."""


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
        return str(index.data(_NAME_ROLE))


class FieldEdit(QLineEdit):
    """Enter and Tab leave as signals and never fire while an input method composes."""

    accepted = Signal()
    stepped = Signal(int)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_composing = False
        self._has_typed = False
        self._names: Sequence[tuple[str, str]] = ()
        self._list_name = ""
        self._choices: _NameCompleter | None = None
        self._odd = OddSpans()
        self.textEdited.connect(self._on_edited)

    @property
    def has_typed(self) -> bool:
        """Whether somebody typed since the stored text was shown."""
        return self._has_typed

    def meant(self) -> str:
        """What the text stands for, as it is to be stored."""
        return self.text()

    def watch_spelling(self, tell: OddWords) -> None:
        """Underline the words that ``tell`` calls odd."""
        self._odd = OddSpans(tell)

    def caret(self) -> int:
        return self.cursorPosition()

    def is_all_marked(self) -> bool:
        return len(self.selectedText()) == len(self.text())

    def mark(self, start: int, end: int) -> None:
        """Take the caret to a part of the text, which the next key replaces."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setSelection(end, start - end)

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
        """Offer a list of (name, further spellings to search by, the first of which is its code);
        names are what is taken. The list is made when it is first shown."""
        self._names, self._list_name = names, open_label
        opener = QAction(icons.icon("list", theme.colors.muted), open_label, self)
        opener.triggered.connect(self.open_choices)
        self.addAction(opener, QLineEdit.ActionPosition.TrailingPosition)

    def _made_choices(self) -> _NameCompleter | None:
        if self._choices is None and self._names:
            model = QStandardItemModel(self)
            for name, spellings in self._names:
                model.appendRow(_choice(name, spellings))
            popup = QListView()
            popup.setObjectName("choices")
            popup.setAccessibleName(self._list_name)
            self._choices = _NameCompleter(model, popup, self)
            self._choices.activated.connect(self.take)
        return self._choices

    @property
    def has_choices(self) -> bool:
        return bool(self._names)

    @property
    def is_choosing(self) -> bool:
        return self._choices is not None and self._choices.list.isVisible()

    def open_choices(self) -> None:
        """Show the whole list."""
        if not self.isReadOnly():
            self._offer("")

    def _offer(self, prefix: str) -> None:
        choices = self._made_choices()
        if choices is None:
            return
        choices.setCompletionPrefix(prefix)
        if not choices.completionCount():
            choices.list.hide()
            return
        choices.complete()
        choices.list.setCurrentIndex(choices.completionModel().index(0, 0))

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
        if is_for_desk(event, has_typed=self._has_typed):
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

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        spans = () if self._is_composing else self._odd.of(self.text())
        if self.hasFocus():
            spans = away_from(spans, self.cursorPosition())
        if not spans:
            return
        text, metrics = self.text(), self.fontMetrics()
        caret = self.cursorRect()
        origin = caret.center().x() - metrics.horizontalAdvance(text[: self.cursorPosition()])
        bottom = self.rect().center().y() + metrics.height() // 2
        frame = px(8)
        with QPainter(self) as painter:
            painter.setClipRect(self.rect().adjusted(frame, 0, -frame, 0))
            for start, end in spans:
                left = origin + metrics.horizontalAdvance(text[:start])
                right = origin + metrics.horizontalAdvance(text[:end])
                paint_wave(painter, left, right, bottom)

    def place_below(self) -> QPoint:
        """Where a list below the text begins, in the coordinates of the window."""
        return self.mapTo(self.window(), QPoint(0, self.height()))


def _choice(name: str, spellings: str) -> QStandardItem:
    code = spellings.partition(" ")[0]
    item = QStandardItem(f"{name}  ·  {code}" if code else name)
    item.setData(name, _NAME_ROLE)
    item.setData(fold(f"{name} {spellings}"), _FOLDED_ROLE)
    return item


def is_for_desk(event: QKeyEvent, *, has_typed: bool) -> bool:
    """Whether an editor leaves a key to the desk: its commands, and undoing and redoing while
    nothing is typed."""
    pressed = QKeySequence(event.keyCombination())
    if any(pressed == QKeySequence(keys) for keys in DESK_KEYS):
        return True
    is_undo = event.matches(QKeySequence.StandardKey.Undo)
    return (is_undo or event.matches(QKeySequence.StandardKey.Redo)) and not has_typed
