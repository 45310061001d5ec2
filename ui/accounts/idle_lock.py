"""After some time without a key or the mouse the window hides what it shows until the same person
logs in again. Nothing is closed: what was typed is still there afterwards."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
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
from ui.accounts.waiting_dialogs import close_menus, close_waiting
from ui.backend import Backend
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
    """Cannot be waved away: it ends with the password, with the program, or with another person,
    whose backend is :attr:`other` then."""

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
        self.other: Backend | None = None
        self.other_link = self.add_link(messages.text("accounts-locked-other"), self._ask_other)
        self.column.removeWidget(self.buttons)
        self.column.addWidget(self.buttons)
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

    def _ask_other(self) -> None:
        messages = self._session.backend.messages
        self.other_link.hide()
        self.advice.setText(messages.text("accounts-locked-other-advice"))
        self.name.setReadOnly(False)
        self.name.setEnabled(True)
        self.name.clear()
        self.fit_height()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _let_in(self, given: Given) -> None:
        backend = self._session.backend
        came = backend.logged_in(given.name, given.password)
        if name_key(came.actor.name) == name_key(backend.actor.name):
            return
        if not self.name.isEnabled():
            raise NotAllowed("log-in-wrong")
        self.other = came


class IdleLock(QObject):
    """Counts only where there are accounts; see :meth:`follow`. ``other_came`` brings the backend
    of another person and their password; what waited for the first one was cancelled by then."""

    other_came = Signal(object, str)

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
        self._session.set_locked(is_locked=True)
        close_menus()
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
        if dialog is not None and dialog.other is not None:
            other, password = dialog.other, dialog.given.password
            dialog.deleteLater()
            close_waiting(lambda: self._hand_over(other, password))
            return
        if dialog is not None:
            dialog.deleteLater()
        self._uncover()

    def _hand_over(self, other: Backend, password: str) -> None:
        self.other_came.emit(other, password)
        self._uncover()

    def _uncover(self) -> None:
        for cover in self._covers:
            cover.hide()
            cover.deleteLater()
        self._covers = []
        self._timer.start()
        self._session.set_locked(is_locked=False)


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
