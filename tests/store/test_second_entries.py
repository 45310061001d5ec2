"""The databases themselves let nobody have two parts at one field, and forget no key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from digitizer.domain.changes import Edit
from digitizer.domain.errors import Conflict, NotAllowed
from digitizer.domain.record import EmptyReason, FieldValue
from digitizer.domain.second_entry import Comparison, Keyed, SecondKey, Settlement
from digitizer.store.engine import for_writing

NAME = "nksHoTen"
FIRST, SECOND, THIRD = "Lê Thị Mai", "Trần Văn Hòa", "Phạm Thị Lan"
HOA = Keyed("Hoà", "Hoà")


@pytest.fixture
def case(units, given):
    """A case in a batch, its name corrected by FIRST."""
    with units(write=True) as unit:
        made = given.case(unit)
        batch = unit.batches.add("KS 01", None, FIRST, given.now)
        value = made.record.fields[NAME].confirmed(FIRST, given.now)
        whole = replace(made, batch_id=batch.id, record=made.record.with_field(value))
        made = unit.cases.save(whole, 1)
        unit.cases.add_edits([edit(made, FIRST, given)])
        unit.commit()
    return made


def edit(case, actor, given, key=NAME, action="set-field"):
    return Edit(case.id, key, action, "", "x", "review", "confirmed", actor, given.now, 2)


def second(case, given, by=SECOND, keyed=HOA):
    return SecondKey(case.id, NAME, keyed, by, given.now)


def settlement(case, given, by=THIRD):
    first = Keyed.of(case.record.fields[NAME])
    return Settlement(case.id, NAME, first, Keyed("Hoà", "Hoà"), "rõ", by, given.now)


def test_a_field_comes_back_with_both_keys_and_what_was_settled(units, given, case):
    with units(write=True) as unit:
        unit.second_entries.add(second(case, given))
        assert unit.second_entries.field(case.id, NAME).comparison is Comparison.OPEN
        unit.second_entries.settle(settlement(case, given))
        unit.commit()
    with units() as unit:
        found = unit.second_entries.field(case.id, NAME)
        assert found.second == second(case, given)
        assert found.settlement == settlement(case, given)
        assert found.comparison is Comparison.SETTLED
        assert list(unit.second_entries.keyed(case.batch_id, [NAME])) == [found]
        assert unit.second_entries.people_in_batch(case.batch_id) == {SECOND, THIRD}
        assert unit.second_entries.first_people(case.id, NAME) == {FIRST}
        assert unit.second_entries.field(case.id, "none") is None


def test_an_empty_second_key_comes_back_with_its_reason(units, given, case):
    torn = Keyed(empty_reason=EmptyReason.TORN)
    with units(write=True) as unit:
        unit.second_entries.add(second(case, given, keyed=torn))
        assert unit.second_entries.field(case.id, NAME).second.keyed == torn


def test_the_first_person_cannot_key_again(units, given, case):
    with units(write=True) as unit, pytest.raises(NotAllowed) as refused:
        unit.second_entries.add(second(case, given, FIRST))
    assert refused.value.code == "two-roles"


def test_whoever_edited_another_field_of_the_case_cannot_key_again(units, given, case):
    with units(write=True) as unit:
        unit.cases.add_edits([edit(case, SECOND, given, "nksNgaySinh")])
        unit.commit()
    with units(write=True) as unit, pytest.raises(NotAllowed):
        unit.second_entries.add(second(case, given))


@pytest.mark.parametrize("person", [FIRST, SECOND])
def test_neither_of_the_two_can_settle(units, given, case, person):
    with units(write=True) as unit:
        unit.second_entries.add(second(case, given))
        unit.commit()
    with units(write=True) as unit, pytest.raises(NotAllowed) as refused:
        unit.second_entries.settle(settlement(case, given, person))
    assert refused.value.code == "two-roles"


@pytest.mark.parametrize("person", [SECOND, THIRD])
def test_second_and_third_persons_cannot_edit_the_field(units, given, case, person):
    with units(write=True) as unit:
        unit.second_entries.add(second(case, given))
        unit.second_entries.settle(settlement(case, given))
        unit.commit()
    with units(write=True) as unit, pytest.raises(NotAllowed) as refused:
        unit.cases.add_edits([edit(case, person, given)])
    assert refused.value.code == "two-roles"
    with units(write=True) as unit:
        unit.cases.add_edits([edit(case, THIRD, given, action="settle")])
        unit.cases.add_edits([edit(case, person, given, "nksNgaySinh")])


def test_a_third_person_may_settle_again_after_the_value_entered_the_record(units, given, case):
    with units(write=True) as unit:
        unit.second_entries.add(second(case, given))
        unit.second_entries.settle(settlement(case, given))
        settled = FieldValue(NAME, "Hoà", "Hoà").confirmed(THIRD, given.now)
        whole = replace(case, record=case.record.with_field(settled))
        unit.cases.save(whole, case.revision)
        unit.second_entries.settle(settlement(case, given))
        assert unit.second_entries.first_people(case.id, NAME) == {FIRST}
        assert unit.second_entries.field(case.id, NAME).comparison is Comparison.AGREED


def test_a_field_has_one_second_key(units, given, case):
    with units(write=True) as unit:
        unit.second_entries.add(second(case, given))
        unit.commit()
    with units(write=True) as unit, pytest.raises(Conflict):
        unit.second_entries.add(second(case, given, THIRD))


@pytest.mark.parametrize("table", ["second_entries", "settlements"])
@pytest.mark.parametrize("act", ["UPDATE {} SET text = 'x'", "DELETE FROM {}"])
def test_keys_and_settlements_are_append_only(units, engine, given, case, table, act):
    with units(write=True) as unit:
        unit.second_entries.add(second(case, given))
        unit.second_entries.settle(settlement(case, given))
        unit.commit()
    with pytest.raises(DBAPIError, match="append-only"), for_writing(engine).begin() as connection:
        connection.execute(text(act.format(table)))


def test_what_waits_is_counted_for_the_person_who_asks(units, given, case):
    with units(write=True) as unit:
        found = unit.second_entries
        keys = [NAME, "nksNgaySinh"]
        asked = {"by_column": True, "skipped": False}
        assert found.next_waiting(case.batch_id, keys, SECOND, **asked) == (case.id, NAME)
        assert found.count_waiting(case.batch_id, keys, SECOND, skipped=False) == 2
        assert found.count_waiting(case.batch_id, keys, FIRST, skipped=False) == 0
        assert found.next_waiting(case.batch_id, keys, FIRST, **asked) is None
        found.skip(case.id, NAME, "mờ", SECOND, given.now)
        found.skip(case.id, NAME, "vẫn mờ", SECOND, given.now)
        assert found.count_waiting(case.batch_id, keys, SECOND, skipped=True) == 1
        assert found.count_waiting(case.batch_id, keys, THIRD, skipped=False) == 2
        found.add(second(case, given))
        assert found.count_missing(case.batch_id, keys) == 1
