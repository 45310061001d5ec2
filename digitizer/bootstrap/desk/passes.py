"""Working through a batch field by field instead of case by case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digitizer.domain.changes import Actor
from digitizer.workflow import carpet, confirm_many
from digitizer.workflow.carpet import CarpetField, ValueGroup
from digitizer.workflow.confirm_many import ConfirmedMany
from digitizer.workflow.ports import Ports


@dataclass(frozen=True, slots=True)
class PassesDesk:
    """One person's access; safe to use from several threads."""

    ports: Ports
    actor: Actor

    def groups(self, batch_id: int, *, with_accepted: bool = False) -> Sequence[ValueGroup]:
        """See :func:`digitizer.workflow.carpet.value_groups`."""
        return carpet.value_groups(self.ports, batch_id, with_accepted=with_accepted)

    def carpet(
        self,
        batch_id: int,
        group: ValueGroup,
        *,
        with_accepted: bool = False,
        limit: int = carpet.SCREEN,
    ) -> Sequence[CarpetField]:
        """See :func:`digitizer.workflow.carpet.carpet`."""
        return carpet.carpet(self.ports, batch_id, group, with_accepted=with_accepted, limit=limit)

    def confirm(
        self,
        key: str,
        value: str,
        seen: Iterable[tuple[int, int]],
        odd: Iterable[tuple[int, int]] = (),
    ) -> ConfirmedMany:
        """See :func:`digitizer.workflow.confirm_many.confirm_many`."""
        return confirm_many.confirm_many(self.ports, self.actor, key, value, seen, odd)
