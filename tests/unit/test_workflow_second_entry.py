"""Blind second entry: who may key what, what stays unseen, and how a difference is settled."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.workspace import CLERK, GOOD, SUPERVISOR, Bench, make_bench, read_case

from digitizer.domain.batch import BatchPlan, WorkPass
from digitizer.domain.changes import Actor
from digitizer.domain.errors import Conflict, DigitizerError, InvalidInput, NotAllowed
from digitizer.domain.record import EmptyReason, ValueState
from digitizer.domain.review import Point, open_pins
from digitizer.domain.second_entry import Choice, Decision, Typed
from digitizer.workflow import approve, batches, correct, review, second_work
from digitizer.workflow.key_second import key_second, skip_second
from digitizer.workflow.overview import case_view
from digitizer.workflow.settle import settle

SECOND = Actor("Hoàng Thị Mẫu")
THIRD = Actor("Đỗ Văn Mẫu")
NAME, BORN = "nksHoTen", "nksNgaySinh"


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


def _checked(bench: Bench, folder: Path, number: int = 1) -> tuple[int, int]:
    """A case that the clerk confirmed and finished, in a batch with two fields keyed twice."""
    values = {**GOOD, "so": f"{number}/2021"}
    case = read_case(bench, folder, f"{number}.png", values, batch_name="KS 01")
    correct.confirm_field(bench.ports, CLERK, case, NAME, 1)
    correct.finish_case(bench.ports, CLERK, case, 2)
    batch = case_view(bench.ports, case).batch
    assert batch is not None
    plan = BatchPlan((WorkPass.COLUMN,), (NAME, BORN))
    batches.plan_batch(bench.ports, CLERK, batch.id, plan)
    return batch.id, case


def _refusal(act: object, *arguments: object) -> str:
    with pytest.raises(DigitizerError) as refused:
        act(*arguments)  # type: ignore[operator]
    return refused.value.code


def _differing(bench: Bench, folder: Path) -> tuple[int, int]:
    """A batch whose name was keyed otherwise the second time, and its birth date alike."""
    batch, case = _checked(bench, folder)
    key_second(bench.ports, SECOND, case, NAME, "LÊ THỊ MẬU")
    key_second(bench.ports, SECOND, case, BORN, "16.3.2021")
    return batch, case


def test_the_second_person_gets_the_paper_and_no_value(bench: Bench, tmp_path: Path) -> None:
    batch, case = _checked(bench, tmp_path)

    task = second_work.next_second(bench.ports, SECOND, batch)

    assert task is not None
    assert (task.place.case_id, task.place.spec.key, task.left) == (case, NAME, 2)
    assert task.place.box is not None
    assert task.place.page in task.place.pages
    assert GOOD[NAME] not in repr(task)


def test_by_column_all_cases_of_a_field_come_before_the_next_field(
    bench: Bench, tmp_path: Path
) -> None:
    batch, first = _checked(bench, tmp_path, 1)
    _, second = _checked(bench, tmp_path, 2)
    seen = []
    while (task := second_work.next_second(bench.ports, SECOND, batch)) is not None:
        seen.append((task.place.case_id, task.place.spec.key))
        given = "LÊ THỊ MẪU" if task.place.spec.key == NAME else "16/03/2021"
        key_second(bench.ports, SECOND, task.place.case_id, task.place.spec.key, given)

    assert seen == [(first, NAME), (second, NAME), (first, BORN), (second, BORN)]


def test_by_case_a_case_is_keyed_whole(bench: Bench, tmp_path: Path) -> None:
    batch, first = _checked(bench, tmp_path, 1)
    _checked(bench, tmp_path, 2)
    batches.plan_batch(bench.ports, CLERK, batch, BatchPlan((WorkPass.CASE,), (BORN, NAME)))
    key_second(bench.ports, SECOND, first, NAME, "LÊ THỊ MẪU")

    task = second_work.next_second(bench.ports, SECOND, batch)

    assert task is not None
    assert (task.place.case_id, task.place.spec.key) == (first, BORN)


def test_whoever_had_the_case_before_the_eyes_cannot_key_it_again(
    bench: Bench, tmp_path: Path
) -> None:
    batch, case = _checked(bench, tmp_path)

    assert second_work.next_second(bench.ports, CLERK, batch) is None
    assert second_work.second_batches(bench.ports, CLERK)[0].waiting == 0
    # The machine accepted the birth date, but its clerk saw it on the desk all the same.
    assert _refusal(key_second, bench.ports, CLERK, case, NAME, "LÊ THỊ MẪU") == "two-roles"
    assert _refusal(key_second, bench.ports, CLERK, case, BORN, "16/03/2021") == "two-roles"


def test_nobody_learns_whether_the_keys_agree(bench: Bench, tmp_path: Path) -> None:
    batch, case = _checked(bench, tmp_path)
    before = case_view(bench.ports, case)
    answers = [
        key_second(bench.ports, SECOND, case, NAME, "LÊ THỊ MẬU"),
        key_second(bench.ports, SECOND, case, BORN, "16/03/2021"),
    ]

    assert answers[0] == answers[1]
    after = case_view(bench.ports, case)
    assert (after.case, after.edits, after.problems) == (before.case, before.edits, before.problems)
    for person in (CLERK, SECOND):
        (row,) = second_work.second_batches(bench.ports, person)
        assert (row.waiting, row.differences) == (0, 0)
        assert not second_work.differences(bench.ports, person, batch)
        with pytest.raises(NotAllowed):
            second_work.disagreements(bench.ports, person, batch)
    with bench.ports.unit_of_work() as unit:
        told = [entry for entry in unit.audit.list() if entry.action == "key-second"]
    assert [entry.details for entry in told] == [(("field", NAME),), (("field", BORN),)]


def test_a_third_person_sees_both_without_names(bench: Bench, tmp_path: Path) -> None:
    batch, case = _differing(bench, tmp_path)

    (found,) = second_work.differences(bench.ports, THIRD, batch)

    assert (found.place.case_id, found.place.spec.key) == (case, NAME)
    assert {found.first.text, found.second.text} == {"LÊ THỊ MẪU", "LÊ THỊ MẬU"}
    assert CLERK.name not in repr(found)
    assert SECOND.name not in repr(found)


@pytest.mark.parametrize("person", [CLERK, SECOND])
def test_neither_of_the_two_settles_their_own_difference(
    bench: Bench, tmp_path: Path, person: Actor
) -> None:
    _, case = _differing(bench, tmp_path)

    assert _refusal(settle, bench.ports, person, case, NAME, Choice.SECOND) == "two-roles"


@pytest.mark.parametrize("person", [SECOND, THIRD])
def test_whoever_keyed_or_settled_a_field_is_not_its_clerk_as_well(
    bench: Bench, tmp_path: Path, person: Actor
) -> None:
    _, case = _differing(bench, tmp_path)
    settle(bench.ports, THIRD, case, NAME, Choice.SECOND)

    code = _refusal(
        correct.set_field, bench.ports, person, case, NAME, "LÊ MẪU", bench.revision(case)
    )

    assert code == "two-roles"


@pytest.mark.parametrize(
    ("decision", "text"),
    [
        (Choice.FIRST, "LÊ THỊ MẪU"),
        (Choice.SECOND, "LÊ THỊ MẬU"),
        (Typed("LÊ THỊ MẦU", "LÊ  THỊ MẦU"), "LÊ THỊ MẦU"),
    ],
)
def test_a_settled_value_enters_the_record_when_the_batch_is_handed_in(
    bench: Bench, tmp_path: Path, decision: Decision, text: str
) -> None:
    batch, case = _differing(bench, tmp_path)
    before = case_view(bench.ports, case)

    settle(bench.ports, THIRD, case, NAME, decision, "dấu nặng rõ trên ảnh")

    assert case_view(bench.ports, case).case == before.case
    batches.submit_batch(bench.ports, CLERK, batch)
    after = case_view(bench.ports, case)
    assert after.case.record is not None
    value = after.case.record.fields[NAME]
    assert (value.text, value.state) == (text, ValueState.CONFIRMED)
    assert value.confirmed_by == (CLERK if decision is Choice.FIRST else THIRD).name
    assert after.case.state is before.case.state


def test_a_new_value_is_typed_twice_in_the_same_way(bench: Bench, tmp_path: Path) -> None:
    _, case = _differing(bench, tmp_path)

    with pytest.raises(InvalidInput) as refused:
        settle(bench.ports, THIRD, case, NAME, Typed("LÊ THỊ MẦU", "LÊ THỊ MẪU"))

    assert refused.value.code == "typed-twice-differs"


def test_a_batch_is_not_handed_in_before_all_is_keyed_and_settled(
    bench: Bench, tmp_path: Path
) -> None:
    batch, case = _checked(bench, tmp_path)
    counts = []

    def refused() -> None:
        with pytest.raises(NotAllowed) as error:
            batches.submit_batch(bench.ports, CLERK, batch)
        assert error.value.code == "batch-not-keyed-twice"
        counts.append(error.value.params["count"])

    refused()
    key_second(bench.ports, SECOND, case, NAME, "LÊ THỊ MẬU")
    refused()
    key_second(bench.ports, SECOND, case, BORN, "16/03/2021")
    refused()
    settle(bench.ports, THIRD, case, NAME, Choice.SECOND)
    batches.submit_batch(bench.ports, CLERK, batch)

    assert counts == ["2", "2", "1"]


def test_a_first_value_changed_after_the_second_key_is_compared_anew(
    bench: Bench, tmp_path: Path
) -> None:
    batch, case = _differing(bench, tmp_path)
    settle(bench.ports, THIRD, case, NAME, Choice.SECOND)

    correct.set_field(bench.ports, CLERK, case, NAME, "LÊ THỊ MÂU", bench.revision(case))
    correct.finish_case(bench.ports, CLERK, case, bench.revision(case))

    assert len(second_work.differences(bench.ports, THIRD, batch)) == 1
    correct.set_field(bench.ports, CLERK, case, NAME, "LÊ THỊ MẬU", bench.revision(case))
    correct.finish_case(bench.ports, CLERK, case, bench.revision(case))
    assert not second_work.differences(bench.ports, THIRD, batch)
    batches.submit_batch(bench.ports, CLERK, batch)


def test_a_settled_value_that_breaks_a_rule_keeps_the_batch_back(
    bench: Bench, tmp_path: Path
) -> None:
    batch, case = _checked(bench, tmp_path)
    key_second(bench.ports, SECOND, case, NAME, "LÊ THỊ MẪU")
    key_second(bench.ports, SECOND, case, BORN, "16/03/2031")
    settle(bench.ports, THIRD, case, BORN, Choice.SECOND)

    with pytest.raises(NotAllowed) as refused:
        batches.submit_batch(bench.ports, CLERK, batch)

    assert refused.value.code == "settled-value-wrong"
    settle(bench.ports, THIRD, case, BORN, Choice.FIRST)
    batches.submit_batch(bench.ports, CLERK, batch)


def test_a_second_key_is_given_once(bench: Bench, tmp_path: Path) -> None:
    _, case = _differing(bench, tmp_path)

    with pytest.raises(Conflict):
        key_second(bench.ports, SECOND, case, NAME, "LÊ THỊ MẪU")


def test_an_impossible_value_and_a_field_outside_the_plan_are_refused(
    bench: Bench, tmp_path: Path
) -> None:
    _, case = _checked(bench, tmp_path)

    impossible = _refusal(key_second, bench.ports, SECOND, case, BORN, "31/02/2021")
    outside = _refusal(key_second, bench.ports, SECOND, case, "so", "1/2021")

    assert (impossible, outside) == ("value-not-a-date", "not-keyed-twice")


def test_an_empty_field_is_keyed_with_its_reason(bench: Bench, tmp_path: Path) -> None:
    batch, case = _checked(bench, tmp_path)
    key_second(bench.ports, SECOND, case, NAME, "LÊ THỊ MẪU")
    key_second(bench.ports, SECOND, case, BORN, EmptyReason.UNREADABLE)

    (found,) = second_work.differences(bench.ports, THIRD, batch)

    assert found.second.empty_reason is EmptyReason.UNREADABLE
    settle(bench.ports, THIRD, case, BORN, EmptyReason.TORN)
    assert not second_work.differences(bench.ports, THIRD, batch)


def test_a_skipped_field_waits_for_somebody_else(bench: Bench, tmp_path: Path) -> None:
    batch, case = _checked(bench, tmp_path)

    skip_second(bench.ports, SECOND, case, NAME, "chữ quá mờ")

    task = second_work.next_second(bench.ports, SECOND, batch)
    assert task is not None
    assert (task.place.spec.key, task.left) == (BORN, 1)
    again = second_work.next_second(bench.ports, SECOND, batch, skipped=True)
    other = second_work.next_second(bench.ports, THIRD, batch)
    assert again is not None
    assert other is not None
    assert (again.place.spec.key, other.place.spec.key) == (NAME, NAME)


@pytest.mark.parametrize("person", [SECOND, THIRD])
def test_second_and_third_persons_do_not_approve(
    bench: Bench, tmp_path: Path, person: Actor
) -> None:
    batch, case = _differing(bench, tmp_path)
    settle(bench.ports, THIRD, case, NAME, Choice.FIRST)
    batches.submit_batch(bench.ports, CLERK, batch)

    assert _refusal(approve.approve_batch, bench.ports, person, batch) == "own-work"
    approve.approve_batch(bench.ports, SUPERVISOR, batch)


def test_the_supervisor_sees_who_keyed_what_and_what_came_of_it(
    bench: Bench, tmp_path: Path
) -> None:
    batch, case = _differing(bench, tmp_path)
    settle(bench.ports, THIRD, case, NAME, Choice.SECOND, "nét nặng rõ")
    batches.submit_batch(bench.ports, CLERK, batch)

    (found,) = second_work.disagreements(bench.ports, SUPERVISOR, batch)

    assert (found.first.text, found.second.text) == ("LÊ THỊ MẪU", "LÊ THỊ MẬU")
    assert (found.second_by, found.settled_by) == (SECOND.name, THIRD.name)
    assert found.settled is not None
    assert found.settled.text == "LÊ THỊ MẬU"


def _submitted(bench: Bench, folder: Path) -> tuple[int, list[int]]:
    """A submitted batch of two cases."""
    cases = []
    for number in (1, 2):
        values = {**GOOD, "so": f"{number}/2021"}
        case = read_case(bench, folder, f"{number}.png", values, batch_name="KS 02")
        correct.finish_case(bench.ports, CLERK, case, 1)
        cases.append(case)
    batch = case_view(bench.ports, cases[0]).batch
    assert batch is not None
    batches.submit_batch(bench.ports, CLERK, batch.id)
    return batch.id, cases


def test_the_cases_of_a_batch_are_reviewed_with_their_pages_some_at_a_time(
    bench: Bench, tmp_path: Path
) -> None:
    batch, cases = _submitted(bench, tmp_path)

    found = [
        each
        for offset in (0, 1, 2)
        for each in review.cases_to_review(bench.ports, batch, limit=1, offset=offset)
    ]

    assert [each.case.id for each in found] == cases
    assert [each.pages for each in found] == [case_view(bench.ports, case).pages for case in cases]
    assert all(each.document_type is not None for each in found)


def test_a_pinned_case_goes_back_with_its_pin_and_the_others_stay(
    bench: Bench, tmp_path: Path
) -> None:
    batch, (first, second) = _submitted(bench, tmp_path)
    page = case_view(bench.ports, first).pages[0].page.id
    point = Point(page, 120, 340)
    review.put_pin(bench.ports, SUPERVISOR, first, NAME, "sai dấu", None)
    review.put_pin(bench.ports, SUPERVISOR, first, NAME, "thiếu chữ đệm", point)
    assert not case_view(bench.ports, first).pins
    assert _refusal(approve.approve_batch, bench.ports, SUPERVISOR, batch) == "batch-has-pins"

    approve.return_batch(bench.ports, SUPERVISOR, batch, "")

    view = case_view(bench.ports, first)
    assert view.case.return_reason == "thiếu chữ đệm"
    ((pin,), other) = view.pins, case_view(bench.ports, second)
    assert (pin.field, pin.reason, pin.point, pin.is_sent) == (NAME, "thiếu chữ đệm", point, True)
    assert other.case.return_reason is None
    correct.set_field(bench.ports, CLERK, first, NAME, "NGUYỄN THỊ AN", bench.revision(first))
    correct.finish_case(bench.ports, CLERK, first, bench.revision(first))
    view = case_view(bench.ports, first)
    assert not open_pins(view.pins, view.case.record)


def test_a_look_counts_while_the_case_stays_as_it_was(bench: Bench, tmp_path: Path) -> None:
    batch, (first, second) = _submitted(bench, tmp_path)
    review.put_pin(bench.ports, SUPERVISOR, first, NAME, "sai dấu", None)

    review.look_at(bench.ports, SUPERVISOR, first, NAME)

    found = review.review_of(bench.ports, SUPERVISOR, batch)
    assert (set(found.looked_at), list(found.pins)) == ({(first, NAME)}, [])
    approve.return_batch(bench.ports, SUPERVISOR, batch, "sai", [first])
    assert not review.review_of(bench.ports, SUPERVISOR, batch).looked_at
    assert case_view(bench.ports, second).case.return_reason is None


def test_only_a_supervisor_of_others_work_pins_or_looks(bench: Bench, tmp_path: Path) -> None:
    _, (first, _) = _submitted(bench, tmp_path)

    assert _refusal(review.look_at, bench.ports, CLERK, first, NAME) == "own-work"
    assert _refusal(review.put_pin, bench.ports, CLERK, first, NAME, "sai", None) == "own-work"
    assert (
        _refusal(review.put_pin, bench.ports, SUPERVISOR, first, NAME, "sai", Point(99, 1, 1))
        == "page-not-in-case"
    )
    assert _refusal(review.put_pin, bench.ports, SUPERVISOR, first, NAME, " ", None) == (
        "reason-needed"
    )
