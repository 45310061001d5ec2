"""After some time without a key or the mouse the window hides what it shows until the same person
logs in again. Nothing is closed: what was typed is still there afterwards."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.accounts import name_key
from digitizer.domain.errors import NotAllowed
from digitizer.workflow.doorkeeper import Given
from ui.accounts.log_in_dialog import LogInDialog
from ui.session import Session
from ui.widgets.styling import label

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class LockDialog(LogInDialog):
    """Cannot be waved away: it ends with the password, or with the program."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        messages, name = session.backend.messages, session.backend.actor.name
        super().__init__(
            messages,
            parent,
            name,
            self._let_in,
            title=messages.text("accounts-locked"),
            advice=messages.text("accounts-locked-advice"),
            name_stays=True,
        )
        self._session = session
        self.wants_to_quit = False
        leave = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        leave.setText(messages.text("accounts-locked-quit"))
        self.buttons.rejected.disconnect()
        self.buttons.rejected.connect(self._quit)
        self.setModal(True)

    def reject(self) -> None:
        """Esc and the window's close button do nothing."""

    def _quit(self) -> None:
        self.wants_to_quit = True
        self.done(QDialog.DialogCode.Rejected)

    def _let_in(self, given: Given) -> None:
        backend = self._session.backend
        account = backend.accounts.log_in(given.name, given.password)
        if name_key(account.name) != name_key(backend.actor.name):
            raise NotAllowed("log-in-wrong")


class IdleLock(QObject):
    """Counts only where there are accounts; see :meth:`follow`."""

    def __init__(self, session: Session, window: QMainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._covers: list[QWidget] = []
        self.dialog: LockDialog | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.lock)
        self._is_watching = False

    @property
    def is_counting(self) -> bool:
        return self._timer.isActive()

    @property
    def is_locked(self) -> bool:
        return self.dialog is not None

    def follow(self) -> None:
        """Begin to count where there are accounts by now."""
        accounts = self._session.backend.accounts
        if self._is_watching or not accounts.are_in_use():
            return
        self._is_watching = True
        self._timer.setInterval(int(accounts.password_rules.idle_lock.total_seconds() * 1000))
        self._timer.start()
        _application().installEventFilter(self)

    def lock(self) -> None:
        """Hide everything and ask; returns at once."""
        if self.dialog is not None or not self._is_watching:
            return
        self._timer.stop()
        popup = QApplication.activePopupWidget()
        while popup is not None:
            popup.close()
            following = QApplication.activePopupWidget()
            popup = following if following is not popup else None
        for each in QApplication.topLevelWidgets():
            if each.isVisible():
                self._covers.append(_cover(each, self._session.text("accounts-locked")))
        self.dialog = LockDialog(self._session, QApplication.activeModalWidget() or self._window)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE and self.dialog is None:
            self._timer.start()
        return False

    def _on_finished(self, _result: int) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None and dialog.wants_to_quit:
            self._session.close()
            QApplication.quit()
            return
        for cover in self._covers:
            cover.hide()
            cover.deleteLater()
        self._covers = []
        if dialog is not None:
            dialog.deleteLater()
        self._timer.start()


class _Cover(QFrame):
    """As large as the window under it, whatever that does."""

    def __init__(self, under: QWidget, words: str) -> None:
        super().__init__(under)
        self.setObjectName("lockCover")
        self.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        said = label(words, "heading")
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        column.addWidget(said)
        column.addStretch(5)
        under.installEventFilter(self)
        self.setGeometry(under.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self.raise_()
        return False


def _cover(under: QWidget, words: str) -> QWidget:
    return _Cover(under, words)


def _application() -> QApplication:
    present = QApplication.instance()
    if not isinstance(present, QApplication):
        raise TypeError(present)
    return present
