"""The plan of the work, and what the pace so far says of it.

Pace is the middle (median) of what was done on each of the newest working days that are over, days
without work counted as zero; its quarters (quartiles) give the range. A forecast goes on at that
pace over working days. Too few days with work give no pace, and no pace gives no forecast.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil
from statistics import median, quantiles

from digitizer.domain.progress import CASE_STAGES, Counts, DayCounts, NamedCounts, Stage, Tally

_FARTHEST = timedelta(days=3660)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class PaceRule:
    """``days`` newest working days make a pace, of which ``fewest`` must have work in them."""

    days: int
    fewest: int


@dataclass(frozen=True, slots=True)
class Milestone:
    """So many cases (``target``) of a document type (None: of all) shall have reached a stage by
    the end of the day ``due``. ``source`` says who asks for it."""

    name: str
    due: date
    target: int
    stage: Stage = Stage.EXPORTED
    document_type: str | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if self.target < 1 or self.stage not in CASE_STAGES:
            raise ValueError(f"target {self.target} of {self.stage}")


@dataclass(frozen=True, slots=True)
class WorkPlan:
    """``start`` is the first day of the work. Saturdays and Sundays are no working days unless
    ``works_saturdays``, nor are the ``days_off``. ``office`` does the work, ``superior`` stands
    above it, ``code`` is the office's administrative unit."""

    start: date
    milestones: tuple[Milestone, ...] = ()
    works_saturdays: bool = False
    days_off: frozenset[date] = frozenset()
    superior: str = ""
    office: str = ""
    code: str = ""

    def is_working(self, day: date) -> bool:
        last = _SATURDAY if self.works_saturdays else _SATURDAY - 1
        return day.weekday() <= last and day not in self.days_off

    def newest_working(self, before: date, number: int) -> list[date]:
        """So many working days before a day and not before the start, the oldest first."""
        found: list[date] = []
        day = before - timedelta(days=1)
        while len(found) < number and day >= self.start:
            if self.is_working(day):
                found.append(day)
            day -= timedelta(days=1)
        return found[::-1]

    def after_working(self, today: date, number: int) -> date | None:
        """The working day that many working days after today; None beyond ten years."""
        day = today
        while number > 0:
            day += timedelta(days=1)
            if day - today > _FARTHEST:
                return None
            number -= self.is_working(day)
        return day


@dataclass(frozen=True, slots=True)
class Pace:
    """What is done on a working day: usually, on a poor one and on a good one."""

    usual: float
    poor: float
    good: float


class Standing(StrEnum):
    """How a milestone stands. ``unknown``: too few days to say."""

    REACHED = "reached"
    ON_TIME = "on_time"
    AT_RISK = "at_risk"
    LATE = "late"
    MISSED = "missed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where a milestone stands and when it will be reached: usually, and at a good and at a poor
    pace; None where the pace says nothing or the day is more than ten years away."""

    milestone: Milestone
    done: int
    standing: Standing
    usual: date | None = None
    early: date | None = None
    late: date | None = None

    @property
    def remaining(self) -> int:
        return max(0, self.milestone.target - self.done)


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """The stage with the longest queue: so many working days of its usual pace."""

    stage: Stage
    waiting: int
    days: float


def pace_of(
    stage: Stage, days: Sequence[DayCounts], plan: WorkPlan, today: date, rule: PaceRule
) -> Pace | None:
    """The pace of a stage; None where fewer than ``rule.fewest`` of the newest days had work. Work
    on a day off counts for the working day before it."""
    working = plan.newest_working(today, rule.days)
    if not working:
        return None
    done = dict.fromkeys(working, 0)
    for one in days:
        if working[0] <= one.day < today:
            done[max(day for day in working if day <= one.day)] += one.counts[stage]
    figures = sorted(done.values())
    if sum(figure > 0 for figure in figures) < rule.fewest:
        return None
    if len(figures) == 1:
        return Pace(figures[0], figures[0], figures[0])
    poor, _, good = quantiles(figures, n=4, method="inclusive")
    return Pace(median(figures), poor, good)


def forecast(
    milestone: Milestone, done: int, pace: Pace | None, plan: WorkPlan, today: date
) -> Forecast:
    """What the pace says of a milestone of which ``done`` are reached."""
    remaining = milestone.target - done
    if remaining <= 0:
        return Forecast(milestone, done, Standing.REACHED)
    usual, early, late = (
        _reached(remaining, figure, plan, today)
        for figure in ((pace.usual, pace.good, pace.poor) if pace else (0.0, 0.0, 0.0))
    )
    standing = _standing(milestone, today, pace, usual, late)
    return Forecast(milestone, done, standing, usual, early, late)


def _reached(remaining: int, pace: float, plan: WorkPlan, today: date) -> date | None:
    return plan.after_working(today, ceil(remaining / pace)) if pace > 0 else None


def _standing(
    milestone: Milestone, today: date, pace: Pace | None, usual: date | None, late: date | None
) -> Standing:
    if today > milestone.due:
        return Standing.MISSED
    if pace is None:
        return Standing.UNKNOWN
    if usual is None or usual > milestone.due:
        return Standing.LATE
    return Standing.AT_RISK if late is None or late > milestone.due else Standing.ON_TIME


def forecasts(
    plan: WorkPlan,
    tally: Tally,
    by_type: Mapping[str, Sequence[DayCounts]],
    today: date,
    rule: PaceRule,
) -> tuple[Forecast, ...]:
    """One a milestone, in the order of the plan; ``by_type`` are the days of each document type
    that a milestone names."""
    found = []
    for milestone in plan.milestones:
        key = milestone.document_type
        days = tally.days if key is None else by_type.get(key, ())
        totals = tally.totals if key is None else _totals(key, tally.types)
        pace = pace_of(milestone.stage, days, plan, today, rule)
        found.append(forecast(milestone, totals[milestone.stage], pace, plan, today))
    return tuple(found)


def _totals(key: str, types: Sequence[NamedCounts]) -> Counts:
    found = (one.counts for one in types if one.name == key)
    return next(found, dict.fromkeys(Stage, 0))


def bottleneck(tally: Tally, plan: WorkPlan, today: date, rule: PaceRule) -> Bottleneck | None:
    """The stage whose queue takes the most working days: queue ÷ usual pace. A stage without a
    pace is left out; None where no stage with a queue has one."""
    queues = {Stage.READ: _unread_cases(tally), **tally.waiting.cases}
    found = []
    for stage, waiting in queues.items():
        pace = pace_of(stage, tally.days, plan, today, rule)
        if waiting and pace and pace.usual > 0:
            found.append(Bottleneck(stage, waiting, waiting / pace.usual))
    return max(found, key=lambda one: one.days, default=None)


def _unread_cases(tally: Tally) -> int:
    """What the waiting pages will give, by the cases that the pages read so far gave."""
    pages_read = tally.totals[Stage.SCANNED] - tally.waiting.pages
    if pages_read <= 0:
        return 0
    return round(tally.waiting.pages * tally.totals[Stage.READ] / pages_read)
