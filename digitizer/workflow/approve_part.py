"""Answering for a part of a batch: the other cases go back and stay behind as its backlog."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.id_ranges import ranges_of
from digitizer.domain.lifecycle import Action, CaseState, next_batch_state
from digitizer.workflow.approve import (
    answer_for,
    give_back,
    reasons_of_pins,
    require_four_eyes,
)
from digitizer.workflow.batches import cases_to_answer_for
from digitizer.workflow.check_rounds import require_rounds
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import transaction


def approve_part(
    ports: Ports,
    actor: Actor,
    batch_id: int,
    reason: str,
    *,
    only: Collection[int] = (),
    but: Collection[int] = (),
) -> ChangeSet:
    """Answer with one's name for some cases of a submitted batch: for those of ``only``, or where
    that is empty for all but those of ``but`` and those with a pin of this supervisor. The other
    cases go back with their pins; ``reason`` may be empty where each of them has one.

    Raises InvalidInput ``part-is-none`` and ``part-is-all`` for what is no part, NotAllowed
    ``case-has-own-pin`` for one of ``only`` that this supervisor pinned, and as
    :func:`digitizer.workflow.approve.approve_batch` does.
    """
    with transaction(ports, actor, "approve-part") as run:
        batch = run.unit.batches.get(batch_id)
        state = next_batch_state(batch.state, Action.APPROVE_PART)
        require_four_eyes(run.unit, batch, actor)
        pinned = reasons_of_pins(run.unit, batch, actor)
        cases = cases_to_answer_for(run, batch, CaseState.CHECKED)
        every = set(cases)
        strangers = {*only, *but} - every
        if strangers:
            raise InvalidInput("case-not-in-batch", case=min(strangers), batch=batch.name)
        approved = {*only} or every - {*but} - pinned.keys()
        _require_part(batch.name, approved, every)
        if approved & pinned.keys():
            raise NotAllowed("case-has-own-pin", case=min(approved & pinned.keys()))
        back = every - approved
        require_rounds(ports, run.unit, batch, but=back)
        why = give_back(run, batch, cases, back, reason, pinned)
        answered = [case_id for case_id in cases if case_id in approved]
        answer_for(run, replace(batch, return_reason=why), state, answered)
        run.note(
            f"batch:{batch.id}",
            cases=str(len(approved)),
            returned=str(len(back)),
            approved_cases=ranges_of(approved),
            returned_cases=ranges_of(back),
            reason=why,
        )
    return run.changes()


def _require_part(batch: str, approved: Collection[int], every: Collection[int]) -> None:
    if not approved:
        raise InvalidInput("part-is-none", batch=batch)
    if len(approved) == len(every):
        raise InvalidInput("part-is-all", batch=batch)
