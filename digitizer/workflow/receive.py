"""A file of the scanner folder becomes a stored scan, a known duplicate, or a refused file.

The order is the promise that nothing is lost: the bytes are safe in the vault before the scan is
committed, and the scan is committed before the source is touched. A source that was not moved
yet is found again through its unsettled arrival.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from digitizer.domain.case import Arrival, Outcome
from digitizer.domain.changes import AUTOMATION, ChangeSet
from digitizer.domain.errors import UnreadableFile
from digitizer.domain.problems import Problem, Severity
from digitizer.workflow.ports import FileInfo, NewArrival, NewScan, Ports, StoredBlob
from digitizer.workflow.transaction import Transaction, transaction

READ_JOB = "read"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that lies still: its path, size (bytes), modification time (ns) and batch name."""

    path: Path
    size: int
    modified_ns: int
    batch_name: str | None


def receive(ports: Ports, file: Incoming, blob: StoredBlob, info: FileInfo) -> Arrival:
    """Commit the scan of a blob already in the vault, or its arrival as a duplicate. A stored scan
    with poor pages keeps the worst of their problems with its arrival."""
    with transaction(ports, AUTOMATION, "receive") as run:
        known = run.unit.scans.find_by_sha256(blob.sha256)
        if known is not None:
            return _arrive(run, file, blob.sha256, Outcome.DUPLICATE, known.id, None)
        now = ports.clock()
        scan = run.unit.scans.add(
            NewScan(
                blob.sha256,
                file.path.name,
                blob.size,
                info.media_type,
                info.page_count,
                now,
                file.batch_name,
            )
        )
        run.unit.jobs.add(READ_JOB, scan.id)
        run.scans.add(scan.id)
        return _arrive(run, file, blob.sha256, Outcome.STORED, scan.id, _worst(info.problems))


def _worst(problems: tuple[Problem, ...]) -> Problem | None:
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    return next(iter(errors or problems), None)


def refuse(ports: Ports, file: Incoming, sha256: str, error: UnreadableFile) -> Arrival:
    """Commit the arrival of a file that cannot become pages, with the reason."""
    problem = Problem.error(error.code, **error.params)
    with transaction(ports, AUTOMATION, "refuse") as run:
        return _arrive(run, file, sha256, Outcome.QUARANTINED, None, problem)


def settle(ports: Ports, arrival: Arrival) -> ChangeSet:
    """Note that the source of an arrival needs nothing more."""
    with transaction(ports, AUTOMATION, "settle-arrival") as run:
        run.unit.arrivals.settle(arrival.id)
        run.arrivals.add(arrival.id)
    return run.changes()


def _arrive(
    run: Transaction,
    file: Incoming,
    sha256: str,
    outcome: Outcome,
    scan_id: int | None,
    problem: Problem | None,
) -> Arrival:
    arrival = run.unit.arrivals.add(
        NewArrival(
            str(file.path),
            file.size,
            file.modified_ns,
            sha256,
            outcome,
            scan_id,
            problem,
            run.ports.clock(),
        )
    )
    run.arrivals.add(arrival.id)
    run.note(
        f"arrival:{arrival.id}",
        outcome=outcome.value,
        name=file.path.name,
        sha256=sha256,
        reason=problem.code if problem else "",
    )
    return arrival
