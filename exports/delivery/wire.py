"""The socket of a request, cut when its time is over or a person wants no more."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from digitizer.workflow.delivery_port import Stopping

LOOK_SECONDS = 0.1


class Wire:
    """The socket that is in use, learnt from what the library tells of its work."""

    def __init__(self) -> None:
        self._socket: socket.socket | None = None

    def trace(self, event: str, info: Mapping[str, object]) -> None:
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            stream = info.get("return_value")
            found = getattr(stream, "get_extra_info", lambda _name: None)("socket")
            self._socket = found if isinstance(found, socket.socket) else None

    def cut(self) -> None:
        """End whatever waits for the socket, from another thread."""
        if self._socket is not None:
            with contextlib.suppress(OSError):
                # Not that of ssl.SSLSocket, which takes apart what the waiting thread still uses.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


@dataclass(slots=True)
class Ending:
    """Why a request was cut, if it was."""

    was_stopped: bool = False
    was_late: bool = False


@contextlib.contextmanager
def ending_in_time(wire: Wire, seconds: float, stop: Stopping) -> Iterator[Ending]:
    """Cut the wire when the time is over or a person wants no more."""
    ending, done = Ending(), threading.Event()
    until = time.monotonic() + seconds

    def look() -> None:
        while not done.wait(LOOK_SECONDS):
            ending.was_stopped = ending.was_stopped or stop.is_set()
            ending.was_late = ending.was_late or time.monotonic() > until
            if ending.was_stopped or ending.was_late:
                wire.cut()

    looking = threading.Thread(target=look, name="delivery-end", daemon=True)
    looking.start()
    try:
        yield ending
    finally:
        done.set()
        looking.join()
