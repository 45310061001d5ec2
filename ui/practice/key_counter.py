"""Counting the keys that a case takes, in the window of practice only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QWidget

_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
    }
)


class KeyCounter(QObject):
    """``current`` names the case on the desk, and whether somebody worked on it before this window
    was opened: such a one is not counted. A key with modifiers counts once, one that is held down
    once; what the computer's input method takes never comes here."""

    def __init__(self, window: QWidget, current: Callable[[], tuple[int, bool] | None]) -> None:
        super().__init__(window)
        self._window = window
        self._current = current
        self._keys: Counter[int] = Counter()
        self._unknown: set[int] = set()
        window.installEventFilter(self)

    @property
    def keys(self) -> Mapping[int, int]:
        """The keys that each case took so far, where all of them were counted."""
        return dict(self._keys)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window's handle gets each key once, as a question whether it is a shortcut."""
        if watched is self._window and event.type() is QEvent.Type.Show:
            handle = self._window.windowHandle()
            if handle is not None:
                handle.installEventFilter(self)
        is_press = event.type() is QEvent.Type.ShortcutOverride and isinstance(watched, QWindow)
        if is_press and isinstance(event, QKeyEvent):
            self._count(event)
        return False

    def _count(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat() or event.key() in _MODIFIERS:
            return
        case = self._current()
        if case is None:
            return
        case_id, is_begun = case
        if is_begun and case_id not in self._keys:
            self._unknown.add(case_id)
        if case_id not in self._unknown:
            self._keys[case_id] += 1
