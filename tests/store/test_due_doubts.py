"""Doubts of an older program's workspace: found when somebody asks, or little by little."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import delete, func, select, update

from digitizer.domain.doubts import PassedOn
from digitizer.domain.record import ReadingState
from digitizer.store.doubt_rows import DoubtRow, DoubtsBuiltRow, DoubtsDueRow
from digitizer.store.rows import CaseRow
from digitizer.workflow.doubts_port import DoubtSearch
from digitizer.workflow.lists import CaseFilter

EVERYTHING = DoubtSearch(CaseFilter())


def review(given):
    return given.reading(
        given.field("nksHoTen", "Võ Ba", state=ReadingState.REVIEW),
        given.field("nksNgaySinh", "2006-03-16"),
    )


@pytest.fixture
def old(units, given):
    """Three cases, the first one in a batch, as a program without doubts left them."""
    with units(write=True) as unit:
        batch = unit.batches.add("Quyển 1", None, "Mai", given.now)
        cases = []
        for number in (1, 2, 3):
            scan = unit.scans.add(given.new_scan(number))
            unit.scans.add_pages(scan.id, [(given.page_reading(), "0" * 64)])
            inside = batch.id if number == 1 else None
            cases.append(unit.cases.add(scan.id, review(given), inside).id)
        unit.commit()
    forget(units)
    with units(write=True) as unit:
        unit.due_doubts.begin_anew()
        unit.commit()
    return cases, batch.id


def forget(units) -> None:
    with units(write=True) as unit:
        for table in (DoubtRow, DoubtsBuiltRow, DoubtsDueRow):
            unit._session.execute(delete(table))
        unit._session.execute(update(CaseRow).values(doubts=9))
        unit.commit()


def find(units, batch_id: int | None = None, limit: int = 50) -> list[int]:
    with units() as unit:
        found = unit.due_doubts.find(batch_id, limit)
    with units(write=True) as unit:
        unit.due_doubts.keep(found)
        unit.commit()
    return [each.case_id for each in found]


def counts(units) -> list[int]:
    with units() as unit:
        return [row.doubts for row in unit.cases.summaries(CaseFilter())]


def test_a_program_of_another_method_is_noticed_once(units, old):
    with units() as unit:
        assert unit.due_doubts.is_current()
    forget(units)
    with units() as unit:
        assert not unit.due_doubts.is_current()


def test_what_is_found_is_what_saving_keeps(units, old, given):
    rows = select(DoubtRow.key, DoubtRow.place, DoubtRow.reasons)
    with units(write=True) as unit:
        saved = given.case(unit, review(given), number=4).id
        kept = unit._session.execute(rows.where(DoubtRow.case_id == saved)).all()
        unit.commit()
    assert kept
    cases, _ = old
    assert find(units) == cases
    with units() as unit:
        for case_id in cases:
            found = unit._session.execute(rows.where(DoubtRow.case_id == case_id)).all()
            assert found == kept
    assert set(counts(units)) == {len(kept)}
    assert find(units) == []


def test_a_batch_is_found_before_all_others(units, old):
    cases, batch_id = old
    assert find(units, batch_id) == [cases[0]]
    assert find(units, batch_id) == []
    assert counts(units)[1:] == [9, 9]
    assert find(units, None, 1) == [cases[1]]
    assert find(units, None, 5) == [cases[2]]


def test_a_case_that_was_saved_is_due_no_more(units, old, given):
    cases, _ = old
    with units(write=True) as unit:
        case = unit.cases.get(cases[1])
        value = case.record.fields["nksHoTen"].confirmed("Mai", given.now)
        unit.cases.save(replace(case, record=case.record.with_field(value)), case.revision)
        unit.commit()
    assert find(units) == [cases[0], cases[2]]


def test_what_somebody_settled_meanwhile_is_not_brought_back(units, old, given):
    cases, _ = old
    with units() as unit:
        found = unit.due_doubts.find(None, 50)
    with units(write=True) as unit:
        case = unit.cases.get(cases[0])
        record = case.record
        for key in record.fields:
            record = record.with_field(record.fields[key].confirmed("Mai", given.now))
        unit.cases.save(replace(case, record=record), case.revision)
        unit.commit()
    settled = counts(units)[0]
    with units(write=True) as unit:
        unit.due_doubts.keep(found)
        unit.commit()
    assert counts(units)[0] == settled
    with units() as unit:
        assert unit._session.scalar(select(func.count()).select_from(DoubtsDueRow)) == 0


def test_what_was_passed_on_stays_so(units, old, given):
    cases, _ = old
    find(units)
    with units(write=True) as unit:
        unit.doubts.pass_on(cases[0], "nksHoTen", PassedOn("Mai", "mờ", given.now))
        unit._session.execute(delete(DoubtsBuiltRow))
        unit.due_doubts.begin_anew()
        unit.commit()
    assert find(units) == cases
    with units() as unit:
        assert unit.doubts.passed_in(cases[0])["nksHoTen"].actor == "Mai"
        assert len(unit.doubts.list(EVERYTHING, limit=99)) >= 3
