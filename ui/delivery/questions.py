"""What is asked before a package leaves: the password of a key, or why an older package goes."""

from __future__ import annotations

from collections.abc import Mapping

import shiboken6
from PySide6.QtWidgets import QWidget

from digitizer.domain.delivery import Receiver
from digitizer.domain.errors import DigitizerError
from ui.accounts.asking_dialog import AskingDialog
from ui.asking import ask_briefly
from ui.session import Session

_PATIENCE_SECONDS = 0.1


class KeyDialog(AskingDialog):
    """Asks for the password of the key that is shown to a receiver, until it opens it. It is kept
    nowhere; a worker tries it, since a well locked key opens slowly."""

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
        self._session, self._receiver = session, receiver
        self._is_trying = False
        self.secret = self.add_line(text("delivery-key-password"), is_secret=True)
        self.finish_layout()

    def is_whole(self) -> bool:
        return super().is_whole() and not self._is_trying

    def answer(self) -> None:
        if not self.is_whole():
            return
        delivery, secret = self._session.backend.delivery, self.secret.text()
        self._try(is_on=True)
        ask_briefly(
            self._session.bridge,
            lambda: delivery.try_key(self._receiver.key, secret),
            lambda _opened: self._opened(),
            self._not_opened,
            _PATIENCE_SECONDS,
        )

    def _try(self, *, is_on: bool) -> None:
        self._is_trying = is_on
        self.secret.setEnabled(not is_on)
        self.look()

    def _opened(self) -> None:
        if shiboken6.isValid(self) and self.isVisible():
            self.accept()

    def _not_opened(self, error: DigitizerError) -> None:
        if shiboken6.isValid(self):
            self._try(is_on=False)
            self.refuse(error)


class OlderDialog(AskingDialog):
    """Asks why a package leaves that ``refused`` keeps: the receiver has a newer one, or nobody
    knows how old this one is."""

    CODES: Mapping[str, tuple[str, str]] = {
        "delivery-older": ("delivery-older-title", "delivery-older-advice"),
        "delivery-age-unknown": ("delivery-age-unknown-title", "delivery-age-unknown-advice"),
    }

    def __init__(self, session: Session, parent: QWidget | None, refused: DigitizerError) -> None:
        text = session.text
        title, advice = self.CODES[refused.code]
        super().__init__(
            session.backend.messages, parent, text(title), text(advice, **refused.params)
        )
        self.reason = self.add_line(text("delivery-older-reason"))
        self.ok.setText(text("delivery-send"))
        self.finish_layout()

    def check(self) -> None:
        """Any reason does."""
