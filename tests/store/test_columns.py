"""One field of all cases, and words that were looked at, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digitizer.domain.doubts import PassedOn
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import ValueState
from digitizer.workflow.words_port import WordLook

NAME, BORN, NUMBER = "nksHoTen", "nksNgaySinh", "so"


@pytest.fixture
def cases(units, given):
    """Five cases in a batch: the name of the first two waits, that of the third is certain, of
    the fourth confirmed; the fifth is set aside."""
    states = (
        ValueState.REVIEW,
        ValueState.REVIEW,
        ValueState.ACCEPTED,
        ValueState.CONFIRMED,
        ValueState.REVIEW,
    )
    with units(write=True) as unit:
        batch = unit.batches.add("KS 01", None, "Mai", given.now)
        made = [given.case(unit, number=number) for number in range(1, 6)]
        for at, (case, state) in enumerate(zip(made, states, strict=True)):
            field = replace(case.record.fields[NAME], state=state)
            if state is ValueState.CONFIRMED:
                field = field.confirmed("Mai", given.now)
            made[at] = unit.cases.save(
                replace(
                    case,
                    batch_id=batch.id,
                    record=case.record.with_field(field),
                    state=CaseState.SET_ASIDE if at == 4 else CaseState.TO_CHECK,
                ),
                case.revision,
            )
        unit.commit()
    return made


def rows(unit, cases, key=NAME, *, waiting_only):
    return unit.columns.rows(cases[0].batch_id, "birth", key, waiting_only=waiting_only)


def test_what_waits_is_counted_by_field(units, cases):
    with units() as unit:
        found = {each.key: each for each in unit.columns.counts(cases[0].batch_id, "Lan")}
        assert (found[NAME].waiting, found[NAME].passed) == (2, 0)
        # The number was not read, and the type expects it: its empty field asks.
        assert found[NUMBER].waiting == 4
        assert BORN not in found
        assert unit.columns.sizes(cases[0].batch_id) == {"birth": 4}
        assert unit.columns.confirmed(cases[0].batch_id) == {("birth", NAME): 1}


def test_who_passed_a_field_on_does_not_wait_for_it(units, cases, given):
    with units(write=True) as unit:
        unit.doubts.pass_on(cases[0].id, NAME, PassedOn("Lan", "mờ", given.now))
        unit.commit()
    with units() as unit:
        mine = {each.key: each for each in unit.columns.counts(cases[0].batch_id, "Lan")}
        others = {each.key: each for each in unit.columns.counts(cases[0].batch_id, "Mai")}
        assert (mine[NAME].waiting, mine[NAME].passed) == (1, 1)
        assert (others[NAME].waiting, others[NAME].passed) == (2, 0)
        assert [each.passed_by for each in rows(unit, cases, waiting_only=True)] == ["Lan", None]


def test_a_column_has_the_doubtful_cells_or_all(units, cases):
    with units() as unit:
        few = rows(unit, cases, waiting_only=True)
        assert [each.case_id for each in few] == [cases[0].id, cases[1].id]
        every = rows(unit, cases, waiting_only=False)
        assert [each.case_id for each in every] == [case.id for case in cases[:4]]
        assert [each.is_waiting for each in every] == [True, True, False, False]
        assert every[3].state is ValueState.CONFIRMED
        assert every[0].value == cases[0].record.fields[NAME].value


def test_an_unread_field_is_an_empty_cell(units, cases):
    with units() as unit:
        found = rows(unit, cases, NUMBER, waiting_only=True)
        assert len(found) == 4
        assert {(each.text, each.state) for each in found} == {("", ValueState.MISSING)}


def test_fields_are_found_by_case_and_key_in_the_order_asked(units, cases):
    wanted = [(cases[2].id, BORN), (cases[0].id, NAME), (999, NAME)]
    with units() as unit:
        found = unit.field_groups.places(wanted)
        assert [(each.case_id, each.field.key) for each in found] == wanted[:2]
        assert found[0].page == unit.scans.pages(cases[2].scan_id)[0]


def look(given, case, place, *, actor="Lan", is_odd=False, text=None):
    said = text or case.record.fields[NAME].text
    return WordLook(case.id, NAME, place, actor, said, is_odd, given.now)


def test_looks_are_kept_and_a_later_one_takes_the_place(units, cases, given):
    with units(write=True) as unit:
        unit.word_looks.keep([look(given, cases[0], 0), look(given, cases[0], 1)])
        unit.word_looks.keep([look(given, cases[0], 1, is_odd=True)])
        unit.word_looks.keep([look(given, cases[0], 1, actor="Mai")])
        unit.commit()
    with units() as unit:
        found = unit.word_looks.looks(cases[0].batch_id)
        assert {(each.place, each.actor, each.is_odd) for each in found} == {
            (0, "Lan", False),
            (1, "Lan", True),
            (1, "Mai", False),
        }
        assert found[0].at == given.now
        assert set(unit.word_looks.looks_at(cases[0].id, NAME)) == set(found)
        assert not unit.word_looks.looks_at(cases[1].id, NAME)


def test_texts_are_of_fields_that_wait_or_that_the_machine_accepted(units, cases):
    batch_id = cases[0].batch_id
    with units() as unit:
        few = unit.word_looks.texts(batch_id, {NAME}, with_accepted=False)
        assert [each.case_id for each in few] == [cases[0].id, cases[1].id]
        assert few[0].text == cases[0].record.fields[NAME].text
        more = unit.word_looks.texts(batch_id, {NAME}, with_accepted=True)
        assert [each.case_id for each in more] == [case.id for case in cases[:3]]
