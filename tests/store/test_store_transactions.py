"""Transactions: all or nothing, one winner, nothing stuck."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError, InvalidRequestError

from digitizer.domain.case import ScanState
from digitizer.domain.changes import AuditEntry
from digitizer.domain.errors import Conflict
from digitizer.domain.lifecycle import CaseState
from digitizer.store import FileVault
from digitizer.workflow.verify_audit import verify_audit

# On SQLite writers come one after another.
only_postgresql = pytest.mark.parametrize(
    "backend", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)


def test_leaving_without_commit_leaves_nothing(units, given):
    with units(write=True) as unit:
        given.case(unit)
        unit.audit.append(AuditEntry(given.now, "Lê Thị Mai", "add", "case:1"))
    with pytest.raises(ZeroDivisionError):
        _store_and_stumble(units, given)
    with units() as unit:
        assert unit.scans.list() == []
        assert sum(unit.cases.count_by_state().values()) == 0
        assert unit.audit.list() == []


def _store_and_stumble(units, given) -> None:
    with units(write=True) as unit:
        given.case(unit)
        raise ZeroDivisionError


def test_a_reading_unit_cannot_write(units, given):
    with units() as unit, pytest.raises(DBAPIError):
        given.scan(unit)


def test_a_unit_is_spent_after_its_commit(units, given):
    with units(write=True) as unit:
        given.scan(unit)
        unit.commit()
        with pytest.raises(InvalidRequestError):
            unit.scans.list()


def test_saving_over_a_newer_revision_is_a_conflict(units, given):
    with units(write=True) as unit:
        case = given.case(unit)
        batch = unit.batches.add("Quyển 01", None, "Lê Thị Mai", given.now)
        unit.cases.save(case, 1)
        unit.batches.save(batch, 1)
        unit.commit()
    with units(write=True) as unit:
        with pytest.raises(Conflict, match="changed-meanwhile"):
            unit.cases.save(case, 1)
        with pytest.raises(Conflict, match="changed-meanwhile"):
            unit.batches.save(batch, 1)


def test_a_whole_batch_moves_on_without_touching_its_fields(units, given):
    with units(write=True) as unit:
        made = given.case(unit)
        moved = unit.cases.save(replace(made, state=CaseState.CHECKED), 1)
        again = unit.cases.save(replace(moved, return_reason="Sai ngày"), 2)
        assert again == replace(made, state=CaseState.CHECKED, return_reason="Sai ngày", revision=3)
        unit.commit()
    with units(write=True) as unit:
        assert unit.cases.get(made.id) == again
        with pytest.raises(Conflict):
            unit.cases.save(moved, 2)


def test_the_same_bytes_and_the_same_name_cannot_be_stored_twice(units, given):
    with units(write=True) as unit:
        given.scan(unit)
        unit.batches.add("Quyển 01", None, "Lê Thị Mai", given.now)
        given.pages(unit, 1)
        unit.commit()
    for again in (
        given.scan,
        lambda unit: unit.batches.add("Quyển 01", None, "Lê Thị Mai", given.now),
        lambda unit: given.pages(unit, 1),
    ):
        with units(write=True) as unit, pytest.raises(Conflict, match="changed-meanwhile"):
            again(unit)


def test_of_two_writers_at_the_same_time_one_wins(units, given):
    with units(write=True) as unit:
        case = given.case(unit)
        unit.commit()
    ready = threading.Barrier(2)

    def correct(state: CaseState) -> CaseState | None:
        ready.wait()
        try:
            with units(write=True) as unit:
                unit.cases.save(replace(case, state=state), case.revision)
                unit.commit()
        except Conflict:
            return None
        return state

    with ThreadPoolExecutor(2) as pool:
        results = set(pool.map(correct, (CaseState.CHECKED, CaseState.RETURNED)))
    with units() as unit:
        found = unit.cases.get(case.id)
    assert found.revision == 2
    assert results == {found.state, None}


def test_a_job_is_leased_to_one_thread_only(units, given):
    with units(write=True) as unit:
        for number in range(1, 13):
            unit.jobs.add("read", given.scan(unit, number).id)
        unit.commit()

    def work(owner: int) -> list[int]:
        taken = []
        while True:
            with units(write=True) as unit:
                job = unit.jobs.lease("read", f"host:{owner}", given.now, 60)
                unit.commit()
            if job is None:
                return taken
            taken.append(job.id)

    with ThreadPoolExecutor(4) as pool:
        taken = [job_id for jobs in pool.map(work, range(4)) for job_id in jobs]
    assert len(taken) == len(set(taken)) == 12


def test_the_life_of_a_job(units, given):
    later = given.now + timedelta(seconds=61)
    with units(write=True) as unit:
        scan = given.scan(unit)
        job = unit.jobs.add("read", scan.id)
        assert unit.jobs.add("read", scan.id) == job
        lease = lambda when, owner="host:1/": unit.jobs.lease("read", owner, when, 60)  # noqa: E731
        assert lease(given.now) == replace(job, attempts=1)
        assert lease(given.now) is None
        assert lease(later) == replace(job, attempts=2)
        assert unit.jobs.release_owner("HOST:1/") == 0
        assert unit.jobs.release_owner("host:1/") == 1
        assert lease(given.now) == replace(job, attempts=3)
        unit.jobs.put_back(job.id, "engine-crashed", later)
        assert lease(given.now) is None
        assert lease(later) == replace(job, attempts=4)
        assert unit.jobs.lease("export", "host:1/", later, 60) is None
        assert unit.jobs.pending("read") == 1
        unit.jobs.finish(job.id)
        unit.jobs.finish(job.id)
        unit.jobs.put_back(job.id, "engine-crashed", later)
        assert unit.jobs.pending("read") == 0
        assert lease(later) is None


def test_a_renewed_lease_is_held_on_and_nobody_elses(units, given):
    soon, after = given.now + timedelta(seconds=50), given.now + timedelta(seconds=70)
    with units(write=True) as unit:
        jobs = [unit.jobs.add("read", given.scan(unit, number).id) for number in (1, 2)]
        unit.jobs.lease("read", "me", given.now, 60)
        unit.jobs.lease("read", "other", given.now, 60)
        unit.jobs.renew("me", soon, 60)

        assert unit.jobs.lease("read", "third", after, 60) == replace(jobs[1], attempts=2)
        assert unit.jobs.lease("read", "third", after, 60) is None


@only_postgresql
def test_a_lease_of_another_transaction_is_stepped_over(units, given):
    with units(write=True) as unit:
        ids = [unit.jobs.add("read", given.scan(unit, number).id).id for number in (1, 2)]
        unit.commit()
    with units(write=True) as first, units(write=True) as second:
        assert first.jobs.lease("read", "a", given.now, 60).id == ids[0]
        assert second.jobs.lease("read", "b", given.now, 60).id == ids[1]


def test_the_chain_never_forks_under_many_writers(units, given, engine):
    def write(writer: int) -> None:
        for number in range(10):
            with units(write=True) as unit:
                entry = AuditEntry(given.now, f"người {writer}", "correct", f"case:{number}")
                unit.audit.append(entry)
                unit.commit()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    with units() as unit:
        assert len(unit.audit.list()) == 40
    assert verify_audit(units).is_sound


_RECEIVE_AND_HANG = """
import sys, time
from pathlib import Path
from datetime import UTC, datetime
from digitizer.domain.schema import Catalog
from digitizer.store import FileVault, SqlUnitOfWorkFactory, open_engine
from digitizer.workflow.ports import NewScan
url, vault, source = sys.argv[1:]
blob = FileVault(Path(vault)).put(Path(source))
units = SqlUnitOfWorkFactory(open_engine(url), Catalog({}, {}, {}))
with units(write=True) as unit:
    unit.scans.add(NewScan(blob.sha256, "a.pdf", blob.size, "application/pdf", 1,
                           datetime.now(UTC), None))
    sys.stdout.write("stored, not committed\\n")
    sys.stdout.flush()
    time.sleep(60)
"""


def test_kill_between_vault_and_commit_loses_nothing_and_blocks_nobody(
    url, units, given, tmp_path: Path
):
    source = tmp_path / "giấy khai sinh.pdf"
    source.write_bytes(b"%PDF-1.7 " + os.urandom(100_000))
    command = [sys.executable, "-c", _RECEIVE_AND_HANG, url, tmp_path / "vault", source]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"stored, not committed\n"
        process.send_signal(signal.SIGKILL)
    with units() as unit:
        assert unit.scans.list() == []
    vault = FileVault(tmp_path / "vault")
    blob = vault.put(source)
    assert vault.path(blob.sha256).read_bytes() == source.read_bytes()
    with units(write=True) as unit:
        scan = unit.scans.add(replace(given.new_scan(), sha256=blob.sha256))
        unit.commit()
    with units() as unit:
        assert unit.scans.get(scan.id).state is ScanState.STORED
