"""A line that waits for one key to be pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel

from ui.keymap import pressed


class KeyCapture(QLabel):
    """``pressed`` carries the key in portable spelling; Esc alone, or leaving, gives up."""

    pressed = Signal(str)
    given_up = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setObjectName("keyCapture")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(words)
        self._is_waiting = False

    def begin(self) -> None:
        self._is_waiting = True
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        # Tab and the shortcuts of the window are keys to choose here like any other.
        if self._is_waiting and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if self._is_waiting and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._is_waiting:
            self._is_waiting = False
            self.given_up.emit()

    def _take(self, event: QKeyEvent) -> None:
        key = pressed(event.key(), event.modifiers())
        if key is None:
            return
        self._is_waiting = False
        if key == "Esc":
            self.given_up.emit()
        else:
            self.pressed.emit(key)
