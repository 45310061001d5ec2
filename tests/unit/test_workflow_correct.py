"""The clerk's steps: what may be confirmed, what may not, and what stays on record."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.workspace import BIRTH, CLERK, GOOD, SUPERVISOR, Bench, make_bench, read_case

from digitizer.domain.errors import Conflict, InvalidInput, NotAllowed
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import EmptyReason, ValueState
from digitizer.workflow import correct, history
from digitizer.workflow.overview import case_view


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


def test_typed_value_is_kept_as_written_and_canonical(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path)

    correct.set_field(bench.ports, CLERK, case, "nksNgaySinh", "Ngày 5 tháng 2 năm 2021", 1)

    value = case_view(bench.ports, case).case.record.fields["nksNgaySinh"]
    assert (value.text, value.value) == ("Ngày 5 tháng 2 năm 2021", "2021-02-05")
    assert (value.state, value.confirmed_by) == (ValueState.CONFIRMED, CLERK.name)


def test_impossible_date_is_refused_with_its_reason(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path)

    with pytest.raises(InvalidInput) as refused:
        correct.set_field(bench.ports, CLERK, case, "nksNgaySinh", "31/02/2021", 1)

    assert refused.value.code == "value-not-a-date"
    assert case_view(bench.ports, case).case.record.value("nksNgaySinh") == "2021-03-16"


def test_confirming_records_who_looked(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path, review=("nksHoTen",))

    correct.confirm_field(bench.ports, CLERK, case, "nksHoTen", 1)

    view = case_view(bench.ports, case)
    assert view.case.record.fields["nksHoTen"].confirmed_by == CLERK.name
    assert [(edit.actor, edit.key) for edit in view.edits] == [(CLERK.name, "nksHoTen")]


def test_two_people_cannot_overwrite_each_other(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path)
    correct.set_field(bench.ports, CLERK, case, "nksHoTen", "LÊ THỊ MÂU", 1)

    with pytest.raises(Conflict):
        correct.set_field(bench.ports, SUPERVISOR, case, "nksHoTen", "LÊ THỊ MẬU", 1)

    assert case_view(bench.ports, case).case.record.value("nksHoTen") == "LÊ THỊ MÂU"


def test_a_doubt_keeps_the_case_open(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path, review=("nksHoTen",))

    with pytest.raises(NotAllowed) as refused:
        correct.finish_case(bench.ports, CLERK, case, 1)

    assert refused.value.code == "case-has-doubts"


def test_a_missing_name_keeps_the_case_open(bench: Bench, tmp_path: Path) -> None:
    values = {key: value for key, value in GOOD.items() if key != "nksHoTen"}
    case = read_case(bench, tmp_path, values=values)

    with pytest.raises(NotAllowed) as refused:
        correct.finish_case(bench.ports, CLERK, case, 1)

    assert refused.value.code == "case-has-problems"


def test_finished_case_opens_again_when_it_is_edited(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path)
    correct.finish_case(bench.ports, CLERK, case, 1)
    assert case_view(bench.ports, case).case.state is CaseState.CHECKED

    correct.set_field(bench.ports, CLERK, case, "ghiChu", "Đã cải chính", bench.revision(case))

    assert case_view(bench.ports, case).case.state is CaseState.TO_CHECK


def test_an_empty_field_has_a_stated_reason(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path)

    correct.confirm_empty(bench.ports, CLERK, case, "nksNoiSinh", EmptyReason.TORN, 1)

    value = case_view(bench.ports, case).case.record.fields["nksNoiSinh"]
    assert (value.value, value.empty_reason) == (None, EmptyReason.TORN)


def test_undo_brings_back_what_stood_before(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path, review=("nksHoTen",))
    correct.set_field(bench.ports, CLERK, case, "nksHoTen", "LÊ THỊ MÂU", 1)
    correct.set_field(bench.ports, CLERK, case, "nksHoTen", "LÊ THỊ MẬU", 2)

    history.undo(bench.ports, CLERK, case, 3)
    history.undo(bench.ports, CLERK, case, 4)

    value = case_view(bench.ports, case).case.record.fields["nksHoTen"]
    assert (value.text, value.state, value.confirmed_by) == (
        "LÊ THỊ MẪU",
        ValueState.REVIEW,
        None,
    )
    with pytest.raises(NotAllowed):
        history.undo(bench.ports, CLERK, case, 5)


def test_nobody_takes_back_another_persons_edit(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path)
    correct.set_field(bench.ports, CLERK, case, "nksHoTen", "LÊ THỊ MÂU", 1)

    with pytest.raises(NotAllowed) as refused:
        history.undo(bench.ports, SUPERVISOR, case, 2)

    assert refused.value.code == "nothing-to-undo"


def test_unknown_case_becomes_a_record_once_its_type_is_told(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path, typed=False)
    with pytest.raises(NotAllowed):
        correct.set_field(bench.ports, CLERK, case, "nksHoTen", "LÊ THỊ MẪU", 1)

    correct.assign_type(bench.ports, CLERK, case, BIRTH, 1)
    correct.set_field(bench.ports, CLERK, case, "nksHoTen", "LÊ THỊ MẪU", 2)

    assert case_view(bench.ports, case).case.record.value("nksHoTen") == "LÊ THỊ MẪU"


def test_set_aside_needs_a_reason_and_can_be_taken_back(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path)
    with pytest.raises(InvalidInput):
        correct.set_aside(bench.ports, CLERK, case, "  ", 1)

    correct.set_aside(bench.ports, CLERK, case, "quét hai lần", 1)
    assert case_view(bench.ports, case).case.state is CaseState.SET_ASIDE
    correct.restore(bench.ports, CLERK, case, 2)

    assert case_view(bench.ports, case).case.state is CaseState.TO_CHECK


def test_every_step_leaves_one_audit_entry(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path, review=("nksHoTen",))
    with bench.ports.unit_of_work() as unit:
        before = len(unit.audit.list(limit=1000))

    correct.confirm_field(bench.ports, CLERK, case, "nksHoTen", 1)

    with bench.ports.unit_of_work() as unit:
        entries = unit.audit.list(limit=1000)
    assert len(entries) == before + 1
    assert (entries[-1].actor, entries[-1].action) == (CLERK.name, "confirm-field")


def test_the_same_entry_twice_is_told(bench: Bench, tmp_path: Path) -> None:
    first = read_case(bench, tmp_path, "a.png")
    second = read_case(bench, tmp_path, "b.png")

    codes = {problem.code for problem in case_view(bench.ports, second).problems}

    assert "duplicate-entry" in codes
    assert first != second
