"""Telling everyone who shows the data that something changed."""

from __future__ import annotations

import threading
from collections.abc import Callable

from digitizer.domain.changes import ChangeSet

Listener = Callable[[ChangeSet], None]


class ChangeHub:
    """Passes each published change to all listeners, in the publishing thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: list[Listener] = []

    def publish(self, changes: ChangeSet) -> None:
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(changes)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Add a listener; the returned function takes it away again."""
        with self._lock:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return unsubscribe
