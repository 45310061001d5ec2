"""The editor for longer texts: it wraps, and grows with what is in it."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from ui.desk.field_edit import is_for_desk
from ui.desk.waves import OddSpans, OddWords, away_from, paint_wave
from ui.theme import px

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_LINES = 4


class TextEdit(QPlainTextEdit):
    """As the line, but up to four lines high. A record keeps no line breaks, so none is typed:
    Enter confirms, and pasted lines are joined."""

    accepted = Signal()
    stepped = Signal(int)
    entered = Signal()
    changed = Signal(str)

    has_choices = False
    is_choosing = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_composing = False
        self._has_typed = False
        self._is_loading = False
        self._odd = OddSpans()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self.textChanged.connect(self._on_changed)

    @property
    def is_composing(self) -> bool:
        return self._is_composing

    @property
    def has_typed(self) -> bool:
        return self._has_typed

    def text(self) -> str:
        return self.toPlainText()

    def meant(self) -> str:
        return self.text()

    def setText(self, text: str) -> None:
        """Exchange the text; undoing in the editor gives the one before back."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def load(self, text: str) -> None:
        """Show a stored text; it counts as not typed."""
        if text != self.text():
            self._is_loading = True
            self.setPlainText(text)
            self._is_loading = False
        self._has_typed = False

    def take(self, text: str) -> None:
        """Put a chosen text in as if it were typed."""
        self.setText(text)
        self._has_typed = True

    def start(self) -> None:
        """Take the caret, with the whole text selected and its beginning in sight."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.mark(0, len(self.text()))

    def has_caret(self) -> bool:
        return self.hasFocus()

    def caret(self) -> int:
        return self.textCursor().position()

    def is_all_marked(self) -> bool:
        cursor = self.textCursor()
        return cursor.selectionEnd() - cursor.selectionStart() == len(self.text())

    def mark(self, start: int, end: int) -> None:
        """Take the caret to a part of the text, which the next key replaces."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor = self.textCursor()
        cursor.setPosition(end)
        cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def open_choices(self) -> None:
        """There is no list."""

    def watch_spelling(self, tell: OddWords) -> None:
        """Underline the words that ``tell`` calls odd."""
        self._odd = OddSpans(tell)

    def place_below(self) -> QPoint:
        """Where a list below the text begins, in the coordinates of the window."""
        return self.mapTo(self.window(), QPoint(0, self.height()))

    def setReadOnly(self, is_read_only: bool) -> None:
        if is_read_only != self.isReadOnly():
            super().setReadOnly(is_read_only)
            self.style().unpolish(self)
            self.style().polish(self)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride:
                return self._override(event)
            if event.type() is QEvent.Type.KeyPress and self._on_step_key(event):
                return True
        return super().event(event)

    def _override(self, event: QKeyEvent) -> bool:
        if self._is_composing:
            event.accept()
            return True
        if is_for_desk(event, has_typed=self._has_typed):
            event.ignore()
            return False
        return super().event(event)

    def _on_step_key(self, event: QKeyEvent) -> bool:
        if event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        event.accept()
        if not self._is_composing:
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Tab else -1)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
            return
        event.accept()
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_plain and not self._is_composing:
            self.accepted.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(" ".join(source.text().split()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._is_composing = False
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        spans = () if self._is_composing else self._odd.of(self.text())
        if self.hasFocus():
            spans = away_from(spans, self.caret())
        if not spans:
            return
        with QPainter(self.viewport()) as painter:
            for start, end in spans:
                self._paint_span(painter, start, end)

    def _paint_span(self, painter: QPainter, start: int, end: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        first = self.cursorRect(cursor)
        cursor.setPosition(end)
        last = self.cursorRect(cursor)
        # A syllable has no room to break in: it stands in one line.
        if first.top() == last.top():
            paint_wave(painter, first.left(), last.left(), first.bottom() - px(1))

    def _on_changed(self) -> None:
        if not self._is_loading:
            self._has_typed = self._has_typed or self.hasFocus()
            self.changed.emit(self.text())

    def _grow(self) -> None:
        """As high as the lines need, at least one and at most four; only beyond is there a scroll
        bar, which would itself take room from the line."""
        lines = max(round(self.document().size().height()), 1)
        policy = Qt.ScrollBarPolicy
        is_long = lines > _MOST_LINES
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if is_long else policy.ScrollBarAlwaysOff
        )
        self.ensurePolished()
        frame = self.contentsMargins()
        line = self.blockBoundingRect(self.document().firstBlock()).height() / lines
        height = ceil(max(line, self.fontMetrics().lineSpacing()) * min(lines, _MOST_LINES)) + px(1)
        wanted = height + frame.top() + frame.bottom()
        if wanted != self.height():
            self.setFixedHeight(wanted)
