"""What counts as a miss, how long a case took, and when the exercises become harder."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from digitizer.bootstrap.practice_rule import training_rule
from digitizer.domain.pace import ErrorKind, Step
from digitizer.domain.practice import (
    Exercise,
    Level,
    Marked,
    Miss,
    PracticeView,
    advised_level,
    misses,
    right_share,
    seconds_by_case,
)
from digitizer.domain.record import FieldValue, Record
from digitizer.domain.schema import Catalog, FieldSpec
from digitizer.schemas import load_catalog

CATALOG: Catalog = load_catalog()
BIRTH = CATALOG.types["civil_status.birth"]
RULE = training_rule()
BEGIN = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def as_is(_spec: FieldSpec, value: str) -> str:
    return value


def record(**values: str) -> Record:
    fields = {key: FieldValue(key, value, value) for key, value in values.items()}
    return Record(BIRTH.key, BIRTH.version, fields)


def test_a_right_record_has_no_misses() -> None:
    assert misses(record(nksHoTen="Lê Vũ"), BIRTH, {"nksHoTen": "Lê Vũ"}, as_is) == ()


def test_a_wrong_tone_is_a_miss_of_its_kind() -> None:
    (miss,) = misses(record(nksHoTen="Lê Vủ"), BIRTH, {"nksHoTen": "Lê Vũ"}, as_is)
    assert miss == Miss("nksHoTen", "Lê Vủ", "Lê Vũ", ErrorKind.HOOK_TILDE)


def test_a_swapped_day_and_month_is_a_miss_of_its_kind() -> None:
    (miss,) = misses(record(nksNgaySinh="03/02/1990"), BIRTH, {"nksNgaySinh": "02/03/1990"}, as_is)
    assert miss.kind is ErrorKind.DATE_ORDER
    (other,) = misses(record(nksNgaySinh="04/03/1990"), BIRTH, {"nksNgaySinh": "02/03/1990"}, as_is)
    assert other.kind is ErrorKind.NUMBER


def test_a_field_left_out_and_one_that_is_not_on_the_paper_are_misses() -> None:
    found = misses(record(ghiChu="thừa"), BIRTH, {"nksHoTen": "Lê Vũ"}, as_is)
    assert {(one.key, one.kind) for one in found} == {
        ("nksHoTen", ErrorKind.EMPTY),
        ("ghiChu", ErrorKind.EMPTY),
    }


def marked(
    cases: int, wrong: int, level: Level = Level.USUAL, exercise: int = 1
) -> tuple[Marked, ...]:
    miss = Miss("so", "1", "7", ErrorKind.NUMBER)
    return tuple(
        Marked(n, "x", BIRTH.key, level, exercise, 50, (miss,) * wrong, BEGIN, 60.0)
        for n in range(cases)
    )


def advised(level: Level, cases: tuple[Marked, ...]) -> Level:
    return advised_level(RULE, level, cases)


def test_the_level_follows_the_results_within_its_bounds() -> None:
    enough, hardest = RULE.fewest_cases, Level.HANDWRITTEN
    assert advised(Level.USUAL, marked(enough, 0)) is Level.FADED
    assert advised(hardest, marked(enough, 0, hardest)) is hardest
    assert advised(Level.USUAL, marked(enough, 1)) is Level.USUAL
    assert advised(Level.USUAL, marked(enough, 3)) is Level.CLEAN
    assert advised(Level.CLEAN, marked(enough, 3, Level.CLEAN)) is Level.CLEAN


def test_too_few_cases_do_not_change_the_level() -> None:
    assert advised(Level.USUAL, marked(RULE.fewest_cases - 1, 0)) is Level.USUAL


def test_only_the_newest_cases_of_the_level_count() -> None:
    enough = RULE.fewest_cases
    begun_badly = marked(20, 9) + marked(enough, 0)
    assert advised(Level.USUAL, begun_badly) is Level.FADED
    elsewhere = marked(enough, 0, Level.CLEAN) + marked(enough - 1, 0)
    assert advised(Level.USUAL, elsewhere) is Level.USUAL


def test_the_share_of_right_fields() -> None:
    assert right_share(()) is None
    assert right_share(marked(2, 5)) == 0.9


def test_time_goes_to_the_case_of_the_edit_and_pauses_to_none() -> None:
    def step(case_id: int, minutes: float) -> Step:
        at = BEGIN + timedelta(minutes=minutes)
        return Step(int(minutes * 10), case_id, "so", "set-field", True, at)

    steps = (step(1, 0), step(1, 1), step(1, 1.5), step(2, 4), step(2, 20), step(2, 21))
    assert dict(seconds_by_case(steps)) == {1: 90.0, 2: 150.0 + 60.0}


def test_an_exercise_is_unfinished_while_cases_wait_or_are_to_come() -> None:
    exercise = Exercise(BIRTH.key, Level.CLEAN, 2, 7)
    done = marked(2, 0, exercise=7)
    assert not PracticeView().is_unfinished
    assert PracticeView(exercise, 1, 0).is_unfinished
    assert PracticeView(exercise, 2, 1, 0, done[:1]).is_unfinished
    finished = PracticeView(exercise, 2, 0, 0, marked(3, 0, exercise=6) + done)
    assert not finished.is_unfinished
    assert finished.of_exercise == done
