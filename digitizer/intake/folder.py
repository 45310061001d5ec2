"""One watched folder: look, wait until a file lies still, take it whole, tell what became of it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from digitizer.domain.case import Arrival, Outcome
from digitizer.domain.errors import EnvironmentFault, UnreadableFile
from digitizer.domain.problems import Problem
from digitizer.intake.listing import Listed, list_files
from digitizer.intake.moving import move_into, write_beside
from digitizer.intake.stability import Look, StabilityTracker
from digitizer.workflow.automation import Blocked, SweepReport
from digitizer.workflow.ports import Inspector, Ports
from digitizer.workflow.receive import Incoming, receive, refuse, settle

_MAY_STILL_GROW = frozenset(
    {"file-empty", "file-damaged", "file-no-pages", "file-unknown-format", "invoice-damaged"}
)


@dataclass(frozen=True, slots=True)
class IntakeFolders:
    """``processed`` None leaves the taken files where they are."""

    inbox: Path
    processed: Path | None
    duplicates: Path
    quarantine: Path


@dataclass(frozen=True, slots=True)
class IntakeRules:
    """``quiet``: seconds a file must look the same; ``patience``: seconds that a file which does
    not decode gets, since a scanner may pause between two pages; ``ignored``: name patterns."""

    quiet: float
    patience: float
    ignored: tuple[str, ...]


class FolderIntake:
    """Takes files from one folder. One instance a folder; not for several threads at a time."""

    def __init__(
        self,
        ports: Ports,
        inspect: Inspector,
        describe: Callable[[Problem], str],
        folders: IntakeFolders,
        rules: IntakeRules,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ports = ports
        self._inspect = inspect
        self._describe = describe
        self._folders = folders
        self._rules = rules
        self._clock = clock
        self._tracker = StabilityTracker()
        self._failing_since: dict[Path, float] = {}
        self._page_problems: dict[int, tuple[Problem, ...]] = {}

    def sweep(self) -> SweepReport:
        """Look at the folder once and take every file that is ready.

        A file that cannot be opened or moved now is reported as blocked and tried again at the
        next sweep. Raises EnvironmentFault when the folder itself cannot be listed.
        """
        self._finish_unsettled()
        self._page_problems = {}
        taken: list[Arrival] = []
        blocked: list[Blocked] = []
        waiting = 0
        listed = self._listed()
        self._tracker.keep_only({file.path for file in listed})
        for file in listed:
            try:
                arrival, waits = self._look_at(file)
            except FileNotFoundError:
                continue
            except OSError as error:
                waiting += self._count_failure(file)
                blocked.append(Blocked(str(file.path), error.strerror or str(error)))
                continue
            waiting += waits
            if arrival is not None:
                taken.append(arrival)
        return SweepReport(tuple(taken), waiting, tuple(blocked), self._page_problems)

    def _listed(self) -> list[Listed]:
        try:
            return list(list_files(self._folders.inbox, self._rules.ignored))
        except OSError as error:
            raise EnvironmentFault(
                "inbox-not-listed", folder=self._folders.inbox, reason=error.strerror
            ) from error

    def _look_at(self, file: Listed) -> tuple[Arrival | None, bool]:
        """The arrival made now, if any, and whether a later look is needed."""
        look = file.look
        known = self._known(file)
        if known is not None and known.settled:
            return None, False
        quiet = self._tracker.quiet_seconds(file.path, look, self._clock())
        if quiet < self._rules.quiet:
            return None, True
        if known is not None:
            self._settle(known)
            return None, False
        try:
            info = self._inspect(file.path)
        except UnreadableFile as error:
            if error.code in _MAY_STILL_GROW and quiet < self._rules.patience:
                return None, True
            return self._refuse(file, error), False
        blob = self._ports.vault.put(file.path)
        if _look(file.path) != look:
            return None, True
        arrival = receive(self._ports, _incoming(file), blob, info)
        if arrival.outcome is Outcome.STORED and info.problems:
            self._page_problems[arrival.id] = info.problems
        self._settle(arrival)
        return arrival, False

    def _known(self, file: Listed) -> Arrival | None:
        with self._ports.unit_of_work() as unit:
            return unit.arrivals.find(str(file.path), file.look.size, file.look.modified_ns)

    def _refuse(self, file: Listed, error: UnreadableFile) -> Arrival:
        with file.path.open("rb") as source:
            sha256 = hashlib.file_digest(source, "sha256").hexdigest()
        arrival = refuse(self._ports, _incoming(file), sha256, error)
        self._settle(arrival)
        return arrival

    def _finish_unsettled(self) -> None:
        """Arrivals of an earlier run whose source is gone or changed need nothing more."""
        with self._ports.unit_of_work() as unit:
            open_arrivals = unit.arrivals.unsettled()
        for arrival in open_arrivals:
            if _look(Path(arrival.path)) != Look(arrival.size, arrival.modified_ns):
                settle(self._ports, arrival)

    def _settle(self, arrival: Arrival) -> None:
        source = Path(arrival.path)
        target = self._target(arrival, source)
        if target is not None:
            moved = move_into(source, target)
            told = self._page_problems.get(arrival.id) or (arrival.problem,)
            sentences = [self._describe(problem) for problem in told if problem is not None]
            if sentences:
                write_beside(moved, "\n".join(sentences) + "\n")
        settle(self._ports, arrival)
        self._tracker.forget(source)
        self._failing_since.pop(source, None)

    def _target(self, arrival: Arrival, source: Path) -> Path | None:
        inside = source.relative_to(self._folders.inbox).parent
        match arrival.outcome:
            case Outcome.STORED:
                processed = self._folders.processed
                return processed / inside if processed else None
            case Outcome.DUPLICATE:
                return self._folders.duplicates / inside if self._folders.processed else None
            case Outcome.QUARANTINED:
                return self._folders.quarantine / inside

    def _count_failure(self, file: Listed) -> bool:
        """Whether a file that failed with an OSError is still worth waiting for."""
        now = self._clock()
        return now - self._failing_since.setdefault(file.path, now) < self._rules.patience


def _incoming(file: Listed) -> Incoming:
    return Incoming(file.path, file.look.size, file.look.modified_ns, file.batch_name)


def _look(path: Path) -> Look | None:
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    return Look(status.st_size, status.st_mtime_ns)
