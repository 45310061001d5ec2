"""Pages as a person counted them against the images in the store, in both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text
from support.paged_case import make_desk
from support.workspace import GOOD

from digitizer.domain.book import Book
from digitizer.domain.changes import Actor
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.lifecycle import BatchState
from digitizer.domain.page_count import LooseImage, PageCount, PageNote, PageReason, Shows
from digitizer.domain.schema import Need
from digitizer.domain.slip import Direction, SlipGap
from digitizer.store.engine import for_writing
from digitizer.workflow import batches, correct, count_pages, hand_over

MAI = Actor("Lê Thị Mai")
BOOK = "Khai sinh 01/2019"
BIRTH = "civil_status.birth"


@pytest.fixture
def desk(engine, tmp_path):
    return make_desk(engine, tmp_path)


def a_batch(desk, *, strays=0, number=1):
    """A file with a checked case on its first page, and ``strays`` pages in no case."""
    paper = {**GOOD, "so": f"{number}/2021"}
    (case,) = desk.arrive(paper, *[{}] * strays, batch=BOOK, cases=[[1]])
    correct.finish_case(desk.ports, MAI, case, 1)
    return desk.case(case).batch_id


def look(desk, batch):
    return count_pages.counted_pages(desk.ports, batch)


def submit(desk, batch):
    batches.submit_batch(desk.ports, MAI, batch)
    return look(desk, batch).batch.state


def refused(desk, batch):
    before = look(desk, batch).batch
    with pytest.raises(NotAllowed) as error:
        submit(desk, batch)
    assert look(desk, batch).batch == before
    return error.value.code


def declare(desk, batch, *given):
    count = PageCount(*given) if given else None
    count_pages.count_pages(desk.ports, MAI, batch, count)


def test_a_declaration_comes_back_beside_the_book_and_is_logged(desk):
    batch = a_batch(desk, strays=1)
    stray = look(desk, batch).images.in_no_case[0].page_id
    notes = (PageNote(2, PageReason.STICKY_NOTE),)
    loose = (LooseImage(stray, Shows.COVER),)
    declare(desk, batch, 3, notes, loose)
    batches.declare_book(desk.ports, MAI, batch, Book(1, 1))
    found = look(desk, batch).batch
    assert (found.page_count, found.book) == (PageCount(3, notes, loose), Book(1, 1))
    with desk.ports.unit_of_work() as unit:
        said = [entry for entry in unit.audit.list() if entry.action == "count-pages"][-1]
    assert dict(said.details) == {
        "pages": "3",
        "notes": "2:sticky_note",
        "loose": f"{stray}:cover",
    }
    declare(desk, batch)
    batches.declare_book(desk.ports, MAI, batch, None)
    assert look(desk, batch).batch.page_count is None
    assert look(desk, batch).batch.book is None


def test_a_book_of_an_earlier_version_is_still_read(desk, engine):
    batch = a_batch(desk)
    old = '{"first":2,"last":40,"missing":[{"number":7,"reason":"torn"}],"closing_total":39}'
    with for_writing(engine).begin() as connection:
        connection.execute(text("UPDATE batches SET book = :old"), {"old": old})
    book = look(desk, batch).batch.book
    assert (book.first, book.last, book.missing_numbers) == (2, 40, {7})
    declare(desk, batch, 1)
    assert look(desk, batch).batch.book == book


def test_a_count_that_differs_keeps_the_batch_back_until_it_is_explained(desk):
    batch = a_batch(desk)
    declare(desk, batch, 2)
    assert refused(desk, batch) == "batch-pages-missing"
    declare(desk, batch, 2, (PageNote(2, PageReason.DAMAGED),))
    assert submit(desk, batch) is BatchState.SUBMITTED
    with pytest.raises(NotAllowed):
        declare(desk, batch, 1)


def test_too_many_images_are_declared_page_by_page(desk):
    batch = a_batch(desk)
    a_batch(desk, number=2)
    declare(desk, batch, 1)
    assert refused(desk, batch) == "batch-pages-too-many"
    declare(desk, batch, 1, (PageNote(1, PageReason.REPEATED),))
    assert submit(desk, batch) is BatchState.SUBMITTED


def test_an_image_in_no_case_is_declared_before_the_batch_leaves(desk):
    batch = a_batch(desk, strays=2)
    declare(desk, batch, 3)
    assert refused(desk, batch) == "batch-pages-in-no-case"
    cover, blank = (image.page_id for image in look(desk, batch).images.in_no_case)
    declare(desk, batch, 3, (), (LooseImage(cover, Shows.COVER), LooseImage(blank, Shows.BLANK)))
    assert submit(desk, batch) is BatchState.SUBMITTED


def test_only_images_of_the_batch_can_be_declared(desk):
    batch = a_batch(desk)
    with pytest.raises(InvalidInput) as error:
        declare(desk, batch, 1, (), (LooseImage(99_999, Shows.COVER),))
    assert error.value.code == "loose-image-unknown"


def test_without_a_declaration_a_batch_leaves_unless_the_settings_ask_for_one(desk):
    batch = a_batch(desk, strays=1)
    desk.ports = replace(desk.ports, needs_page_count=True)
    assert refused(desk, batch) == "batch-pages-not-counted"
    desk.ports = replace(desk.ports, needs_page_count=False)
    assert submit(desk, batch) is BatchState.SUBMITTED


def test_a_file_with_cases_in_two_batches_gives_each_its_own_pages(desk):
    first, second = desk.arrive(GOOD, {**GOOD, "so": "16/2021"}, batch=BOOK, cases=[[1], [2]])
    batches.create_batch(desk.ports, MAI, "KS khác")
    home = desk.case(first).batch_id
    with desk.ports.unit_of_work() as unit:
        other = unit.batches.find_by_name("KS khác").id
    batches.add_to_batch(desk.ports, MAI, other, [second])
    for batch, number in ((home, 1), (other, 2)):
        assert [image.number for image in look(desk, batch).images.images] == [number]


def test_a_case_set_aside_keeps_its_images_in_the_count(desk):
    batch = a_batch(desk)
    (again,) = desk.arrive({**GOOD, "so": "2/2021"}, batch=BOOK)
    correct.set_aside(desk.ports, MAI, again, "quét hai lần", 1)
    seen = look(desk, batch).images
    assert (seen.total, seen.in_no_case) == (2, ())


def test_the_newest_handover_out_offers_its_sheets(desk):
    batch = a_batch(desk)
    assert look(desk, batch).handed_over is None
    for direction, sheets in ((Direction.OUT, 80), (Direction.OUT, 96), (Direction.BACK, 12)):
        hand_over.hand_over(desk.ports, MAI, BOOK, direction, 1, sheets, "Kho", "Mai")
    assert look(desk, batch).handed_over == 96


def test_the_slip_goes_from_declared_pages_to_images_in_cases(desk):
    batch = a_batch(desk, strays=1)
    slip = hand_over.nothing_lost(desk.ports, batch)
    assert SlipGap.PAGES_UNUSED in slip.gaps
    assert SlipGap.PAGES_DIFFER not in slip.gaps
    stray = look(desk, batch).images.in_no_case[0].page_id
    declare(desk, batch, 5, (), (LooseImage(stray, Shows.COVER),))
    slip = hand_over.nothing_lost(desk.ports, batch)
    assert SlipGap.PAGES_UNUSED not in slip.gaps
    assert SlipGap.PAGES_DIFFER in slip.gaps
    declare(desk, batch, 2, (), (LooseImage(stray, Shows.COVER),))
    slip = hand_over.nothing_lost(desk.ports, batch)
    assert slip.gaps == (SlipGap.NOT_EXPORTED,)
    counted = slip.counted
    assert (counted.pages, counted.images, counted.in_cases + counted.loose) == (2, 2, 2)


def test_a_case_that_a_rule_of_today_refuses_keeps_the_batch_back(desk):
    batch = a_batch(desk)
    catalog = desk.ports.catalog
    birth = catalog.types[BIRTH]
    stricter = tuple(
        replace(spec, need=Need.REQUIRED) if spec.key == "meHoTen" else spec
        for spec in birth.fields
    )
    types = {**catalog.types, BIRTH: replace(birth, fields=stricter)}
    lenient, desk.ports = desk.ports, replace(desk.ports, catalog=replace(catalog, types=types))
    assert refused(desk, batch) == "batch-cases-unsound"
    desk.ports = lenient
    assert submit(desk, batch) is BatchState.SUBMITTED
