"""What a page that lay on its side says once it is read the right way up."""

from __future__ import annotations

from dataclasses import replace

from digitizer.domain.case import Case, CaseReading, Page, Region
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.page import Box, Origin
from digitizer.domain.problems import Problem
from digitizer.domain.reading_again import (
    is_unread,
    lasting,
    problems_after_turn,
    read_anew,
    record_of,
    shared_out,
)
from digitizer.domain.record import FieldReading, FieldValue, ReadingState, Record, ValueState

PAGE = Page(11, 1, 1, 100, 200, 150, 0, 0.0, "0" * 64)
UPPER, LOWER = Box(0, 0, 100, 100), Box(0, 100, 100, 100)


def value(key: str, text: str, page_id: int | None = PAGE.id) -> FieldValue:
    reading = FieldReading(
        key, text, text, 0.9, ReadingState.ACCEPTED, 1, UPPER, Origin("test", "1"), page_id=page_id
    )
    return FieldValue(key, text, text, ValueState.ACCEPTED, reading)


def record(*values: FieldValue, kind: str = "birth") -> Record:
    return Record(kind, "1", {each.key: each for each in values})


def is_there(found: FieldValue) -> bool:
    return found.reading is not None and found.reading.page_id == PAGE.id


def found(box: Box | None, kind: str | None = "birth") -> CaseReading:
    return CaseReading(kind, "1", 0.9, (Region(1, box),), ())


def case(number: int, box: Box | None) -> Case:
    return Case(number, 1, CaseState.TO_CHECK, 0.9, (Region(1, box, PAGE.id),), None)


def test_a_page_of_no_known_type_gets_its_type() -> None:
    fresh = record(value("name", "LÊ THỊ MẪU"))

    assert read_anew(None, fresh, is_there, ()) is fresh
    assert record_of(found(None, None), PAGE) is None


def test_rubbish_of_a_wrong_type_makes_room_unless_somebody_worked_on_it() -> None:
    old = record(value("heading", "IIL"), kind="death")
    fresh = record(value("name", "LÊ THỊ MẪU"))

    assert read_anew(old, fresh, is_there, ()) is fresh
    assert read_anew(old, fresh, is_there, {"heading"}) is old
    elsewhere = record(value("heading", "Giấy chứng tử", 99), kind="death")
    assert read_anew(elsewhere, fresh, is_there, ()) is elsewhere


def test_what_stands_on_other_pages_stays() -> None:
    old = record(value("name", "LÊ THỊ MẪU", 99), value("number", "1/I"))
    fresh = record(value("name", "LÊ THỊ MẬU"), value("place", "xã Mẫu"))

    made = read_anew(old, fresh, is_there, ())

    assert made is not None
    texts = {key: each.text for key, each in made.fields.items()}
    assert texts == {"name": "LÊ THỊ MẪU", "number": "", "place": "xã Mẫu"}


def test_each_case_gets_the_entry_that_stands_where_it_stands() -> None:
    upper, lower = found(UPPER), found(LOWER)
    cases = [case(1, LOWER), case(2, UPPER)]

    shares, left = shared_out(cases, PAGE, [upper, lower, found(Box(0, 300, 10, 10))])

    assert shares == {1: lower, 2: upper}
    assert len(left) == 1


def test_a_page_is_unread_until_it_lies_as_it_was_read() -> None:
    blurred = Problem.warning("page-blurred", page="1")
    page = replace(PAGE, problems=(blurred,))

    turned = replace(page, rotation=90, problems=problems_after_turn(page, 90))
    assert is_unread(turned)
    assert lasting(turned.problems) == (blurred,)
    on = replace(turned, rotation=180, problems=problems_after_turn(turned, 180))
    assert is_unread(on)

    assert problems_after_turn(on, 0) == (blurred,)
