"""A field left to another person: it stays a doubt, and the case stays open."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.workspace import CLERK, SUPERVISOR, Bench, make_bench, read_case

from digitizer.domain.changes import Actor
from digitizer.domain.doubts import Doubt, PassedOn
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.record import ValueState
from digitizer.workflow import batch_doubts, correct, history, pass_on
from digitizer.workflow.doubts_port import DoubtPlace, DoubtSearch
from digitizer.workflow.lists import AS_ARRIVED
from digitizer.workflow.overview import case_view
from digitizer.workflow.ports import CaseFilter

ALL = DoubtSearch(CaseFilter())


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


def doubt(bench: Bench, case: int, key: str) -> Doubt:
    found = batch_doubts.list_doubts(bench.ports, ALL).doubts
    return next(each for each in found if (each.case_id, each.key) == (case, key))


def first_key(bench: Bench, actor: Actor) -> str | None:
    found = batch_doubts.doubt_beside(bench.ports, actor, ALL, AS_ARRIVED, DoubtPlace(1, -1), 1)
    return found.key if found else None


def test_a_field_passed_on_is_a_doubt_with_its_reason_and_nobody_can_finish(
    bench: Bench, tmp_path: Path
) -> None:
    case = read_case(bench, tmp_path)

    pass_on.pass_on(bench.ports, CLERK, case, "nksHoTen", "chữ bị nhòe", 1)

    assert doubt(bench, case, "nksHoTen").passed == PassedOn(CLERK.name, "chữ bị nhòe", bench.now)
    assert case_view(bench.ports, case).passed["nksHoTen"].reason == "chữ bị nhòe"
    for person in (CLERK, SUPERVISOR):
        with pytest.raises(NotAllowed) as refused:
            correct.finish_case(bench.ports, person, case, 2)
        assert refused.value.code == "case-has-doubts"


def test_what_one_guesses_stands_in_the_field_and_is_confirmed_by_nobody(
    bench: Bench, tmp_path: Path
) -> None:
    case = read_case(bench, tmp_path)

    pass_on.pass_on(bench.ports, CLERK, case, "nksHoTen", "mờ", 1, "LÊ THỊ MÂU")

    record = case_view(bench.ports, case).case.record
    assert record is not None
    value = record.fields["nksHoTen"]
    assert (value.text, value.state, value.confirmed_by) == (
        "LÊ THỊ MÂU",
        ValueState.REVIEW,
        None,
    )


def test_it_is_skipped_for_who_passed_it_on_and_waits_for_the_others(
    bench: Bench, tmp_path: Path
) -> None:
    case = read_case(bench, tmp_path, review=("so", "quyenSo"))
    pass_on.pass_on(bench.ports, CLERK, case, "so", "mờ", 1)

    assert first_key(bench, CLERK) == "quyenSo"
    assert first_key(bench, SUPERVISOR) == "so"


def test_a_passing_on_needs_a_reason(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path)

    with pytest.raises(InvalidInput):
        pass_on.pass_on(bench.ports, CLERK, case, "nksHoTen", "  ", 1)


def test_whoever_confirms_it_settles_it(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path)
    pass_on.pass_on(bench.ports, CLERK, case, "nksHoTen", "mờ", 1)

    correct.confirm_field(bench.ports, SUPERVISOR, case, "nksHoTen", 2)

    assert case_view(bench.ports, case).passed == {}
    correct.finish_case(bench.ports, CLERK, case, 3)


def test_taking_back_and_bringing_again_follow_the_passing_on(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path)
    pass_on.pass_on(bench.ports, CLERK, case, "nksHoTen", "mờ", 1)
    correct.confirm_field(bench.ports, CLERK, case, "nksHoTen", 2)

    history.undo_newest(bench.ports, CLERK)
    assert case_view(bench.ports, case).passed["nksHoTen"].reason == "mờ"
    history.undo_newest(bench.ports, CLERK)
    assert case_view(bench.ports, case).passed == {}
    history.redo_newest(bench.ports, CLERK)
    assert case_view(bench.ports, case).passed["nksHoTen"].reason == "mờ"


def test_it_leaves_an_edit_and_a_word_in_the_audit_log(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path)

    pass_on.pass_on(bench.ports, CLERK, case, "nksHoTen", "mờ", 1)

    assert case_view(bench.ports, case).edits[-1].action == "pass-on"
    with bench.ports.unit_of_work() as unit:
        entries = unit.audit.list(limit=1000)
    assert ("reason", "mờ") in entries[-1].details


def test_sticky_values_are_offered_once_two_confirmed_cases_of_the_book_agree(
    bench: Bench, tmp_path: Path
) -> None:
    cases = [read_case(bench, tmp_path, f"{n}.png", batch_name="Sổ") for n in range(4)]
    offered = []
    for case in cases[:3]:
        offered.append(batch_doubts.near_values(bench.ports, cases[3], None).sticky)
        correct.set_field(bench.ports, CLERK, case, "noiDangKy", "UBND xã Mẫu Sơn", 1)
        correct.confirm_field(bench.ports, CLERK, case, "nksHoTen", bench.revision(case))

    assert offered[:2] == [{}, {}]
    assert offered[2] == {"noiDangKy": "UBND xã Mẫu Sơn"}
    record = case_view(bench.ports, cases[3]).case.record
    assert record is not None
    assert record.fields["noiDangKy"].text == "UBND xã Mẫu, tỉnh Mẫu"


def test_the_previous_case_gives_its_values_as_an_official_writes_them(
    bench: Bench, tmp_path: Path
) -> None:
    first = read_case(bench, tmp_path, "a.png")
    second = read_case(bench, tmp_path, "b.png")
    unknown = read_case(bench, tmp_path, "c.png", typed=False)

    previous = batch_doubts.near_values(bench.ports, second, first).previous

    assert previous["ngayDangKy"] == "20/03/2021"
    assert "so" not in previous
    assert batch_doubts.near_values(bench.ports, second, unknown).previous == {}
