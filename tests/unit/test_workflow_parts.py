"""Answering for a part of a batch, its backlog, and cases that are opened again."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.workspace import CLERK, GOOD, SUPERVISOR, Bench, make_bench, read_case

from digitizer.domain.changes import Actor
from digitizer.domain.errors import DigitizerError
from digitizer.domain.lifecycle import Action, BatchState, CaseState
from digitizer.workflow import approve, batches, correct, export, review
from digitizer.workflow.approve_part import approve_part
from digitizer.workflow.lists import CaseFilter
from digitizer.workflow.overview import CaseView, case_view
from digitizer.workflow.reopen import reopen_cases

NAME = "nksHoTen"
OTHER = Actor("Lê Văn Duyệt")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


@pytest.fixture
def submitted(bench: Bench, tmp_path: Path) -> tuple[int, list[int]]:
    """A submitted batch of three cases, which the clerk finished."""
    cases = [
        read_case(
            bench, tmp_path, f"{number}.png", {**GOOD, "so": f"{number}/2021"}, batch_name="KS 01"
        )
        for number in range(1, 4)
    ]
    for case in cases:
        _corrected(bench, case)
    found = case_view(bench.ports, cases[0]).batch
    assert found is not None
    batches.submit_batch(bench.ports, CLERK, found.id)
    return found.id, cases


def _corrected(bench: Bench, case: int, name: str = "LÊ THỊ MẪU") -> None:
    correct.set_field(bench.ports, CLERK, case, NAME, name, bench.revision(case))
    correct.finish_case(bench.ports, CLERK, case, bench.revision(case))


def _view(bench: Bench, case: int) -> CaseView:
    return case_view(bench.ports, case)


def _states(bench: Bench, cases: list[int]) -> list[CaseState]:
    return [_view(bench, case).case.state for case in cases]


def _batch_state(bench: Bench, batch: int) -> BatchState:
    with bench.ports.unit_of_work() as unit:
        return unit.batches.get(batch).state


def _refusal(act: object, *arguments: object, **named: object) -> str:
    with pytest.raises(DigitizerError) as refused:
        act(*arguments, **named)  # type: ignore[operator]
    return refused.value.code


def _last_note(bench: Bench, action: str) -> dict[str, str]:
    with bench.ports.unit_of_work() as unit:
        found = [each for each in unit.audit.list(limit=1000) if each.action == action]
    return dict(found[-1].details)


def test_what_has_no_pin_is_approved_and_the_rest_goes_back(
    bench: Bench, submitted: tuple[int, list[int]]
) -> None:
    batch, cases = submitted
    review.put_pin(bench.ports, SUPERVISOR, cases[1], NAME, "thiếu chữ đệm", None)

    approve_part(bench.ports, SUPERVISOR, batch, "")

    approved, returned = CaseState.APPROVED, CaseState.RETURNED
    assert _states(bench, cases) == [approved, returned, approved]
    assert _batch_state(bench, batch) is BatchState.PARTLY_APPROVED
    view = _view(bench, cases[1])
    assert view.case.return_reason == "thiếu chữ đệm"
    assert [pin.reason for pin in view.pins] == ["thiếu chữ đệm"]
    assert _view(bench, cases[0]).case.approved_by == SUPERVISOR.name
    assert view.case.approved_by is None
    said = _last_note(bench, "approve-part")
    assert (said["approved_cases"], said["returned_cases"]) == (
        f"{cases[0]} {cases[2]}",
        f"{cases[1]}",
    )


def test_only_the_named_cases_are_approved(bench: Bench, submitted: tuple[int, list[int]]) -> None:
    batch, cases = submitted

    approve_part(bench.ports, SUPERVISOR, batch, "đối chiếu lại sổ", only=[cases[2]])

    back = CaseState.RETURNED
    assert _states(bench, cases) == [back, back, CaseState.APPROVED]
    assert _view(bench, cases[0]).case.return_reason == "đối chiếu lại sổ"


def test_what_is_no_part_is_refused_with_nothing_changed(
    bench: Bench, submitted: tuple[int, list[int]]
) -> None:
    batch, cases = submitted
    part = (approve_part, bench.ports, SUPERVISOR, batch)
    assert _refusal(*part, "x") == "part-is-all"
    assert _refusal(*part, "x", but=cases) == "part-is-none"
    assert _refusal(*part, " ", but=[cases[0]]) == "reason-needed"
    assert _refusal(*part, "x", only=[99]) == "case-not-in-batch"
    review.put_pin(bench.ports, SUPERVISOR, cases[0], NAME, "sai", None)
    assert _refusal(*part, "x", only=[cases[0]]) == "case-has-own-pin"
    assert _states(bench, cases) == [CaseState.CHECKED] * 3
    assert _batch_state(bench, batch) is BatchState.SUBMITTED


@pytest.mark.parametrize("only", [True, False])
def test_nobody_answers_for_a_part_of_own_work(
    bench: Bench, submitted: tuple[int, list[int]], only: bool
) -> None:
    batch, cases = submitted
    chosen = {"only": cases[:1]} if only else {"but": cases[:1]}
    assert _refusal(approve_part, bench.ports, CLERK, batch, "x", **chosen) == "own-work"


def test_only_what_stayed_behind_may_be_changed(
    bench: Bench, submitted: tuple[int, list[int]]
) -> None:
    batch, cases = submitted
    approve_part(bench.ports, SUPERVISOR, batch, "sai tên", but=[cases[0]])

    assert Action.EDIT in _view(bench, cases[0]).allowed
    assert Action.EDIT not in _view(bench, cases[1]).allowed
    changing = (correct.set_field, bench.ports, CLERK, cases[1], NAME, "X Y")
    assert _refusal(*changing, bench.revision(cases[1])) == "case-state"


def test_the_rest_follows_and_each_case_keeps_who_answers_for_it(
    bench: Bench, submitted: tuple[int, list[int]], tmp_path: Path
) -> None:
    batch, cases = submitted
    approve_part(bench.ports, SUPERVISOR, batch, "sai tên", but=[cases[0]])
    export.export_batch(bench.ports, SUPERVISOR, batch, tmp_path)
    first = bench.packed[-1]
    assert [each.case_id for each in first.cases] == cases[1:]
    assert [(each.case_id, each.reason) for each in first.backlog] == [(cases[0], "sai tên")]
    assert _batch_state(bench, batch) is BatchState.PARTLY_APPROVED
    assert _refusal(batches.submit_batch, bench.ports, CLERK, batch) == "batch-not-checked"

    _corrected(bench, cases[0], "LÊ THỊ MẬN")
    batches.submit_batch(bench.ports, CLERK, batch)
    reviewed = review.cases_to_review(bench.ports, batch, limit=9, offset=0)
    assert [each.case.id for each in reviewed] == [cases[0]]
    bench.later(60)
    approve.approve_batch(bench.ports, OTHER, batch)
    assert _batch_state(bench, batch) is BatchState.APPROVED
    export.export_batch(bench.ports, OTHER, batch, tmp_path)

    whole = bench.packed[-1]
    answering = [(each.case_id, each.approved_by) for each in whole.cases]
    assert answering == [(cases[0], OTHER.name), *((case, SUPERVISOR.name) for case in cases[1:])]
    assert whole.approved_by == OTHER.name
    assert whole.backlog == ()
    assert _batch_state(bench, batch) is BatchState.EXPORTED


def test_returning_the_rest_leaves_what_is_approved(
    bench: Bench, submitted: tuple[int, list[int]]
) -> None:
    batch, cases = submitted
    approve_part(bench.ports, SUPERVISOR, batch, "sai tên", but=[cases[0]])
    _corrected(bench, cases[0])
    batches.submit_batch(bench.ports, CLERK, batch)

    approve.return_batch(bench.ports, SUPERVISOR, batch, "vẫn sai")

    assert _batch_state(bench, batch) is BatchState.PARTLY_APPROVED
    approved = CaseState.APPROVED
    assert _states(bench, cases) == [CaseState.RETURNED, approved, approved]


def test_a_backlog_that_was_set_aside_holds_nothing_back(
    bench: Bench, submitted: tuple[int, list[int]], tmp_path: Path
) -> None:
    batch, cases = submitted
    approve_part(bench.ports, SUPERVISOR, batch, "quét hai lần", but=[cases[0]])
    correct.set_aside(bench.ports, CLERK, cases[0], "quét hai lần", bench.revision(cases[0]))

    batches.submit_batch(bench.ports, CLERK, batch)
    approve.approve_batch(bench.ports, SUPERVISOR, batch)
    export.export_batch(bench.ports, SUPERVISOR, batch, tmp_path)

    assert bench.packed[-1].backlog == ()
    assert _batch_state(bench, batch) is BatchState.EXPORTED


@pytest.fixture
def exported(
    bench: Bench, submitted: tuple[int, list[int]], tmp_path: Path
) -> tuple[int, list[int]]:
    batch, cases = submitted
    approve.approve_batch(bench.ports, SUPERVISOR, batch)
    export.export_batch(bench.ports, SUPERVISOR, batch, tmp_path / "goi-1")
    return batch, cases


def test_a_case_that_left_is_opened_again_where_the_reason_leads(
    bench: Bench, exported: tuple[int, list[int]]
) -> None:
    batch, cases = exported

    reopen_cases(bench.ports, OTHER, batch, [cases[1]], "sổ giấy ghi khác", NAME)

    view = _view(bench, cases[1])
    assert (view.case.state, view.case.return_reason) == (
        CaseState.RETURNED,
        "sổ giấy ghi khác",
    )
    (pin,) = view.pins
    assert (pin.field, pin.reason, pin.is_sent) == (NAME, "sổ giấy ghi khác", True)
    assert pin.point is not None
    assert (pin.point.x, pin.point.y) == (2, 4)
    assert view.case.left_in == "goi-1"
    assert view.case.approved_by is None
    assert _batch_state(bench, batch) is BatchState.PARTLY_APPROVED
    said = _last_note(bench, "reopen-case")
    assert (said["package"], said["approved_by"]) == ("goi-1", SUPERVISOR.name)
    finishing = (correct.finish_case, bench.ports, CLERK, cases[1])
    assert _refusal(*finishing, bench.revision(cases[1])) == "case-has-pins"


def test_what_came_back_is_found_until_it_leaves_again(
    bench: Bench, exported: tuple[int, list[int]], tmp_path: Path
) -> None:
    batch, cases = exported
    reopen_cases(bench.ports, OTHER, batch, cases[:1], "sổ giấy ghi khác", NAME)
    assert _came_back(bench) == cases[:1]

    _corrected(bench, cases[0], "LÊ THỊ MẬN")
    batches.submit_batch(bench.ports, CLERK, batch)
    approve.approve_batch(bench.ports, OTHER, batch)
    assert _came_back(bench) == cases[:1]
    export.export_batch(bench.ports, OTHER, batch, tmp_path / "goi-2")

    assert _came_back(bench) == []
    assert _view(bench, cases[0]).case.left_in == "goi-2"
    assert _view(bench, cases[1]).case.left_in == "goi-2"
    leaving = bench.packed[-1].cases[0]
    assert leaving.record.value(NAME) == "LÊ THỊ MẬN"
    assert leaving.approved_by == OTHER.name


def _came_back(bench: Bench) -> list[int]:
    with bench.ports.unit_of_work() as unit:
        found = unit.cases.summaries(CaseFilter(came_back=True))
    return [row.id for row in found]


def test_a_batch_of_which_nothing_stays_approved_is_returned(
    bench: Bench, exported: tuple[int, list[int]]
) -> None:
    batch, cases = exported
    reopen_cases(bench.ports, SUPERVISOR, batch, cases, "nhầm quyển")
    assert _batch_state(bench, batch) is BatchState.RETURNED
    with bench.ports.unit_of_work() as unit:
        found = unit.batches.get(batch)
    assert (found.approved_by, found.submitted_by) == (None, None)


def test_reopening_asks_for_another_person_a_reason_and_answered_cases(
    bench: Bench, exported: tuple[int, list[int]], tmp_path: Path
) -> None:
    batch, cases = exported
    by = (reopen_cases, bench.ports)
    assert _refusal(*by, CLERK, batch, cases, "x") == "own-work"
    assert _refusal(*by, OTHER, batch, cases, "  ") == "reason-needed"
    assert _refusal(*by, OTHER, batch, [], "x") == "nothing-to-reopen"
    assert _refusal(*by, OTHER, batch, [99], "x") == "case-missing"
    assert _refusal(*by, OTHER, batch, cases, "x", "khongCo") == "unknown-field"
    stranger = read_case(bench, tmp_path, "z.png", batch_name="KS 02")
    assert _refusal(*by, OTHER, batch, [stranger], "x") == "case-not-in-batch"
    reopen_cases(bench.ports, OTHER, batch, cases[:1], "x")
    assert _refusal(*by, OTHER, batch, cases[:1], "x") == "case-state"
    assert _states(bench, cases) == [
        CaseState.RETURNED,
        CaseState.EXPORTED,
        CaseState.EXPORTED,
    ]


def test_a_submitted_rest_is_answered_before_anything_is_opened(
    bench: Bench, submitted: tuple[int, list[int]]
) -> None:
    batch, cases = submitted
    approve_part(bench.ports, SUPERVISOR, batch, "sai tên", but=[cases[0]])
    _corrected(bench, cases[0])
    batches.submit_batch(bench.ports, CLERK, batch)

    reopening = (reopen_cases, bench.ports, SUPERVISOR, batch)
    assert _refusal(*reopening, cases[1:], "x") == "batch-state"
    assert Action.REOPEN not in _view(bench, cases[1]).allowed
