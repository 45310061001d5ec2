"""The supervisor's answer: approve, or return with a reason. Never on one's own work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from digitizer.domain.accounts import Part
from digitizer.domain.batch import Batch
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.lifecycle import (
    Action,
    BatchState,
    CaseState,
    next_batch_state,
    next_case_state,
)
from digitizer.domain.values.text import clean
from digitizer.workflow.batches import cases_to_answer_for
from digitizer.workflow.check_rounds import require_rounds
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.transaction import Transaction, transaction


def approve_batch(ports: Ports, actor: Actor, batch_id: int) -> ChangeSet:
    """Answer for a submitted batch with one's name: for all its cases that nobody answered for
    yet. Raises NotAllowed where the rounds that the workspace asks for are not passed
    (:func:`digitizer.workflow.check_rounds.require_rounds`)."""
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
        answer_for(run, batch, state, cases)
        run.note(f"batch:{batch.id}", cases=str(len(cases)))
    return run.changes()


def return_batch(
    ports: Ports, actor: Actor, batch_id: int, reason: str, case_ids: Sequence[int] = ()
) -> ChangeSet:
    """Send a submitted batch back. The named cases and those with pins of this supervisor are
    opened again; all of them where none is named or pinned. A case's reason is what its pins say;
    ``reason`` may be empty where every case has some. Cases that were answered for stay so."""
    with transaction(ports, actor, "return-batch") as run:
        send_back(run, batch_id, reason, case_ids)
    return run.changes()


def send_back(run: Transaction, batch_id: int, reason: str, case_ids: Sequence[int] = ()) -> None:
    """As :func:`return_batch`, inside another use case."""
    batch = run.unit.batches.get(batch_id)
    next_batch_state(batch.state, Action.RETURN)
    require_four_eyes(run.unit, batch, run.actor)
    run.unit.accounts.take_part(batch.id, run.actor.name, Part.APPROVER)
    pinned = reasons_of_pins(run.unit, batch, run.actor)
    cases = cases_to_answer_for(run, batch, CaseState.CHECKED)
    wanted = {*case_ids, *pinned} or set(cases)
    why = give_back(run, batch, cases, wanted, reason, pinned)
    save_given_back(run, batch, Action.RETURN, why)
    run.note(f"batch:{batch.id}", reason=why, cases=str(len(run.cases)))


def answer_for(run: Transaction, batch: Batch, state: BatchState, case_ids: Iterable[int]) -> None:
    """Approve the cases and write the batch in its new state, both under the actor's name."""
    by, at = run.actor.name, run.ports.clock()
    for case_id in case_ids:
        case = run.unit.cases.get(case_id)
        approved = next_case_state(case.state, Action.APPROVE)
        run.unit.cases.save(
            replace(case, state=approved, approved_by=by, approved_at=at), case.revision
        )
        run.cases.add(case.id)
    run.unit.batches.save(
        replace(batch, state=state, approved_by=by, approved_at=at), batch.revision
    )
    run.batches.add(batch.id)


def give_back(
    run: Transaction,
    batch: Batch,
    cases: Iterable[int],
    wanted: set[int],
    reason: str,
    pinned: Mapping[int, Sequence[str]],
) -> str:
    """Open those of the checked ``cases`` again that are wanted, with the actor's pins; what the
    batch is to say of it. Raises InvalidInput ``reason-needed`` for a case without any reason,
    ``case-not-in-batch`` for one that is not among them."""
    why = clean(reason)
    if not why and not wanted <= pinned.keys():
        raise InvalidInput("reason-needed")
    strangers = wanted - set(cases)
    if strangers:
        raise InvalidInput("case-not-in-batch", case=min(strangers), batch=batch.name)
    run.unit.reviews.send(wanted, run.actor.name)
    for case_id in sorted(wanted):
        case = run.unit.cases.get(case_id)
        returned = next_case_state(case.state, Action.RETURN)
        said = "; ".join(dict.fromkeys([*([why] if why else ()), *pinned.get(case_id, ())]))
        run.unit.cases.save(replace(case, state=returned, return_reason=said), case.revision)
        run.cases.add(case_id)
    return why or "; ".join(dict.fromkeys(said for found in pinned.values() for said in found))


def save_given_back(run: Transaction, batch: Batch, action: Action, why: str) -> None:
    """Write a batch some of whose cases were opened again: it is partly approved while others stay
    approved or exported, and returned otherwise."""
    counts = run.unit.batches.summary(batch.id)
    state = next_batch_state(batch.state, action, keeps_answered=counts.answered > 0)
    batch = replace(batch, state=state, return_reason=why)
    if state is BatchState.RETURNED:
        batch = replace(batch, submitted_by=None, approved_by=None, approved_at=None)
    run.unit.batches.save(batch, batch.revision)
    run.batches.add(batch.id)


def require_four_eyes(unit: UnitOfWork, batch: Batch, actor: Actor) -> None:
    """Raises NotAllowed when the actor submitted the batch or worked in it, as a clerk, as a
    second person or as the third between two."""
    hands = unit.cases.editors_in_batch(batch.id) | unit.second_entries.people_in_batch(batch.id)
    if actor.name == batch.submitted_by or actor.name in hands:
        raise NotAllowed("own-work", actor=actor.name, batch=batch.name)


def reasons_of_pins(unit: UnitOfWork, batch: Batch, actor: Actor) -> dict[int, list[str]]:
    """What this supervisor's unsent pins say, by case."""
    found: dict[int, list[str]] = {}
    for pin in unit.reviews.drafts(batch.id, actor.name):
        found.setdefault(pin.case_id, []).append(pin.reason)
    return found
