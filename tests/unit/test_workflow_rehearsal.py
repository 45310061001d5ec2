"""What leaves was rehearsed where the profile asks for it: just this content, without faults."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.four_eyes import ACCESS, ROOT, SECRET
from support.workspace import BIRTH, CLERK, GOOD, SUPERVISOR, Bench, make_bench, read_case

from digitizer.domain.accounts import Role
from digitizer.domain.changes import Actor
from digitizer.domain.errors import NotAllowed
from digitizer.domain.package import PackageContent
from digitizer.domain.problems import Problem
from digitizer.domain.rehearsal import Finding, Rehearsal, Standing, content_sha256
from digitizer.workflow import approve, batches, correct, export, keep_accounts
from digitizer.workflow.change_password import change_password
from digitizer.workflow.overview import case_view
from digitizer.workflow.ports import Packager
from digitizer.workflow.rehearse import rehearse_batch
from digitizer.workflow.rehearsed import standing
from digitizer.workflow.reopen import reopen_cases

FAULT = Finding(Problem.error("rehearsal-count-wrong", row="1"))
REMARK = Finding(Problem.warning("rehearsal-sheet-extra", name="x"))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    made = make_bench(tmp_path)
    profile = replace(made.ports.catalog.profiles[BIRTH], rehearse=True)
    profiles = {**made.ports.catalog.profiles, BIRTH: profile}
    catalog = replace(made.ports.catalog, profiles=profiles)
    made.ports = replace(made.ports, catalog=catalog)
    return made


@pytest.fixture
def approved(bench: Bench, tmp_path: Path) -> tuple[int, list[int]]:
    """An approved batch of two cases."""
    cases = [
        read_case(bench, tmp_path, f"{number}.png", {**GOOD, "so": f"{number}/2021"}, (), "KS 01")
        for number in (1, 2)
    ]
    for case in cases:
        correct.finish_case(bench.ports, CLERK, case, 1)
    found = case_view(bench.ports, cases[0]).batch
    assert found is not None
    _answer(bench, found.id)
    return found.id, cases


def _answer(bench: Bench, batch: int) -> None:
    batches.submit_batch(bench.ports, CLERK, batch)
    bench.later(60)
    approve.approve_batch(bench.ports, SUPERVISOR, batch)


def _rehearse(bench: Bench, batch: int, *findings: Finding, by: Actor = SUPERVISOR) -> Rehearsal:
    def receive(content: PackageContent, _pack: Packager) -> Rehearsal:
        return Rehearsal(content_sha256(content), len(content.cases), findings=findings)

    return rehearse_batch(bench.ports, by, batch, receive)


def _export_refused(bench: Bench, batch: int, by: Actor = SUPERVISOR) -> str:
    with pytest.raises(NotAllowed) as refused:
        export.export_batch(bench.ports, by, batch, Path("out"))
    assert not bench.packed
    return refused.value.code


def test_nothing_leaves_without_a_rehearsal_that_found_no_fault(
    bench: Bench, approved: tuple[int, list[int]]
) -> None:
    batch, _ = approved
    assert _export_refused(bench, batch) == "rehearsal-needed"
    _rehearse(bench, batch, FAULT, REMARK)
    assert _export_refused(bench, batch) == "rehearsal-with-faults"
    _rehearse(bench, batch, REMARK)
    export.export_batch(bench.ports, SUPERVISOR, batch, Path("out"))
    assert len(bench.packed) == 1


def test_a_rehearsal_holds_for_the_content_that_it_was_of(
    bench: Bench, approved: tuple[int, list[int]]
) -> None:
    batch, cases = approved
    _rehearse(bench, batch)
    reopen_cases(bench.ports, SUPERVISOR, batch, cases[:1], "sổ ghi khác")
    correct.set_field(
        bench.ports, CLERK, cases[0], "nksHoTen", "LÊ THỊ MẬU", bench.revision(cases[0])
    )
    correct.finish_case(bench.ports, CLERK, cases[0], bench.revision(cases[0]))
    _answer(bench, batch)
    assert standing(bench.ports, SUPERVISOR, batch) == Standing(asks=True, is_clean=False)
    assert _export_refused(bench, batch) == "rehearsal-stale"
    _rehearse(bench, batch)
    export.export_batch(bench.ports, SUPERVISOR, batch, Path("out"))


def test_a_case_that_stays_behind_makes_other_content(
    bench: Bench, approved: tuple[int, list[int]]
) -> None:
    batch, cases = approved
    _rehearse(bench, batch)
    reopen_cases(bench.ports, SUPERVISOR, batch, cases[:1], "sổ ghi khác")
    assert _export_refused(bench, batch) == "rehearsal-stale"


def test_a_package_that_left_may_leave_again_as_it_was(
    bench: Bench, approved: tuple[int, list[int]]
) -> None:
    batch, _ = approved
    _rehearse(bench, batch)
    for turn in range(2):
        export.export_batch(bench.ports, SUPERVISOR, batch, Path(f"out-{turn}"))
    assert len(bench.packed) == 2


def test_the_window_is_told_quickly_how_a_batch_stands(
    bench: Bench, approved: tuple[int, list[int]]
) -> None:
    batch, _ = approved
    told = [standing(bench.ports, SUPERVISOR, batch)]
    for finding in (FAULT, REMARK):
        _rehearse(bench, batch, finding)
        told.append(standing(bench.ports, SUPERVISOR, batch))
    assert [(each.asks, each.is_clean, each.may_leave) for each in told] == [
        (True, False, False),
        (True, False, False),
        (True, True, True),
    ]
    newer = replace(bench.ports, software_version="0.0.newer")
    assert not standing(newer, SUPERVISOR, batch).is_clean


def test_a_profile_that_does_not_ask_lets_everything_leave(
    bench: Bench, approved: tuple[int, list[int]]
) -> None:
    batch, _ = approved
    catalog = bench.ports.catalog
    profile = replace(catalog.profiles[BIRTH], rehearse=False)
    plain = replace(catalog, profiles={**catalog.profiles, BIRTH: profile})
    bench.ports = replace(bench.ports, catalog=plain)
    assert standing(bench.ports, SUPERVISOR, batch).may_leave
    export.export_batch(bench.ports, SUPERVISOR, batch, Path("out"))


def test_a_rehearsal_is_noted_and_changes_no_case(
    bench: Bench, approved: tuple[int, list[int]]
) -> None:
    batch, cases = approved
    before = [case_view(bench.ports, case).case for case in cases]
    _rehearse(bench, batch, FAULT, REMARK)
    with bench.ports.unit_of_work() as unit:
        entry = next(e for e in unit.audit.list(limit=1000) if e.action == "rehearse-batch")
    said = dict(entry.details)
    assert (entry.actor, entry.subject) == (SUPERVISOR.name, f"batch:{batch}")
    assert (said["cases"], said["count"], said["warnings"]) == ("2", "1", "1")
    assert [case_view(bench.ports, case).case for case in cases] == before
    assert bench.published[-1].batches == {batch}


def test_an_open_batch_has_nothing_to_rehearse(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path, batch_name="KS 01")
    found = case_view(bench.ports, case).batch
    assert found is not None
    with pytest.raises(NotAllowed, match="batch-state"):
        _rehearse(bench, found.id)


def test_who_may_not_export_neither_rehearses_nor_gets_a_package(
    bench: Bench, approved: tuple[int, list[int]]
) -> None:
    batch, _ = approved
    _rehearse(bench, batch)
    bench.ports = replace(bench.ports, access=ACCESS)
    for actor, role in ((ROOT, Role.ADMINISTRATOR), (CLERK, Role.CLERK)):
        first = f"{SECRET} {role.value}"
        keep_accounts.add_account(bench.ports, ROOT, ACCESS, actor.name, [role], first)
        if actor is CLERK:
            change_password(bench.ports, actor, ACCESS, first, SECRET)
    with pytest.raises(NotAllowed, match="no-right"):
        _rehearse(bench, batch, by=CLERK)
    # Nothing may lie on the disk of somebody who was refused.
    assert _export_refused(bench, batch, by=CLERK) == "no-right"
