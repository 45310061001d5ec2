"""The supervisor's answer: approve, or return with a reason. Never on one's own work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digitizer.domain.accounts import Part
from digitizer.domain.batch import Batch
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.lifecycle import Action, CaseState, next_batch_state, next_case_state
from digitizer.domain.values.text import clean
from digitizer.workflow.batches import cases_to_answer_for
from digitizer.workflow.check_rounds import require_rounds
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.transaction import Transaction, transaction


def approve_batch(ports: Ports, actor: Actor, batch_id: int) -> ChangeSet:
    """Answer for a submitted batch with one's name. Raises NotAllowed where the rounds that the
    workspace asks for are not passed (:func:`digitizer.workflow.check_rounds.require_rounds`)."""
    with transaction(ports, actor, "approve-batch") as run:
        batch = run.unit.batches.get(batch_id)
        state = next_batch_state(batch.state, Action.APPROVE)
        require_four_eyes(run.unit, batch, actor)
        pins = run.unit.reviews.drafts(batch_id, actor.name)
        if pins:
            count = len({pin.case_id for pin in pins})
            raise NotAllowed("batch-has-pins", batch=batch.name, count=count)
        require_rounds(ports, run.unit, batch)
        cases = cases_to_answer_for(run, batch, CaseState.CHECKED)
        for case in cases:
            approved = next_case_state(case.state, Action.APPROVE)
            run.unit.cases.save(replace(case, state=approved), case.revision)
            run.cases.add(case.id)
        run.unit.batches.save(
            replace(batch, state=state, approved_by=actor.name, approved_at=ports.clock()),
            batch.revision,
        )
        run.batches.add(batch.id)
        run.note(f"batch:{batch.id}", cases=str(len(cases)))
    return run.changes()


def return_batch(
    ports: Ports, actor: Actor, batch_id: int, reason: str, case_ids: Sequence[int] = ()
) -> ChangeSet:
    """Send a submitted batch back. The named cases and those with pins of this supervisor are
    opened again; all of them where none is named or pinned. A case's reason is what its pins say;
    ``reason`` may be empty where every case has some."""
    with transaction(ports, actor, "return-batch") as run:
        send_back(run, batch_id, reason, case_ids)
    return run.changes()


def send_back(run: Transaction, batch_id: int, reason: str, case_ids: Sequence[int] = ()) -> None:
    """As :func:`return_batch`, inside another use case."""
    batch = run.unit.batches.get(batch_id)
    state = next_batch_state(batch.state, Action.RETURN)
    require_four_eyes(run.unit, batch, run.actor)
    run.unit.accounts.take_part(batch.id, run.actor.name, Part.APPROVER)
    why = clean(reason)
    pinned = _reasons_of_pins(run.unit, batch, run.actor)
    cases = cases_to_answer_for(run, batch, CaseState.CHECKED)
    wanted = {*case_ids, *pinned} or {case.id for case in cases}
    if not why and not wanted <= pinned.keys():
        raise InvalidInput("reason-needed")
    strangers = wanted - {case.id for case in cases}
    if strangers:
        raise InvalidInput("case-not-in-batch", case=min(strangers), batch=batch.name)
    run.unit.reviews.send(wanted, run.actor.name)
    for case in cases:
        if case.id in wanted:
            returned = next_case_state(case.state, Action.RETURN)
            said = "; ".join(dict.fromkeys([*([why] if why else ()), *pinned.get(case.id, ())]))
            run.unit.cases.save(replace(case, state=returned, return_reason=said), case.revision)
            run.cases.add(case.id)
    why = why or "; ".join(dict.fromkeys(said for found in pinned.values() for said in found))
    run.unit.batches.save(
        replace(batch, state=state, return_reason=why, submitted_by=None), batch.revision
    )
    run.batches.add(batch.id)
    run.note(f"batch:{batch.id}", reason=why, cases=str(len(run.cases)))


def require_four_eyes(unit: UnitOfWork, batch: Batch, actor: Actor) -> None:
    """Raises NotAllowed when the actor submitted the batch or worked in it, as a clerk, as a
    second person or as the third between two."""
    hands = unit.cases.editors_in_batch(batch.id) | unit.second_entries.people_in_batch(batch.id)
    if actor.name == batch.submitted_by or actor.name in hands:
        raise NotAllowed("own-work", actor=actor.name, batch=batch.name)


def _reasons_of_pins(unit: UnitOfWork, batch: Batch, actor: Actor) -> dict[int, list[str]]:
    """What this supervisor's unsent pins say, by case."""
    found: dict[int, list[str]] = {}
    for pin in unit.reviews.drafts(batch.id, actor.name):
        found.setdefault(pin.case_id, []).append(pin.reason)
    return found
