"""Days of stages, pace, forecasts and what holds the work up."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.lifecycle import CaseState
from digitizer.domain.progress import (
    CASE_STAGES,
    CaseDays,
    DayCounts,
    NamedCounts,
    Stage,
    Tally,
    Waiting,
    stages_of,
    summed,
    waiting_cases,
    work_day,
)
from digitizer.domain.work_plan import (
    Milestone,
    Pace,
    PaceRule,
    Standing,
    WorkPlan,
    bottleneck,
    forecast,
    forecasts,
    pace_of,
)

MONDAY = date(2026, 11, 23)
RULE = PaceRule(10, 3)
PLAN = WorkPlan(date(2026, 11, 2))


def days(
    *done: int, stage: Stage = Stage.CHECKED, first: date = date(2026, 11, 2)
) -> list[DayCounts]:
    """One figure a working day, the first on Monday 2 November."""
    at, found = date(2026, 11, 2), []
    for figure in done:
        while not PLAN.is_working(at):
            at += timedelta(days=1)
        found.append(DayCounts(at, summed([(stage, figure)])))
        at += timedelta(days=1)
    return found


def tally(totals: dict[Stage, int], done: list[DayCounts], pages: int = 0) -> Tally:
    counts = summed(totals.items())
    return Tally(counts, tuple(done), (), (), Waiting(pages, 0, waiting_cases(counts)))


def test_a_day_is_vietnams_and_not_the_computers() -> None:
    assert work_day(datetime(2026, 11, 22, 18, 30, tzinfo=UTC)) == MONDAY
    assert work_day(datetime(2026, 11, 23, 16, 59, tzinfo=UTC)) == MONDAY


@given(st.lists(st.sampled_from([*CaseState]), max_size=12))
def test_a_case_has_a_day_for_exactly_the_stages_that_it_holds(states: list[CaseState]) -> None:
    kept = CaseDays(MONDAY)
    for later, state in enumerate(states):
        kept = kept.moved(state, MONDAY + timedelta(days=later))
        if state is not CaseState.SET_ASIDE:
            held = {stage for stage in CASE_STAGES if kept.of(stage) is not None}
            assert held == set(stages_of(state))
    assert kept.read == MONDAY


def test_a_returned_case_counts_on_the_day_it_is_finished_again() -> None:
    first = CaseDays(MONDAY).moved(CaseState.CHECKED, MONDAY)
    again = first.moved(CaseState.RETURNED, MONDAY + timedelta(days=1))
    assert again.checked is None
    later = MONDAY + timedelta(days=2)
    assert again.moved(CaseState.CHECKED, later).checked == later


def test_a_case_that_was_set_aside_comes_back_with_its_day_of_reading() -> None:
    aside = CaseDays(MONDAY).moved(CaseState.CHECKED, MONDAY).moved(CaseState.SET_ASIDE, MONDAY)
    assert stages_of(CaseState.SET_ASIDE) == ()
    back = aside.moved(CaseState.TO_CHECK, MONDAY + timedelta(days=5))
    assert back == CaseDays(MONDAY)


def test_pace_is_the_middle_of_the_newest_working_days() -> None:
    pace = pace_of(Stage.CHECKED, days(10, 20, 30, 40, 50), PLAN, date(2026, 11, 9), RULE)
    assert pace == Pace(30, 20, 40)


def test_days_without_work_count_as_nothing_and_today_does_not_count() -> None:
    done = [*days(10, 10, 10), DayCounts(MONDAY, summed([(Stage.CHECKED, 500)]))]
    pace = pace_of(Stage.CHECKED, done, PLAN, MONDAY, RULE)
    assert pace is None
    wide = PaceRule(15, 3)
    assert pace_of(Stage.CHECKED, done, PLAN, MONDAY, wide) == Pace(0, 0, 0)


def test_work_on_a_saturday_counts_for_the_friday() -> None:
    done = [*days(10, 10, 10, 10, 10), DayCounts(date(2026, 11, 7), summed([(Stage.CHECKED, 30)]))]
    pace = pace_of(Stage.CHECKED, done, PLAN, date(2026, 11, 9), RULE)
    assert pace is not None
    assert (pace.usual, pace.good) == (10, 10)
    assert pace_of(Stage.CHECKED, done, PLAN, date(2026, 11, 9), PaceRule(1, 1)) == Pace(40, 40, 40)


@pytest.mark.parametrize(
    ("remaining", "pace", "standing", "usual"),
    [
        (100, Pace(20, 20, 20), Standing.ON_TIME, date(2026, 11, 30)),
        (100, Pace(20, 10, 50), Standing.AT_RISK, date(2026, 11, 30)),
        (200, Pace(20, 20, 20), Standing.LATE, date(2026, 12, 7)),
        (100, Pace(0, 0, 0), Standing.LATE, None),
        (100, None, Standing.UNKNOWN, None),
        (0, None, Standing.REACHED, None),
    ],
)
def test_a_milestone_stands_as_its_pace_says(
    remaining: int, pace: Pace | None, standing: Standing, usual: date | None
) -> None:
    asked = Milestone("m", date(2026, 12, 1), 1000)
    found = forecast(asked, 1000 - remaining, pace, PLAN, MONDAY)
    assert (found.standing, found.usual, found.remaining) == (standing, usual, remaining)


def test_a_milestone_whose_day_is_over_is_missed_whatever_the_pace() -> None:
    asked = Milestone("m", date(2026, 11, 20), 10)
    found = forecast(asked, 5, Pace(5, 5, 5), PLAN, MONDAY)
    assert (found.standing, found.usual) == (Standing.MISSED, date(2026, 11, 24))


def test_days_off_put_a_forecast_off() -> None:
    plan = WorkPlan(PLAN.start, days_off=frozenset({date(2026, 11, 24)}))
    found = forecast(Milestone("m", date(2026, 12, 1), 10), 5, Pace(5, 5, 5), plan, MONDAY)
    assert found.usual == date(2026, 11, 25)


def test_a_milestone_of_one_type_counts_that_type_only() -> None:
    plan = WorkPlan(PLAN.start, (Milestone("m", MONDAY, 10, Stage.CHECKED, "birth"),))
    all_types = tally({Stage.READ: 99, Stage.CHECKED: 99}, days(33, 33, 33))
    birth = NamedCounts("birth", summed([(Stage.CHECKED, 4)]))
    given_types = Tally(all_types.totals, all_types.days, (birth,), (), all_types.waiting)
    (found,) = forecasts(plan, given_types, {"birth": days(2, 1, 1)}, date(2026, 11, 5), RULE)
    assert found.done == 4
    assert found.usual == date(2026, 11, 13)


def test_the_longest_queue_in_days_holds_the_work_up_not_the_largest() -> None:
    done = [
        DayCounts(one.day, summed([(Stage.CHECKED, 100), (Stage.APPROVED, 10)]))
        for one in days(0, 0, 0, 0)
    ]
    counted = tally({Stage.READ: 900, Stage.CHECKED: 400, Stage.APPROVED: 300}, done)
    found = bottleneck(counted, PLAN, date(2026, 11, 6), RULE)
    assert found is not None
    assert (found.stage, found.waiting, found.days) == (Stage.APPROVED, 100, 10.0)


def test_pages_not_read_count_as_the_cases_that_pages_gave() -> None:
    done = days(10, 10, 10, stage=Stage.READ)
    counted = tally({Stage.SCANNED: 80, Stage.READ: 30, Stage.CHECKED: 30}, done, pages=20)
    found = bottleneck(counted, PLAN, date(2026, 11, 5), RULE)
    assert found is not None
    assert (found.stage, found.waiting) == (Stage.READ, 10)


def test_nothing_is_said_of_a_bottleneck_without_a_pace() -> None:
    counted = tally({Stage.READ: 900, Stage.CHECKED: 400}, days(400))
    assert bottleneck(counted, PLAN, MONDAY, RULE) is None


def test_a_milestone_counts_cases_and_asks_for_some() -> None:
    for target, stage in ((0, Stage.EXPORTED), (10, Stage.SCANNED)):
        with pytest.raises(ValueError):
            Milestone("m", MONDAY, target, stage)
