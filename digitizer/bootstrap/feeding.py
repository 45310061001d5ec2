"""Making the scans of an exercise a few at a time, while the clerk works at those before."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from filelock import Timeout

from digitizer.bootstrap.practice_room import PracticeRoom
from digitizer.bootstrap.practice_rule import training_rule
from digitizer.bootstrap.practice_window import window_lock
from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError

_LOOK_SECONDS = 1.0
_LOCK_SECONDS = 2.0
_AFTER_TROUBLE_SECONDS = 15.0
FED = "practice-fed"

_log = logging.getLogger(__name__)


class Feeding:
    """A thread of its own, in one window of a practice folder. ``trouble`` is why nothing more can
    be made, until it can; everyone is told by a ChangeSet when that changes."""

    def __init__(self, room: PracticeRoom, publish: Callable[[ChangeSet], None]) -> None:
        self._room = room
        self._publish = publish
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._lock = window_lock(room.files.folder)
        self.trouble: DigitizerError | None = None

    def start(self) -> None:
        """Nothing where another window of the same folder is open: that one makes the scans."""
        if self._thread is not None:
            return
        try:
            self._lock.acquire(timeout=_LOCK_SECONDS)
        except Timeout:
            return
        self._stop.clear()
        self._thread = threading.Thread(target=self._work, name="practice-feeding")
        self._thread.start()

    def stop(self) -> None:
        """Waits for the scan that is being made."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
            self._lock.release()

    def feed(self) -> None:
        """Make what is to be made now. Raises what :meth:`PracticeRoom.make_next` raises."""
        exercise = self._room.files.exercise()
        if exercise is None:
            return
        while self._room.waiting() < training_rule().ahead and not self._stop.is_set():
            if self._room.make_next(exercise) is None:
                return
            self._publish(ChangeSet(FED))

    def _work(self) -> None:
        pause = 0.0
        while not self._stop.wait(pause):
            pause = _LOOK_SECONDS if self._fed() else _AFTER_TROUBLE_SECONDS

    def _fed(self) -> bool:
        try:
            self.feed()
        except DigitizerError as error:
            _log.warning("no practice case can be made: %s", error.code)
            self._tell(error)
            return False
        self._tell(None)
        return True

    def _tell(self, trouble: DigitizerError | None) -> None:
        if (trouble and trouble.code) != (self.trouble and self.trouble.code):
            self.trouble = trouble
            self._publish(ChangeSet(FED))
