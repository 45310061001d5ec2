"""Finding the doubts of a workspace of an older program beside the work."""

from __future__ import annotations

import logging
import threading

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.workflow.due_doubts import FOUND, find_some
from digitizer.workflow.ports import Ports

_log = logging.getLogger(__name__)
_REST_SECONDS = 0.05
"""Between two stretches, for whoever waits for the database or the processor."""


class DoubtFinding:
    """A thread that ends when nothing is left to find; what is left at :meth:`stop` is found after
    the next start. Several programs on one workspace may do so at once."""

    def __init__(self, ports: Ports) -> None:
        self._ports = ports
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="doubts", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Wait for the stretch in hand."""
        self._stop.set()
        self._thread.join()

    def _work(self) -> None:
        newest: frozenset[int] = frozenset()
        try:
            while not self._stop.is_set() and (some := find_some(self._ports)):
                newest = some
                self._stop.wait(_REST_SECONDS)
        except DigitizerError as error:
            _log.warning("finding doubts ended before its time: %s", error.code)
            return
        if newest and not self._stop.is_set():
            self._ports.publish(ChangeSet(FOUND, cases=newest))
