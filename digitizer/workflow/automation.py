"""The unattended walk: sweep the folder, read what came, sleep until a hint or the next look."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from digitizer.domain.case import Arrival
from digitizer.domain.errors import DigitizerError
from digitizer.domain.problems import Problem
from digitizer.workflow.pipeline import Progress, ReadingPool, read_waiting
from digitizer.workflow.ports import Ports
from digitizer.workflow.receive import READ_JOB


@dataclass(frozen=True, slots=True)
class Blocked:
    """A file that cannot be taken now, with the operating system's reason."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class SweepReport:
    """``waiting`` files are not still yet, or may still grow; they want another look soon.
    ``page_problems`` has what is wrong with the pages of stored files, by the arrival's number."""

    taken: tuple[Arrival, ...]
    waiting: int
    blocked: tuple[Blocked, ...]
    page_problems: Mapping[int, tuple[Problem, ...]] = field(default_factory=dict)


class Intake(Protocol):
    def sweep(self) -> SweepReport: ...


class Reporter(Protocol):
    """Hears what happens; called in the thread of the automation."""

    def swept(self, report: SweepReport) -> None: ...
    def read(self, progress: Progress) -> None: ...
    def troubled(self, error: DigitizerError) -> None:
        """A round failed as a whole (folder or database gone); the next one tries again."""
        ...


@dataclass(frozen=True, slots=True)
class Pace:
    """``look_again``: seconds between two looks while files are arriving; ``listing``: seconds
    between two listings when all is quiet."""

    look_again: float
    listing: float


class Automation:
    """Runs in one thread; :meth:`stop` may be called from any."""

    def __init__(
        self,
        ports: Ports,
        intake: Intake,
        pool: ReadingPool,
        owner: str,
        work_root: Path,
        pace: Pace,
        reporter: Reporter,
    ) -> None:
        self.hint = threading.Event()
        self._ports = ports
        self._intake = intake
        self._pool = pool
        self._owner = owner
        self._work_root = work_root
        self._pace = pace
        self._reporter = reporter
        self._stopping = threading.Event()
        self._waiting = 0
        self._next_look = 0.0

    def run_once(self) -> None:
        """Work until no file is arriving and no scan waits to be read.

        Raises EnvironmentFault when the folder or the store is gone.
        """
        while not self._stopping.is_set():
            self._round()
            if not self._waiting and not self._jobs_waiting():
                return
            self._stopping.wait(self._pace.look_again)

    def run_forever(self) -> None:
        """Work until :meth:`stop` is called; what fails as a whole is tried again."""
        while not self._stopping.is_set():
            try:
                self._round()
                busy = bool(self._waiting or self._jobs_waiting())
            except DigitizerError as error:
                self._reporter.troubled(error)
                busy = False
            self.hint.wait(self._pace.look_again if busy else self._pace.listing)
            self.hint.clear()

    def stop(self) -> None:
        self._stopping.set()
        self.hint.set()

    def _round(self) -> None:
        self._sweep()
        read_waiting(
            self._ports,
            self._pool,
            self._owner,
            self._work_root,
            stop=self._stopping.is_set,
            report=self._reporter.read,
            meanwhile=self._sweep_when_due,
        )

    def _sweep(self) -> None:
        report = self._intake.sweep()
        self._waiting = report.waiting
        wait = self._pace.look_again if report.waiting else self._pace.listing
        self._next_look = time.monotonic() + wait
        self._reporter.swept(report)

    def _sweep_when_due(self) -> None:
        if time.monotonic() >= self._next_look and not self._stopping.is_set():
            self._sweep()

    def _jobs_waiting(self) -> int:
        with self._ports.unit_of_work() as unit:
            return unit.jobs.pending(READ_JOB)
