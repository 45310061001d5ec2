"""A package on disk that does not enter the books does not stay among those that do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Self, cast

import pytest
from support.workspace import CLERK, GOOD, SUPERVISOR, Bench, make_bench, read_case

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import Conflict, DigitizerError, EnvironmentFault
from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.domain.package import PackageContent, PackageResult
from digitizer.domain.record import FieldValue
from digitizer.workflow import approve, batches, correct, export
from digitizer.workflow.overview import case_view
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.reopen import reopen_cases

NAME = "nksHoTen"


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


@pytest.fixture
def cases(bench: Bench, tmp_path: Path) -> list[int]:
    """Of the approved batch 1."""
    found = []
    for number in (1, 2):
        values = {**GOOD, "so": f"{number}/2021"}
        case = read_case(bench, tmp_path, f"{number}.png", values, batch_name="KS 01")
        correct.set_field(bench.ports, CLERK, case, NAME, "LÊ THỊ MẪU", bench.revision(case))
        correct.finish_case(bench.ports, CLERK, case, bench.revision(case))
        found.append(case)
    batches.submit_batch(bench.ports, CLERK, 1)
    approve.approve_batch(bench.ports, SUPERVISOR, 1)
    return found


def packing(bench: Bench, meanwhile: Callable[[], object]) -> Ports:
    """The ports of a packager beside whose work something else happens."""

    def pack(content: PackageContent, out_dir: Path) -> PackageResult:
        made = bench.ports.pack(content, out_dir)
        meanwhile()
        return made

    return replace(bench.ports, pack=pack)


def changed(bench: Bench, case_id: int) -> None:
    with bench.ports.unit_of_work(write=True) as unit:
        case = unit.cases.get(case_id)
        assert case.record is not None
        record = case.record.with_field(FieldValue(NAME, "LÊ THỊ KHÁC", "LÊ THỊ KHÁC"))
        unit.cases.save(replace(case, record=record), case.revision)
        unit.commit()


def states(bench: Bench, cases: list[int]) -> list[CaseState]:
    return [case_view(bench.ports, case).case.state for case in cases]


def exports_noted(bench: Bench) -> int:
    with bench.ports.unit_of_work() as unit:
        notes = [each for each in unit.audit.list(limit=1000) if each.action == "export-batch"]
        assert len(unit.rejects.packages(1)) == len(notes)
        return len(notes)


def test_a_case_that_changed_is_named_and_the_package_taken_away(
    bench: Bench, cases: list[int], tmp_path: Path
) -> None:
    ports = packing(bench, lambda: changed(bench, cases[1]))
    with pytest.raises(Conflict) as refused:
        export.export_batch(ports, SUPERVISOR, 1, tmp_path / "out")
    assert refused.value.code == "export-changed-meanwhile"
    assert refused.value.params == {"case": str(cases[1]), "batch": "KS 01"}
    assert [made.folder for made in bench.withdrawn] == [tmp_path / "out"]
    assert states(bench, cases) == [CaseState.APPROVED] * 2
    assert exports_noted(bench) == 0

    export.export_batch(bench.ports, SUPERVISOR, 1, tmp_path / "again")
    assert len(bench.withdrawn) == 1
    assert states(bench, cases) == [CaseState.EXPORTED] * 2
    assert exports_noted(bench) == 1


def test_so_it_is_when_the_whole_batch_was_opened_again(
    bench: Bench, cases: list[int], tmp_path: Path
) -> None:
    ports = packing(bench, lambda: reopen_cases(bench.ports, SUPERVISOR, 1, cases, "sổ ghi khác"))
    with pytest.raises(Conflict, match="export-changed-meanwhile"):
        export.export_batch(ports, SUPERVISOR, 1, tmp_path)
    assert len(bench.withdrawn) == 1
    assert case_view(bench.ports, cases[0]).batch.state is BatchState.RETURNED  # type: ignore[union-attr]


def test_of_two_exports_at_once_the_later_one_leaves_nothing(
    bench: Bench, cases: list[int], tmp_path: Path
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    ports = packing(bench, lambda: export.export_batch(bench.ports, SUPERVISOR, 1, other))
    with pytest.raises(Conflict):
        export.export_batch(ports, SUPERVISOR, 1, one)
    assert [made.folder for made in bench.withdrawn] == [one]
    assert exports_noted(bench) == 1
    assert {case_view(bench.ports, case).case.left_in for case in cases} == {"other"}


def test_a_package_that_is_noted_stays_whatever_fails_after(
    bench: Bench, cases: list[int], tmp_path: Path
) -> None:
    def fails(changes: ChangeSet) -> None:
        raise RuntimeError(changes.action)

    with pytest.raises(RuntimeError, match="export-batch"):
        export.export_batch(replace(bench.ports, publish=fails), SUPERVISOR, 1, tmp_path)
    assert bench.withdrawn == []
    assert states(bench, cases) == [CaseState.EXPORTED] * 2


def test_a_package_that_cannot_be_taken_away_is_told_with_its_place(
    bench: Bench, cases: list[int], tmp_path: Path
) -> None:
    def held(package: PackageResult) -> None:
        raise EnvironmentFault("export-write-failed", folder=package.folder, reason="in use")

    ports = replace(packing(bench, lambda: changed(bench, cases[0])), withdraw=held)
    with pytest.raises(DigitizerError) as refused:
        export.export_batch(ports, SUPERVISOR, 1, tmp_path / "out")
    assert refused.value.code == "package-not-noted"
    assert refused.value.params == {
        "folder": str(tmp_path / "out"),
        "name": "out",
        "reason": f"export-changed-meanwhile #{cases[0]}",
    }


class LostAtTheEnd:
    """Reading units whose connection is gone when they end; ``all_gone`` lets none begin."""

    def __init__(self, bench: Bench, *, all_gone: bool = False) -> None:
        self.bench, self.all_gone, self.is_packed = bench, all_gone, False

    def __call__(self, *, write: bool = False) -> UnitOfWork:
        if self.is_packed and self.all_gone:
            raise EnvironmentFault("database-unreachable", place="db")
        unit = self.bench.ports.unit_of_work(write=write)
        return unit if write or self.is_packed else cast("UnitOfWork", Ending(unit, self))

    def ports(self) -> Ports:
        """Of a packager with whom the connection goes."""

        def packed() -> None:
            self.is_packed = True

        return replace(packing(self.bench, packed), unit_of_work=self)


class Ending:
    def __init__(self, unit: UnitOfWork, connection: LostAtTheEnd) -> None:
        self._unit, self._connection = unit, connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._unit, name)

    def __enter__(self) -> Self:
        self._unit.__enter__()
        return self

    def __exit__(self, *told: Any) -> None:
        self._unit.__exit__(*told)
        if self._connection.is_packed:
            raise EnvironmentFault("database-unreachable", place="db")


def test_a_reader_that_is_gone_when_the_package_is_made_does_not_lose_it(
    bench: Bench, cases: list[int], tmp_path: Path
) -> None:
    export.export_batch(LostAtTheEnd(bench).ports(), SUPERVISOR, 1, tmp_path / "out")
    assert bench.withdrawn == []
    assert states(bench, cases) == [CaseState.EXPORTED] * 2
    assert exports_noted(bench) == 1


def test_a_reader_that_is_gone_hides_no_change(
    bench: Bench, cases: list[int], tmp_path: Path
) -> None:
    ports = LostAtTheEnd(bench).ports()
    pack = ports.pack

    def late(content: PackageContent, out_dir: Path) -> PackageResult:
        made = pack(content, out_dir)
        changed(bench, cases[0])
        return made

    with pytest.raises(Conflict, match="export-changed-meanwhile"):
        export.export_batch(replace(ports, pack=late), SUPERVISOR, 1, tmp_path / "out")
    assert [made.folder for made in bench.withdrawn] == [tmp_path / "out"]


def test_without_the_books_it_is_told_that_nobody_knows_and_the_package_stays(
    bench: Bench, cases: list[int], tmp_path: Path
) -> None:
    ports = LostAtTheEnd(bench, all_gone=True).ports()
    with pytest.raises(EnvironmentFault) as refused:
        export.export_batch(ports, SUPERVISOR, 1, tmp_path / "out")
    assert refused.value.code == "package-perhaps-noted"
    assert refused.value.params["reason"] == "database-unreachable"
    assert bench.withdrawn == []


def test_whoever_stops_the_program_after_the_package_was_made_leaves_none(
    bench: Bench, cases: list[int], tmp_path: Path
) -> None:
    def stopped(act: Callable[[], None]) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export.export_batch(replace(bench.ports, insist=stopped), SUPERVISOR, 1, tmp_path / "out")
    assert [made.folder for made in bench.withdrawn] == [tmp_path / "out"]
    assert states(bench, cases) == [CaseState.APPROVED] * 2
