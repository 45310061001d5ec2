"""What whoever checks a sample is shown: the next unit, the differences, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digitizer.domain.batch import Batch
from digitizer.domain.changes import Actor
from digitizer.domain.errors import NotAllowed
from digitizer.domain.lifecycle import BatchState
from digitizer.domain.samples import SampleDraw, SampleResult, SampleState, Tally, tally
from digitizer.domain.sampling import CheckProfile, PrintRule, RoundKind, Unit
from digitizer.domain.second_entry import Keyed
from digitizer.domain.switching import Standing, standing
from digitizer.workflow.check_rounds import RoundState, RoundStatus, rounds_of
from digitizer.workflow.key_sampled import open_sample, sampled_spec, seen_fields
from digitizer.workflow.overview import CaseView, PageView, case_view
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.second_tasks import FieldPlace
from digitizer.workflow.second_work import field_place


@dataclass(frozen=True, slots=True)
class SampleTask:
    """One unit to be looked at. A field comes without anything that was keyed or read; ``case`` is
    there for a case, ``page`` for an image. ``left`` units have no answer yet, this one counted;
    ``seen`` of them this person cannot key, having seen their values in the review."""

    sample_id: int
    place: int
    unit: Unit
    left: int
    seen: int = 0
    field: FieldPlace | None = None
    case: CaseView | None = None
    page: PageView | None = None


@dataclass(frozen=True, slots=True)
class SampleDifference:
    """A field that the record and the sample have differently, to be looked at again."""

    place: int
    field: FieldPlace
    held: Keyed
    keyed: Keyed


@dataclass(frozen=True, slots=True)
class BatchChecks:
    """The rounds of one batch. ``standing`` is what holds for its series now; ``is_required``
    whether the batch cannot be approved without them."""

    batch: Batch
    profile: CheckProfile
    rounds: tuple[RoundState, ...]
    is_required: bool


@dataclass(frozen=True, slots=True)
class SampleReport:
    """A sample with its batch and what was counted in the end. ``plan_source`` tells where the plan
    comes from; empty where a share was looked at."""

    batch: Batch
    state: SampleState
    counted: Tally
    profile: CheckProfile
    printed: PrintRule
    standing: Standing
    plan_source: str = ""


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A line of the history; ``result`` is None while the sample is open."""

    sample_id: int
    batch: Batch
    draw: SampleDraw
    result: SampleResult | None


@dataclass(frozen=True, slots=True)
class SampledBatch:
    """A batch that waits for its checks, or was sampled lately; ``closed`` is its newest sample
    with a result."""

    checks: BatchChecks
    closed: SampleRow | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether it was handed in and is not answered for yet."""
        return self.checks.batch.state is BatchState.SUBMITTED

    @property
    def current(self) -> RoundState | None:
        """The first round that is not passed; the last one where all are."""
        rounds = self.checks.rounds
        open_ones = (each for each in rounds if each.status is not RoundStatus.ACCEPTED)
        return next(open_ones, rounds[-1] if rounds else None)


def sampled_batches(ports: Ports, *, lately: int = 20) -> Sequence[SampledBatch]:
    """The batches that were handed in, and those of the newest samples."""
    closed: dict[int, SampleRow] = {}
    for row in sample_history(ports, limit=lately):
        if row.result is not None:
            closed.setdefault(row.batch.id, row)
    with ports.unit_of_work() as unit:
        waiting = [each.batch for each in unit.batches.list(state=BatchState.SUBMITTED)]
        known = {batch.id for batch in waiting}
        others = [row.batch for row in closed.values() if row.batch.id not in known]
        return [
            SampledBatch(_checks(ports, unit, batch), closed.get(batch.id))
            for batch in (*waiting, *others)
        ]


def batch_checks(ports: Ports, batch_id: int) -> BatchChecks:
    with ports.unit_of_work() as unit:
        return _checks(ports, unit, unit.batches.get(batch_id))


def _checks(ports: Ports, unit: UnitOfWork, batch: Batch) -> BatchChecks:
    required = ports.quality.required is not None
    return BatchChecks(batch, ports.quality.profile, rounds_of(ports, unit, batch), required)


def next_sampled(ports: Ports, actor: Actor, sample_id: int) -> SampleTask | None:
    """The next unit that this person may answer; None when there is none. Raises NotAllowed as
    ``key_sampled`` does."""
    with ports.unit_of_work() as unit:
        state, _batch = open_sample(unit, sample_id, actor)
        places, seen = state.unanswered, frozenset[tuple[int, str]]()
        if state.sample.draw.kind is RoundKind.FIELDS:
            seen = seen_fields(unit, state, actor)
    left = len(places)
    units = [(place, state.sample.units[place - 1]) for place in places]
    free = [(place, each) for place, each in units if (each.case_id, each.field) not in seen]
    if not free:
        return None
    place, found = free[0]
    view, hidden = case_view(ports, found.case_id), left - len(free)
    match state.sample.draw.kind:
        case RoundKind.FIELDS:
            spec = sampled_spec(ports, state, found)
            at = field_place(view, spec, state.sample.draw.document_type)
            return SampleTask(sample_id, place, found, left, hidden, field=at)
        case RoundKind.CASES:
            return SampleTask(sample_id, place, found, left, case=view)
        case RoundKind.IMAGES:
            page = next((page for page in view.pages if page.page.id == found.page_id), None)
            return SampleTask(sample_id, place, found, left, page=page)


def sample_differences(ports: Ports, actor: Actor, sample_id: int) -> Sequence[SampleDifference]:
    """The differences that wait for another look; raises NotAllowed ``sample-unanswered`` before
    every unit is answered, and as ``key_sampled`` does."""
    with ports.unit_of_work() as unit:
        state, _batch = open_sample(unit, sample_id, actor)
    if state.unanswered:
        raise NotAllowed("sample-unanswered", count=len(state.unanswered))
    found = []
    for place in state.unjudged:
        each, answer = state.sample.units[place - 1], state.answers[place]
        at = field_place(
            case_view(ports, each.case_id),
            sampled_spec(ports, state, each),
            state.sample.draw.document_type,
        )
        found.append(SampleDifference(place, at, answer.held or Keyed(), answer.keyed or Keyed()))
    return found


def sample_report(ports: Ports, sample_id: int) -> SampleReport:
    """Raises NotFound; NotAllowed ``sample-open`` for a sample that is not closed, of which
    nothing may be known."""
    with ports.unit_of_work() as unit:
        state = unit.samples.get(sample_id)
        if state.result is None:
            raise NotAllowed("sample-open", sample=sample_id)
        draw = state.sample.draw
        batch = unit.batches.get(draw.batch_id)
        now = standing(unit.samples.series(draw.series), ports.quality.switching)
    rules = ports.quality
    source = rules.tables.source if draw.limit is not None else ""
    return SampleReport(batch, state, tally(state), rules.profile, rules.printed, now, source)


def sample_history(
    ports: Ports, *, limit: int = 100, before_id: int | None = None
) -> Sequence[SampleRow]:
    """The newest samples first."""
    with ports.unit_of_work() as unit:
        rows = unit.samples.history(limit=limit, before_id=before_id)
        return [
            SampleRow(sample_id, unit.batches.get(draw.batch_id), draw, result)
            for draw, sample_id, result in rows
        ]
