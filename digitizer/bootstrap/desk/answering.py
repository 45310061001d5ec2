"""Answering for a part of a batch, and opening again what was answered for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from digitizer.domain.batch import Batch
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import NotAllowed
from digitizer.domain.lifecycle import Action, allowed
from digitizer.workflow import approve_part, reopen
from digitizer.workflow.approve import require_four_eyes
from digitizer.workflow.ports import Ports
from digitizer.workflow.rights import require_right


@dataclass(frozen=True, slots=True)
class AnsweringDesk:
    """One person's access; safe to use from several threads."""

    ports: Ports
    actor: Actor

    def approve_part(
        self,
        batch_id: int,
        reason: str,
        *,
        only: Collection[int] = (),
        but: Collection[int] = (),
    ) -> ChangeSet:
        """See :func:`digitizer.workflow.approve_part.approve_part`."""
        return approve_part.approve_part(
            self.ports, self.actor, batch_id, reason, only=only, but=but
        )

    def reopen(
        self, batch_id: int, case_ids: Sequence[int], reason: str, field: str | None = None
    ) -> ChangeSet:
        """See :func:`digitizer.workflow.reopen.reopen_cases`."""
        return reopen.reopen_cases(self.ports, self.actor, batch_id, case_ids, reason, field)

    def may_reopen(self, batch: Batch) -> bool:
        """Whether cases of the batch may be opened again, and by this person: somebody with the
        right who did not work on it."""
        if Action.REOPEN not in allowed(batch.state):
            return False
        with self.ports.unit_of_work() as unit:
            try:
                require_right(unit, self.ports, self.actor, reopen.REOPEN_CASE)
                require_four_eyes(unit, batch, self.actor)
            except NotAllowed:
                return False
        return True
