"""Reading jobs: leased, retried, given up, never doubled."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from pathlib import Path

import pytest
from support.workspace import CLERK, GOOD, Bench, make_bench, reading, stored_scan

from digitizer.domain.case import ScanReading, ScanState
from digitizer.domain.errors import EnvironmentFault
from digitizer.workflow import recognize
from digitizer.workflow.lists import CaseOrder
from digitizer.workflow.overview import status
from digitizer.workflow.pipeline import Progress, read_waiting
from digitizer.workflow.ports import CaseFilter


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


def _present(counts: Mapping[ScanState, int]) -> dict[ScanState, int]:
    return {name: count for name, count in counts.items() if count}


class _Pool:
    """Answers at once; the given scans fail."""

    size = 2

    def __init__(self, folder: Path, failing: int = 0) -> None:
        self.folder = folder
        self.failing = failing
        self.asked = 0

    def submit(self, source: Path, work_dir: Path) -> Future[ScanReading]:
        self.asked += 1
        answer: Future[ScanReading] = Future()
        if self.failing:
            self.failing -= 1
            answer.set_exception(EnvironmentFault("reading-worker-died"))
        else:
            answer.set_result(reading(work_dir, {**GOOD, "so": f"{self.asked}/2021"}))
        return answer


def test_all_waiting_scans_are_read_once(bench: Bench, tmp_path: Path) -> None:
    for number in range(5):
        stored_scan(bench, tmp_path, f"{number}.png")

    done = read_waiting(bench.ports, _Pool(tmp_path), "me", tmp_path)

    report = status(bench.ports)
    assert (done, report.records, report.jobs_pending) == (5, 5, 0)
    assert _present(report.scans) == {ScanState.READ: 5}


def test_scan_whose_worker_died_is_tried_again(bench: Bench, tmp_path: Path) -> None:
    stored_scan(bench, tmp_path, "a.png")
    seen: list[Progress] = []
    pool = _Pool(tmp_path, failing=1)

    read_waiting(bench.ports, pool, "me", tmp_path, report=seen.append)
    assert status(bench.ports).records == 0
    bench.later(60)
    read_waiting(bench.ports, pool, "me", tmp_path, report=seen.append)

    assert [progress.error is None for progress in seen] == [False, True]
    assert status(bench.ports).records == 1


def test_scan_that_never_reads_is_given_up_and_can_be_asked_for_again(
    bench: Bench, tmp_path: Path
) -> None:
    stored_scan(bench, tmp_path, "a.png")
    pool = _Pool(tmp_path, failing=3)
    for _ in range(3):
        read_waiting(bench.ports, pool, "me", tmp_path)
        bench.later(60)
    assert _present(status(bench.ports).scans) == {ScanState.FAILED: 1}
    assert read_waiting(bench.ports, pool, "me", tmp_path) == 0

    recognize.read_failed_again(bench.ports, CLERK)
    read_waiting(bench.ports, pool, "me", tmp_path)

    assert _present(status(bench.ports).scans) == {ScanState.READ: 1}


def test_scan_read_by_two_workers_makes_one_case(bench: Bench, tmp_path: Path) -> None:
    stored_scan(bench, tmp_path, "a.png")
    first = recognize.next_task(bench.ports, "slow")
    bench.later(recognize.LEASE_SECONDS + 1)
    second = recognize.next_task(bench.ports, "fast")
    assert first is not None
    assert second is not None

    recognize.store_reading(bench.ports, second, reading(tmp_path, GOOD))
    recognize.store_reading(bench.ports, first, reading(tmp_path, GOOD))

    assert status(bench.ports).records == 1


class _Slow(_Pool):
    """Each look of the pipeline at its work takes a third of an hour; the reading takes ten."""

    size = 1

    def __init__(self, folder: Path, bench: Bench) -> None:
        super().__init__(folder)
        self.bench = bench
        self.answer: Future[ScanReading] = Future()
        self.looks = 0
        self.work_dir = folder

    def submit(self, source: Path, work_dir: Path) -> Future[ScanReading]:
        self.asked += 1
        self.work_dir = work_dir
        return self.answer

    def pass_time(self) -> None:
        self.looks += 1
        self.bench.later(1200)
        if self.looks == 10:
            self.answer.set_result(reading(self.work_dir, GOOD))


def test_scan_that_is_read_for_hours_is_not_begun_again(bench: Bench, tmp_path: Path) -> None:
    stored_scan(bench, tmp_path, "a.png")
    pool = _Slow(tmp_path, bench)
    taken: list[bool] = []

    def meanwhile() -> None:
        pool.pass_time()
        taken.append(recognize.next_task(bench.ports, "another") is not None)

    read_waiting(bench.ports, pool, "me", tmp_path, meanwhile=meanwhile)

    assert not any(taken[:-1])
    assert pool.asked == 1
    assert status(bench.ports).records == 1


class _ReadsTheLastFirst(_Pool):
    """Several workers of which the one with the oldest scan is always the slowest."""

    def __init__(self, folder: Path, size: int) -> None:
        super().__init__(folder)
        self.size = size
        self.reading: list[tuple[Future[ScanReading], ScanReading]] = []
        self.most_at_once = 0

    def submit(self, source: Path, work_dir: Path) -> Future[ScanReading]:
        self.asked += 1
        answer: Future[ScanReading] = Future()
        number = {**GOOD, "so": f"{self.asked}/2021"}
        self.reading.append((answer, reading(work_dir, number)))
        self.most_at_once = max(self.most_at_once, len(self.reading))
        return answer

    def finish_one(self) -> None:
        if self.reading:
            answer, found = self.reading.pop()
            answer.set_result(found)


def test_cases_stand_in_the_order_of_the_scans_whichever_is_read_first(
    bench: Bench, tmp_path: Path
) -> None:
    for number in range(5):
        stored_scan(bench, tmp_path, f"{number}.png")
    pool = _ReadsTheLastFirst(tmp_path, size=2)

    read_waiting(bench.ports, pool, "me", tmp_path, meanwhile=pool.finish_one)

    with bench.ports.unit_of_work() as unit:
        cases = unit.cases.ids(CaseFilter(), CaseOrder(), limit=10, offset=0)
        scans = [unit.cases.get(number).scan_id for number in sorted(cases)]
    assert len(scans) == 5
    assert scans == sorted(scans)


def test_a_thick_book_does_not_hold_back_all_that_is_read_beside_it(
    bench: Bench, tmp_path: Path
) -> None:
    for number in range(40):
        stored_scan(bench, tmp_path, f"{number}.png")
    pool = _ReadsTheLastFirst(tmp_path, size=2)
    left: list[str] = []

    read_waiting(
        bench.ports,
        pool,
        "me",
        tmp_path,
        meanwhile=pool.finish_one,
        report=lambda progress: left.append(progress.scan_name),
    )

    assert pool.most_at_once == 3
    assert sorted(left) == sorted(f"{number}.png" for number in range(40))
    assert 5 <= left.index("0.png") <= 30


def test_leased_scan_is_not_given_to_another(bench: Bench, tmp_path: Path) -> None:
    stored_scan(bench, tmp_path, "a.png")

    assert recognize.next_task(bench.ports, "one") is not None
    assert recognize.next_task(bench.ports, "two") is None


def test_original_gone_from_the_vault_is_reported(bench: Bench, tmp_path: Path) -> None:
    scan = stored_scan(bench, tmp_path, "a.png")
    with bench.ports.unit_of_work() as unit:
        sha256 = unit.scans.get(scan).sha256
    bench.ports.vault.path(sha256).unlink()
    seen: list[Progress] = []

    read_waiting(bench.ports, _Pool(tmp_path), "me", tmp_path, report=seen.append)

    (progress,) = seen
    assert progress.error is not None
    assert progress.error.code == "blob-missing"
