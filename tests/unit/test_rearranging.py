"""Fields go with the pages that they were read from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from digitizer.domain.case import Case, Page, Region, page_of_reading, place_of_reading
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.page import Box, Origin
from digitizer.domain.rearranging import DIFFERS, joined, parted, renewed, with_page_ids
from digitizer.domain.record import FieldReading, FieldValue, ReadingState, Record, ValueState

NOW = datetime(2026, 3, 2, tzinfo=UTC)
OWN, OTHER = 1, 2
PAGES = (
    Page(11, OWN, 1, 100, 200, 150, 0, 0.0, "0" * 64),
    Page(12, OWN, 2, 100, 200, 150, 0, 0.0, "0" * 64),
    Page(21, OTHER, 1, 100, 200, 150, 0, 0.0, "0" * 64),
)
WHOLE = tuple(Region(page.number, None, page.id) for page in PAGES)
UPPER, LOWER = Box(0, 0, 100, 100), Box(0, 100, 100, 100)


def reading(key: str, page: int | None, page_id: int | None = None, y: int = 10) -> FieldReading:
    box = Box(10, y, 20, 10)
    return FieldReading(
        key, key, key, 0.9, ReadingState.ACCEPTED, page, box, Origin("test", "1"), page_id=page_id
    )


def value(key: str, text: str, page_id: int = 11) -> FieldValue:
    read = replace(reading(key, 1, page_id), text=text, value=text)
    return FieldValue(key, text, text, ValueState.ACCEPTED, read)


def record(*values: FieldValue) -> Record:
    return Record("birth", "1", {each.key: each for each in values})


def case(*values: FieldValue, regions: tuple[Region, ...] = WHOLE) -> Case:
    return Case(5, OWN, CaseState.TO_CHECK, 0.9, regions, record(*values))


def test_a_number_means_a_page_of_the_own_scan_and_an_id_any() -> None:
    assert page_of_reading(reading("so", 1), OWN, PAGES) is PAGES[0]
    assert page_of_reading(reading("so", 1, 21), OWN, PAGES) is PAGES[2]
    assert page_of_reading(reading("so", 3), OWN, PAGES) is None
    assert page_of_reading(None, OWN, PAGES) is None


def test_of_two_parts_of_a_page_the_one_around_the_reading_counts() -> None:
    parts = (Region(1, UPPER, 11), Region(1, LOWER, 11))

    assert place_of_reading(reading("so", 1, y=10), case(regions=parts), PAGES) == 0
    assert place_of_reading(reading("so", 1, y=150), case(regions=parts), PAGES) == 1
    assert place_of_reading(reading("so", 2), case(regions=parts), PAGES) is None


def test_old_readings_get_the_id_of_their_page() -> None:
    old = FieldValue("so", "1", "1", ValueState.ACCEPTED, reading("so", 2))

    named = with_page_ids(case(old), PAGES)

    assert named.record is not None
    assert named.record.fields["so"].reading == replace(reading("so", 2), page_id=12)


def test_typed_fields_stay_when_pages_go() -> None:
    typed = FieldValue("ghiChu", "x", "x", ValueState.CONFIRMED, None, "Mai", NOW)

    staying, going = parted(case(value("so", "1"), value("ten", "2", 12), typed), [1], PAGES)

    assert staying is not None
    assert going is not None
    assert [key for key, each in staying.fields.items() if each.text] == ["so", "ghiChu"]
    assert [key for key, each in going.fields.items() if each.text] == ["ten"]


def test_joining_keeps_the_first_and_names_the_difference() -> None:
    first, other = (
        record(value("so", "1"), FieldValue("ten")),
        record(value("so", "2", 21), value("ten", "An", 21)),
    )

    whole = joined(first, other)

    assert whole is not None
    number, name = whole.fields["so"], whole.fields["ten"]
    assert (number.text, number.state) == ("1", ValueState.REVIEW)
    assert number.reading is not None
    assert [each.text for each in number.reading.candidates] == ["2"]
    assert [each.code for each in number.reading.problems] == [DIFFERS]
    assert name == value("ten", "An", 21)
    assert joined(None, other) is other


def test_another_document_gives_only_fields_that_the_first_can_have() -> None:
    other = Record("death", "1", {"so": value("so", "9"), "noiChet": value("noiChet", "x")})

    whole = joined(record(FieldValue("so")), other)

    assert whole is not None
    assert list(whole.fields) == ["so"]
    assert whole.fields["so"].text == "9"


def test_a_confirmed_value_that_the_new_page_repeats_stays_confirmed() -> None:
    old = value("so", "1").confirmed("Mai", NOW)

    fresh = renewed(record(old), record(value("so", "1", 21)), 11)

    assert fresh is not None
    assert fresh.fields["so"].state is ValueState.CONFIRMED
    assert fresh.fields["so"].reading == value("so", "1", 21).reading


def test_fields_of_other_pages_do_not_change_with_a_replaced_one() -> None:
    kept = value("so", "1", 12)

    fresh = renewed(record(kept), record(value("so", "2", 21)), 11)

    assert fresh is not None
    assert fresh.fields["so"] == kept
