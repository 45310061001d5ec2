"""Pages go from case to case with their fields; nothing is lost and everything can be undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import Engine
from support.paged_case import BOX, HEIGHT, WIDTH, Desk, make_desk

from digitizer.bootstrap.desk.case_pages import CasePagesDesk
from digitizer.domain.changes import Actor
from digitizer.domain.errors import Conflict, InvalidInput, NotAllowed
from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.domain.page import Box
from digitizer.domain.rearranging import DIFFERS
from digitizer.domain.record import ValueState
from digitizer.messages import Messages
from digitizer.workflow import correct, history
from digitizer.workflow.overview import case_view, page_of_reading
from digitizer.workflow.ports import CaseFilter

CLERK, OTHER = Actor("Nguyễn Thị Mẫu"), Actor("Trần Văn Mẫu")
NAME, NUMBER, BORN, MOTHER = "nksHoTen", "so", "nksNgaySinh", "meHoTen"
FRONT = {NAME: "LÊ THỊ MẪU", NUMBER: "15/2021"}
BACK = {MOTHER: "Nguyễn Thị Mẫu", BORN: "16/03/2021"}


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> Desk:
    return make_desk(engine, tmp_path)


@pytest.fixture
def pages(desk: Desk) -> CasePagesDesk:
    return CasePagesDesk(desk.ports, CLERK, Messages("vi"))


def test_a_split_takes_the_fields_of_its_pages_with_it(desk: Desk, pages: CasePagesDesk) -> None:
    (case_id,) = desk.arrive(FRONT, BACK, batch="Quyển 01")

    made = pages.split(case_id, [1], desk.revision(case_id)).case_id

    assert made is not None
    assert desk.texts(case_id) == FRONT
    assert desk.texts(made) == BACK
    assert desk.case(made).batch_id == desk.case(case_id).batch_id
    assert desk.case(made).document_type == desk.case(case_id).document_type
    with desk.ports.unit_of_work() as unit:
        (first,) = unit.cases.edits(made)
        of_source = {edit.key for edit in unit.cases.edits(case_id)}
    assert (first.action, first.after_text, first.actor) == (
        "split-case",
        f"#{case_id}",
        CLERK.name,
    )
    assert of_source == {"*", *BACK}


def test_a_split_without_its_type_asks_for_one(desk: Desk, pages: CasePagesDesk) -> None:
    (case_id,) = desk.arrive(FRONT, {})

    made = pages.split(case_id, [1], desk.revision(case_id), keeps_type=False).case_id

    assert made is not None
    assert desk.case(made).record is None


def test_a_case_keeps_a_page(desk: Desk, pages: CasePagesDesk) -> None:
    (case_id,) = desk.arrive(FRONT, BACK)

    with pytest.raises(NotAllowed, match="case-last-page"):
        pages.split(case_id, [0, 1], desk.revision(case_id))
    with pytest.raises(InvalidInput, match="page-place"):
        pages.split(case_id, [2], desk.revision(case_id))
    with pytest.raises(Conflict):
        pages.split(case_id, [1], desk.revision(case_id) - 1)


def test_merging_joins_pages_of_two_scans_in_order(desk: Desk, pages: CasePagesDesk) -> None:
    (first,), (other,) = desk.arrive(FRONT), desk.arrive(BACK)
    wanted = desk.pages_of(first) + desk.pages_of(other)

    pages.merge(first, [other], desk.revision(first))

    assert desk.pages_of(first) == wanted
    assert desk.texts(first) == FRONT | BACK
    view = case_view(desk.ports, first)
    assert view.case.record is not None
    assert [page.page.id for page in view.pages] == wanted
    shown = page_of_reading(view, view.case.record.fields[MOTHER].reading)
    assert shown is view.pages[1]
    aside = desk.case(other)
    assert aside.state is CaseState.SET_ASIDE
    assert str(first) in (aside.return_reason or "")

    correct.restore(desk.ports, CLERK, other, desk.revision(other))
    assert desk.texts(other) == BACK


def test_where_merged_cases_differ_the_first_stays_in_doubt(
    desk: Desk, pages: CasePagesDesk
) -> None:
    (first,), (other,) = desk.arrive(FRONT), desk.arrive({**FRONT, NAME: "LÊ THỊ MẬU"})
    correct.confirm_field(desk.ports, CLERK, first, NAME, desk.revision(first))

    pages.merge(first, [other], desk.revision(first))

    record = desk.case(first).record
    assert record is not None
    name, number = record.fields[NAME], record.fields[NUMBER]
    assert (name.text, name.state, name.confirmed_by) == ("LÊ THỊ MẪU", ValueState.REVIEW, None)
    assert name.reading is not None
    assert [each.text for each in name.reading.candidates] == ["LÊ THỊ MẬU"]
    assert [each.code for each in name.reading.problems] == [DIFFERS]
    assert number.state is ValueState.ACCEPTED


def test_pages_keep_the_order_that_a_person_gave_them(desk: Desk, pages: CasePagesDesk) -> None:
    (case_id,) = desk.arrive(FRONT, BACK, {})
    one, two, three = desk.pages_of(case_id)

    pages.move(case_id, 2, 0, desk.revision(case_id))

    view = case_view(desk.ports, case_id)
    assert [page.page.id for page in view.pages] == [three, one, two]
    assert desk.texts(case_id) == FRONT | BACK


def test_a_removed_page_is_set_aside_with_its_fields(desk: Desk, pages: CasePagesDesk) -> None:
    (case_id,) = desk.arrive(FRONT, BACK)

    made = pages.remove(case_id, 1, "Trang của hồ sơ khác", desk.revision(case_id)).case_id

    assert made is not None
    assert desk.case(made).state is CaseState.SET_ASIDE
    assert desk.texts(made) == BACK
    assert desk.texts(case_id) == FRONT


def test_an_inserted_page_brings_what_was_read_on_it(desk: Desk, pages: CasePagesDesk) -> None:
    (case_id,), (giver,) = desk.arrive(FRONT), desk.arrive({}, BACK)
    coming = desk.pages_of(giver)[1]

    pages.insert(case_id, 0, (giver, 1), desk.revision(case_id))

    assert desk.pages_of(case_id)[0] == coming
    assert desk.texts(case_id) == FRONT | BACK
    assert desk.texts(giver) == {}
    assert desk.case(giver).state is CaseState.TO_CHECK


def test_a_better_scan_renews_what_nobody_confirmed(desk: Desk, pages: CasePagesDesk) -> None:
    (case_id,) = desk.arrive(FRONT, BACK)
    correct.confirm_field(desk.ports, CLERK, case_id, MOTHER, desk.revision(case_id))
    pages.ask_rescan(case_id, 1, "Mờ, không đọc được")
    old = desk.pages_of(case_id)[1]
    (arrived,) = desk.arrive({MOTHER: "Nguyễn Thị Mầu", BORN: "18/03/2021"})

    pages.replace(case_id, 1, (arrived, 0), desk.revision(case_id))

    record = desk.case(case_id).record
    assert record is not None
    born, mother = record.fields[BORN], record.fields[MOTHER]
    assert (born.text, born.state) == ("18/03/2021", ValueState.ACCEPTED)
    assert (mother.text, mother.state) == ("Nguyễn Thị Mẫu", ValueState.REVIEW)
    assert mother.reading is not None
    assert [each.text for each in mother.reading.candidates] == ["Nguyễn Thị Mầu"]
    assert mother.reading.page_id == desk.pages_of(case_id)[1] != old
    assert record.fields[NAME].text == FRONT[NAME]
    assert desk.case(arrived).state is CaseState.SET_ASIDE
    with desk.ports.unit_of_work() as unit:
        (kept,) = unit.case_pages.cases_on(old)
        assert unit.cases.get(kept).state is CaseState.SET_ASIDE
        assert unit.case_pages.waiting(limit=5) == []


def test_what_only_the_old_page_said_is_kept_to_be_looked_at(
    desk: Desk, pages: CasePagesDesk
) -> None:
    (case_id,), (arrived,) = desk.arrive(FRONT), desk.arrive({NUMBER: "15/2021"})

    pages.replace(case_id, 0, (arrived, 0), desk.revision(case_id))

    record = desk.case(case_id).record
    assert record is not None
    assert (record.fields[NAME].text, record.fields[NAME].state) == (
        FRONT[NAME],
        ValueState.REVIEW,
    )
    assert record.fields[NUMBER].state is ValueState.ACCEPTED


@pytest.mark.parametrize("act", ["split", "merge", "move", "remove", "insert", "replace", "turn"])
def test_each_act_is_taken_back_exactly(desk: Desk, pages: CasePagesDesk, act: str) -> None:
    (case_id,), (other,) = desk.arrive(FRONT, BACK), desk.arrive({NAME: "LÊ THỊ MẬU"})
    pages.ask_rescan(case_id, 0, "Mờ")
    before = desk.case(case_id), desk.case(other)
    revision = before[0].revision
    acts = {
        "split": lambda: pages.split(case_id, [1], revision),
        "merge": lambda: pages.merge(case_id, [other], revision),
        "move": lambda: pages.move(case_id, 0, 1, revision),
        "remove": lambda: pages.remove(case_id, 0, "", revision),
        "insert": lambda: pages.insert(case_id, 2, (other, 0), revision),
        "replace": lambda: pages.replace(case_id, 0, (other, 0), revision),
        "turn": lambda: pages.turn(case_id, 0, 90, revision),
    }
    with desk.ports.unit_of_work() as unit:
        page = unit.case_pages.pages([desk.pages_of(case_id)[0]])
    made = acts[act]().case_id

    pages.undo(case_id)

    for old in before:
        now = desk.case(old.id)
        assert (now.regions, now.record, now.state) == (old.regions, old.record, old.state)
    with desk.ports.unit_of_work() as unit:
        assert unit.case_pages.pages(page) == page
        assert list(unit.case_pages.wishes(page)) == list(page)
    if made is not None:
        assert desk.case(made).state is CaseState.SET_ASIDE


def test_acts_are_taken_back_one_after_another(desk: Desk, pages: CasePagesDesk) -> None:
    (case_id,) = desk.arrive(FRONT, BACK, {})
    before = desk.pages_of(case_id)
    pages.move(case_id, 0, 2, desk.revision(case_id))
    pages.turn(case_id, 0, 90, desk.revision(case_id))
    pages.remove(case_id, 1, "", desk.revision(case_id))

    for _ in range(3):
        pages.undo(case_id)

    assert desk.pages_of(case_id) == before
    assert desk.texts(case_id) == FRONT | BACK
    with pytest.raises(NotAllowed, match="no-page-act"):
        pages.undo(case_id)


def test_an_act_is_not_taken_back_over_later_work(desk: Desk, pages: CasePagesDesk) -> None:
    (case_id,) = desk.arrive(FRONT, BACK)
    pages.move(case_id, 0, 1, desk.revision(case_id))
    correct.confirm_field(desk.ports, OTHER, case_id, NAME, desk.revision(case_id))

    with pytest.raises(NotAllowed, match="pages-changed-since"):
        pages.undo(case_id)
    with pytest.raises(NotAllowed, match="no-page-act"):
        CasePagesDesk(desk.ports, OTHER, Messages("vi")).undo(case_id)


def test_the_desk_does_not_take_back_half_an_act(desk: Desk, pages: CasePagesDesk) -> None:
    (case_id,) = desk.arrive(FRONT, BACK)
    pages.split(case_id, [1], desk.revision(case_id))

    with pytest.raises(NotAllowed, match="nothing-to-undo"):
        history.undo(desk.ports, CLERK, case_id, desk.revision(case_id))


def test_a_turn_turns_image_boxes_and_reading_in_every_case_on_the_page(
    desk: Desk, pages: CasePagesDesk
) -> None:
    first, other = desk.arrive(FRONT, cases=[[1], [1]])
    (page_id,) = desk.pages_of(first)
    with desk.ports.unit_of_work() as unit:
        before = unit.case_pages.pages([page_id])[page_id]

    pages.turn(first, 0, 90, desk.revision(first))

    with desk.ports.unit_of_work() as unit:
        page = unit.case_pages.pages([page_id])[page_id]
        reading = unit.scans.page_reading(page_id)
    assert (page.width, page.height, page.rotation) == (HEIGHT, WIDTH, 90)
    turned = Box(HEIGHT - BOX.bottom, BOX.x, BOX.height, BOX.width)
    for case_id in (first, other):
        record = desk.case(case_id).record
        assert record is not None
        assert record.fields[NAME].reading is not None
        assert record.fields[NAME].reading.box == turned
    assert reading.lines[0].box == turned
    assert (reading.width, reading.height) == (HEIGHT, WIDTH)
    with Image.open(desk.ports.vault.path(page.image_sha256)) as image:
        assert image.size == (HEIGHT, WIDTH)
        x, y = turned.x + turned.width // 2, turned.y + turned.height // 2
        assert sum(image.convert("RGB").getpixel((x, y))) < 400
    assert desk.ports.vault.path(before.image_sha256).exists()

    pages.turn(first, 0, 270, desk.revision(first))
    with desk.ports.unit_of_work() as unit:
        assert unit.case_pages.pages([page_id])[page_id] == before


def test_a_closed_batch_keeps_its_pages(desk: Desk, pages: CasePagesDesk) -> None:
    (case_id,), (other,) = desk.arrive(FRONT, BACK, batch="Quyển 01"), desk.arrive({})
    with desk.ports.unit_of_work(write=True) as unit:
        case = unit.cases.get(case_id)
        batch = unit.batches.get(case.batch_id or 0)
        unit.cases.save(replace(case, state=CaseState.CHECKED), case.revision)
        submitted = replace(batch, state=BatchState.SUBMITTED, submitted_by=CLERK.name)
        unit.batches.save(submitted, batch.revision)
        unit.commit()
    revision = desk.revision(case_id)

    acts = (
        lambda: pages.split(case_id, [1], revision),
        lambda: pages.move(case_id, 0, 1, revision),
        lambda: pages.turn(case_id, 0, 90, revision),
        lambda: pages.remove(case_id, 0, "", revision),
        lambda: pages.ask_rescan(case_id, 0, "Mờ"),
        lambda: pages.merge(other, [case_id], desk.revision(other)),
        lambda: pages.insert(other, 0, (case_id, 0), desk.revision(other)),
    )
    for act in acts:
        with pytest.raises(NotAllowed, match="batch-closed"):
            act()
    assert desk.revision(case_id) == revision


def test_a_page_that_waits_for_a_scan_is_listed_with_its_paper(
    desk: Desk, pages: CasePagesDesk
) -> None:
    (case_id,) = desk.arrive({**FRONT, "quyenSo": "01/2021"}, BACK, batch="Quyển 01")
    desk.arrive({})

    pages.ask_rescan(case_id, 1, "  Mất góc ")

    (waiting,) = pages.rescans_waiting()
    assert (waiting.case_id, waiting.place, waiting.title) == (case_id, 1, "LÊ THỊ MẪU")
    assert {"15/2021", "01/2021"} <= set(waiting.entry)
    assert waiting.batch == "Quyển 01"
    assert waiting.view.rescan is not None
    assert (waiting.view.rescan.reason, waiting.view.rescan.actor) == ("Mất góc", CLERK.name)
    assert [page.rescan is not None for page in case_view(desk.ports, case_id).pages] == [
        False,
        True,
    ]
    with desk.ports.unit_of_work() as unit:
        found = unit.cases.summaries(CaseFilter(awaits_scan=True))
        assert [row.id for row in found] == [case_id]
        assert unit.cases.count(CaseFilter(awaits_scan=True)) == 1
    with pytest.raises(Conflict, match="rescan-asked"):
        pages.ask_rescan(case_id, 1, "Mờ")

    pages.drop_rescan(case_id, 1)
    assert pages.rescans_waiting() == []
    with pytest.raises(NotAllowed, match="rescan-not-asked"):
        pages.drop_rescan(case_id, 1)


def test_the_newest_scans_are_offered_first(desk: Desk, pages: CasePagesDesk) -> None:
    (case_id,), (older,), (newer,) = desk.arrive(FRONT), desk.arrive({}, {}), desk.arrive({})

    offered = pages.recent(case_id)

    assert [(each.case_id, each.place) for each in offered] == [(newer, 0), (older, 0), (older, 1)]
    assert all(each.view.image_path.exists() for each in offered)
