"""Close a sample: what it says is kept, and a batch that does not pass goes back to its clerk."""

from __future__ import annotations

from dataclasses import dataclass

from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import NotAllowed
from digitizer.domain.record import FieldValue
from digitizer.domain.review import Pin, standing
from digitizer.domain.samples import SampleDraw, SampleResult, SampleState, Tally, tally
from digitizer.workflow.approve import send_back
from digitizer.workflow.key_sampled import open_sample
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import Transaction, transaction


@dataclass(frozen=True, slots=True)
class ClosingWords:
    """What the clerk reads: at a field that was found wrong, and as the reason of a batch that did
    not pass."""

    wrong_field: str
    rejected: str


def close_sample(ports: Ports, actor: Actor, sample_id: int, words: ClosingWords) -> ChangeSet:
    """Count what was found and keep it. Each wrong field gets a pin of this person. A batch that
    does not pass is returned whole; of one that passes, the cases in which something was found are
    still to be corrected.

    Raises NotAllowed ``sample-unanswered``, ``sample-unjudged`` and as ``key_sampled`` does.
    """
    with transaction(ports, actor, "close-sample") as run:
        state, batch = open_sample(run.unit, sample_id, actor)
        if state.unanswered:
            raise NotAllowed("sample-unanswered", count=len(state.unanswered))
        if state.unjudged:
            raise NotAllowed("sample-unjudged", count=len(state.unjudged))
        draw, counted = state.sample.draw, tally(state)
        numbers = draw.plan.numbers
        is_accepted = counted.wrong < numbers.reject
        _pin(run, state, words.wrong_field)
        if not is_accepted:
            send_back(run, batch.id, words.rejected, run.unit.samples.case_ids(batch.id))
        run.batches.add(batch.id)
        run.note(
            f"sample:{sample_id}",
            batch=str(batch.id),
            accepted="yes" if is_accepted else "no",
            units=str(counted.units),
            wrong=str(counted.wrong),
            slips=str(counted.slips),
            characters=f"{counted.character_errors}/{counted.characters}",
            printed=f"{counted.read_errors}/{counted.read_characters}",
        )
        result = SampleResult(
            sample_id,
            counted,
            is_accepted,
            is_accepted and counted.wrong > numbers.accept,
            _passes_stricter(ports, draw, counted),
            actor.name,
            ports.clock(),
            run.unit.audit.head(),
        )
        run.unit.samples.close(result)
    return run.changes()


def _passes_stricter(ports: Ports, draw: SampleDraw, counted: Tally) -> bool:
    if draw.limit is None:
        return False
    accept = ports.quality.tables.stricter_accept(draw.plan.letter, draw.limit, draw.strictness)
    return accept is not None and counted.wrong <= accept


def _pin(run: Transaction, state: SampleState, said: str) -> None:
    """A pin at each wrong field, but where this person already put one."""
    batch_id, by = state.sample.draw.batch_id, run.actor.name
    pinned = {(pin.case_id, pin.field) for pin in run.unit.reviews.drafts(batch_id, by)}
    for place in state.wrong:
        unit = state.sample.units[place - 1]
        if not unit.field or (unit.case_id, unit.field) in pinned:
            continue
        record = run.unit.cases.get(unit.case_id).record
        value = (record.fields if record else {}).get(unit.field, FieldValue(unit.field))
        at = run.ports.clock()
        run.unit.reviews.pin(
            Pin(unit.case_id, unit.field, said, None, by, at, stood=standing(value))
        )
