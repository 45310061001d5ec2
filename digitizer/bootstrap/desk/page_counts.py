"""How many pages the papers of a batch have, beside the images that there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.page_count import PageCount
from digitizer.domain.problems import Problem
from digitizer.workflow import count_pages, sight
from digitizer.workflow.count_pages import CountedPages
from digitizer.workflow.ports import Ports


@dataclass(frozen=True, slots=True)
class PageCountsDesk:
    """One person's access; safe to use from several threads. Looking raises NotAllowed for somebody
    without the right to lists of cases."""

    ports: Ports
    actor: Actor

    def look(self, batch_id: int) -> CountedPages:
        """See :func:`digitizer.workflow.count_pages.counted_pages`."""
        self._require(batch_id)
        return count_pages.counted_pages(self.ports, batch_id)

    def against(self, batch_id: int, count: PageCount | None) -> Sequence[Problem]:
        """See :func:`digitizer.workflow.count_pages.pages_against`."""
        self._require(batch_id)
        return count_pages.pages_against(self.ports, batch_id, count)

    def declare(self, batch_id: int, count: PageCount | None) -> ChangeSet:
        """See :func:`digitizer.workflow.count_pages.count_pages`."""
        return count_pages.count_pages(self.ports, self.actor, batch_id, count)

    def _require(self, batch_id: int) -> None:
        sight.require_batch(self.ports, self.actor, batch_id, sight.LIST_CASES)
