"""Opening again what somebody answered for: the book beats the database.

A case that left stays known to have left: it keeps the name of its package, and the package itself
is never touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from digitizer.domain.accounts import Part
from digitizer.domain.case import Case, page_of_reading
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.lifecycle import Action, next_batch_state, next_case_state
from digitizer.domain.record import FieldValue
from digitizer.domain.review import Pin, Point, standing
from digitizer.domain.values.text import clean
from digitizer.workflow.approve import require_four_eyes, save_given_back
from digitizer.workflow.editing import field_spec
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import Transaction, transaction

REOPEN_CASE = "reopen-case"


def reopen_cases(
    ports: Ports,
    actor: Actor,
    batch_id: int,
    case_ids: Sequence[int],
    reason: str,
    field: str | None = None,
) -> ChangeSet:
    """Send approved or exported cases of a batch back to their clerk, who finds a pin with the
    reason at ``field`` where one is named. The batch is then partly approved, or returned where
    none of its cases stays approved or exported.

    Raises NotAllowed ``own-work`` for whoever worked in the batch and ``case-state`` for a case
    that nobody answered for; InvalidInput ``reason-needed``, ``case-not-in-batch``,
    ``unknown-field``.
    """
    with transaction(ports, actor, REOPEN_CASE) as run:
        batch = run.unit.batches.claimed(batch_id)
        next_batch_state(batch.state, Action.REOPEN)
        require_four_eyes(run.unit, batch, actor)
        run.unit.accounts.take_part(batch.id, actor.name, Part.APPROVER)
        why = clean(reason)
        if not why:
            raise InvalidInput("reason-needed")
        if not case_ids:
            raise InvalidInput("nothing-to-reopen", batch=batch.name)
        for case_id in dict.fromkeys(case_ids):
            case = run.unit.cases.get(case_id)
            if case.batch_id != batch.id:
                raise InvalidInput("case-not-in-batch", case=case_id, batch=batch.name)
            reopen_one(run, case, why, {field: why} if field is not None else {})
        save_given_back(run, batch, Action.REOPEN, why)
    return run.changes()


def reopen_one(
    run: Transaction, case: Case, why: str, pins: Mapping[str, str], **details: str
) -> None:
    """Inside another use case: send the case back because of ``why``, with a pin at each field of
    ``pins`` that gives the reason there; ``details`` are for the audit log. The caller saves the
    batch. Raises NotAllowed ``case-state``, InvalidInput ``unknown-field``."""
    state = next_case_state(case.state, Action.REOPEN)
    for field, reason in pins.items():
        run.unit.reviews.pin(_pin(run, case, reason, field))
    run.unit.reviews.send([case.id], run.actor.name)
    run.unit.cases.save(
        replace(case, state=state, return_reason=why, approved_by=None, approved_at=None),
        case.revision,
    )
    run.cases.add(case.id)
    run.note(
        f"case:{case.id}",
        batch=str(case.batch_id),
        reason=why,
        field=" ".join(pins),
        package=case.left_in or "",
        approved_by=case.approved_by or "",
        **details,
    )


def _pin(run: Transaction, case: Case, why: str, field: str) -> Pin:
    """At the middle of what was read, where the paper shows it."""
    if case.record is None:
        raise NotAllowed("type-unknown", case=case.id)
    spec = field_spec(run.ports, case.record, field)
    value = case.record.fields.get(spec.key, FieldValue(spec.key))
    pages = run.unit.case_pages.pages(region.page_id or 0 for region in case.regions)
    page = page_of_reading(value.reading, case.scan_id, pages.values())
    box = value.reading.box if value.reading else None
    point = None
    if page is not None and box is not None:
        point = Point(page.id, box.x + box.width // 2, box.y + box.height // 2)
    at = run.ports.clock()
    return Pin(case.id, field, why, point, run.actor.name, at, stood=standing(value))
