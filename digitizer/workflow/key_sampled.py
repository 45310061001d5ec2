"""Answer one unit of a sample: key a field from the paper alone, or say whether an image or a case
is right; and, when all are answered, which of two different values the paper has."""

from __future__ import annotations

from digitizer.domain.batch import Batch
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.lifecycle import Action, next_batch_state
from digitizer.domain.record import EmptyReason, FieldValue
from digitizer.domain.samples import Answer, Judgement, SampleState, machine_text
from digitizer.domain.sampling import RoundKind, Unit
from digitizer.domain.schema import FieldSpec
from digitizer.domain.second_entry import Choice, Keyed
from digitizer.domain.values.text import clean
from digitizer.workflow.approve import require_four_eyes
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.second_roles import keyed
from digitizer.workflow.transaction import Transaction, transaction


def key_sampled(
    ports: Ports, actor: Actor, sample_id: int, place: int, given: str | EmptyReason
) -> ChangeSet:
    """Keep what a field was keyed as, a text or why it is empty. Neither the answer nor the audit
    log tells whether the record has the same.

    Raises NotAllowed ``own-work``, ``sample-closed``, ``sample-answered``, ``sample-seen`` for a
    field that this person saw while reviewing the batch, InvalidInput for an impossible value.
    """
    with transaction(ports, actor, "key-sampled") as run:
        state, unit = _open_unit(run, sample_id, place)
        if state.sample.draw.kind is not RoundKind.FIELDS:
            raise InvalidInput("sample-not-keyed", sample=sample_id)
        if (unit.case_id, unit.field) in seen_fields(run.unit, state, actor):
            raise NotAllowed("sample-seen", case=unit.case_id)
        spec = sampled_spec(ports, state, unit)
        record = run.unit.cases.get(unit.case_id).record
        value = (record.fields if record else {}).get(unit.field, FieldValue(unit.field))
        answer = Answer(
            place,
            actor.name,
            ports.clock(),
            keyed=keyed(ports, spec, given),
            held=Keyed.of(value),
            machine=machine_text(value.reading, ports.quality.printed),
        )
        run.unit.samples.answer(sample_id, answer)
        run.note(f"sample:{sample_id}", place=str(place), case=str(unit.case_id), field=unit.field)
    return run.changes()


def mark_sampled(
    ports: Ports, actor: Actor, sample_id: int, place: int, *, is_right: bool, why: str = ""
) -> ChangeSet:
    """Say whether an image or a case of a sample is right; a wrong one needs the reason. Raises as
    :func:`key_sampled`."""
    with transaction(ports, actor, "mark-sampled") as run:
        state, unit = _open_unit(run, sample_id, place)
        if state.sample.draw.kind is RoundKind.FIELDS:
            raise InvalidInput("sample-not-marked", sample=sample_id)
        said = clean(why)
        if not is_right and not said:
            raise InvalidInput("reason-needed")
        answer = Answer(place, actor.name, ports.clock(), is_right=is_right, why=said)
        run.unit.samples.answer(sample_id, answer)
        run.note(
            f"sample:{sample_id}",
            place=str(place),
            case=str(unit.case_id),
            right="yes" if is_right else "no",
            reason=said,
        )
    return run.changes()


def judge_sampled(
    ports: Ports, actor: Actor, sample_id: int, place: int, choice: Choice, why: str
) -> ChangeSet:
    """Say after another look at the paper whether the record (``first``) or the sampled key
    (``second``) is right. Only when every unit is answered; ``why`` is needed for a slip of the
    sample's own. Raises NotAllowed ``sample-unanswered``, ``nothing-to-judge``."""
    with transaction(ports, actor, "judge-sampled") as run:
        state, _batch = open_sample(run.unit, sample_id, actor)
        if state.unanswered:
            raise NotAllowed("sample-unanswered", count=len(state.unanswered))
        if place not in state.unjudged:
            raise NotAllowed("nothing-to-judge", place=place)
        is_record_right = choice is Choice.FIRST
        said = clean(why)
        if is_record_right and not said:
            raise InvalidInput("reason-needed")
        judgement = Judgement(place, is_record_right, said, actor.name, ports.clock())
        run.unit.samples.judge(sample_id, judgement)
        run.note(f"sample:{sample_id}", place=str(place), right=choice.value, reason=said)
    return run.changes()


def open_sample(unit: UnitOfWork, sample_id: int, actor: Actor) -> tuple[SampleState, Batch]:
    """A sample that is not closed, of a batch that waits for its answer and on which the actor did
    not work. Raises NotAllowed."""
    state = unit.samples.get(sample_id)
    batch = unit.batches.get(state.sample.draw.batch_id)
    if state.result is not None:
        raise NotAllowed("sample-closed", sample=sample_id)
    next_batch_state(batch.state, Action.APPROVE)
    require_four_eyes(unit, batch, actor)
    if unit.samples.changed_cases(batch.id, state.sample.draw.last_edit):
        raise NotAllowed("sample-outdated", sample=sample_id)
    return state, batch


def seen_fields(unit: UnitOfWork, state: SampleState, actor: Actor) -> frozenset[tuple[int, str]]:
    """The fields of the batch whose values this person saw in its review."""
    batch_id = state.sample.draw.batch_id
    pinned = ((pin.case_id, pin.field) for pin in unit.reviews.drafts(batch_id, actor.name))
    return frozenset({*unit.reviews.looks(batch_id, actor.name), *pinned})


def sampled_spec(ports: Ports, state: SampleState, unit: Unit) -> FieldSpec:
    """The field of a unit, in the document type that the sample was drawn for."""
    doc_type = ports.catalog.types.get(state.sample.draw.document_type)
    spec = doc_type.field(unit.field) if doc_type else None
    if spec is None:
        raise InvalidInput("unknown-field", field=unit.field, type=state.sample.draw.document_type)
    return spec


def _open_unit(run: Transaction, sample_id: int, place: int) -> tuple[SampleState, Unit]:
    state, _batch = open_sample(run.unit, sample_id, run.actor)
    unit = state.sample.unit(place)
    if unit is None:
        raise InvalidInput("no-sample-place", place=place, count=len(state.sample.units))
    if place in state.answers:
        raise NotAllowed("sample-answered", place=place)
    run.batches.add(state.sample.draw.batch_id)
    return state, unit
