"""Batches: who may submit, approve, return and export what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.workspace import CLERK, GOOD, SUPERVISOR, Bench, make_bench, read_case

from digitizer.domain.changes import Actor
from digitizer.domain.errors import Conflict, InvalidInput, NotAllowed
from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.domain.package import PackageContent, PackageResult
from digitizer.workflow import approve, batches, correct, export
from digitizer.workflow.overview import case_view


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


def _batch_of(bench: Bench, case: int) -> int:
    batch = case_view(bench.ports, case).batch
    assert batch is not None
    return batch.id


def _submitted(bench: Bench, folder: Path) -> tuple[int, int]:
    """A submitted batch with one case: batch and case number."""
    case = read_case(bench, folder, batch_name="KS 01")
    correct.confirm_field(bench.ports, CLERK, case, "nksHoTen", 1)
    correct.finish_case(bench.ports, CLERK, case, 2)
    batch = _batch_of(bench, case)
    batches.submit_batch(bench.ports, CLERK, batch)
    return batch, case


def test_subfolder_becomes_a_batch(bench: Bench, tmp_path: Path) -> None:
    first = read_case(bench, tmp_path, "a.png", batch_name="KS 01")
    second = read_case(bench, tmp_path, "b.png", batch_name="KS 01")

    assert _batch_of(bench, first) == _batch_of(bench, second)


def test_late_scan_of_a_batch_that_left_gets_a_new_batch(bench: Bench, tmp_path: Path) -> None:
    batch, _ = _submitted(bench, tmp_path)

    late = read_case(bench, tmp_path, "late.png", batch_name="KS 01")

    view = case_view(bench.ports, late)
    assert view.batch is not None
    assert (view.batch.id, view.batch.name) != (batch, "KS 01")
    assert view.batch.name == "KS 01 (2)"


def test_unchecked_case_keeps_the_batch_back(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path, batch_name="KS 01")

    with pytest.raises(NotAllowed) as refused:
        batches.submit_batch(bench.ports, CLERK, _batch_of(bench, case))

    assert refused.value.code == "batch-not-checked"
    assert refused.value.params["cases"] == str(case)


def test_same_entry_cannot_leave_twice(bench: Bench, tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        case = read_case(bench, tmp_path, name, batch_name="KS 01")
        correct.finish_case(bench.ports, CLERK, case, 1)

    with pytest.raises(NotAllowed) as refused:
        batches.submit_batch(bench.ports, CLERK, _batch_of(bench, case))

    assert refused.value.code == "batch-same-entry"


def test_submitted_case_cannot_be_changed(bench: Bench, tmp_path: Path) -> None:
    _, case = _submitted(bench, tmp_path)

    with pytest.raises(NotAllowed) as refused:
        correct.set_field(bench.ports, CLERK, case, "ghiChu", "x", bench.revision(case))

    assert refused.value.code == "batch-closed"


def test_nobody_answers_for_own_work(bench: Bench, tmp_path: Path) -> None:
    batch, _ = _submitted(bench, tmp_path)

    with pytest.raises(NotAllowed) as approving:
        approve.approve_batch(bench.ports, CLERK, batch)
    with pytest.raises(NotAllowed) as returning:
        approve.return_batch(bench.ports, CLERK, batch, "sai")

    assert (approving.value.code, returning.value.code) == ("own-work", "own-work")


def test_a_corrector_who_did_not_submit_may_not_approve_either(
    bench: Bench, tmp_path: Path
) -> None:
    case = read_case(bench, tmp_path, batch_name="KS 01")
    correct.confirm_field(bench.ports, SUPERVISOR, case, "nksHoTen", 1)
    correct.finish_case(bench.ports, CLERK, case, 2)
    batch = _batch_of(bench, case)
    batches.submit_batch(bench.ports, CLERK, batch)

    with pytest.raises(NotAllowed):
        approve.approve_batch(bench.ports, SUPERVISOR, batch)

    approve.approve_batch(bench.ports, Actor("Người thứ ba"), batch)


def test_returned_batch_carries_its_reason_and_opens_its_cases(
    bench: Bench, tmp_path: Path
) -> None:
    batch, case = _submitted(bench, tmp_path)
    with pytest.raises(InvalidInput):
        approve.return_batch(bench.ports, SUPERVISOR, batch, " ")

    approve.return_batch(bench.ports, SUPERVISOR, batch, "sai dấu ở tên")

    view = case_view(bench.ports, case)
    assert (view.case.state, view.case.return_reason) == (CaseState.RETURNED, "sai dấu ở tên")
    correct.set_field(bench.ports, CLERK, case, "nksHoTen", "LÊ THỊ MẬU", bench.revision(case))
    correct.finish_case(bench.ports, CLERK, case, bench.revision(case))
    batches.submit_batch(bench.ports, CLERK, batch)
    approve.approve_batch(bench.ports, SUPERVISOR, batch)
    assert case_view(bench.ports, case).case.state is CaseState.APPROVED


def test_only_an_approved_batch_is_exported(bench: Bench, tmp_path: Path) -> None:
    batch, case = _submitted(bench, tmp_path)
    with pytest.raises(NotAllowed):
        export.export_batch(bench.ports, SUPERVISOR, batch, tmp_path)
    assert not bench.packed

    approve.approve_batch(bench.ports, SUPERVISOR, batch)
    export.export_batch(bench.ports, SUPERVISOR, batch, tmp_path)

    (content,) = bench.packed
    assert (content.submitted_by, content.approved_by) == (CLERK.name, SUPERVISOR.name)
    assert [item.case_id for item in content.cases] == [case]
    assert content.cases[0].record.value("nksHoTen") == GOOD["nksHoTen"]
    view = case_view(bench.ports, case)
    assert view.case.state is CaseState.EXPORTED
    assert view.batch is not None
    assert view.batch.state is BatchState.EXPORTED


def test_what_changes_while_it_is_packed_is_not_noted_as_having_left(
    bench: Bench, tmp_path: Path
) -> None:
    batch, case_id = _submitted(bench, tmp_path)
    approve.approve_batch(bench.ports, SUPERVISOR, batch)

    def pack(content: PackageContent, out_dir: Path) -> PackageResult:
        before = [each.record.value("nksHoTen") for each in content.cases]
        with bench.ports.unit_of_work(write=True) as unit:
            case = unit.cases.get(case_id)
            assert case.record is not None
            field = replace(case.record.fields["nksHoTen"], value="LÊ THỊ KHÁC")
            changed = replace(case, record=case.record.with_field(field))
            unit.cases.save(changed, case.revision)
            unit.commit()
        # Whoever goes through the cases again meets the same ones.
        assert [each.record.value("nksHoTen") for each in content.cases] == before
        return PackageResult(out_dir, out_dir, {}, len(content.cases))

    ports = replace(bench.ports, pack=pack)
    with pytest.raises(Conflict, match="export-changed-meanwhile"):
        export.export_batch(ports, SUPERVISOR, batch, tmp_path)

    view = case_view(bench.ports, case_id)
    assert view.case.state is CaseState.APPROVED
    assert view.case.left_in is None
    assert view.batch is not None
    assert view.batch.state is BatchState.APPROVED


def test_set_aside_case_does_not_leave_and_does_not_hold_the_batch(
    bench: Bench, tmp_path: Path
) -> None:
    kept = read_case(bench, tmp_path, "a.png", batch_name="KS 01")
    blank = read_case(bench, tmp_path, "b.png", batch_name="KS 01", typed=False)
    correct.finish_case(bench.ports, CLERK, kept, 1)
    correct.set_aside(bench.ports, CLERK, blank, "trang trắng", 1)
    batch = _batch_of(bench, kept)

    batches.submit_batch(bench.ports, CLERK, batch)
    approve.approve_batch(bench.ports, SUPERVISOR, batch)
    export.export_batch(bench.ports, SUPERVISOR, batch, tmp_path)

    assert [item.case_id for item in bench.packed[0].cases] == [kept]
    assert case_view(bench.ports, blank).case.state is CaseState.SET_ASIDE


def test_case_moves_only_between_open_batches(bench: Bench, tmp_path: Path) -> None:
    _, case = _submitted(bench, tmp_path)
    changes = batches.create_batch(bench.ports, CLERK, "KS 02")

    with pytest.raises(NotAllowed):
        batches.add_to_batch(bench.ports, CLERK, next(iter(changes.batches)), [case])
