"""Two workstations over one database: no edit of either is lost, whatever the other one does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from support.workspace import CLERK, SUPERVISOR, Bench, read_case

from digitizer.bootstrap.workspace import create_workspace, open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.lifecycle import CaseState
from ui.desk.editing import Accepted, Editing

Desks = tuple[Workstation, Workstation]


@pytest.fixture
def desks(empty_url: str, tmp_path: Path) -> Iterator[Desks]:
    create_workspace(tmp_path / "ws", empty_url)
    both = tuple(
        open_workspace(tmp_path / "ws", person.name, "vi") for person in (CLERK, SUPERVISOR)
    )
    read_case(Bench(both[0].ports), tmp_path, review=("nksHoTen", "nksNgaySinh"))
    yield both[0], both[1]
    for station in both:
        station.close()


def editing(station: Workstation) -> Editing:
    made = Editing(SimpleNamespace(backend=station, text=str))  # type: ignore[arg-type]
    made.open(1)
    return made


def value(station: Workstation, key: str) -> str | None:
    record = station.case_view(1).case.record
    return record.value(key) if record else None


def test_edits_of_different_fields_are_both_kept_without_a_question(desks: Desks) -> None:
    mine, theirs = editing(desks[0]), editing(desks[1])
    mine.work.type("nksHoTen", "LÊ THỊ MỘT")
    theirs.work.type("ghiChu", "cấp lại")

    assert theirs.accept("ghiChu") is Accepted.STORED
    assert mine.accept("nksHoTen") is Accepted.STORED

    assert value(desks[0], "nksHoTen") == "LÊ THỊ MỘT"
    assert value(desks[0], "ghiChu") == "cấp lại"
    assert [(each.key, each.actor) for each in mine.take_beside()] == [("ghiChu", SUPERVISOR.name)]


def test_edits_of_one_field_are_both_shown_and_neither_is_written_over(desks: Desks) -> None:
    mine, theirs = editing(desks[0]), editing(desks[1])
    mine.work.type("nksHoTen", "LÊ THỊ MỘT")
    theirs.work.type("nksHoTen", "LÊ THỊ HAI")

    assert theirs.accept("nksHoTen") is Accepted.STORED
    assert mine.accept("nksHoTen") is Accepted.CLASH

    assert value(desks[1], "nksHoTen") == "LÊ THỊ HAI"
    assert mine.work.text("nksHoTen") == "LÊ THỊ MỘT"
    assert mine.work.clashes["nksHoTen"].actor == SUPERVISOR.name
    mine.work.settle_clash("nksHoTen", keep_mine=True)
    assert mine.accept("nksHoTen") is Accepted.STORED
    assert value(desks[1], "nksHoTen") == "LÊ THỊ MỘT"


def test_what_was_changed_under_ones_eyes_is_not_confirmed_unseen(desks: Desks) -> None:
    mine, theirs = editing(desks[0]), editing(desks[1])
    theirs.work.type("nksHoTen", "LÊ THỊ HAI")
    theirs.accept("nksHoTen")

    assert mine.accept("nksHoTen") is Accepted.OVERTAKEN

    record = desks[0].case_view(1).case.record
    assert record is not None
    assert record.fields["nksHoTen"].confirmed_by == SUPERVISOR.name


def test_the_others_change_is_noticed_by_its_revision(desks: Desks) -> None:
    before = desks[0].doubts.revision_of(1)
    theirs = editing(desks[1])
    theirs.work.type("nksHoTen", "LÊ THỊ HAI")
    theirs.accept("nksHoTen")

    assert desks[0].doubts.revision_of(1) == before + 1


def test_the_reason_of_a_field_passed_on_reaches_the_other_desk(desks: Desks) -> None:
    mine = editing(desks[0])
    mine.work.type("nksHoTen", "LÊ THỊ M?")
    mine.pass_on("nksHoTen", "mờ")

    theirs = editing(desks[1])
    assert theirs.work.text("nksHoTen") == "LÊ THỊ M?"
    passed = theirs.work.passed("nksHoTen")
    assert passed is not None
    assert (passed.actor, passed.reason) == (CLERK.name, "mờ")
    assert theirs.work.next_doubt(None, SUPERVISOR.name) == "nksHoTen"
    assert editing(desks[0]).work.next_doubt(None, CLERK.name) == "nksNgaySinh"


def test_a_case_that_the_other_changed_is_not_finished_unseen(desks: Desks) -> None:
    mine, theirs = editing(desks[0]), editing(desks[1])
    for key in mine.work.keys:
        if mine.work.is_doubtful(key):
            mine.accept(key)
    theirs.reload()
    theirs.work.type("ghiChu", "cấp lại")
    assert theirs.accept("ghiChu") is Accepted.STORED

    assert mine.finish() is Accepted.OVERTAKEN
    assert [each.key for each in mine.take_beside()] == ["ghiChu"]
    assert desks[0].case_view(1).case.state is CaseState.TO_CHECK
    assert mine.finish() is Accepted.STORED
    assert desks[1].case_view(1).case.state is CaseState.CHECKED


def test_a_case_that_the_other_finished_is_not_set_aside_unseen(desks: Desks) -> None:
    mine, theirs = editing(desks[0]), editing(desks[1])
    for key in theirs.work.keys:
        if theirs.work.is_doubtful(key):
            theirs.accept(key)
    assert theirs.finish() is Accepted.STORED

    assert mine.set_aside("trang trắng") is Accepted.OVERTAKEN
    assert mine.work.case.state is CaseState.CHECKED


def test_units_are_not_chosen_for_a_text_that_the_other_changed(desks: Desks) -> None:
    key = "nksQueQuan"
    theirs = editing(desks[1])
    theirs.work.type(key, "xã Hữu Khánh, huyện Lộc Bình, tỉnh Lạng Sơn")
    theirs.accept(key)
    mine = editing(desks[0])
    theirs.reload()
    theirs.work.type(key, "xã Tú Đoạn, huyện Lộc Bình, tỉnh Lạng Sơn")
    assert theirs.accept(key) is Accepted.STORED

    assert mine.choose_place(key, None, None) is Accepted.OVERTAKEN
    assert mine.work.text(key).startswith("xã Tú Đoạn")
    assert mine.choose_place(key, None, None) is Accepted.STORED
