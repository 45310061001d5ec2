"""What waits for a second and for a third person, and what the supervisor sees of it."""

from __future__ import annotations

from collections.abc import Sequence

from digitizer.domain.accounts import Part
from digitizer.domain.batch import Batch, WorkPass
from digitizer.domain.changes import Actor
from digitizer.domain.errors import NotAllowed, NotFound
from digitizer.domain.lifecycle import EDITABLE_BATCH_STATES
from digitizer.domain.schema import FieldSpec
from digitizer.domain.second_entry import Comparison, TwiceKeyed
from digitizer.domain.values.canonical import shown_for
from digitizer.workflow.approve import require_four_eyes
from digitizer.workflow.overview import CaseView, case_view, page_of_reading
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.second_roles import is_third
from digitizer.workflow.second_tasks import (
    Difference,
    Disagreement,
    FieldPlace,
    SecondBatch,
    SecondTask,
)


def second_batches(ports: Ports, actor: Actor) -> Sequence[SecondBatch]:
    """The open batches with fields to key twice, with what this person may do in each."""
    with ports.unit_of_work() as unit:
        open_ones = [
            summary.batch
            for summary in unit.batches.list()
            if summary.batch.plan.keyed_twice and summary.batch.state in EDITABLE_BATCH_STATES
        ]
        return [_counts(unit, actor, batch) for batch in open_ones]


def next_second(
    ports: Ports,
    actor: Actor,
    batch_id: int,
    *,
    skipped: bool = False,
    but: tuple[int, str] | None = None,
) -> SecondTask | None:
    """The next field for this second person, by column or by case as the batch's plan says; of
    those that this person skipped, where these are asked for. ``but`` is a case and a field that
    is at hand already, to fetch the one after it."""
    with ports.unit_of_work() as unit:
        batch = unit.batches.get(batch_id)
        keys, by = batch.plan.keyed_twice, actor.name
        if not keys or batch.state not in EDITABLE_BATCH_STATES:
            return None
        repository = unit.second_entries
        found = repository.next_waiting(
            batch_id, keys, by, by_column=_is_by_column(batch), skipped=skipped, but=but
        )
        left = repository.count_waiting(batch_id, keys, by, skipped=skipped)
    if found is None:
        return None
    return SecondTask(_place(case_view(ports, found[0]), found[1]), left)


def differences(ports: Ports, actor: Actor, batch_id: int) -> Sequence[Difference]:
    """The open differences of a batch that this person may settle: those in which the person gave
    neither value."""
    with ports.unit_of_work() as unit:
        fields = _open(unit, actor, unit.batches.get(batch_id))
    return [_difference(ports, field) for field in fields]


def disagreements(ports: Ports, actor: Actor, batch_id: int) -> Sequence[Disagreement]:
    """Where the two keys of a batch differ or differed, for its supervisor; raises NotAllowed
    ``own-work`` for whoever worked on the batch."""
    with ports.unit_of_work() as unit:
        batch = unit.batches.get(batch_id)
        require_four_eyes(unit, batch, actor)
        fields = unit.second_entries.differing(batch_id, batch.plan.keyed_twice)
    return [
        _disagreement(field)
        for field in fields
        if field.settlement is not None or field.comparison is Comparison.OPEN
    ]


def _counts(unit: UnitOfWork, actor: Actor, batch: Batch) -> SecondBatch:
    keys, repository = batch.plan.keyed_twice, unit.second_entries
    return SecondBatch(
        batch.id,
        batch.name,
        repository.count_waiting(batch.id, keys, actor.name, skipped=False),
        repository.count_waiting(batch.id, keys, actor.name, skipped=True),
        len(_open(unit, actor, batch)),
    )


def _open(unit: UnitOfWork, actor: Actor, batch: Batch) -> list[TwiceKeyed]:
    if batch.state not in EDITABLE_BATCH_STATES or _has_other_part(unit, actor, batch):
        return []
    fields = unit.second_entries.differing(batch.id, batch.plan.keyed_twice)
    return [
        field
        for field in fields
        if field.comparison is Comparison.OPEN and is_third(unit, field, actor)
    ]


def _has_other_part(unit: UnitOfWork, actor: Actor, batch: Batch) -> bool:
    """Whether the store would refuse what this person settles in the batch."""
    part = unit.accounts.part(batch.id, actor.name)
    return part not in (None, Part.ARBITER) and unit.accounts.in_use()


def _is_by_column(batch: Batch) -> bool:
    """Whether the plan goes by fields before it goes by cases; equal readings are no order."""
    orders = [each for each in batch.plan.passes if each is not WorkPass.CARPET]
    return not orders or orders[0] is WorkPass.COLUMN


def _place(view: CaseView, key: str) -> FieldPlace:
    record, doc_type = view.case.record, view.document_type
    spec = doc_type.field(key) if doc_type else None
    if record is None or doc_type is None or spec is None:
        raise NotAllowed("type-unknown", case=view.case.id)
    return field_place(view, spec, doc_type.key)


def field_place(view: CaseView, spec: FieldSpec, document_type: str) -> FieldPlace:
    """Where a field stands on the paper of its case, without its value."""
    value = view.case.record.fields.get(spec.key) if view.case.record else None
    reading = value.reading if value else None
    page = page_of_reading(view, reading)
    box = reading.box if reading is not None and page is not None else None
    return FieldPlace(view.case.id, spec, document_type, view.pages, page, box)


def _difference(ports: Ports, field: TwiceKeyed) -> Difference:
    if field.second is None:
        raise NotFound("case-missing", case=field.case_id)
    view = case_view(ports, field.case_id)
    place = _place(view, field.field)
    value = view.case.record.fields.get(field.field) if view.case.record else None
    reading = value.reading if value else None
    machine = ""
    if reading is not None:
        machine = shown_for(ports.catalog, place.spec, reading.value) or reading.text
    return Difference(place, field.first, field.second.keyed, machine)


def _disagreement(field: TwiceKeyed) -> Disagreement:
    if field.second is None:
        raise NotFound("case-missing", case=field.case_id)
    decided = field.settlement
    return Disagreement(
        field.case_id,
        field.field,
        decided.first if decided else field.first,
        field.second.keyed,
        field.second.by,
        decided.chosen if decided else None,
        decided.by if decided else None,
        decided.why if decided else "",
    )
