"""The one seam between threads and the window.

Everything that other threads have to say (changes, results of long work) crosses in one queued
signal and is handled in the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError

Listener = Callable[[ChangeSet], None]
T = TypeVar("T")

_WORKERS = 3
_GATHER_MS = 40


@dataclass(frozen=True, slots=True)
class _Finished:
    future: Future[Any]
    done: Callable[[Any], None]
    failed: Callable[[DigitizerError], None]
    era: int


class Bridge(QObject):
    """Changes that come close together reach the listeners as one ChangeSet, so that a thousand
    arrivals do not repaint the lists a thousand times."""

    _delivered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="ui-work")
        self._listeners: list[Listener] = []
        self._gathered: ChangeSet | None = None
        self._running = 0
        self._era = 0
        self._is_closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_GATHER_MS)
        self._timer.timeout.connect(self._tell)
        self._delivered.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether long work runs or changes wait to be told."""
        return self._running > 0 or self._gathered is not None

    @property
    def is_closed(self) -> bool:
        """Whether nothing runs or is told any more."""
        return self._is_closed

    def publish(self, change: ChangeSet) -> None:
        """Pass a change to the listeners; may be called from any thread."""
        if not self._is_closed:
            self._delivered.emit(change)

    def listen(self, listener: Listener) -> None:
        """``listener`` is called in the window's thread."""
        self._listeners.append(listener)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[DigitizerError], None],
    ) -> None:
        """Do ``work`` in a worker thread; ``done`` or ``failed`` follow in the window's thread.

        Any other exception than DigitizerError is a bug and is raised in the window's thread.
        """
        self._running += 1
        future = self._pool.submit(work)
        era = self._era
        future.add_done_callback(lambda ended: self._post(_Finished(ended, done, failed, era)))

    def start_anew(self) -> None:
        """Tell nobody any more what was asked or followed until now: those who did are gone."""
        self._era += 1
        self._listeners.clear()

    def close(self) -> None:
        """Wait for running work, drop what has not begun, and deliver nothing more."""
        self._is_closed = True
        self._timer.stop()
        self._listeners.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _post(self, finished: _Finished) -> None:
        if not self._is_closed:
            self._delivered.emit(finished)

    def _receive(self, parcel: object) -> None:
        if self._is_closed:
            return
        if isinstance(parcel, ChangeSet):
            self._gathered = merged(self._gathered, parcel)
            if not self._timer.isActive():
                self._timer.start()
        elif isinstance(parcel, _Finished):
            self._running -= 1
            if parcel.era == self._era:
                _settle(parcel)

    def _tell(self) -> None:
        change, self._gathered = self._gathered, None
        if change is not None:
            for listener in tuple(self._listeners):
                listener(change)


def merged(first: ChangeSet | None, second: ChangeSet) -> ChangeSet:
    """One ChangeSet that names all things of both, under the newer action."""
    if first is None:
        return second
    return ChangeSet(
        second.action,
        first.scans | second.scans,
        first.cases | second.cases,
        first.batches | second.batches,
        first.arrivals | second.arrivals,
    )


def _settle(finished: _Finished) -> None:
    error = finished.future.exception()
    if error is None:
        finished.done(finished.future.result())
    elif isinstance(error, DigitizerError):
        finished.failed(error)
    else:
        raise error
