"""Taking back and bringing again, across cases: exact, in order, and never over somebody else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.workspace import BIRTH, CLERK, SUPERVISOR, Bench, make_bench, read_case

from digitizer.domain.errors import NotAllowed
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import EmptyReason, FieldValue, ValueState
from digitizer.domain.review import open_pins
from digitizer.workflow import approve, batches, correct, history, pass_on, reopen, review
from digitizer.workflow.overview import case_view


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


def value_of(bench: Bench, case: int, key: str) -> FieldValue:
    record = case_view(bench.ports, case).case.record
    assert record is not None
    return record.fields[key]


def state_of(bench: Bench, case: int) -> CaseState:
    return case_view(bench.ports, case).case.state


def test_undo_goes_back_through_all_cases_and_redo_forward_again(
    bench: Bench, tmp_path: Path
) -> None:
    first = read_case(bench, tmp_path, "a.png", review=("nksHoTen",))
    second = read_case(bench, tmp_path, "b.png", review=("nksHoTen",))
    correct.set_field(bench.ports, CLERK, first, "nksHoTen", "LÊ THỊ MỘT", 1)
    correct.confirm_field(bench.ports, CLERK, second, "nksHoTen", 1)

    steps = [history.undo_newest(bench.ports, CLERK) for _ in range(2)]

    assert [(step.case_id, step.key) for step in steps] == [
        (second, "nksHoTen"),
        (first, "nksHoTen"),
    ]
    assert value_of(bench, first, "nksHoTen").state is ValueState.REVIEW
    assert value_of(bench, second, "nksHoTen").state is ValueState.REVIEW
    with pytest.raises(NotAllowed) as nothing:
        history.undo_newest(bench.ports, CLERK)
    assert nothing.value.code == "nothing-of-own-to-undo"

    steps = [history.redo_newest(bench.ports, CLERK) for _ in range(2)]

    assert [step.case_id for step in steps] == [first, second]
    assert value_of(bench, first, "nksHoTen").text == "LÊ THỊ MỘT"
    assert value_of(bench, second, "nksHoTen").confirmed_by == CLERK.name
    with pytest.raises(NotAllowed) as done:
        history.redo_newest(bench.ports, CLERK)
    assert done.value.code == "nothing-to-redo"


def test_undo_and_redo_may_alternate_as_often_as_one_likes(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path)
    for text in ("LÊ THỊ MỘT", "LÊ THỊ HAI"):
        correct.set_field(bench.ports, CLERK, case, "nksHoTen", text, bench.revision(case))
    seen = []
    for step in (
        history.undo_newest,
        history.redo_newest,
        history.undo_newest,
        history.undo_newest,
        history.redo_newest,
        history.redo_newest,
    ):
        step(bench.ports, CLERK)
        seen.append(value_of(bench, case, "nksHoTen").text)

    assert seen == [
        "LÊ THỊ MỘT",
        "LÊ THỊ HAI",
        "LÊ THỊ MỘT",
        "LÊ THỊ MẪU",
        "LÊ THỊ MỘT",
        "LÊ THỊ HAI",
    ]


def test_a_new_edit_leaves_nothing_to_bring_again(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path)
    correct.set_field(bench.ports, CLERK, case, "nksHoTen", "LÊ THỊ MỘT", 1)
    history.undo_newest(bench.ports, CLERK)
    correct.set_field(bench.ports, CLERK, case, "ghiChu", "khác", bench.revision(case))

    with pytest.raises(NotAllowed):
        history.redo_newest(bench.ports, CLERK)


def test_undo_brings_back_the_whole_value_with_reason_units_and_confirmer(
    bench: Bench, tmp_path: Path
) -> None:
    case = read_case(bench, tmp_path)
    correct.confirm_empty(bench.ports, SUPERVISOR, case, "nksQueQuan", EmptyReason.TORN, 1)
    before = value_of(bench, case, "nksQueQuan")
    bench.later(60)
    correct.set_field(bench.ports, CLERK, case, "nksQueQuan", "xã Mẫu", bench.revision(case))

    history.undo_newest(bench.ports, CLERK)

    after = value_of(bench, case, "nksQueQuan")
    assert after == before
    assert (after.empty_reason, after.confirmed_by) == (EmptyReason.TORN, SUPERVISOR.name)


def test_undo_brings_back_the_reading_that_another_one_replaced(
    bench: Bench, tmp_path: Path
) -> None:
    case = read_case(bench, tmp_path)
    before = value_of(bench, case, "nksHoTen")
    assert before.reading is not None
    with correct.transaction(bench.ports, CLERK, "read-again") as run:
        stored, record = correct.editable(run, case)
        again = replace(before.reading, text="LÊ THỊ MÂU")
        value = replace(FieldValue.from_reading(again), state=ValueState.REVIEW)
        correct.save_field(run, stored, record, value, stored.revision)
    assert value_of(bench, case, "nksHoTen").text == "LÊ THỊ MÂU"

    history.undo_newest(bench.ports, CLERK)

    assert value_of(bench, case, "nksHoTen") == before


def test_a_finish_is_taken_back_first_and_keeps_why_the_case_was_returned(
    bench: Bench, tmp_path: Path
) -> None:
    case = read_case(bench, tmp_path, batch_name="Lô")
    correct.finish_case(bench.ports, CLERK, case, 1)
    batch = case_view(bench.ports, case).case.batch_id
    assert batch is not None
    batches.submit_batch(bench.ports, CLERK, batch)
    approve.return_batch(bench.ports, SUPERVISOR, batch, "Xem lại tên")
    returned = case_view(bench.ports, case).case
    correct.confirm_field(bench.ports, CLERK, case, "nksHoTen", returned.revision)
    correct.finish_case(bench.ports, CLERK, case, bench.revision(case))
    assert state_of(bench, case) is CaseState.CHECKED

    step = history.undo_newest(bench.ports, CLERK)

    case_again = case_view(bench.ports, case).case
    assert (step.case_id, step.key) == (case, None)
    assert (case_again.state, case_again.return_reason) == (CaseState.RETURNED, "Xem lại tên")
    assert history.undo_newest(bench.ports, CLERK).key == "nksHoTen"


def test_taking_a_finish_back_leaves_a_return_since_as_it_is(bench: Bench, tmp_path: Path) -> None:
    """The supervisor's word, not the clerk's, stands last with the case."""
    case = read_case(bench, tmp_path, batch_name="Lô")
    correct.confirm_field(bench.ports, CLERK, case, "nksHoTen", 1)
    correct.finish_case(bench.ports, CLERK, case, 2)
    batch = case_view(bench.ports, case).case.batch_id
    assert batch is not None
    batches.submit_batch(bench.ports, CLERK, batch)
    review.put_pin(bench.ports, SUPERVISOR, case, "nksHoTen", "thiếu chữ đệm", None)
    approve.return_batch(bench.ports, SUPERVISOR, batch, "Xem lại tên")
    given_back = case_view(bench.ports, case).case

    for step in (history.undo_newest, history.redo_newest, history.undo_newest):
        assert step(bench.ports, CLERK).key is None
        now = case_view(bench.ports, case)
        assert now.case.state is CaseState.RETURNED
        assert now.case.return_reason == given_back.return_reason
        assert open_pins(now.pins, now.case.record) == {"nksHoTen"}

    assert history.undo_newest(bench.ports, CLERK).key == "nksHoTen"
    now = case_view(bench.ports, case)
    assert (now.case.state, now.case.return_reason) == (
        CaseState.RETURNED,
        given_back.return_reason,
    )


def test_a_finish_after_a_reopening_is_taken_back_to_it(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path, batch_name="Lô")
    correct.finish_case(bench.ports, CLERK, case, 1)
    batch = case_view(bench.ports, case).case.batch_id
    assert batch is not None
    batches.submit_batch(bench.ports, CLERK, batch)
    approve.approve_batch(bench.ports, SUPERVISOR, batch)
    reopen.reopen_cases(bench.ports, SUPERVISOR, batch, [case], "Sổ ghi khác")

    history.undo_newest(bench.ports, CLERK)
    assert case_view(bench.ports, case).case.return_reason == "Sổ ghi khác"
    correct.finish_case(bench.ports, CLERK, case, bench.revision(case))
    history.undo_newest(bench.ports, CLERK)

    now = case_view(bench.ports, case).case
    assert (now.state, now.return_reason) == (CaseState.RETURNED, "Sổ ghi khác")


def test_a_finish_is_not_brought_again_over_a_doubt(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path)
    correct.finish_case(bench.ports, CLERK, case, 1)
    history.undo_newest(bench.ports, CLERK)
    pass_on.pass_on(bench.ports, SUPERVISOR, case, "nksHoTen", "mờ", bench.revision(case))

    with pytest.raises(NotAllowed) as refused:
        history.redo_newest(bench.ports, CLERK)

    assert refused.value.code == "case-has-doubts"
    assert state_of(bench, case) is CaseState.TO_CHECK


def test_setting_aside_and_naming_the_type_are_taken_back(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path, typed=False)
    correct.assign_type(bench.ports, CLERK, case, BIRTH, 1)
    correct.set_aside(bench.ports, CLERK, case, "quét hai lần", bench.revision(case))

    history.undo_newest(bench.ports, CLERK)
    assert state_of(bench, case) is CaseState.TO_CHECK
    history.undo_newest(bench.ports, CLERK)
    assert case_view(bench.ports, case).case.record is None
    history.redo_newest(bench.ports, CLERK)
    assert case_view(bench.ports, case).case.document_type == BIRTH
    history.redo_newest(bench.ports, CLERK)
    aside = case_view(bench.ports, case).case
    assert (aside.state, aside.return_reason) == (CaseState.SET_ASIDE, "quét hai lần")


def test_what_somebody_else_did_since_is_never_turned_round(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path)
    correct.set_field(bench.ports, CLERK, case, "nksHoTen", "LÊ THỊ MỘT", 1)
    correct.set_field(bench.ports, SUPERVISOR, case, "nksHoTen", "LÊ THỊ HAI", 2)

    with pytest.raises(NotAllowed) as refused:
        history.undo_newest(bench.ports, CLERK)

    assert refused.value.code == "edited-since"
    assert value_of(bench, case, "nksHoTen").text == "LÊ THỊ HAI"


def test_a_case_that_somebody_else_finished_is_not_opened_again_by_undo(
    bench: Bench, tmp_path: Path
) -> None:
    case = read_case(bench, tmp_path)
    correct.set_field(bench.ports, CLERK, case, "nksHoTen", "LÊ THỊ MỘT", 1)
    correct.finish_case(bench.ports, SUPERVISOR, case, bench.revision(case))

    with pytest.raises(NotAllowed) as refused:
        history.undo_newest(bench.ports, CLERK)

    assert refused.value.code == "case-moved-since"
    assert state_of(bench, case) is CaseState.CHECKED


def test_nothing_is_taken_back_in_a_batch_that_was_handed_in(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path, batch_name="Lô")
    correct.finish_case(bench.ports, CLERK, case, 1)
    batch = case_view(bench.ports, case).case.batch_id
    assert batch is not None
    batches.submit_batch(bench.ports, CLERK, batch)

    with pytest.raises(NotAllowed) as refused:
        history.undo_newest(bench.ports, CLERK)

    assert refused.value.code == "batch-closed"


def test_edits_without_what_stood_before_are_still_taken_back(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path, review=("nksHoTen",))
    correct.set_field(bench.ports, CLERK, case, "nksHoTen", "LÊ THỊ MỘT", 1)
    with bench.ports.unit_of_work(write=True) as unit:
        stored = unit.cases.get(case)
        assert stored.record is not None
        value = replace(stored.record.fields["nksHoTen"], text="LÊ THỊ HAI", value="LÊ THỊ HAI")
        unit.cases.save(replace(stored, record=stored.record.with_field(value)), stored.revision)
        old = unit.cases.edits(case)[-1]
        unit.cases.add_edits(
            [
                replace(
                    old,
                    before_text="LÊ THỊ MỘT",
                    before_state="confirmed",
                    after_text="LÊ THỊ HAI",
                    before=None,
                    revision=3,
                )
            ]
        )
        unit.commit()

    history.undo_newest(bench.ports, CLERK)

    back = value_of(bench, case, "nksHoTen")
    assert (back.text, back.value, back.confirmed_by) == (
        "LÊ THỊ MỘT",
        "LÊ THỊ MỘT",
        CLERK.name,
    )
