"""Questions to a worker of which only the newest matters, such as a search while somebody types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TypeVar

from digitizer.domain.errors import DigitizerError
from ui.bridge import Bridge
from ui.session import Session

T = TypeVar("T")


def ask_briefly(
    bridge: Bridge,
    work: Callable[[], T],
    done: Callable[[T], None],
    failed: Callable[[DigitizerError], None],
    patience: float,
) -> None:
    """Do ``work`` in a worker and wait up to ``patience`` seconds: a quick answer is told before
    this returns, a slow one and any error later."""
    answers: list[T] = []
    is_ready = Event()
    is_told = False

    def job() -> T:
        try:
            answers.append(work())
        finally:
            is_ready.set()
        return answers[0]

    def tell(answer: T) -> None:
        nonlocal is_told
        if not is_told:
            is_told = True
            done(answer)

    if bridge.is_closed:
        return
    bridge.run(job, tell, failed)
    if patience > 0 and is_ready.wait(patience) and answers:
        tell(answers[0])


@dataclass(frozen=True, slots=True)
class _Bug:
    error: Exception


class Asking:
    """One question at a time is worked on. A newer one waits for it and takes the place of any
    other that waits; the answer to an older question is not told. A bug in one does not keep the
    next from being asked."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._waiting: Callable[[], None] | None = None
        self._is_running = False

    def ask(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[DigitizerError], None],
        patience: float = 0.0,
        broke: Callable[[], None] = lambda: None,
    ) -> None:
        """``work`` runs in a worker thread; ``done`` or ``failed`` follow in the window's. While
        no other question is worked on, a quick answer is waited for, see :func:`ask_briefly`. Any
        other exception than DigitizerError is a bug: ``broke`` is called, then it is raised in the
        window's thread."""

        def job() -> T | _Bug:
            try:
                return work()
            except DigitizerError:
                raise
            except Exception as error:
                return _Bug(error)

        def ended(got: T | _Bug) -> None:
            if isinstance(got, _Bug):
                self._answered(broke)
                raise got.error
            self._answered(lambda: done(got))

        is_first = not self._is_running
        self._waiting = lambda: ask_briefly(
            self._session.bridge,
            job,
            ended,
            lambda error: self._answered(lambda: failed(error)),
            patience if is_first else 0.0,
        )
        if not self._is_running:
            self._begin()

    def _begin(self) -> None:
        begin, self._waiting = self._waiting, None
        if begin is not None:
            self._is_running = True
            begin()

    def _answered(self, tell: Callable[[], None]) -> None:
        self._is_running = False
        if self._waiting is None:
            tell()
        else:
            self._begin()
