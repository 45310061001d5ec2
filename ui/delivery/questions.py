"""What is asked before a package leaves: the password of a key, or why an older package goes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from digitizer.domain.delivery import Receiver
from ui.accounts.asking_dialog import AskingDialog
from ui.session import Session


class KeyDialog(AskingDialog):
    """Asks for the password of the key that is shown to a receiver, until it opens it. It is kept
    nowhere."""

    def __init__(
        self, session: Session, parent: QWidget | None, receiver: Receiver, key: str
    ) -> None:
        text = session.text
        super().__init__(
            session.backend.messages,
            parent,
            text("delivery-key-title"),
            text("delivery-key-advice", receiver=receiver.name, key=key),
        )
        self._delivery, self._receiver = session.backend.delivery, receiver
        self.secret = self.add_line(text("delivery-key-password"), is_secret=True)
        self.finish_layout()

    def check(self) -> None:
        self._delivery.try_key(self._receiver.key, self.secret.text())


class OlderDialog(AskingDialog):
    """Asks why a package leaves although the receiver has the ``newer`` one."""

    def __init__(self, session: Session, parent: QWidget | None, receiver: str, newer: str) -> None:
        text = session.text
        super().__init__(
            session.backend.messages,
            parent,
            text("delivery-older-title"),
            text("delivery-older-advice", receiver=receiver, newer=newer),
        )
        self.reason = self.add_line(text("delivery-older-reason"))
        self.ok.setText(text("delivery-send"))
        self.finish_layout()

    def check(self) -> None:
        """Any reason does."""
