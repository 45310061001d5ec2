"""A stored scan becomes pages and cases: the work is leased, done outside, and committed once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from digitizer.domain.case import Scan, ScanReading, ScanState
from digitizer.domain.changes import AUTOMATION, Actor, ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.domain.lifecycle import EDITABLE_BATCH_STATES
from digitizer.workflow.ports import Job, Ports
from digitizer.workflow.receive import READ_JOB
from digitizer.workflow.transaction import Transaction, transaction

LEASE_SECONDS = 1800.0
MOST_ATTEMPTS = 3
_RETRY_AFTER = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class ReadingTask:
    job: Job
    scan: Scan


def next_task(ports: Ports, owner: str) -> ReadingTask | None:
    """Lease the oldest scan that waits to be read; None when nothing waits."""
    with transaction(ports, AUTOMATION, "lease") as run:
        job = run.unit.jobs.lease(READ_JOB, owner, ports.clock(), LEASE_SECONDS)
        if job is None:
            return None
        return ReadingTask(job, run.unit.scans.get(job.scan_id))


def renew_leases(ports: Ports, owner: str) -> None:
    """Hold on to what this owner is reading: a thick book takes longer than one lease."""
    with ports.unit_of_work(write=True) as unit:
        unit.jobs.renew(owner, ports.clock(), LEASE_SECONDS)
        unit.commit()


def store_reading(ports: Ports, task: ReadingTask, reading: ScanReading) -> ChangeSet:
    """Keep the upright page images and commit pages and cases in one transaction.

    A scan that was read meanwhile by another worker stays as it is.
    """
    images = [ports.vault.put(Path(page.image_path)).sha256 for page in reading.pages]
    with transaction(ports, AUTOMATION, "recognize") as run:
        run.unit.jobs.finish(task.job.id)
        run.scans.add(task.scan.id)
        if run.unit.scans.get(task.scan.id).state is ScanState.READ:
            return run.changes()
        _add_cases(run, task.scan, reading, images)
    return run.changes()


def _add_cases(
    run: Transaction,
    scan: Scan,
    found: ScanReading,
    images: list[str],
) -> None:
    pages = zip((page.reading for page in found.pages), images, strict=True)
    run.unit.scans.add_pages(scan.id, pages)
    run.unit.scans.set_state(scan.id, ScanState.READ)
    batch_id = _batch_for(run, scan.batch_name) if scan.batch_name else None
    for reading in found.cases:
        run.cases.add(run.unit.cases.add(scan.id, reading, batch_id).id)
    run.note(f"scan:{scan.id}", pages=str(len(images)), cases=str(len(found.cases)))


def _batch_for(run: Transaction, name: str) -> int:
    """The open batch of a folder; a folder whose batch has left gets a numbered new one."""
    wanted, number = name, 1
    while (batch := run.unit.batches.find_by_name(wanted)) is not None:
        if run.unit.batches.held(batch.id).state in EDITABLE_BATCH_STATES:
            break
        number += 1
        wanted = f"{name} ({number})"
    else:
        batch = run.unit.batches.add(wanted, None, run.actor.name, run.ports.clock())
    run.batches.add(batch.id)
    return batch.id


def reading_failed(ports: Ports, task: ReadingTask, error: DigitizerError) -> ChangeSet:
    """Put the job back for a later try, or give the scan up after :data:`MOST_ATTEMPTS`."""
    with transaction(ports, AUTOMATION, "reading-failed") as run:
        run.scans.add(task.scan.id)
        if run.unit.scans.get(task.scan.id).state is ScanState.READ:
            return run.changes()
        gives_up = task.job.attempts >= MOST_ATTEMPTS
        if gives_up:
            run.unit.jobs.finish(task.job.id)
            run.unit.scans.set_state(task.scan.id, ScanState.FAILED)
        else:
            run.unit.jobs.put_back(task.job.id, error.code, ports.clock() + _RETRY_AFTER)
        run.note(
            f"scan:{task.scan.id}",
            reason=error.code,
            attempt=str(task.job.attempts),
            gives_up=str(gives_up).lower(),
        )
    return run.changes()


def read_failed_again(ports: Ports, actor: Actor) -> ChangeSet:
    """Give every scan that was given up another round of tries."""
    with transaction(ports, actor, "read-again") as run:
        for scan_id in run.unit.scans.ids_in_state(ScanState.FAILED):
            run.unit.scans.set_state(scan_id, ScanState.STORED)
            run.unit.jobs.add(READ_JOB, scan_id)
            run.scans.add(scan_id)
            run.note(f"scan:{scan_id}")
    return run.changes()
