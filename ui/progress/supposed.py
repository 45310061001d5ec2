"""Invented weeks of a commune's work, for pictures of the page; nothing of them is stored."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from digitizer.bootstrap.progress_rule import progress_rule
from digitizer.domain.data_quality import DataQuality, Share, Word
from digitizer.domain.progress import (
    CASE_STAGES,
    Counts,
    DayCounts,
    NamedCounts,
    Stage,
    Tally,
    Waiting,
    summed,
    waiting_cases,
)
from digitizer.domain.work_plan import Milestone, WorkPlan, bottleneck, forecasts
from digitizer.workflow.see_progress import Progress

_FIRST, _NOW = date(2026, 9, 1), datetime(2026, 10, 16, 9, 20, tzinfo=UTC)
_BIRTH, _MARRIAGE, _DEATH = (f"civil_status.{key}" for key in ("birth", "marriage", "death"))
_SHARES = {_BIRTH: 0.62, _MARRIAGE: 0.27, _DEATH: 0.11}
_BATCHES = 12
_PAGES_A_CASE = 1.2
_LAG_DAYS = {Stage.READ: 0, Stage.CHECKED: 1, Stage.APPROVED: 4, Stage.EXPORTED: 6}
_KEPT_UP = {Stage.READ: 1.0, Stage.CHECKED: 0.93, Stage.APPROVED: 0.97, Stage.EXPORTED: 0.98}
_PLAN = WorkPlan(
    _FIRST,
    (
        Milestone("30 %", date(2026, 11, 13), 3000, Stage.CHECKED),
        Milestone("100 %", date(2026, 12, 31), 10_000, Stage.EXPORTED),
        Milestone("KS 1998-2008", date(2026, 10, 30), 2600, Stage.APPROVED, _BIRTH),
    ),
    days_off=frozenset({date(2026, 9, 2)}),
    superior="UBND tỉnh Mẫu",
    office="UBND xã Mẫu",
)


def supposed_progress() -> Progress:
    """Six weeks of work with what the program's own rules say of it; the same at every call."""
    tally = _tally(random.Random(2026))
    today, pace = _NOW.date(), progress_rule().pace
    by_type = {key: _share_of(tally.days, share) for key, share in _SHARES.items()}
    return Progress(
        _NOW,
        tally,
        _PLAN,
        forecasts(_PLAN, tally, by_type, today, pace),
        bottleneck(tally, _PLAN, today, pace),
    )


def supposed_quality() -> DataQuality:
    shares = {
        Word.RIGHT: Share(1182, 1200),
        Word.WHOLE: Share(28_410, 29_100),
        Word.CLEAN: Share(3340, 3610),
        Word.LIVE: Share(9120, 9600),
        Word.UNIFORM: Share(17_800, 18_400),
        Word.SHARED: Share(2480, 3610),
    }
    return DataQuality(shares, 1000, 3340)


def _tally(dice: random.Random) -> Tally:
    working = _working_days()
    read = [dice.randint(80, 150) for _ in working]
    done: list[tuple[date, Stage, int]] = []
    before = read
    for stage in CASE_STAGES:
        lag, share = _LAG_DAYS[stage], _KEPT_UP[stage]
        counts = [0] * lag + [round(each * share) for each in before]
        before = counts[: len(working)]
        done += [(day, stage, each) for day, each in zip(working, before, strict=True)]
    done += [
        (day, Stage.SCANNED, round(each * _PAGES_A_CASE))
        for day, each in zip(working, read, strict=True)
    ]
    days = tuple(
        DayCounts(day, summed((stage, n) for on, stage, n in done if on == day)) for day in working
    )
    totals = summed((stage, n) for _, stage, n in done)
    types = tuple(NamedCounts(key, _sum(_share_of(days, share))) for key, share in _SHARES.items())
    batches = tuple(
        NamedCounts(f"KS {number:02}/2006", {s: n // _BATCHES for s, n in totals.items()})
        for number in range(1, _BATCHES + 1)
    )
    return Tally(totals, days, types, batches, Waiting(36, 0, waiting_cases(totals)))


def _working_days() -> list[date]:
    span = (_NOW.date() - _FIRST).days + 1
    days = (_FIRST + timedelta(days=number) for number in range(span))
    return [day for day in days if _PLAN.is_working(day)]


def _share_of(days: Sequence[DayCounts], share: float) -> tuple[DayCounts, ...]:
    return tuple(
        DayCounts(one.day, {stage: round(n * share) for stage, n in one.counts.items()})
        for one in days
    )


def _sum(days: Iterable[DayCounts]) -> Counts:
    return summed((stage, n) for one in days for stage, n in one.counts.items())
