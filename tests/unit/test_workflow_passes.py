"""Equal values of many cases, confirmed on one look."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.workspace import CLERK, GOOD, SUPERVISOR, Bench, make_bench, read_case

from digitizer.domain.errors import NotAllowed
from digitizer.domain.record import ValueState
from digitizer.workflow import batches, correct, history
from digitizer.workflow.carpet import CarpetField, ValueGroup, carpet, value_groups
from digitizer.workflow.confirm_many import ConfirmedMany, LeftOut, confirm_many
from digitizer.workflow.overview import case_view

BOOK = "quyenSo"


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Cases 1 to 3 doubtful in the number of their book, case 4 certain of it, in one batch."""
    made = make_bench(tmp_path)
    for number in range(1, 5):
        review = (BOOK,) if number < 4 else ()
        values = GOOD | {"so": f"{number}/2021"}
        read_case(made, tmp_path, f"{number}.png", values, review, batch_name="KS 2006")
    return made


def group_of(bench: Bench, *, with_accepted: bool = False) -> ValueGroup:
    found = value_groups(bench.ports, 1, with_accepted=with_accepted)
    return next(each for each in found if each.spec.key == BOOK)


def pieces(bench: Bench, *, with_accepted: bool = False) -> tuple[CarpetField, ...]:
    return carpet(bench.ports, 1, group_of(bench), with_accepted=with_accepted)


def confirm(
    bench: Bench, seen: tuple[CarpetField, ...], odd: tuple[CarpetField, ...] = ()
) -> ConfirmedMany:
    value = group_of(bench).value
    return confirm_many(
        bench.ports,
        CLERK,
        BOOK,
        value,
        [(each.case_id, each.revision) for each in seen],
        [(each.case_id, each.revision) for each in odd],
    )


def state(bench: Bench, case_id: int) -> ValueState:
    record = case_view(bench.ports, case_id).case.record
    assert record is not None
    return record.fields[BOOK].state


def test_a_group_counts_what_waits_and_what_is_certain(bench: Bench) -> None:
    group = group_of(bench)

    assert (group.waiting, group.accepted) == (3, 1)
    assert [each.case_id for each in pieces(bench)] == [1, 2, 3]
    assert [each.case_id for each in pieces(bench, with_accepted=True)] == [1, 2, 3, 4]
    assert pieces(bench)[0].box is not None


def test_only_what_waits_in_two_cases_makes_a_group(bench: Bench) -> None:
    assert [each.spec.key for each in value_groups(bench.ports, 1)] == [BOOK]
    assert len(value_groups(bench.ports, 1, with_accepted=True)) > 1


def test_one_step_confirms_each_as_if_alone(bench: Bench) -> None:
    before = len(bench.published)

    done = confirm(bench, pieces(bench))

    assert done.confirmed == (1, 2, 3)
    assert not done.left_out
    assert len(bench.published) == before + 1
    for case_id in (1, 2, 3):
        view = case_view(bench.ports, case_id)
        edit = view.edits[-1]
        assert (edit.key, edit.action, edit.actor) == (BOOK, "confirm-field", CLERK.name)
        assert state(bench, case_id) is ValueState.CONFIRMED
    with bench.ports.unit_of_work() as unit:
        subjects = [
            each.subject for each in unit.audit.list(limit=1000) if each.action == "confirm-field"
        ]
    assert subjects == ["case:1", "case:2", "case:3"]


def test_a_case_changed_meanwhile_drops_out_and_is_named(bench: Bench) -> None:
    seen = pieces(bench)
    correct.set_field(bench.ports, SUPERVISOR, 2, BOOK, "09/2006", seen[1].revision)

    done = confirm(bench, seen)

    assert done.confirmed == (1, 3)
    assert done.left_out == (LeftOut(2, "changed-meanwhile"),)
    record = case_view(bench.ports, 2).case.record
    assert record is not None
    assert record.fields[BOOK].text == "09/2006"
    assert record.fields[BOOK].confirmed_by == SUPERVISOR.name


def test_an_odd_one_that_was_certain_waits_for_a_look_again(bench: Bench) -> None:
    seen = pieces(bench, with_accepted=True)

    confirm(bench, seen[:3], seen[3:])

    assert state(bench, 4) is ValueState.REVIEW
    assert case_view(bench.ports, 4).edits[-1].action == "doubt-field"


def test_an_odd_one_that_waits_anyway_is_left_alone(bench: Bench) -> None:
    seen = pieces(bench)

    confirm(bench, seen[:2], seen[2:])

    assert state(bench, 3) is ValueState.REVIEW
    assert bench.revision(3) == seen[2].revision


def test_undo_takes_the_screen_back_one_by_one(bench: Bench) -> None:
    confirm(bench, pieces(bench))

    for _ in range(3):
        history.undo_newest(bench.ports, CLERK)

    assert [state(bench, case_id) for case_id in (1, 2, 3)] == [ValueState.REVIEW] * 3


def test_another_value_than_was_looked_at_is_not_confirmed(bench: Bench) -> None:
    done = confirm_many(bench.ports, CLERK, BOOK, "99/1999", [(1, bench.revision(1))])

    assert done.left_out == (LeftOut(1, "changed-meanwhile"),)
    assert state(bench, 1) is ValueState.REVIEW


def test_a_submitted_batch_is_closed(bench: Bench) -> None:
    seen = pieces(bench)
    value = group_of(bench).value
    confirm(bench, seen)
    for case_id in (1, 2, 3, 4):
        correct.finish_case(bench.ports, CLERK, case_id, bench.revision(case_id))
    batches.submit_batch(bench.ports, CLERK, 1)

    with pytest.raises(NotAllowed) as refused:
        confirm_many(bench.ports, CLERK, BOOK, value, [(1, bench.revision(1))])
    assert refused.value.code == "batch-closed"
    assert not value_groups(bench.ports, 1, with_accepted=True)


def test_a_value_that_a_rule_refuses_is_left_out(bench: Bench, tmp_path: Path) -> None:
    with bench.ports.unit_of_work(write=True) as unit:
        case = unit.cases.get(1)
        assert case.record is not None
        stale = replace(case.record.fields[BOOK], text="không phải sổ")
        unit.cases.save(replace(case, record=case.record.with_field(stale)), case.revision)
        unit.commit()

    done = confirm(bench, pieces(bench))

    assert done.left_out == (LeftOut(1, "has-problem"),)
    assert done.confirmed == (2, 3)
