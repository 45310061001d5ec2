"""Codes for the general documents of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from digitizer.domain.changes import Actor
from digitizer.domain.errors import InvalidInput
from digitizer.schemas.doc_codes import load_doc_code_rule
from digitizer.settings import load
from digitizer.workflow.give_doc_codes import GivenCodes, give_doc_codes
from digitizer.workflow.ports import Ports


@dataclass(frozen=True, slots=True)
class DocCodesDesk:
    """One person's access; safe to use from several threads. ``workspace`` has the settings that
    name the organisation."""

    ports: Ports
    actor: Actor
    workspace: Path

    def give(self, batch_id: int) -> GivenCodes:
        """See :func:`digitizer.workflow.give_doc_codes.give_doc_codes`. Raises InvalidInput
        ``organisation-not-set`` where the settings name no organisation."""
        organisation = load(self.workspace).documents.organisation
        if not organisation:
            raise InvalidInput("organisation-not-set")
        rule = load_doc_code_rule(self.ports.catalog)
        return give_doc_codes(self.ports, self.actor, batch_id, rule, organisation)
