"""Codes for the general documents of a batch."""

from __future__ import annotations

from typing import Protocol

from digitizer.workflow.give_doc_codes import GivenCodes


class DocCodes(Protocol):
    """May raise DigitizerError and may be called from any thread."""

    def give(self, batch_id: int) -> GivenCodes:
        """Give each document without a code the next one, which no other ever gets."""
        ...
