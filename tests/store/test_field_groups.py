"""Equal values of a batch, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import ValueState

NAME = "nksHoTen"


@pytest.fixture
def cases(units, given):
    """Four cases in a batch with one name: two doubtful, one certain, one doubtful but set aside;
    and one doubtful outside the batch."""
    with units(write=True) as unit:
        batch = unit.batches.add("KS 01", None, "Mai", given.now)
        made = [given.case(unit, number=number) for number in range(1, 6)]
        states = [ValueState.REVIEW, ValueState.ACCEPTED, *[ValueState.REVIEW] * 3]
        for at, (case, state) in enumerate(zip(made, states, strict=True)):
            field = replace(case.record.fields[NAME], state=state)
            made[at] = unit.cases.save(
                replace(
                    case,
                    batch_id=batch.id if at < 4 else None,
                    record=case.record.with_field(field),
                    state=CaseState.SET_ASIDE if at == 3 else CaseState.TO_CHECK,
                ),
                case.revision,
            )
        unit.commit()
    return made


def counted(unit, batch_id):
    return {each.key: each for each in unit.field_groups.counts(batch_id)}


def test_open_cases_of_the_batch_are_counted_by_value(units, cases):
    with units() as unit:
        name = counted(unit, cases[0].batch_id)[NAME]
        assert (name.waiting, name.accepted) == (2, 1)
        assert name.value == cases[0].record.fields[NAME].value


def fields(unit, cases, value, **options):
    case = cases[0]
    return unit.field_groups.fields(
        case.batch_id, case.record.document_type, NAME, value, **options
    )


def test_doubtful_ones_come_first_with_revision_and_page(units, cases):
    value = cases[0].record.fields[NAME].value
    with units() as unit:
        found = fields(unit, cases, value, with_accepted=True, limit=10)
        assert [each.case_id for each in found] == [cases[0].id, cases[2].id, cases[1].id]
        assert found[0].revision == cases[0].revision
        assert found[0].field == cases[0].record.fields[NAME]
        few = fields(unit, cases, value, with_accepted=False, limit=1)
        assert [each.case_id for each in few] == [cases[0].id]
        page = unit.scans.pages(cases[0].scan_id)[0]
        assert found[0].page == page


def test_another_value_with_the_same_beginning_stays_apart(units, cases):
    value = cases[0].record.fields[NAME].value
    with units() as unit:
        assert not fields(unit, cases, value + " ", with_accepted=True, limit=10)
