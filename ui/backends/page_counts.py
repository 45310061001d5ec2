"""How many pages the papers of a batch have, beside the images that there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from digitizer.domain.changes import ChangeSet
from digitizer.domain.page_count import PageCount
from digitizer.domain.problems import Problem
from digitizer.workflow.count_pages import CountedPages


class PageCounts(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""

    def look(self, batch_id: int) -> CountedPages: ...
    def against(self, batch_id: int, count: PageCount | None) -> Sequence[Problem]:
        """What would stand between the images and ``count``, were it declared."""
        ...

    def declare(self, batch_id: int, count: PageCount | None) -> ChangeSet:
        """None takes the declaration back."""
        ...
