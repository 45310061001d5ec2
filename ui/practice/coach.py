"""Says after each finished practice case how it went, and holds nobody up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.domain.practice import Marked
from ui.practice.band import PracticeBand
from ui.practice.saying import notice
from ui.session import Session


class Coach(QObject):
    """``keys`` tells the keys of each case so far, ``key`` what is pressed to see the results."""

    def __init__(
        self,
        session: Session,
        band: PracticeBand,
        keys: Callable[[], Mapping[int, int]],
        key: Callable[[], str],
    ) -> None:
        super().__init__(band)
        self._session = session
        self._band = band
        self._keys = keys
        self._key = key
        self._changed: set[int] = set()
        self._is_asking = False
        session.bridge.listen(self.take_change)

    def take_change(self, change: ChangeSet) -> None:
        """Changes come together in crowds: which of the cases were finished, the store knows."""
        self._changed |= change.cases
        self._ask()

    def _ask(self) -> None:
        if self._is_asking or not self._changed or self._session.bridge.is_closed:
            return
        cases, self._changed = frozenset(self._changed), set()
        self._is_asking = True
        backend, keys = self._session.backend, self._keys()
        self._session.bridge.run(
            lambda: backend.practice.mark(cases, keys), self._tell, self._failed
        )

    def _tell(self, marked: Sequence[Marked]) -> None:
        self._is_asking = False
        if marked:
            self._band.say(notice(self._session, marked[-1], self._key()))
        self._ask()

    def _failed(self, error: DigitizerError) -> None:
        self._is_asking = False
        self._session.on_error(error)
        self._ask()
