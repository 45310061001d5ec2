"""A new reading takes the place of the old one: looked at by a person, and undone like any edit."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.workspace import CLERK, GOOD, Bench, make_bench, read_case

from digitizer.domain.errors import Conflict, InvalidInput
from digitizer.domain.page import Box, Origin
from digitizer.domain.record import Candidate, FieldReading, FieldValue, ReadingState, ValueState
from digitizer.workflow import correct, history
from digitizer.workflow.overview import case_view
from digitizer.workflow.take_reading import take_reading

NAME = "nksHoTen"
ORIGIN = Origin("engine", "2", "reread")
ANEW = FieldReading(
    NAME,
    "LÊ THỊ MẬU",
    "LÊ THỊ MẬU",
    0.99,
    ReadingState.ACCEPTED,
    1,
    Box(10, 20, 300, 40),
    ORIGIN,
    candidates=(Candidate("LÊ THỊ MÂU", "LÊ THỊ MÂU", ORIGIN),),
)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


def stored(bench: Bench, case: int) -> FieldValue:
    record = case_view(bench.ports, case).case.record
    assert record is not None
    return record.fields[NAME]


def test_a_sure_reading_still_waits_for_a_person(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path)

    take_reading(bench.ports, CLERK, case, NAME, ANEW, 1)

    value = stored(bench, case)
    assert (value.text, value.value, value.state) == (
        "LÊ THỊ MẬU",
        "LÊ THỊ MẬU",
        ValueState.REVIEW,
    )
    assert value.confirmed_by is None
    assert value.reading is not None
    assert (value.reading.box, value.reading.origin) == (ANEW.box, ORIGIN)
    assert value.reading.state is ReadingState.REVIEW


def test_what_a_person_confirmed_is_doubtful_again_and_offered_beside(
    bench: Bench, tmp_path: Path
) -> None:
    case = read_case(bench, tmp_path)
    correct.set_field(bench.ports, CLERK, case, NAME, "LÊ THỊ MẪU EM", 1)

    take_reading(bench.ports, CLERK, case, NAME, ANEW, 2)

    value = stored(bench, case)
    assert value.state is ValueState.REVIEW
    assert value.reading is not None
    texts = [candidate.text for candidate in value.reading.candidates]
    assert texts == ["LÊ THỊ MÂU", "LÊ THỊ MẪU EM"]


def test_undo_brings_back_text_value_and_state(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path, review=(NAME,))
    before = stored(bench, case)
    take_reading(bench.ports, CLERK, case, NAME, ANEW, 1)

    history.undo(bench.ports, CLERK, case, 2)

    after = stored(bench, case)
    assert (after.text, after.value, after.state) == (before.text, before.value, before.state)


def test_it_stands_in_the_history_of_the_case(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path)

    take_reading(bench.ports, CLERK, case, NAME, ANEW, 1)

    edit = case_view(bench.ports, case).edits[-1]
    assert (edit.action, edit.key, edit.actor) == ("read-again", NAME, CLERK.name)
    assert (edit.before_text, edit.after_text) == (GOOD[NAME], "LÊ THỊ MẬU")


def test_an_edit_in_between_is_not_overwritten(bench: Bench, tmp_path: Path) -> None:
    case = read_case(bench, tmp_path)
    correct.set_field(bench.ports, CLERK, case, NAME, "LÊ THỊ MẪU EM", 1)

    with pytest.raises(Conflict):
        take_reading(bench.ports, CLERK, case, NAME, ANEW, 1)


@pytest.mark.parametrize("reading", [FieldReading(NAME), FieldReading("so", "1/2020")])
def test_nothing_read_and_another_fields_reading_are_refused(
    bench: Bench, tmp_path: Path, reading: FieldReading
) -> None:
    case = read_case(bench, tmp_path)

    with pytest.raises(InvalidInput, match="reread-nothing"):
        take_reading(bench.ports, CLERK, case, NAME, reading, 1)
