"""Fields that a second person keys without seeing the first value."""

from __future__ import annotations

from dataclasses import dataclass

from digitizer.domain.changes import Actor
from digitizer.workflow.ports import Ports


@dataclass(frozen=True, slots=True)
class SecondEntryDesk:
    """One person's access; safe to use from several threads."""

    ports: Ports
    actor: Actor
