"""A turned page is read anew: rubbish goes, what people gave stays, one undo brings all back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine
from support.paged_case import BIRTH, ORIGIN, Desk, make_desk

from digitizer.bootstrap.desk.case_pages import CasePagesDesk
from digitizer.domain.case import CaseReading, Page, Region
from digitizer.domain.changes import Actor
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.page import Box, PageReading
from digitizer.domain.reading_again import is_unread
from digitizer.domain.record import FieldReading, FieldValue, ReadingState, ValueState
from digitizer.messages import Messages
from digitizer.workflow import correct
from digitizer.workflow.read_page import ReadAnew, page_to_read, take_page_reading
from digitizer.workflow.take_reading import take_reading

CLERK, OTHER = Actor("Nguyễn Thị Mẫu"), Actor("Trần Văn Mẫu")
NAME, NUMBER, BORN, MOTHER = "nksHoTen", "so", "nksNgaySinh", "meHoTen"
RUBBISH = {NAME: "IIL .:—", NUMBER: "1/I"}
BACK = {MOTHER: "Nguyễn Thị Mẫu", BORN: "16/03/2021"}
PLACE = Box(30, 40, 50, 9)


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> Desk:
    return make_desk(engine, tmp_path)


@pytest.fixture
def pages(desk: Desk) -> CasePagesDesk:
    return CasePagesDesk(desk.ports, CLERK, Messages("vi"))


def turned(desk: Desk, pages: CasePagesDesk, case_id: int, place: int = 0) -> Page:
    pages.turn(case_id, place, 90, desk.revision(case_id))
    page, _type = page_to_read(desk.ports, desk.pages_of(case_id)[place])
    return page


def found(desk: Desk, texts: dict[str, str], box: Box | None = None) -> CaseReading:
    fields = tuple(
        FieldReading(key, text, text, 0.95, ReadingState.ACCEPTED, 1, PLACE, ORIGIN)
        for key, text in texts.items()
    )
    version = desk.catalog.types[BIRTH].version
    return CaseReading(BIRTH, version, 0.9, (Region(1, box),), fields)


def read(desk: Desk, page: Page, *cases: CaseReading, by: Actor = CLERK) -> frozenset[int]:
    reading = PageReading(page.number, page.width, page.height, 150, page.rotation, 0.0, ())
    return take_page_reading(desk.ports, by, ReadAnew(page, reading, cases)).changes.cases


def field(desk: Desk, case_id: int, key: str) -> FieldValue:
    record = desk.case(case_id).record
    assert record is not None
    return record.fields.get(key, FieldValue(key))


def page_of(desk: Desk, page_id: int) -> Page:
    with desk.ports.unit_of_work() as unit:
        return unit.case_pages.pages([page_id])[page_id]


def test_what_nobody_touched_takes_the_new_reading(desk: Desk, pages: CasePagesDesk) -> None:
    (case_id,) = desk.arrive(RUBBISH, BACK)
    page = turned(desk, pages, case_id)
    assert is_unread(page)

    read(desk, page, found(desk, {NAME: "LÊ THỊ MẪU"}))

    name = field(desk, case_id, NAME)
    assert (name.text, name.state) == ("LÊ THỊ MẪU", ValueState.ACCEPTED)
    assert name.reading is not None
    assert (name.reading.box, name.reading.page_id) == (PLACE, page.id)
    assert field(desk, case_id, NUMBER) == FieldValue(NUMBER)
    assert {key: desk.texts(case_id)[key] for key in BACK} == BACK
    assert not is_unread(page_of(desk, page.id))
    with desk.ports.unit_of_work() as unit:
        (edit,) = (each for each in unit.cases.edits(case_id) if each.key == NAME)
        assert unit.scans.page_reading(page.id).lines == ()
    assert (edit.before_text, edit.after_text, edit.action) == (
        RUBBISH[NAME],
        "LÊ THỊ MẪU",
        "read-page",
    )


def test_what_a_person_gave_stays_with_the_new_reading_beside_it(
    desk: Desk, pages: CasePagesDesk
) -> None:
    (case_id,) = desk.arrive(RUBBISH)
    correct.set_field(desk.ports, OTHER, case_id, NAME, "LÊ THỊ MẬU", desk.revision(case_id))
    page = turned(desk, pages, case_id)

    read(desk, page, found(desk, {NAME: "LÊ THỊ MẪU", NUMBER: "15/2021"}))

    name = field(desk, case_id, NAME)
    assert (name.text, name.state, name.confirmed_by) == (
        "LÊ THỊ MẬU",
        ValueState.CONFIRMED,
        OTHER.name,
    )
    assert name.reading is not None
    assert name.reading.box == PLACE
    assert [each.text for each in name.reading.candidates] == ["LÊ THỊ MẪU"]
    assert field(desk, case_id, NUMBER).text == "15/2021"


def test_a_field_read_at_a_persons_wish_counts_as_touched(desk: Desk, pages: CasePagesDesk) -> None:
    (case_id,) = desk.arrive(RUBBISH)
    page = turned(desk, pages, case_id)
    wished = FieldReading(NAME, "LÊ THỊ MẬU", None, 0.8, ReadingState.REVIEW, 1, PLACE, ORIGIN)
    take_reading(desk.ports, CLERK, case_id, NAME, wished, desk.revision(case_id))

    read(desk, page, found(desk, {NAME: "LÊ THỊ MẪU"}))

    assert field(desk, case_id, NAME).text == "LÊ THỊ MẬU"


def test_one_undo_takes_back_the_turn_with_its_reading(desk: Desk, pages: CasePagesDesk) -> None:
    (case_id,) = desk.arrive(RUBBISH, BACK)
    before, page_id = desk.case(case_id), desk.pages_of(case_id)[0]
    with desk.ports.unit_of_work() as unit:
        page, reading = page_of(desk, page_id), unit.scans.page_reading(page_id)
    read(desk, turned(desk, pages, case_id), found(desk, {NAME: "LÊ THỊ MẪU"}))

    pages.undo(case_id)

    now = desk.case(case_id)
    assert (now.regions, now.record, now.state) == (before.regions, before.record, before.state)
    assert page_of(desk, page_id) == page
    with desk.ports.unit_of_work() as unit:
        assert unit.scans.page_reading(page_id) == reading


def test_work_between_turn_and_reading_is_kept_by_undo(desk: Desk, pages: CasePagesDesk) -> None:
    (case_id,) = desk.arrive(RUBBISH)
    page = turned(desk, pages, case_id)
    correct.set_field(desk.ports, CLERK, case_id, BORN, "16/03/2021", desk.revision(case_id))
    read(desk, page, found(desk, {NAME: "LÊ THỊ MẪU"}))

    pages.undo(case_id)

    assert page_of(desk, page.id).rotation == 90
    assert is_unread(page_of(desk, page.id))
    assert desk.texts(case_id) == {**RUBBISH, BORN: "16/03/2021"}


def test_a_page_turned_meanwhile_is_left_to_its_own_reading(
    desk: Desk, pages: CasePagesDesk
) -> None:
    (case_id,) = desk.arrive(RUBBISH)
    first = turned(desk, pages, case_id)
    turned(desk, pages, case_id)

    assert read(desk, first, found(desk, {NAME: "LÊ THỊ MẪU"})) == frozenset()
    assert desk.texts(case_id) == RUBBISH


def test_turned_back_a_page_counts_as_read(desk: Desk, pages: CasePagesDesk) -> None:
    (case_id,) = desk.arrive(RUBBISH)
    page = turned(desk, pages, case_id)

    pages.turn(case_id, 0, 270, desk.revision(case_id))

    assert not is_unread(page_of(desk, page.id))


def test_a_book_page_becomes_its_entries(desk: Desk, pages: CasePagesDesk) -> None:
    (case_id,) = desk.arrive(RUBBISH, batch="Quyển 01")
    page = turned(desk, pages, case_id)
    upper, lower = Box(0, 0, page.width, 60), Box(0, 60, page.width, 60)

    changed = read(
        desk,
        page,
        found(desk, {NAME: "LÊ THỊ MẪU"}, upper),
        found(desk, {NAME: "TRẦN VĂN MẪU"}, lower),
    )

    (made,) = changed - {case_id}
    assert field(desk, case_id, NAME).text == "LÊ THỊ MẪU"
    assert field(desk, made, NAME).text == "TRẦN VĂN MẪU"
    assert desk.case(made).batch_id == desk.case(case_id).batch_id
    assert [each.box for each in desk.case(case_id).regions] == [upper]

    pages.undo(case_id)
    assert desk.case(made).state is CaseState.SET_ASIDE
    assert desk.texts(case_id) == RUBBISH


def test_two_cases_on_a_page_each_take_their_own_part(desk: Desk, pages: CasePagesDesk) -> None:
    first, other = desk.arrive(RUBBISH, cases=[[1], [1]])
    page = turned(desk, pages, first)

    read(desk, page, found(desk, {NAME: "LÊ THỊ MẪU"}), found(desk, {NAME: "TRẦN VĂN MẪU"}))

    assert {field(desk, each, NAME).text for each in (first, other)} == {
        "LÊ THỊ MẪU",
        "TRẦN VĂN MẪU",
    }
