"""Reading a part of a page anew."""

from __future__ import annotations

from dataclasses import dataclass

from digitizer.domain.changes import Actor
from digitizer.workflow.ports import Ports


@dataclass(frozen=True, slots=True)
class RereadingDesk:
    """One person's access; safe to use from several threads."""

    ports: Ports
    actor: Actor
