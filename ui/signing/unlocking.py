"""Asks for the password or the PIN of the key that signs, once in a run."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.accounts.asking_dialog import AskingDialog
from ui.session import Session


class UnlockDialog(AskingDialog):
    """Stays open until the key is, or the person gives up. The secret is kept nowhere here."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        text, signing = session.text, session.backend.signing
        super().__init__(
            session.backend.messages,
            parent,
            text("signing-unlock-title"),
            text("signing-unlock-advice", key=signing.key_name),
        )
        self._signing = signing
        words = text("signing-pin") if signing.is_token else text("signing-password")
        self.secret = self.add_line(words, is_secret=True)
        self.finish_layout()

    def check(self) -> None:
        self._signing.unlock(self.secret.text())


def ready_to_sign(session: Session, parent: QWidget | None) -> bool:
    """Whether what is exported now can be signed, or need not be; asks where it must."""
    signing = session.backend.signing
    if not signing.signs_packages or signing.is_unlocked:
        return True
    dialog = UnlockDialog(session, parent)
    try:
        return bool(dialog.exec())
    finally:
        dialog.secret.clear()
        dialog.deleteLater()
