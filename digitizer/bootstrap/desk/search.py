"""Searching through everything confirmed."""

from __future__ import annotations

from dataclasses import dataclass

from digitizer.domain.changes import Actor
from digitizer.workflow.ports import Ports
from digitizer.workflow.search_port import SearchFilter, SearchPlace
from digitizer.workflow.search_records import HitPage, open_found, search_records


@dataclass(frozen=True, slots=True)
class SearchDesk:
    """One person's access; safe to use from several threads."""

    ports: Ports
    actor: Actor

    def find(
        self, words: str, where: SearchFilter, *, limit: int, after: SearchPlace | None = None
    ) -> HitPage:
        """See :func:`digitizer.workflow.search_records.search_records`."""
        return search_records(self.ports, self.actor, words, where, limit=limit, after=after)

    def open_found(self, case_id: int) -> None:
        """See :func:`digitizer.workflow.search_records.open_found`."""
        open_found(self.ports, self.actor, case_id)
