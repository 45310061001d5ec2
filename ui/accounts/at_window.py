"""What the window does about accounts: another person, one's own password, the lock, and which
actions are open."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from digitizer.domain.errors import DigitizerError, NotAllowed
from digitizer.workflow.doorkeeper import Given
from ui.accounts.idle_lock import IdleLock
from ui.accounts.log_in_dialog import LogInDialog, NewPasswordDialog
from ui.accounts.rescuing import RescueMeans, RescueToldDialog
from ui.accounts.rights import forbidden
from ui.backend import Backend
from ui.session import Session
from ui.shell import Shell
from ui.situation import PageName
from ui.theme import Tone


class AccountsAtWindow(QObject):
    """``window`` has its frame already."""

    def __init__(self, session: Session, window: Shell) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self.idle_lock = IdleLock(session, window)
        self.idle_lock.other_came.connect(self._take)
        self.told: RescueToldDialog | None = None

    def follow(self) -> None:
        """Open and close the actions by the rights of the person who is here now; a store that
        cannot be asked leaves them as they are."""
        try:
            allowed = self._session.backend.accounts.allowed()
            self.idle_lock.follow()
        except DigitizerError as error:
            self._session.on_error(error)
            return
        is_proven = allowed is not None or self._session.backend.is_practice
        self._window.show_who(is_proven=is_proven)
        closed = forbidden(allowed)
        self._window.actions_set.forbid(closed)
        for name in PageName:
            action = f"go-{name.value.replace('_', '-')}"
            if self._window.navigation.has(name):
                station = self._window.navigation.button(name)
                station.setEnabled(action not in closed)
                station.setVisible(action not in closed)
        self._window.look_again()

    def tell_of_rescues(self) -> None:
        """Show an administrator the rescues that they were not told of; returns at once."""
        accounts = self._session.backend.accounts
        found = self._session.attempt(accounts.unseen_rescues)
        if not found or self.told is not None:
            return
        self.told = RescueToldDialog(self._session.backend.messages, self._window, found)
        self.told.finished.connect(self._on_told)
        self.told.open()

    def _on_told(self, result: int) -> None:
        dialog, self.told = self.told, None
        if dialog is not None:
            dialog.deleteLater()
        if result == QDialog.DialogCode.Accepted:
            self._session.succeeds(self._session.backend.accounts.tell_of_rescues)

    def ask_other(self) -> Backend | None:
        """Another person with name and password; None when nobody came."""
        found: list[Backend] = []

        def enter(given: Given) -> None:
            found.append(self._session.backend.logged_in(given.name, given.password))

        text = self._session.text
        dialog = LogInDialog(
            self._session.backend.messages,
            self._window,
            "",
            enter,
            title=text("ui-action-switch-user"),
            advice=text("accounts-switch-advice"),
            means=means_of(self._session.backend),
        )
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        self._first_password(found[-1], dialog.given.password)
        return found[-1]

    def _take(self, other: Backend, password: str) -> None:
        """Another person took the place at the locked window. What the first one had typed and not
        stored is nobody's: it goes."""
        for page in self._window.pages:
            page.forget_typed()
        self._first_password(other, password)
        self._session.take_backend(other)

    def change_password(self) -> None:
        accounts, text = self._session.backend.accounts, self._session.text
        if not accounts.are_in_use():
            self._window.say(text("accounts-none"), Tone.ACCENT)
            return
        dialog = NewPasswordDialog(
            self._session.backend.messages,
            self._window,
            accounts.password_rules,
            accounts.change_password,
            title=text("ui-action-change-password"),
            asks_present=True,
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._window.say(text("accounts-password-changed"), Tone.GOOD)

    def lock(self) -> None:
        if not self._session.backend.accounts.are_in_use():
            self._window.say(self._session.text("accounts-none"), Tone.ACCENT)
            return
        self.idle_lock.lock()

    def _first_password(self, backend: Backend, present: str) -> None:
        """Raises nothing: whoever does not change it finds every action refused."""
        own = backend.accounts.own()
        if own is None or not own.must_change:
            return
        dialog = NewPasswordDialog(
            backend.messages,
            self._window,
            backend.accounts.password_rules,
            lambda _present, wanted: backend.accounts.change_password(present, wanted),
            title=backend.messages.text("accounts-first-password", name=own.name),
            asks_present=False,
        )
        if dialog.exec() != QDialog.DialogCode.Accepted:
            self._window.say(
                backend.messages.error(NotAllowed("password-must-change", name=own.name)), Tone.WARN
            )


def means_of(backend: Backend) -> RescueMeans:
    """A rescue in an open workspace."""
    return RescueMeans(backend.accounts.rescue, backend.accounts.print_code)
