"""What a sample says: which fields are wrong, and how many characters."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digitizer.domain.page import Origin
from digitizer.domain.problems import Problem
from digitizer.domain.record import EmptyReason, FieldReading
from digitizer.domain.samples import (
    Answer,
    Judgement,
    MachineText,
    Sample,
    SampleDraw,
    SampleState,
    machine_text,
    tally,
    total,
)
from digitizer.domain.sampling import Numbers, Plan, RoundKind, Strictness, Unit
from digitizer.domain.second_entry import Keyed
from digitizer.schemas.sampling import load_quality_rules

PRINTED = load_quality_rules().printed
NOW = datetime(2026, 11, 28, 8, tzinfo=UTC)
BY = "Trần Văn Mẫu"
EMPTY = Keyed(empty_reason=EmptyReason.NOT_ON_PAPER)


def text(said: str) -> Keyed:
    return Keyed(said, said)


def state(*answers: Answer, kind: RoundKind = RoundKind.FIELDS, size: int = 0) -> SampleState:
    size = size or len(answers)
    plan = Plan("A", size, Numbers(0, 1))
    draw = SampleDraw(
        *(1, 1, kind, "usual", "1", "birth", "birth/A", 50, plan, Strictness.NORMAL),
        *("II", 1.0, "seed", "0" * 64, 0, True, BY, NOW),
    )
    units = tuple(Unit(case, "so") for case in range(1, size + 1))
    return SampleState(Sample(1, draw, units), {each.place: each for each in answers}, {})


def keyed(place: int, held: Keyed, given: Keyed, machine: MachineText | None = None) -> Answer:
    return Answer(place, BY, NOW, given, held, machine)


def judged(before: SampleState, place: int, *, is_record_right: bool) -> SampleState:
    judgement = Judgement(place, is_record_right, "xem lại", BY, NOW)
    return SampleState(before.sample, before.answers, {place: judgement})


def test_equal_keys_are_right_and_all_their_characters_too() -> None:
    counted = tally(state(keyed(1, text("Lê Thị Mẫu"), text("Lê Thị Mẫu"))))
    assert (counted.units, counted.wrong, counted.characters) == (1, 0, 10)
    assert (counted.field_accuracy, counted.character_accuracy) == (1.0, 1.0)


def test_a_wrong_mark_is_one_wrong_field_and_one_wrong_character() -> None:
    counted = tally(
        state(
            keyed(1, text("Lê Thị Mẩu"), text("Lê Thị Mẫu")), keyed(2, text("Kinh"), text("Kinh"))
        )
    )
    assert (counted.wrong, counted.character_errors, counted.characters) == (1, 1, 14)
    assert counted.field_accuracy == 0.5
    assert counted.character_accuracy == pytest.approx(13 / 14)


def test_the_same_meaning_written_otherwise_is_no_error() -> None:
    held, given = Keyed("16/3/2021", "2021-03-16"), Keyed("16.03.2021", "2021-03-16")
    counted = tally(state(keyed(1, held, given)))
    assert (counted.wrong, counted.character_errors) == (0, 0)


def test_a_value_that_the_paper_does_not_have_is_wrong() -> None:
    counted = tally(state(keyed(1, text("Kinh"), EMPTY), keyed(2, EMPTY, text("Kinh"))))
    assert (counted.wrong, counted.characters, counted.character_errors) == (2, 4, 8)
    assert counted.character_accuracy == 0.0


def test_a_slip_of_the_sample_is_the_records_no_error() -> None:
    different = state(keyed(1, text("Mẫu"), text("Mẩu")))
    assert different.unjudged == (1,)
    slip = judged(different, 1, is_record_right=True)
    assert (slip.wrong, slip.unjudged) == ((), ())
    counted = tally(slip)
    assert (counted.wrong, counted.slips, counted.characters) == (0, 1, 3)
    assert judged(different, 1, is_record_right=False).wrong == (1,)


def test_differences_are_known_only_when_all_is_answered() -> None:
    half = state(keyed(1, text("Mẫu"), text("Mẩu")), size=2)
    assert (half.unanswered, half.unjudged) == ((2,), ())


def test_cases_and_images_are_right_or_wrong() -> None:
    looked = state(
        Answer(1, BY, NOW, is_right=True),
        Answer(2, BY, NOW, is_right=False, why="mờ"),
        kind=RoundKind.IMAGES,
    )
    assert looked.wrong == (2,)
    assert tally(looked).character_accuracy is None


def test_what_the_machine_read_is_measured_against_the_right_text() -> None:
    counted = tally(
        state(
            keyed(1, text("Lê Thị Mẫu"), text("Lê Thị Mẫu"), MachineText("Lê Thi Mẫu", None)),
            keyed(2, text("Kinh"), text("Kinh"), MachineText("", None)),
            keyed(3, text("Nữ"), text("Nữ"), None),
            keyed(4, EMPTY, EMPTY, MachineText("", None)),
        )
    )
    assert (counted.read, counted.unread) == (1, 1)
    assert (counted.read_characters, counted.read_errors) == (14, 5)
    assert counted.print_accuracy == pytest.approx(9 / 14)


def test_a_reading_that_means_the_same_has_no_error() -> None:
    truth = Keyed("16/3/2021", "2021-03-16")
    counted = tally(state(keyed(1, truth, truth, MachineText("16-03-2021", "2021-03-16"))))
    assert (counted.read_errors, counted.print_accuracy) == (0, 1.0)


def test_where_nothing_was_read_on_print_there_is_no_figure() -> None:
    counted = tally(state(keyed(1, text("Nữ"), text("Nữ"), None)))
    assert counted.print_accuracy is None
    assert total([counted, counted]).units == 2


@pytest.mark.parametrize(
    ("engine", "problems", "counts"),
    [
        ("tesseract/vie", (), True),
        ("digitizer-line/2", (), True),
        ("digitizer-line/2", (Problem.warning("field-handwritten", "so"),), False),
        ("identity-card", (), False),
        ("pdf-text", (), False),
        ("invoice", (), False),
    ],
)
def test_only_readers_of_print_are_measured(
    engine: str, problems: tuple[Problem, ...], counts: bool
) -> None:
    reading = FieldReading("so", "15", "15", origin=Origin(engine, "1"), problems=problems)
    assert (machine_text(reading, PRINTED) is not None) is counts


def test_a_field_that_was_not_read_counts_as_print_not_read() -> None:
    assert machine_text(None, PRINTED) == MachineText("", None)
    assert machine_text(FieldReading("so"), PRINTED) == MachineText("", None)
