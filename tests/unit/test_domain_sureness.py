"""Thresholds learned from corrected records, and the promise that they support."""

from __future__ import annotations

import pytest

from digitizer.domain.page import Origin
from digitizer.domain.problems import Problem
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.schema import FieldKind
from digitizer.domain.sureness import (
    NEVER,
    Judged,
    Sureness,
    calibrated,
    least_likely_share,
    most_likely_share,
)

SURENESS = Sureness("1", 0.9, ((FieldKind.NAME, 0.8),), 200, 0.3, 0.1)
LIMIT = 0.002


def judged(count: int, confidence: float, *, wrong: int = 0, accepted: bool = True) -> list[Judged]:
    return [
        Judged(FieldKind.NAME, confidence, accepted, True, number >= wrong, looked_at=False)
        for number in range(count)
    ]


def threshold(found: list[Judged]) -> float:
    return calibrated(found, SURENESS, "2", LIMIT).sureness.least(FieldKind.NAME)


@pytest.mark.parametrize(
    ("wrong", "total", "upper"),
    [(0, 10, 0.2589), (0, 1000, 0.002991), (1, 20, 0.2161), (5, 100, 0.1023), (7, 7, 1.0)],
)
def test_upper_limit_is_that_of_the_tables(wrong: int, total: int, upper: float) -> None:
    assert most_likely_share(wrong, total) == pytest.approx(upper, abs=5e-5)


@pytest.mark.parametrize(
    ("wrong", "total", "lower"), [(0, 10, 0.0), (1, 20, 0.00256), (20, 20, 0.8609)]
)
def test_lower_limit_is_that_of_the_tables(wrong: int, total: int, lower: float) -> None:
    assert least_likely_share(wrong, total) == pytest.approx(lower, abs=5e-5)


def test_many_right_readings_below_lower_the_threshold() -> None:
    found = judged(1000, 0.95) + judged(1000, 0.71, accepted=False)

    assert threshold(found) == 0.71


def test_few_records_prove_nothing() -> None:
    assert threshold(judged(300, 0.95) + judged(300, 0.5, accepted=False)) == 0.8


def test_threshold_does_not_fall_to_where_readings_were_wrong() -> None:
    found = judged(4000, 0.95) + judged(500, 0.6, wrong=40, accepted=False)

    assert 0.6 < threshold(found) <= 0.8


def test_proof_of_too_many_wrong_raises_the_threshold() -> None:
    found = judged(2000, 0.97) + judged(200, 0.85, wrong=20)

    assert threshold(found) == 0.97


def test_a_kind_that_is_wrong_at_any_confidence_is_always_asked() -> None:
    assert threshold(judged(100, 1.0, wrong=10)) == NEVER


def test_readings_with_other_doubts_do_not_move_the_threshold() -> None:
    differing = FieldReading(
        "a", "A", "A", 0.4, ReadingState.REVIEW, problems=(Problem.warning("readings-differ", "a"),)
    )
    unsure = FieldReading(
        "a", "A", "A", 0.4, ReadingState.REVIEW, problems=(Problem.warning("low-confidence", "a"),)
    )

    assert not Judged.of(FieldKind.NAME, differing, "A", looked_at=True).decided_by_confidence
    assert Judged.of(FieldKind.NAME, unsure, "A", looked_at=True).decided_by_confidence


def test_value_changed_to_empty_was_wrong() -> None:
    reading = FieldReading("a", "A", "A", 0.9, ReadingState.ACCEPTED, origin=Origin("x", "1"))

    assert not Judged.of(FieldKind.NAME, reading, None, looked_at=True).right


def test_promise_counts_accepted_readings_only() -> None:
    found = judged(500, 0.95, wrong=1) + judged(50, 0.3, wrong=50, accepted=False)

    promise = calibrated(found, SURENESS, "2", LIMIT).promise

    assert (promise.accepted, promise.wrong, promise.per_thousand) == (500, 1, 2.0)
    assert promise.at_most == pytest.approx(9.45, abs=0.01)


def test_no_records_no_promise() -> None:
    promise = calibrated([], SURENESS, "2", LIMIT).promise

    assert (promise.per_thousand, promise.at_most) == (None, None)
