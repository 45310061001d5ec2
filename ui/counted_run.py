"""Long work in a worker: the worker counts, the window looks."""

from __future__ import annotations

from threading import Event


class CountedRun:
    """``tell`` is called by the worker; ``stop`` is set by the window and asked by the worker."""

    def __init__(self) -> None:
        self.stop = Event()
        self.done = 0
        self.all = 0

    def tell(self, done: int, everything: int) -> None:
        self.done, self.all = done, everything
