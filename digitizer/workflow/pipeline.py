"""The automatic part: every waiting scan is read, a bounded number at a time."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile
from pathlib import Path
from typing import Protocol

from digitizer.domain.case import ScanReading
from digitizer.domain.errors import DigitizerError
from digitizer.workflow.ports import Ports
from digitizer.workflow.receive import READ_JOB
from digitizer.workflow.recognize import (
    LEASE_SECONDS,
    ReadingTask,
    next_task,
    reading_failed,
    renew_leases,
    store_reading,
)

_MOST_HELD_A_WORKER = 8
_RENEW_AFTER = timedelta(seconds=LEASE_SECONDS / 3)


class ReadingPool(Protocol):
    """Warm workers. A failed reading is a DigitizerError in the future."""

    @property
    def size(self) -> int: ...
    def submit(self, source: Path, work_dir: Path) -> Future[ScanReading]: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """One scan left the pipeline; ``error`` is None when it was read."""

    scan_name: str
    pages: int
    cases: int
    error: DigitizerError | None


_Running = dict[Future[ScanReading], tuple[ReadingTask, Path]]


def read_waiting(
    ports: Ports,
    pool: ReadingPool,
    owner: str,
    work_root: Path,
    *,
    stop: Callable[[], bool] = lambda: False,
    report: Callable[[Progress], None] = lambda progress: None,
    meanwhile: Callable[[], None] = lambda: None,
) -> int:
    """Read all scans that wait now; the number that left the pipeline.

    Cases are stored in the order of the scans, as the pages of a book follow each other: what is
    read sooner waits for what came before it, up to :data:`_MOST_HELD_A_WORKER` scans a worker, so
    that a thick book does not keep the rest from the clerks. One scan more than there are workers
    is in flight, so that no worker waits for the disk. After ``stop`` turns true nothing new is
    begun and what runs is finished. ``meanwhile`` is called about every second and after each scan.
    """
    _forget_failed_round(ports, owner)
    renewed = ports.clock()
    running: _Running = {}
    held: set[Future[ScanReading]] = set()
    done = 0
    while True:
        while len(running) - len(held) <= pool.size and not stop():
            task = next_task(ports, owner)
            if task is None:
                break
            folder = Path(tempfile.mkdtemp(prefix=f"scan-{task.scan.id}-", dir=work_root))
            running[_submit(ports, pool, task, folder)] = (task, folder)
        if not running:
            return done
        finished, _ = wait(running.keys() - held, timeout=1.0, return_when=FIRST_COMPLETED)
        held |= finished
        for future in _in_turn(running, held, _MOST_HELD_A_WORKER * pool.size):
            task, folder = running.pop(future)
            held.remove(future)
            report(_leave(ports, task, future))
            shutil.rmtree(folder)
            done += 1
        if ports.clock() - renewed > _RENEW_AFTER:
            renew_leases(ports, owner)
            renewed = ports.clock()
        meanwhile()


def _in_turn(
    running: _Running, finished: AbstractSet[Future[ScanReading]], most_held: int
) -> list[Future[ScanReading]]:
    """What leaves now: all that nothing older holds back, and the oldest of the rest when more
    than ``most_held`` wait."""
    in_turn = list(takewhile(finished.__contains__, running))
    rest = [future for future in running if future in finished][len(in_turn) :]
    return in_turn + rest[: max(0, len(rest) - most_held)]


def _forget_failed_round(ports: Ports, owner: str) -> None:
    """Free what this owner still holds from a round that the store's failure cut off."""
    with ports.unit_of_work() as unit:
        if not unit.jobs.pending(READ_JOB):
            return
    with ports.unit_of_work(write=True) as unit:
        unit.jobs.release_owner(owner)
        unit.commit()


def _submit(
    ports: Ports, pool: ReadingPool, task: ReadingTask, folder: Path
) -> Future[ScanReading]:
    try:
        return pool.submit(ports.vault.path(task.scan.sha256), folder)
    except DigitizerError as error:
        failed: Future[ScanReading] = Future()
        failed.set_exception(error)
        return failed


def _leave(ports: Ports, task: ReadingTask, future: Future[ScanReading]) -> Progress:
    try:
        reading = future.result()
        store_reading(ports, task, reading)
    except DigitizerError as error:
        reading_failed(ports, task, error)
        return Progress(task.scan.name, 0, 0, error)
    return Progress(task.scan.name, len(reading.pages), len(reading.cases), None)
