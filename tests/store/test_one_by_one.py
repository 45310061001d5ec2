"""A batch may have ten thousand cases: whatever is done with all of them has few in memory at once,
and what the store tells of all of them is without their records."""

from __future__ import annotations

import weakref
from dataclasses import replace
from pathlib import Path

import pytest
from support.workspace import CLERK, GOOD, SUPERVISOR, Bench, make_bench, read_case

from digitizer.domain.batch import BatchCase
from digitizer.domain.case import Case
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.package import PackageContent, PackageResult
from digitizer.schemas import load_catalog
from digitizer.store import SqlUnitOfWorkFactory
from digitizer.store.repositories.cases import SqlCaseRepository
from digitizer.workflow import approve, batches, correct, export
from digitizer.workflow.approve_part import approve_part
from digitizer.workflow.reopen import reopen_cases

CASES = 12
FEW = 4
"""Cases; far fewer than there are."""
FEW_ROWS = 150
"""Rows of the store; a case has some fifty."""
NAME = "nksHoTen"


@pytest.fixture(scope="module")
def known():
    return load_catalog()


@pytest.fixture
def bench(engine, tmp_path, known) -> Bench:
    made = make_bench(tmp_path, known)
    units = SqlUnitOfWorkFactory(engine, known, lambda: made.now)

    def pack(content: PackageContent, out_dir: Path) -> PackageResult:
        count = sum(1 for _ in content.cases)
        return PackageResult(out_dir, out_dir, {}, count)

    made.ports = replace(made.ports, unit_of_work=units, pack=pack)
    return made


class Watch:
    """Counts the most cases, and the most rows of them, that are in memory whenever one is read."""

    def __init__(self) -> None:
        self._seen: list[weakref.ref[Case]] = []
        self.cases = self.rows = self.reads = 0

    def saw(self, repository: SqlCaseRepository, case: Case) -> None:
        self._seen = [ref for ref in self._seen if ref() is not None]
        self._seen.append(weakref.ref(case))
        self.cases = max(self.cases, len(self._seen))
        session = repository._session
        self.rows = max(self.rows, len(session.identity_map) + len(session.new))
        self.reads += 1

    def take(self) -> tuple[int, bool, bool]:
        """How many were read, whether few cases and few rows were there at once; begins anew."""
        found = self.reads, self.cases <= FEW, self.rows <= FEW_ROWS
        self.cases = self.rows = self.reads = 0
        return found


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    watching, get = Watch(), SqlCaseRepository.get

    def seen(self: SqlCaseRepository, case_id: int) -> Case:
        case = get(self, case_id)
        watching.saw(self, case)
        return case

    monkeypatch.setattr(SqlCaseRepository, "get", seen)
    return watching


def finish(bench: Bench, cases: list[int], name: str) -> None:
    for case in cases:
        correct.set_field(bench.ports, CLERK, case, NAME, name, bench.revision(case))
        correct.finish_case(bench.ports, CLERK, case, bench.revision(case))


def test_the_whole_way_out_has_few_cases_in_memory(bench, watch, tmp_path):
    cases = [
        read_case(bench, tmp_path, f"{n}.png", {**GOOD, "so": f"{n}/2021"}, batch_name="KS 01")
        for n in range(1, CASES + 1)
    ]
    finish(bench, cases, "LÊ THỊ MẪU")
    few = (CASES, True, True)
    ports = bench.ports
    watch.take()

    batches.submit_batch(ports, CLERK, 1)
    assert watch.take() == few
    approve.return_batch(ports, SUPERVISOR, 1, "sai tên")
    assert watch.take() == few
    finish(bench, cases, "LÊ THỊ MẬU")
    batches.submit_batch(ports, CLERK, 1)
    watch.take()
    approve_part(ports, SUPERVISOR, 1, "mờ", but=cases[:1])
    assert watch.take() == few
    finish(bench, cases[:1], "LÊ THỊ MẪU")
    batches.submit_batch(ports, CLERK, 1)
    approve.approve_batch(ports, SUPERVISOR, 1)
    watch.take()
    export.export_batch(ports, SUPERVISOR, 1, tmp_path / "out")
    # Each once for the package and once when it is noted.
    assert watch.take() == (2 * CASES, True, True)
    reopen_cases(ports, SUPERVISOR, 1, cases, "sổ ghi khác")
    assert watch.take() == few


def test_a_batch_tells_how_each_of_its_cases_stands(bench, tmp_path):
    cases = [read_case(bench, tmp_path, f"{n}.png", batch_name="KS 01") for n in range(3)]
    cases.append(read_case(bench, tmp_path, "x.png", batch_name="KS 01", typed=False))
    read_case(bench, tmp_path, "other.png", batch_name="KS 02")
    at = bench.ports.clock()
    with bench.ports.unit_of_work(write=True) as unit:
        case = unit.cases.get(cases[1])
        approved = replace(
            case,
            state=CaseState.APPROVED,
            approved_by="Duyệt",
            approved_at=at,
            return_reason="mờ",
        )
        unit.cases.save(approved, case.revision)
        unit.commit()
    with bench.ports.unit_of_work() as unit:
        found = unit.cases.of_batch(1)
        whole = [unit.cases.get(case) for case in cases]
    assert found == [
        BatchCase(
            each.id,
            each.state,
            each.revision,
            each.document_type,
            each.record.type_version if each.record else None,
            each.approved_by,
            each.approved_at,
            GOOD[NAME] if each.record else "",
            each.return_reason,
        )
        for each in whole
    ]
    assert [each.return_reason for each in found] == [None, "mờ", None, None]
    assert found[1].approved_at == at
    assert found[3].document_type is None
