"""The supervisor goes through a submitted batch: a field is right, or gets a pin on its paper.

Pins stay with the supervisor until the batch is returned; then the clerk sees them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from digitizer.domain.case import Case
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.lifecycle import (
    Action,
    BatchState,
    CaseState,
    next_batch_state,
    next_case_state,
)
from digitizer.domain.record import FieldValue
from digitizer.domain.review import Look, Pin, Point, standing
from digitizer.domain.schema import DocumentType
from digitizer.domain.values.text import clean
from digitizer.workflow.approve import require_four_eyes
from digitizer.workflow.editing import field_spec
from digitizer.workflow.overview import PageView, pages_of_case
from digitizer.workflow.ports import CaseFilter, Ports
from digitizer.workflow.transaction import Transaction, transaction


@dataclass(frozen=True, slots=True)
class Review:
    """What one supervisor left in a batch so far: the fields looked at, and pins not sent yet."""

    looked_at: Collection[tuple[int, str]]
    pins: Sequence[Pin]


@dataclass(frozen=True, slots=True)
class ReviewCase:
    """A case as the supervisor compares it with its paper; ``title`` as lists name it. What is
    wrong with the values is not looked up: that is slow, and the clerk answered for it."""

    case: Case
    title: str
    document_type: DocumentType | None
    pages: tuple[PageView, ...]
    pins: tuple[Pin, ...] = ()
    """With which the case went back before, and what came of them."""


def cases_to_review(
    ports: Ports, batch_id: int, *, limit: int, offset: int
) -> Sequence[ReviewCase]:
    """Some cases of a batch in the order of its list; of a submitted one those that wait for the
    answer, which leaves out what was answered for before."""
    with ports.unit_of_work() as unit:
        is_waiting = unit.batches.get(batch_id).state is BatchState.SUBMITTED
        where = CaseFilter(batch_id=batch_id, state=CaseState.CHECKED if is_waiting else None)
        found = unit.cases.summaries(where, limit=limit, offset=offset)
        cases = [(unit.cases.get(summary.id), summary.title) for summary in found]
        return [
            ReviewCase(
                case,
                title,
                ports.catalog.type_of(case.record),
                pages_of_case(ports, unit, case),
                tuple(unit.reviews.sent(case.id)),
            )
            for case, title in cases
        ]


def review_of(ports: Ports, actor: Actor, batch_id: int) -> Review:
    with ports.unit_of_work() as unit:
        return Review(
            unit.reviews.looks(batch_id, actor.name), unit.reviews.drafts(batch_id, actor.name)
        )


def look_at(ports: Ports, actor: Actor, case_id: int, key: str) -> ChangeSet:
    """Record that a supervisor compared a field with its paper and it is right; takes an own pin
    off again."""
    with transaction(ports, actor, "look-at") as run:
        case = _reviewed(run, case_id, key)
        run.unit.reviews.unpin(case_id, key, actor.name)
        run.unit.reviews.look(Look(case_id, key, case.revision, actor.name, ports.clock()))
        run.note(f"case:{case_id}", field=key)
    return run.changes()


def put_pin(
    ports: Ports, actor: Actor, case_id: int, key: str, reason: str, point: Point | None
) -> ChangeSet:
    """Say why a field must be looked at again, and where on its paper. It goes to the clerk when
    the batch is returned."""
    with transaction(ports, actor, "put-pin") as run:
        case = _reviewed(run, case_id, key)
        why = clean(reason)
        if not why:
            raise InvalidInput("reason-needed")
        pages = {region.page_id for region in case.regions}
        if point is not None and point.page_id not in pages:
            raise InvalidInput("page-not-in-case", case=case_id)
        fields = case.record.fields if case.record else {}
        stood = standing(fields.get(key, FieldValue(key)))
        pin = Pin(case_id, key, why, point, actor.name, ports.clock(), stood=stood)
        run.unit.reviews.pin(pin)
        run.note(f"case:{case_id}", field=key, reason=why)
    return run.changes()


def take_pin_off(ports: Ports, actor: Actor, case_id: int, key: str) -> ChangeSet:
    """Take an own pin back while it was not sent."""
    with transaction(ports, actor, "take-pin-off") as run:
        _reviewed(run, case_id, key)
        run.unit.reviews.unpin(case_id, key, actor.name)
        run.note(f"case:{case_id}", field=key)
    return run.changes()


def _reviewed(run: Transaction, case_id: int, key: str) -> Case:
    """A case of a submitted batch on which the actor did not work."""
    case = run.unit.cases.get(case_id)
    next_case_state(case.state, Action.APPROVE)
    if case.batch_id is None or case.record is None:
        raise NotAllowed("case-not-submitted", case=case_id)
    batch = run.unit.batches.get(case.batch_id)
    next_batch_state(batch.state, Action.APPROVE)
    require_four_eyes(run.unit, batch, run.actor)
    field_spec(run.ports, case.record, key)
    run.batches.add(batch.id)
    return case
