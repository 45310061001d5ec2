"""What is known of the words that a clerk types."""

from __future__ import annotations

from dataclasses import dataclass

from digitizer.domain.changes import Actor
from digitizer.workflow.ports import Ports


@dataclass(frozen=True, slots=True)
class WordsDesk:
    """One person's access; safe to use from several threads."""

    ports: Ports
    actor: Actor
