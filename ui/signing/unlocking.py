"""Asks for the password or the PIN of the key that signs, once in a run."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.accounts.asking_dialog import AskingDialog
from ui.session import Session

_FOR_PACKAGES = "signing-unlock-advice"


class UnlockDialog(AskingDialog):
    """Stays open until the key is, or the person gives up. The secret is kept nowhere here.
    ``advice`` is the message that says what is signed with the ``$key``."""

    def __init__(
        self, session: Session, parent: QWidget | None, advice: str = _FOR_PACKAGES
    ) -> None:
        text, signing = session.text, session.backend.signing
        super().__init__(
            session.backend.messages,
            parent,
            text("signing-unlock-title"),
            text(advice, key=signing.key_name),
        )
        self._signing = signing
        words = text("signing-pin") if signing.is_token else text("signing-password")
        self.secret = self.add_line(words, is_secret=True)
        self.finish_layout()

    def check(self) -> None:
        self._signing.unlock(self.secret.text())


def ready_to_sign(session: Session, parent: QWidget | None) -> bool:
    """Whether what is exported now can be signed, or need not be; asks where it must."""
    return not session.backend.signing.signs_packages or opened_key(session, parent)


def opened_key(session: Session, parent: QWidget | None, advice: str = _FOR_PACKAGES) -> bool:
    """Whether this person's key is open; asks for its secret where it is not."""
    if session.backend.signing.is_unlocked:
        return True
    dialog = UnlockDialog(session, parent, advice)
    try:
        return bool(dialog.exec())
    finally:
        dialog.secret.clear()
        dialog.deleteLater()
