"""Samples come back as they were drawn; the databases forget and change nothing of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from digitizer.domain.changes import Edit
from digitizer.domain.errors import Conflict, NotAllowed, NotFound
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import EmptyReason
from digitizer.domain.samples import (
    Answer,
    Judgement,
    MachineText,
    SampleDraw,
    SampleResult,
    Tally,
    tally,
)
from digitizer.domain.sampling import Numbers, Plan, RoundKind, Strictness, Unit
from digitizer.domain.second_entry import Keyed, SecondKey
from digitizer.domain.switching import LotOutcome, Resumption
from digitizer.store.engine import for_writing

NAME = "nksHoTen"
CLERK, CHECKER, OTHER = "Lê Thị Mai", "Trần Văn Hòa", "Phạm Thị Lan"
SERIES = f"birth/{CLERK}"


@pytest.fixture
def cases(units, given):
    """Three cases in a batch, worked on by the clerk; one of them set aside."""
    with units(write=True) as unit:
        batch = unit.batches.add("KS 01", None, CLERK, given.now)
        made = []
        for number in range(1, 4):
            case = given.case(unit, number=number)
            state = CaseState.SET_ASIDE if number == 3 else case.state
            made.append(unit.cases.save(replace(case, batch_id=batch.id, state=state), 1))
        unit.cases.add_edits([edit(made[0], CLERK, given)])
        unit.commit()
    return made


def edit(case, actor, given, action="set-field"):
    return Edit(case.id, NAME, action, "", "x", "review", "confirmed", actor, given.now, 2)


def draw(batch_id, given, **changes):
    made = SampleDraw(
        batch_id=batch_id,
        round=1,
        kind=RoundKind.FIELDS,
        profile="usual",
        profile_version="1",
        document_type="birth",
        series=SERIES,
        lot_size=6,
        plan=Plan("A", 2, Numbers(0, 1)),
        strictness=Strictness.NORMAL,
        level="II",
        limit=0.065,
        seed="ab12",
        lot="0" * 64,
        last_edit=1,
        is_original=True,
        by=CHECKER,
        at=given.now,
    )
    return replace(made, **changes)


def answer(place, given, by=CHECKER, keyed=None, held=None):
    right = Keyed("Mai", "Mai")
    machine = MachineText("Mal", None)
    return Answer(place, by, given.now, keyed or right, held or right, machine)


@pytest.fixture
def sample(units, given, cases):
    with units(write=True) as unit:
        fields = [Unit(case.id, NAME) for case in cases[:2]]
        made = unit.samples.add(draw(cases[0].batch_id, given), fields)
        unit.commit()
    return made


def result(sample_id, given, at=None, **changes):
    made = SampleResult(
        sample_id, Tally(2, 1, 0, 6, 1, 2, 0, 6, 2), True, False, True, CHECKER, given.now, "e" * 64
    )
    return replace(made, at=at or given.now, **changes)


def test_the_lot_is_what_is_in_the_batch_and_not_set_aside(units, cases):
    with units() as unit:
        samples, batch = unit.samples, cases[0].batch_id
        assert list(samples.case_ids(batch)) == [cases[0].id, cases[1].id]
        pages = list(samples.pages(batch))
        assert [case_id for case_id, _ in pages] == [cases[0].id, cases[1].id]
        assert len({page_id for _, page_id in pages}) == 2
        assert list(samples.case_ids(99)) == list(samples.pages(99)) == []


def test_a_case_counts_as_changed_after_an_edit(units, given, cases):
    batch = cases[0].batch_id
    with units(write=True) as unit:
        before = unit.samples.last_edit()
        assert unit.samples.changed_cases(batch, 0) == {cases[0].id}
        assert unit.samples.changed_cases(batch, before) == frozenset()
        unit.cases.add_edits([edit(cases[1], CLERK, given), edit(cases[2], CLERK, given)])
        assert unit.samples.changed_cases(batch, before) == {cases[1].id}
        assert unit.samples.last_edit() == before + 2


def test_a_sample_comes_back_with_all_that_was_found(units, given, cases, sample):
    wrong = answer(1, given, keyed=Keyed("Mài", "Mài"))
    empty = answer(2, given, keyed=Keyed(empty_reason=EmptyReason.TORN))
    judgement = Judgement(2, True, "rách", OTHER, given.now)
    with units(write=True) as unit:
        unit.samples.answer(sample.id, wrong)
        unit.samples.answer(sample.id, empty)
        unit.samples.judge(sample.id, judgement)
        unit.samples.close(result(sample.id, given))
        unit.commit()
    with units() as unit:
        found = unit.samples.get(sample.id)
        assert unit.samples.newest(cases[0].batch_id, 1) == found
        assert unit.samples.newest(cases[0].batch_id, 2) is None
        assert list(unit.samples.history(limit=5)) == [(found.sample.draw, sample.id, found.result)]
        assert list(unit.samples.history(limit=5, before_id=sample.id)) == []
    assert found.sample == sample
    assert found.answers == {1: wrong, 2: empty}
    assert found.judgements == {2: judgement}
    assert found.result == result(sample.id, given)
    assert (tally(found).wrong, tally(found).slips) == (1, 1)


def test_looks_at_images_and_cases_come_back_too(units, given, cases):
    with units(write=True) as unit:
        pages = unit.samples.pages(cases[0].batch_id)
        seen = [Unit(case_id, page_id=page_id) for case_id, page_id in pages]
        looked = draw(
            cases[0].batch_id, given, kind=RoundKind.IMAGES, level=None, limit=None, lot_size=2
        )
        made = unit.samples.add(looked, seen)
        good = Answer(1, CHECKER, given.now, is_right=True)
        bad = Answer(2, CHECKER, given.now, is_right=False, why="mờ")
        unit.samples.answer(made.id, good)
        unit.samples.answer(made.id, bad)
        found = unit.samples.get(made.id)
    assert found.sample.units == tuple(seen)
    assert found.answers == {1: good, 2: bad}
    assert found.wrong == (2,)


def test_a_sample_that_is_not_there_is_named(units):
    with units() as unit, pytest.raises(NotFound) as missing:
        unit.samples.get(7)
    assert missing.value.code == "no-sample"


def test_a_unit_is_answered_and_judged_once(units, given, sample):
    for act in (
        lambda unit: unit.samples.answer(sample.id, answer(1, given)),
        lambda unit: unit.samples.judge(sample.id, Judgement(1, True, "x", OTHER, given.now)),
        lambda unit: unit.samples.close(result(sample.id, given)),
    ):
        with units(write=True) as unit:
            act(unit)
            unit.commit()
        with units(write=True) as unit, pytest.raises(Conflict):
            act(unit)


def test_whoever_worked_on_the_case_cannot_check_it(units, given, cases, sample):
    with units(write=True) as unit, pytest.raises(NotAllowed) as refused:
        unit.samples.answer(sample.id, answer(1, given, by=CLERK))
    assert refused.value.code == "two-roles"
    with units(write=True) as unit:
        unit.samples.answer(sample.id, answer(2, given, by=CLERK))
    with units(write=True) as unit, pytest.raises(NotAllowed):
        unit.samples.judge(sample.id, Judgement(1, True, "x", CLERK, given.now))
    key = SecondKey(cases[1].id, NAME, Keyed("Mai", "Mai"), OTHER, given.now)
    with units(write=True) as unit:
        unit.second_entries.add(key)
        unit.commit()
    with units(write=True) as unit, pytest.raises(NotAllowed):
        unit.samples.answer(sample.id, answer(2, given, by=OTHER))


def test_a_series_tells_its_first_lots_and_what_let_it_go_on(units, given, cases, sample):
    later = given.now.replace(hour=20)
    with units(write=True) as unit:
        again = unit.samples.add(draw(cases[0].batch_id, given, is_original=False), sample.units)
        other = unit.samples.add(draw(cases[0].batch_id, given, series="x"), sample.units)
        last = unit.samples.add(
            draw(cases[0].batch_id, given, strictness=Strictness.TIGHTENED), sample.units
        )
        unit.samples.resume(SERIES, "đã sửa mẫu quét", OTHER, given.now.replace(hour=15))
        for each in (again, other, sample):
            unit.samples.close(result(each.id, given))
        unit.samples.close(result(last.id, given, later, is_accepted=False, passes_stricter=False))
        assert list(unit.samples.series(SERIES)) == [
            LotOutcome(Strictness.NORMAL, True, 0, passes_stricter=True),
            Resumption(),
            LotOutcome(Strictness.TIGHTENED, False, 0),
        ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE samples SET seed = 'x'",
        "DELETE FROM sample_units",
        "UPDATE sample_answers SET held_text = 'x'",
        "UPDATE sample_judgements SET is_record_right = is_record_right",
        "DELETE FROM sample_results",
        "UPDATE sample_results SET wrong = 0",
        "DELETE FROM sample_resumptions",
    ],
)
def test_the_database_changes_nothing_of_a_sample(units, engine, given, sample, statement):
    with units(write=True) as unit:
        unit.samples.answer(sample.id, answer(1, given))
        unit.samples.judge(sample.id, Judgement(1, True, "x", OTHER, given.now))
        unit.samples.close(result(sample.id, given))
        unit.samples.resume(SERIES, "x", OTHER, given.now)
        unit.commit()
    with pytest.raises(DBAPIError, match="append-only"), for_writing(engine).begin() as connection:
        connection.execute(text(statement))
