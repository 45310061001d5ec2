"""A person's own edits and what others made of them, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from store.conftest import NOW

from digitizer.domain.changes import Edit
from digitizer.domain.review import Pin

ME, OTHER = "Lê Thị Mai", "Trần Văn Hòa"
NAME = "nksHoTen"


@pytest.fixture
def case(units, given):
    with units(write=True) as unit:
        batch = unit.batches.add("KS 01", None, ME, NOW)
        made = given.case(unit)
        made = unit.cases.save(replace(made, batch_id=batch.id), 1)
        unit.commit()
    return made


def edited(units, case, actor, before, after, minute, action="set-field", undoes=None):
    edit = Edit(
        case.id,
        NAME,
        action,
        before,
        after,
        "review",
        "confirmed",
        actor,
        NOW + timedelta(minutes=minute),
        2 + minute,
        undoes=undoes,
    )
    with units(write=True) as unit:
        unit.cases.add_edits([edit])
        unit.commit()
    with units() as unit:
        return unit.cases.edits(case.id)[-1].id


def changed(units, first=1):
    with units() as unit:
        return [(one.mine, one.theirs) for one in unit.own_work.changed_by_others(ME, first)]


def test_only_own_steps_since_a_moment_in_order(units, case):
    edited(units, case, ME, "", "a", 0)
    edited(units, case, OTHER, "a", "b", 1)
    edited(units, case, ME, "b", "c", 2)
    edited(units, case, ME, "c", "d", 3)
    with units() as unit:
        found = unit.own_work.steps(ME, NOW + timedelta(minutes=2))
        assert [(one.at - NOW).seconds // 60 for one in found] == [2, 3]
        assert all(one.is_confirmed and one.case_id == case.id for one in found)


def test_a_change_by_another_person_is_found_once(units, case):
    edited(units, case, ME, "", "Hoà", 0)
    edited(units, case, ME, "Hoà", "Hoà", 1, "confirm-field")
    edited(units, case, OTHER, "Hoà", "Hỏa", 2)
    assert changed(units) == [("Hoà", "Hỏa")]


def test_own_later_changes_and_mere_confirms_are_no_errors(units, case):
    edited(units, case, ME, "", "Hoà", 0)
    edited(units, case, OTHER, "Hoà", "Hoà", 1, "confirm-field")
    edited(units, case, ME, "Hoà", "Hỏa", 2)
    assert changed(units) == []


def test_a_change_that_was_taken_back_is_no_error(units, case):
    edited(units, case, ME, "", "Hoà", 0)
    wrong = edited(units, case, OTHER, "Hoà", "Hỏa", 1)
    edited(units, case, OTHER, "Hỏa", "Hoà", 2, "undo", undoes=wrong)
    assert changed(units) == []


def test_settling_a_second_entry_tells_nothing(units, case):
    edited(units, case, ME, "", "Hoà", 0)
    edited(units, case, OTHER, "Hoà", "Hỏa", 1, "settle-second")
    assert changed(units) == []


def test_what_a_supervisor_sent_back_is_found_and_a_draft_is_not(units, case):
    edited(units, case, ME, "", "Hoà", 0)
    pin = Pin(case.id, NAME, "sai dấu", None, OTHER, NOW + timedelta(minutes=1), False)
    with units(write=True) as unit:
        unit.reviews.pin(pin)
        assert list(unit.own_work.sent_back(ME, 1)) == []
        unit.reviews.pin(replace(pin, is_sent=True))
        (found,) = unit.own_work.sent_back(ME, 1)
        assert (found.key, found.mine) == (NAME, "Hoà")
        assert list(unit.own_work.sent_back(OTHER, 1)) == []
