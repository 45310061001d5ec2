"""How far the work is, what the plan asks, and what the pace says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import InvalidInput
from digitizer.domain.field_lengths import LengthRow, LengthRule
from digitizer.domain.progress import Tally, work_day
from digitizer.domain.work_plan import (
    Bottleneck,
    Forecast,
    PaceRule,
    WorkPlan,
    bottleneck,
    forecasts,
)
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.transaction import transaction


@dataclass(frozen=True, slots=True)
class ProgressRule:
    """How pace, quality (``sample`` cases) and lengths are measured."""

    pace: PaceRule
    sample: int
    lengths: LengthRule


@dataclass(frozen=True, slots=True)
class Progress:
    """The counts up to now. ``plan`` is None until somebody set one; working days are then counted
    from the first day with work."""

    at: datetime
    tally: Tally
    plan: WorkPlan | None
    forecasts: tuple[Forecast, ...]
    bottleneck: Bottleneck | None

    @property
    def today(self) -> date:
        return work_day(self.at)


def see_progress(ports: Ports, rule: PaceRule) -> Progress:
    """Read from the counts by day, so that it is quick however many cases there are."""
    now = ports.clock()
    today = work_day(now)
    with ports.unit_of_work() as unit:
        tally = unit.progress.tally()
        plan = unit.progress.plan()
        calendar = plan or WorkPlan(tally.days[0].day if tally.days else today)
        named = {one.document_type for one in calendar.milestones if one.document_type}
        by_type = {key: unit.progress.days_of_type(key) for key in named}
    return Progress(
        now,
        tally,
        plan,
        forecasts(calendar, tally, by_type, today, rule),
        bottleneck(tally, calendar, today, rule),
    )


def set_work_plan(ports: Ports, actor: Actor, plan: WorkPlan) -> ChangeSet:
    """Put a plan in force; earlier ones stay in the store. Raises InvalidInput ``unknown-type`` for
    a milestone of a type that is not installed."""
    for milestone in plan.milestones:
        key = milestone.document_type
        if key is not None and key not in ports.catalog.types:
            raise InvalidInput("unknown-type", type=key)
    with transaction(ports, actor, "set-work-plan") as run:
        run.unit.progress.set_plan(plan, actor.name, ports.clock())
        run.note(
            "work-plan",
            start=plan.start.isoformat(),
            milestones="; ".join(
                f"{one.due.isoformat()} {one.stage.value} {one.target}" for one in plan.milestones
            ),
        )
    return run.changes()


@dataclass(frozen=True, slots=True)
class ProgressCheck:
    """``differing`` counts by day are not what a recount gives; ``undated`` cases count nowhere."""

    differing: int
    undated: int

    @property
    def is_sound(self) -> bool:
        return not (self.differing or self.undated)


def check_progress(ports: Ports) -> ProgressCheck:
    """Recount all cases and scans and compare."""
    with ports.unit_of_work() as unit:
        return _check(unit)


def recount_progress(ports: Ports, actor: Actor) -> ProgressCheck:
    """Count anew; what was wrong before."""
    with transaction(ports, actor, "recount-progress") as run:
        found = _check(run.unit)
        run.unit.progress.rebuild()
        run.note("progress", differing=str(found.differing), undated=str(found.undated))
    return found


def _check(unit: UnitOfWork) -> ProgressCheck:
    return ProgressCheck(len(unit.progress.differences()), unit.progress.undated())


def field_lengths(ports: Ports, rule: LengthRule) -> tuple[LengthRow, ...]:
    """The filled fields of finished cases by class of length. Reads all fields: minutes where
    there are millions."""
    with ports.unit_of_work() as unit:
        return tuple(unit.measures.lengths(rule.bounds))
