"""A new account, and the roles of one that there is."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from digitizer.domain.accounts import Role
from digitizer.domain.errors import InvalidInput
from digitizer.domain.values.text import clean
from digitizer.messages import Messages
from ui.accounts.asking_dialog import AskingDialog
from ui.widgets.styling import label


class AccountDialog(AskingDialog):
    """``check`` takes name, roles and password, which is empty where the account ``is_there``."""

    def __init__(
        self,
        messages: Messages,
        parent: QWidget | None,
        check: Callable[[str, Collection[Role], str], object],
        *,
        title: str,
        advice: str,
        name: str = "",
        roles: Collection[Role] = (),
        is_there: bool = False,
    ) -> None:
        super().__init__(messages, parent, title, advice)
        self._check = check
        self.name = self.add_line(messages.text("accounts-name"), name)
        self.name.setEnabled(not is_there)
        self.column.addWidget(label(messages.text("accounts-column-roles")))
        self.roles: dict[Role, QCheckBox] = {}
        for role in Role:
            box = QCheckBox(messages.text(f"accounts-role-{role.value}"))
            box.setChecked(role in roles)
            box.toggled.connect(lambda _checked: self.look())
            self.column.addWidget(box)
            self.roles[role] = box
        self.password: QLineEdit | None = None
        self.again: QLineEdit | None = None
        if not is_there:
            self.password = self.add_line(messages.text("accounts-first-secret"), is_secret=True)
            self.again = self.add_line(messages.text("password-ask-again"), is_secret=True)
        self.finish_layout()
        if is_there:
            self.roles[Role.CLERK].setFocus()

    @property
    def chosen(self) -> frozenset[Role]:
        return frozenset(role for role, box in self.roles.items() if box.isChecked())

    def is_whole(self) -> bool:
        return super().is_whole() and bool(self.chosen)

    def check(self) -> None:
        password = self.password.text() if self.password else ""
        if self.again is not None and self.again.text() != password:
            raise InvalidInput("password-again-differs")
        self._check(clean(self.name.text()), self.chosen, password)
