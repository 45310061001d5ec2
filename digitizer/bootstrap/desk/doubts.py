"""The doubts of a whole batch, and what stands in its other cases."""

from __future__ import annotations

from dataclasses import dataclass

from digitizer.domain.changes import Actor
from digitizer.workflow.ports import Ports


@dataclass(frozen=True, slots=True)
class DoubtsDesk:
    """One person's access; safe to use from several threads."""

    ports: Ports
    actor: Actor
