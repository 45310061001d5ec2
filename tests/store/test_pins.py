"""Pins that a case came back with: doubts until they are answered, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.workspace import CLERK, GOOD, SUPERVISOR, Bench, read_case

from digitizer.bootstrap.workspace import create_workspace, open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.record import EmptyReason
from digitizer.workflow.doubts_port import DoubtPlace, DoubtSearch
from digitizer.workflow.due_doubts import ensure_doubts, find_some
from digitizer.workflow.lists import AS_ARRIVED, CaseFilter

NAME, BORN, NOTE = "nksHoTen", "nksNgaySinh", "ghiChu"
Desks = tuple[Workstation, Workstation]


@pytest.fixture
def desks(empty_url: str, tmp_path: Path) -> Iterator[Desks]:
    """A clerk, and a supervisor who returned the batch: cases 1 to 3, a pin at the name of 2."""
    create_workspace(tmp_path / "ws", empty_url)
    clerk, supervisor = (
        open_workspace(tmp_path / "ws", person.name, "vi") for person in (CLERK, SUPERVISOR)
    )
    bench = Bench(clerk.ports)
    for number in (1, 2, 3):
        values = {**GOOD, "so": f"{number}/2021"}
        case_id = read_case(bench, tmp_path, f"{number}.png", values, batch_name="Quyển 1")
        clerk.finish_case(case_id, revision(clerk, case_id))
    clerk.submit_batch(1)
    supervisor.second_entry.put_pin(2, NAME, "thiếu chữ đệm", None)
    supervisor.return_batch(1, "")
    yield clerk, supervisor
    for station in (clerk, supervisor):
        station.close()


def revision(station: Workstation, case_id: int = 2) -> int:
    return station.case_view(case_id).case.revision


def pinned(station: Workstation) -> list[int]:
    return [row.id for row in station.case_summaries(CaseFilter(pinned=True))]


def codes(error: pytest.ExceptionInfo[NotAllowed] | pytest.ExceptionInfo[InvalidInput]) -> str:
    return error.value.code


def test_an_unanswered_pin_is_a_doubt_of_its_own_kind(desks: Desks) -> None:
    clerk, _ = desks

    where = DoubtSearch(CaseFilter(batch_id=1), reason="pinned")
    (found,) = clerk.doubts.list(where).doubts
    assert (found.case_id, found.key, found.reasons) == (2, NAME, ("pinned",))
    (row,) = clerk.case_summaries(CaseFilter(pinned=True))
    assert (row.id, row.pins, row.passed) == (2, 1, 0)
    assert clerk.case_count(CaseFilter(pinned=True)) == 1
    assert [each.pinned for each in clerk.batches()] == [1]
    everywhere = DoubtSearch(CaseFilter(), reason="pinned")
    for start, step in ((1, 1), (3, -1)):
        beside = clerk.doubts.beside(everywhere, AS_ARRIVED, DoubtPlace(start, 0), step)
        assert beside is not None
        assert (beside.case_id, beside.key) == (2, NAME)


def test_a_case_is_not_finished_before_its_pins_are_answered(desks: Desks) -> None:
    clerk, _ = desks
    clerk.confirm_field(2, NAME, revision(clerk))

    with pytest.raises(NotAllowed) as refused:
        clerk.finish_case(2, revision(clerk))

    assert codes(refused) == "case-has-pins"
    assert "Họ, chữ đệm, tên" in clerk.messages.error(refused.value)


def test_another_value_answers_a_pin_and_its_undo_opens_it_again(desks: Desks) -> None:
    clerk, _ = desks

    clerk.set_field(2, NAME, "NGUYỄN THỊ THU NHÀN", revision(clerk))
    assert pinned(clerk) == []
    clerk.doubts.undo_newest()
    assert pinned(clerk) == [2]
    clerk.doubts.redo_newest()
    assert pinned(clerk) == []
    clerk.finish_case(2, revision(clerk))


def test_keeping_a_value_needs_a_reason_which_the_supervisor_reads(desks: Desks) -> None:
    clerk, supervisor = desks
    with pytest.raises(InvalidInput) as refused:
        clerk.doubts.keep_pinned(2, NAME, "  ", revision(clerk))
    assert codes(refused) == "reason-needed"

    clerk.doubts.keep_pinned(2, NAME, "giấy ghi đúng như vậy", revision(clerk))

    assert pinned(clerk) == []
    clerk.finish_case(2, revision(clerk))
    clerk.submit_batch(1)
    (_, case, _) = supervisor.second_entry.cases_to_review(1, limit=9, offset=0)
    (pin,) = case.pins
    assert pin.kept is not None
    assert (pin.kept.actor, pin.kept.reason) == (CLERK.name, "giấy ghi đúng như vậy")


def test_a_keeping_is_taken_back_and_brought_again(desks: Desks) -> None:
    clerk, _ = desks
    clerk.doubts.keep_pinned(2, NAME, "đúng rồi", revision(clerk))

    clerk.doubts.undo_newest()
    assert pinned(clerk) == [2]
    clerk.doubts.redo_newest()
    assert pinned(clerk) == []
    (pin,) = clerk.case_view(2).pins
    assert pin.kept is not None
    assert pin.kept.reason == "đúng rồi"


def test_only_a_field_with_an_open_pin_can_be_kept(desks: Desks) -> None:
    clerk, _ = desks
    with pytest.raises(NotAllowed) as refused:
        clerk.doubts.keep_pinned(2, BORN, "đúng rồi", revision(clerk))
    assert codes(refused) == "no-open-pin"

    clerk.confirm_empty(2, NAME, EmptyReason.UNREADABLE, revision(clerk))
    assert pinned(clerk) == []


def test_doubts_that_are_found_anew_have_the_pins_too(desks: Desks) -> None:
    clerk, _ = desks
    with clerk.ports.unit_of_work(write=True) as unit:
        unit.due_doubts.begin_anew()
        unit.commit()
    ensure_doubts(clerk.ports)
    while find_some(clerk.ports):
        pass

    assert pinned(clerk) == [2]


def test_a_second_return_asks_only_its_own_pins(desks: Desks) -> None:
    clerk, supervisor = desks
    clerk.doubts.keep_pinned(2, NAME, "đúng rồi", revision(clerk))
    clerk.finish_case(2, revision(clerk))
    clerk.submit_batch(1)
    supervisor.second_entry.put_pin(2, BORN, "sai tháng", None)
    supervisor.return_batch(1, "")

    assert [(pin.field, pin.reason) for pin in clerk.case_view(2).pins] == [(BORN, "sai tháng")]
    assert [each.pinned for each in clerk.batches()] == [1]
