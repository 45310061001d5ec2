"""Answering for parts of batches and opening cases again in memory, by the rules of the domain."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digitizer.domain.batch import Batch
from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import InvalidInput
from digitizer.domain.lifecycle import (
    ANSWERED_CASE_STATES,
    Action,
    CaseState,
    allowed,
    next_batch_state,
)
from digitizer.domain.review import Pin, standing

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend


@dataclass(frozen=True, slots=True)
class FakeAnswering:
    backend: FakeBackend

    def approve_part(
        self,
        batch_id: int,
        reason: str,
        *,
        only: Collection[int] = (),
        but: Collection[int] = (),
    ) -> ChangeSet:
        backend = self.backend
        backend._require_four_eyes(batch_id)
        waiting = [case for case in backend._of_batch(batch_id) if case.state is CaseState.CHECKED]
        every = {case.id for case in waiting}
        approved = {*only} or every - {*but} - backend.second_entry.pinned_cases()
        if not approved or approved == every:
            raise InvalidInput("part-is-none" if not approved else "part-is-all", batch="")
        for case in waiting:
            if case.id in approved:
                backend._move_case(replace(case, approved_by=backend.actor.name), Action.APPROVE)
            else:
                backend._move_case(replace(case, return_reason=reason), Action.RETURN)
        backend.second_entry.send_pins(every - approved)
        return backend._move_batch(
            batch_id,
            Action.APPROVE_PART,
            approved_by=backend.actor.name,
            return_reason=reason,
        )

    def reopen(
        self, batch_id: int, case_ids: Sequence[int], reason: str, field: str | None = None
    ) -> ChangeSet:
        from gui.fake_backend import NOW

        backend, name = self.backend, self.backend.actor.name
        backend._require_four_eyes(batch_id)
        for case_id in case_ids:
            case = backend.data.cases[case_id]
            backend._move_case(replace(case, return_reason=reason), Action.REOPEN)
            if field is not None and case.record is not None:
                stood = standing(case.record.fields[field])
                pin = Pin(case_id, field, reason, None, name, NOW, is_sent=True, stood=stood)
                backend.data.second.pins[case_id, field, name] = pin
        keeps = any(case.state in ANSWERED_CASE_STATES for case in backend._of_batch(batch_id))
        batch = backend.data.batches[batch_id]
        state = next_batch_state(batch.state, Action.REOPEN, keeps_answered=keeps)
        backend.data.batches[batch_id] = replace(
            batch, state=state, return_reason=reason, revision=batch.revision + 1
        )
        change = ChangeSet("reopen-case", cases=frozenset(case_ids), batches=frozenset({batch_id}))
        return backend._tell(change)

    def may_reopen(self, batch: Batch) -> bool:
        return Action.REOPEN in allowed(batch.state) and self.backend.may_approve(batch)
