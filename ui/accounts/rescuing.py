"""When no administrator gets in any more: the rescue code, and telling of its use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from digitizer.domain.accounts import Role
from digitizer.domain.handed_secrets import HandedSecret, Rescue, Rescued
from digitizer.domain.values.text import clean
from digitizer.messages import Messages
from digitizer.workflow.doorkeeper import Given
from ui.accounts.asking_dialog import AskingDialog
from ui.accounts.handed_dialog import HandedDialog, Paper
from ui.theme import px
from ui.widgets.styling import button, label

CODE_FILE = "rescue-code.pdf"
_WIDTH = 520


@dataclass(frozen=True, slots=True)
class RescueMeans:
    """How a rescue is done from where one is. Both may raise DigitizerError."""

    rescue: Callable[[str, str], Rescued]
    print_code: Callable[[Path, str], None]


class RescueDialog(AskingDialog):
    """:attr:`rescued` is what came of it, once it is accepted."""

    def __init__(
        self, messages: Messages, parent: QWidget | None, name: str, means: RescueMeans
    ) -> None:
        text = messages.text
        super().__init__(
            messages, parent, text("accounts-rescue-title"), text("accounts-rescue-advice")
        )
        self._means = means
        self.rescued: Rescued | None = None
        self.name = self.add_line(text("accounts-rescue-name"), name)
        self.code = self.add_line(text("accounts-rescue-code"))
        self.finish_layout()

    def check(self) -> None:
        self.rescued = self._means.rescue(clean(self.name.text()), self.code.text())


class RescueToldDialog(QDialog):
    """Tells an administrator of rescues; accepted once they say that they know."""

    def __init__(
        self, messages: Messages, parent: QWidget | None, rescues: Sequence[Rescue]
    ) -> None:
        super().__init__(parent)
        text = messages.text
        self.setWindowTitle(text("rescue-told-title"))
        self.setMinimumWidth(px(_WIDTH))
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addWidget(label(text("rescue-told-title"), "heading", wrap=True))
        for one in rescues:
            moment = one.at.astimezone().strftime("%d/%m/%Y %H:%M")
            said = text("rescue-told", moment=moment, name=one.name, user=one.computer_user)
            column.addWidget(label(said, wrap=True))
        column.addWidget(label(text("rescue-told-advice"), "muted", wrap=True))
        self.known = button(text("rescue-told-seen"), "primary")
        self.known.clicked.connect(self.accept)
        column.addStretch(1)
        column.addWidget(self.known, 0, Qt.AlignmentFlag.AlignRight)


def ask_rescue(
    messages: Messages, parent: QWidget | None, name: str, means: RescueMeans
) -> Given | None:
    """Name and password of an administrator who is let in again; None when nobody was."""
    dialog = RescueDialog(messages, parent, name, means)
    if dialog.exec() != QDialog.DialogCode.Accepted or dialog.rescued is None:
        return None
    rescued = dialog.rescued
    show_code(
        messages,
        parent,
        rescued.code,
        means.print_code,
        note=messages.text("accounts-rescued", name=rescued.name),
        passwords=(HandedSecret(rescued.name, (Role.ADMINISTRATOR,), rescued.password),),
    )
    return Given(rescued.name, rescued.password)


def show_code(
    messages: Messages,
    parent: QWidget | None,
    code: str,
    print_code: Callable[[Path, str], None],
    *,
    note: str = "",
    passwords: Sequence[HandedSecret] = (),
) -> None:
    """Show a rescue code this once, with the password that a rescue gave."""
    paper = Paper(lambda target: print_code(target, code), CODE_FILE)
    HandedDialog(messages, parent, code=code, passwords=passwords, note=note, paper=paper).exec()
