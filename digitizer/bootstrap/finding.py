"""What a workspace of an older program lacks, made up for beside the work: its doubts are found,
its confirmed cases become searchable."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.workflow.due_doubts import FOUND, find_some
from digitizer.workflow.make_searchable import MADE, make_some
from digitizer.workflow.ports import Ports

_log = logging.getLogger(__name__)
_REST_SECONDS = 0.05
"""Between two stretches, for whoever waits for the database or the processor."""


class CatchingUp:
    """A thread that ends when nothing is left to do; what is left at :meth:`stop` is done after
    the next start. Several programs on one workspace may do so at once."""

    def __init__(self, ports: Ports) -> None:
        self._ports = ports
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="catching-up", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Wait for the stretch in hand."""
        self._stop.set()
        self._thread.join()

    def _work(self) -> None:
        try:
            self._do_all(lambda: find_some(self._ports), FOUND)
            self._do_all(lambda: make_some(self._ports), MADE)
        except DigitizerError as error:
            _log.warning("catching up ended before its time: %s", error.code)

    def _do_all(self, do_some: Callable[[], frozenset[int]], done: str) -> None:
        newest: frozenset[int] = frozenset()
        while not self._stop.is_set() and (some := do_some()):
            newest = some
            self._stop.wait(_REST_SECONDS)
        if newest and not self._stop.is_set():
            self._ports.publish(ChangeSet(done, cases=newest))
