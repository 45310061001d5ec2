"""Asks at the start of the window, before there is one."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from digitizer.domain.accounts import PasswordRules
from digitizer.domain.errors import DigitizerError, NotAllowed
from digitizer.messages import Messages
from digitizer.workflow.doorkeeper import Given
from ui.accounts.log_in_dialog import LogInDialog, NewPasswordDialog
from ui.accounts.rescuing import RescueMeans


class WindowDoorkeeper:
    """Gives up with NotAllowed ``log-in-needed`` when the person closes the dialog. ``folder`` is
    the name of the workspace."""

    def __init__(
        self,
        messages: Messages,
        folder: str,
        rules: PasswordRules,
        means: RescueMeans | None = None,
    ) -> None:
        self._messages = messages
        self._folder = folder
        self._rules = rules
        self._means = means
        self._name = ""

    def ask(self, name: str, refused: DigitizerError | None) -> Given:
        dialog = LogInDialog(
            self._messages,
            None,
            self._name or name,
            lambda _given: None,
            title=self._messages.text("accounts-log-in"),
            advice=self._messages.text("accounts-log-in-advice", folder=self._folder),
            means=self._means,
        )
        if refused is not None:
            dialog.refuse(refused)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            raise NotAllowed("log-in-needed", name=name)
        self._name = dialog.given.name
        return dialog.given

    def ask_new(self, name: str, refused: DigitizerError | None) -> str:
        dialog = NewPasswordDialog(
            self._messages,
            None,
            self._rules,
            lambda _present, _wanted: None,
            title=self._messages.text("accounts-first-password", name=name),
            asks_present=False,
        )
        if refused is not None:
            dialog.refuse(refused)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            raise NotAllowed("password-must-change", name=name)
        return dialog.wanted.text()
