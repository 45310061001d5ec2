"""What stands where the work of a pass would be when it could not be read."""

from __future__ import annotations

from collections.abc import Callable

from digitizer.domain.errors import DigitizerError
from ui.session import Session
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import button


class FailedState(EmptyState):
    """Why, in the words of the error, and a button to try once more."""

    def __init__(self, session: Session, retry: Callable[[], None]) -> None:
        self.again = button(session.text("lists-again"), "primary")
        self.again.clicked.connect(lambda: retry())
        self._session = session
        super().__init__("error", session.text("passes-failed"), "", self.again)

    def tell(self, error: DigitizerError) -> None:
        said = self._session.backend.messages.error(error)
        self.say(self._session.text("passes-failed"), said)
        self.again.setFocus()
