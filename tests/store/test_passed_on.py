"""The doubts of many cases in one query, and what was passed on, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError
from store.conftest import NOW, Given

from digitizer.domain.doubts import PassedOn
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import ReadingState
from digitizer.store import SqlUnitOfWorkFactory
from digitizer.store.doubt_rows import PassedOnRow
from digitizer.store.engine import for_writing
from digitizer.workflow.doubts_port import DoubtPlace, DoubtSearch
from digitizer.workflow.lists import CaseColumn, CaseOrder
from digitizer.workflow.ports import CaseFilter

EVERYTHING = DoubtSearch(CaseFilter())
BY_TITLE = CaseOrder(CaseColumn.TITLE)


def review(given: Given, *names: str):
    return given.reading(
        given.field("nksHoTen", names[0], state=ReadingState.REVIEW),
        given.field("nksNgaySinh", "2006-03-16"),
        given.field("so", "1"),
    )


@pytest.fixture
def three(units: SqlUnitOfWorkFactory, given: Given) -> list[int]:
    """Cases whose names wait for a look, in another order than that of the alphabet."""
    with units(write=True) as unit:
        names = ("Võ Ba", "An Một", "Lê Hai")
        made = [
            given.case(unit, review(given, name), number=place).id
            for place, name in enumerate(names, start=1)
        ]
        unit.commit()
    return made


def test_a_list_of_doubts_is_cut_into_pages(units, three):
    with units() as unit:
        first = unit.doubts.list(EVERYTHING, limit=2)
        last = DoubtPlace(first[-1].case_id, first[-1].place)
        rest = unit.doubts.list(replace(EVERYTHING, after=last), limit=2)
    assert [each.case_id for each in (*first, *rest)] == three
    assert (first[0].title, first[0].key, first[0].text) == ("Võ Ba", "nksHoTen", "Võ Ba")


def test_doubts_are_filtered_by_field_reason_and_passing_on(units, given, three):
    with units(write=True) as unit:
        unit.doubts.pass_on(three[1], "nksHoTen", PassedOn("Mai", "mờ", NOW))
        unit.commit()
    with units() as unit:
        by_key = unit.doubts.list(replace(EVERYTHING, key="so"), limit=9)
        by_reason = unit.doubts.list(replace(EVERYTHING, reason="low-print"), limit=9)
        by_part = unit.doubts.list(replace(EVERYTHING, reason="low"), limit=9)
        passed = unit.doubts.list(replace(EVERYTHING, passed_only=True), limit=9)
    assert (by_key, by_part) == ([], [])
    assert [each.case_id for each in by_reason] == three
    assert [(each.case_id, each.passed) for each in passed] == [
        (three[1], PassedOn("Mai", "mờ", NOW))
    ]


def test_the_next_doubt_follows_the_order_of_the_list(units, three):
    vo, an, le = three
    with units() as unit:
        ahead = [
            unit.doubts.beside(EVERYTHING, BY_TITLE, DoubtPlace(case, 0), 1, "Mai")
            for case in (an, le, vo)
        ]
        back = unit.doubts.beside(EVERYTHING, BY_TITLE, DoubtPlace(le, 0), -1, "Mai")
    assert [each and each.case_id for each in ahead] == [le, vo, None]
    assert back is not None
    assert back.case_id == an


def test_finished_cases_have_no_doubt_to_go_to(units, three):
    with units(write=True) as unit:
        unit.cases.save(replace(unit.cases.get(three[0]), state=CaseState.CHECKED), 1)
        unit.commit()
    with units() as unit:
        assert [each.case_id for each in unit.doubts.list(EVERYTHING, limit=9)] == three[1:]


def test_a_settled_field_is_no_doubt_any_more_and_its_passing_on_stays_on_record(units, three):
    with units(write=True) as unit:
        unit.doubts.pass_on(three[0], "nksHoTen", PassedOn("Mai", "mờ", NOW))
        case = unit.cases.get(three[0])
        settled = case.record.fields["nksHoTen"].confirmed("Mai", NOW)
        unit.cases.save(replace(case, record=case.record.with_field(settled)), 1)
        unit.commit()
    with units() as unit:
        assert unit.doubts.passed_in(three[0]) == {}
        assert unit.cases.summaries(CaseFilter())[0].doubts == 0
        assert unit._session.scalar(select(func.count()).select_from(PassedOnRow)) == 1


def test_what_was_passed_on_cannot_be_altered(units, engine, three):
    with units(write=True) as unit:
        unit.doubts.pass_on(three[0], "nksHoTen", PassedOn("Mai", "mờ", NOW))
        unit.commit()
    for statement in ("UPDATE passed_on SET reason = 'rõ'", "DELETE FROM passed_on"):
        with (
            for_writing(engine).begin() as connection,
            pytest.raises(DatabaseError, match="append-only"),
        ):
            connection.execute(text(statement))
