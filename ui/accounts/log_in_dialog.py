"""Asks for name and password, and for a new password."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from digitizer.domain.accounts import PasswordRules
from digitizer.domain.errors import InvalidInput
from digitizer.domain.values.text import clean
from digitizer.messages import Messages
from digitizer.workflow.doorkeeper import Given
from ui.accounts.asking_dialog import AskingDialog
from ui.accounts.rescuing import RescueMeans, ask_rescue


class LogInDialog(AskingDialog):
    """``check`` takes what was typed and raises DigitizerError for whoever is not let in.
    ``name_stays``: the name cannot be another. ``means``: how an administrator is let in by the
    rescue code, where that is offered."""

    def __init__(
        self,
        messages: Messages,
        parent: QWidget | None,
        name: str,
        check: Callable[[Given], object],
        *,
        title: str,
        advice: str,
        name_stays: bool = False,
        means: RescueMeans | None = None,
    ) -> None:
        super().__init__(messages, parent, title, advice)
        self._check = check
        self._means = means
        self.name = self.add_line(messages.text("accounts-name"), name)
        self.name.setReadOnly(name_stays)
        self.name.setEnabled(not name_stays)
        self.password = self.add_line(messages.text("accounts-password"), is_secret=True)
        self.rescue_link = (
            self.add_link(messages.text("accounts-rescue"), self._rescue) if means else None
        )
        self.finish_layout()

    def _rescue(self) -> None:
        """The administrator finds name and password filled in, and goes on from here."""
        if self._means is None:
            return
        given = ask_rescue(self.messages, self, clean(self.name.text()), self._means)
        if given is not None:
            self.name.setText(given.name)
            self.password.setText(given.password)
            self.ok.setFocus()

    @property
    def given(self) -> Given:
        return Given(clean(self.name.text()), self.password.text())

    def check(self) -> None:
        self._check(self.given)


class NewPasswordDialog(AskingDialog):
    """``check`` takes the present password (empty where it is not asked) and the new one."""

    def __init__(
        self,
        messages: Messages,
        parent: QWidget | None,
        rules: PasswordRules,
        check: Callable[[str, str], object],
        *,
        title: str,
        asks_present: bool,
    ) -> None:
        advice = messages.text("accounts-password-rules", least=rules.least_length)
        super().__init__(messages, parent, title, advice)
        self._check = check
        self.present = (
            self.add_line(messages.text("accounts-password-present"), is_secret=True)
            if asks_present
            else None
        )
        self.wanted = self.add_line(messages.text("password-ask-new"), is_secret=True)
        self.again = self.add_line(messages.text("password-ask-again"), is_secret=True)
        self.finish_layout()

    def check(self) -> None:
        if self.wanted.text() != self.again.text():
            raise InvalidInput("password-again-differs")
        self._check(self.present.text() if self.present else "", self.wanted.text())
