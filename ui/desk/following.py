"""Noticing what other programs do with the case on the desk; this one's own changes are told by the
hub."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from digitizer.domain.case import Case
from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from ui.session import Session

_EVERY_MS = 1500


class Following(QObject):
    """Asks a worker for the newest revision while ``case`` gives one; a newer one is told as a
    change of it. ``every_ms`` is how often."""

    def __init__(
        self,
        session: Session,
        case: Callable[[], Case | None],
        parent: QObject,
        every_ms: int = _EVERY_MS,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._case = case
        self._is_asking = False
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self._ask)
        self._timer.start()

    def _ask(self) -> None:
        case, bridge = self._case(), self._session.bridge
        if case is None or self._is_asking or bridge.is_closed:
            return
        self._is_asking = True
        backend, case_id = self._session.backend, case.id
        bridge.run(
            lambda: backend.doubts.revision_of(case_id),
            lambda found: self._answered(case_id, found),
            self._not_answered,
        )

    def _answered(self, case_id: int, revision: int) -> None:
        self._is_asking = False
        case = self._case()
        if case is not None and case.id == case_id and revision > case.revision:
            self._session.bridge.publish(ChangeSet("elsewhere", cases=frozenset({case_id})))

    def _not_answered(self, _error: DigitizerError) -> None:
        """The clerk's next step meets the same circumstance and shows it."""
        self._is_asking = False
