"""Waving away what waits for an answer before another person takes the place in front."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication, QDialog


def close_waiting(then: Callable[[], None]) -> None:
    """Close every menu and modal dialog as if it had been cancelled, and call ``then`` once all
    who waited for their answers went on, which takes some turns of the event loop."""
    close_menus()
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QDialog) and each.isVisible() and each.isModal():
            # Not reject(), which a dialog may refuse.
            each.done(QDialog.DialogCode.Rejected)
    # A loop that was left ends only after the turn that it is in, and a turn may still run a timer
    # that was started in it: two turns a loop.
    _after(2 * QThread.currentThread().loopLevel() + 2, then)


def close_menus() -> None:
    popup = QApplication.activePopupWidget()
    while popup is not None:
        popup.close()
        following = QApplication.activePopupWidget()
        popup = following if following is not popup else None


def _after(turns: int, then: Callable[[], None]) -> None:
    if turns == 0:
        then()
    else:
        QTimer.singleShot(0, lambda: _after(turns - 1, then))
