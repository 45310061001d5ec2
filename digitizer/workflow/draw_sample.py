"""Draw the sample of a round from a submitted batch."""

from __future__ import annotations

from digitizer.domain.batch import Batch
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import NotAllowed
from digitizer.domain.lifecycle import Action, next_batch_state
from digitizer.domain.samples import SampleDraw, series_of
from digitizer.domain.sampling import CheckRound, RoundKind, drawn, lot_digest
from digitizer.domain.switching import Standing, standing
from digitizer.workflow.approve import require_four_eyes
from digitizer.workflow.check_rounds import (
    RoundState,
    RoundStatus,
    lot_of,
    population,
    rounds_of,
)
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.transaction import transaction


def draw_sample(
    ports: Ports, actor: Actor, batch_id: int, seed: str, round_number: int | None = None
) -> ChangeSet:
    """Draw by a seed that nobody chose; of the first round that is not passed, or of a named one.
    What the clerk flagged, and which state a case or field is in, has no part in it.

    Raises NotAllowed ``own-work``, ``batch-state``, ``sample-drawn`` for a round with a sample that
    stands, ``rounds-all-done``, ``sampling-stopped`` for a series that was stopped.
    """
    with transaction(ports, actor, "draw-sample") as run:
        batch = run.unit.batches.get(batch_id)
        next_batch_state(batch.state, Action.APPROVE)
        require_four_eyes(run.unit, batch, actor)
        each = _wanted(ports, run.unit, batch, round_number)
        lot = lot_of(run.unit, batch, each)
        count, units = population(ports, lot, batch, each)
        series = series_of(batch.document_type or "", batch.submitted_by or "")
        now = _standing(ports, run.unit, each, series)
        if now.is_stopped:
            raise NotAllowed("sampling-stopped", batch=batch.name)
        plan = each.plan(ports.quality.tables, count, now.strictness)
        is_plan = each.kind is RoundKind.FIELDS
        draw = SampleDraw(
            batch_id=batch.id,
            round=each.number,
            kind=each.kind,
            profile=ports.quality.profile.key,
            profile_version=ports.quality.profile.version,
            document_type=batch.document_type or "",
            series=series,
            lot_size=count,
            plan=plan,
            strictness=now.strictness,
            level=each.level if is_plan else None,
            limit=each.limit if is_plan else None,
            seed=seed,
            lot=lot_digest(lot),
            last_edit=run.unit.samples.last_edit(),
            is_original=run.unit.samples.newest(batch.id, each.number) is None,
            by=actor.name,
            at=ports.clock(),
        )
        sample = run.unit.samples.add(draw, drawn(seed, units, plan.size))
        run.batches.add(batch.id)
        run.note(
            f"batch:{batch.id}",
            sample=str(sample.id),
            round=str(each.number),
            kind=each.kind.value,
            lot=draw.lot,
            lot_size=str(draw.lot_size),
            size=str(plan.size),
            accept=str(plan.numbers.accept),
            reject=str(plan.numbers.reject),
            strictness=draw.strictness.value,
            seed=seed,
        )
    return run.changes()


def _wanted(ports: Ports, unit: UnitOfWork, batch: Batch, round_number: int | None) -> CheckRound:
    states = rounds_of(ports, unit, batch)
    if round_number is not None:
        ports.quality.profile.round(round_number)
        return _free(batch, states[round_number - 1])
    for state in states:
        if state.status is not RoundStatus.ACCEPTED:
            return _free(batch, state)
    raise NotAllowed("rounds-all-done", batch=batch.name)


def _free(batch: Batch, state: RoundState) -> CheckRound:
    if state.status is not RoundStatus.WAITING:
        raise NotAllowed("sample-drawn", batch=batch.name, round=state.round.number)
    return state.round


def _standing(ports: Ports, unit: UnitOfWork, each: CheckRound, series: str) -> Standing:
    """Only plans of fields switch; the other rounds look at the same share of every lot."""
    if each.kind is not RoundKind.FIELDS:
        return Standing()
    return standing(unit.samples.series(series), ports.quality.switching)
