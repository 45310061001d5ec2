"""Who hands a batch in and who still corrects it do not miss each other, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from support.workspace import CLERK, GOOD, SUPERVISOR, Bench, make_bench, read_case

from digitizer.domain.changes import Actor
from digitizer.domain.errors import DigitizerError
from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.schemas import load_catalog
from digitizer.store import SqlUnitOfWorkFactory
from digitizer.store.repositories.audit import SqlAuditLog
from digitizer.store.repositories.batches import SqlBatchRepository
from digitizer.store.repositories.cases import SqlCaseRepository
from digitizer.workflow import batches, correct
from digitizer.workflow.approve_part import approve_part
from digitizer.workflow.reopen import reopen_cases

NAME, OTHER = "nksHoTen", Actor("Lê Thị Cùng")
MEANWHILE_SECONDS = 0.4


@pytest.fixture(scope="module")
def known():
    return load_catalog()


@pytest.fixture
def bench(engine: Engine, tmp_path: Path, known) -> Bench:
    made = make_bench(tmp_path, known)
    units = SqlUnitOfWorkFactory(engine, known, lambda: made.now)
    made.ports = replace(made.ports, unit_of_work=units)
    return made


@pytest.fixture
def cases(bench: Bench, tmp_path: Path) -> list[int]:
    """All of batch 1, checked."""
    found = []
    for number in (1, 2):
        case = read_case(
            bench, tmp_path, f"{number}.png", {**GOOD, "so": f"{number}/2021"}, batch_name="KS"
        )
        correct.set_field(bench.ports, CLERK, case, NAME, "LÊ THỊ MẪU", bench.revision(case))
        correct.finish_case(bench.ports, CLERK, case, bench.revision(case))
        found.append(case)
    return found


def slowed(monkeypatch: pytest.MonkeyPatch, where: type, method: str) -> threading.Event:
    """The first time that the method has run there is a pause; the event tells of its begin."""
    reached, real = threading.Event(), getattr(where, method)

    def slow(self: Any, *args: Any) -> Any:
        found = real(self, *args)
        if not reached.is_set():
            reached.set()
            threading.Event().wait(MEANWHILE_SECONDS)
        return found

    monkeypatch.setattr(where, method, slow)
    return reached


def code_of(ended: Future[Any]) -> str | None:
    error = ended.exception(20)
    if error is None:
        return None
    assert isinstance(error, DigitizerError)
    return error.code


def both(first: Callable[[], Any], reached: threading.Event, second: Callable[[], Any]):
    """The codes of both; the second begins while the first pauses."""
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(first)
        assert reached.wait(20)
        other = pool.submit(second)
        return code_of(one), code_of(other)


def standing(bench: Bench, cases: list[int]) -> tuple[BatchState, set[CaseState]]:
    with bench.ports.unit_of_work() as unit:
        return unit.batches.get(1).state, {unit.cases.get(case).state for case in cases}


def test_what_is_being_handed_in_is_not_corrected_any_more(bench, cases, monkeypatch):
    revision = bench.revision(cases[1])
    reached = slowed(monkeypatch, SqlCaseRepository, "of_batch")
    assert both(
        lambda: batches.submit_batch(bench.ports, CLERK, 1),
        reached,
        lambda: correct.set_field(bench.ports, OTHER, cases[1], NAME, "NGƯỜI KHÁC", revision),
    ) == (None, "batch-closed")
    assert standing(bench, cases) == (BatchState.SUBMITTED, {CaseState.CHECKED})


def test_what_is_being_corrected_is_not_handed_in(bench, cases, monkeypatch):
    revision = bench.revision(cases[1])
    reached = slowed(monkeypatch, SqlBatchRepository, "held")
    assert both(
        lambda: correct.set_field(bench.ports, OTHER, cases[1], NAME, "NGƯỜI KHÁC", revision),
        reached,
        lambda: batches.submit_batch(bench.ports, CLERK, 1),
    ) == (None, "batch-not-checked")
    assert standing(bench, cases) == (BatchState.OPEN, {CaseState.CHECKED, CaseState.TO_CHECK})


def test_a_scan_that_is_read_meanwhile_comes_into_a_batch_of_its_own(
    bench, cases, tmp_path, monkeypatch
):
    reached = slowed(monkeypatch, SqlCaseRepository, "of_batch")
    assert both(
        lambda: batches.submit_batch(bench.ports, CLERK, 1),
        reached,
        lambda: read_case(bench, tmp_path, "late.png", {**GOOD, "so": "3/2021"}, batch_name="KS"),
    ) == (None, None)
    with bench.ports.unit_of_work() as unit:
        assert unit.batches.summary(1).cases == len(cases)
        assert unit.batches.find_by_name("KS (2)") is not None


def test_two_clerks_correct_cases_of_a_batch_at_once(bench, cases, monkeypatch):
    """On a server neither waits for the other's batch."""
    revisions = [bench.revision(case) for case in cases]
    reached = slowed(monkeypatch, SqlBatchRepository, "held")

    def corrected(place: int) -> Callable[[], object]:
        return lambda: correct.set_field(
            bench.ports, (CLERK, OTHER)[place], cases[place], NAME, "KHÁC", revisions[place]
        )

    assert both(corrected(0), reached, corrected(1)) == (None, None)


def test_opening_a_case_again_and_correcting_another_do_not_lock_each_other_out(
    bench, cases, monkeypatch
):
    """Both write the audit log, one after the other."""
    batches.submit_batch(bench.ports, CLERK, 1)
    approve_part(bench.ports, SUPERVISOR, 1, "mờ", but=cases[1:])
    revision = bench.revision(cases[1])
    reached = slowed(monkeypatch, SqlAuditLog, "append")
    assert both(
        lambda: reopen_cases(bench.ports, SUPERVISOR, 1, cases[:1], "sổ ghi khác"),
        reached,
        lambda: correct.set_field(bench.ports, OTHER, cases[1], NAME, "NGƯỜI KHÁC", revision),
    ) == (None, None)
    assert standing(bench, cases) == (BatchState.RETURNED, {CaseState.RETURNED})
