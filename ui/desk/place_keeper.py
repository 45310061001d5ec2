"""Keeping where a person is on the desk, so that the next start opens there, whatever happened."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from digitizer.domain.preferences import DeskPlace
from ui.session import Session

_PAUSE_MS = 200


class PlaceKeeper(QObject):
    """Places are written by a worker, one after the other, only the newest of those that wait: a
    slow disk never holds up a key."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._place: DeskPlace | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.write)

    def note(self, place: DeskPlace) -> None:
        """Keep a place in a moment, when nothing newer comes."""
        if place != self._place:
            self._place = place
            self._timer.start()

    def forget(self) -> None:
        """The person left the desk: the next start has nothing to go on with."""
        self._place = None
        self._timer.stop()
        self._session.prefer_later(replace(self._session.preferences, place=None))

    def write(self) -> None:
        """Keep the newest place now."""
        self._timer.stop()
        place, preferences = self._place, self._session.preferences
        if place is not None and place != preferences.place:
            self._session.prefer_later(replace(preferences, place=place))
