"""Searching through everything confirmed."""

from __future__ import annotations

from typing import Protocol

from digitizer.workflow.search_port import SearchFilter, SearchPlace
from digitizer.workflow.search_records import HitPage


class RecordSearch(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""

    def find(
        self, words: str, where: SearchFilter, *, limit: int, after: SearchPlace | None = None
    ) -> HitPage:
        """The best first; what was shown is noted in the audit log before this returns. Raises
        InvalidInput for a text without a word, NotAllowed."""
        ...

    def open_found(self, case_id: int) -> None:
        """Note that a case is opened out of a search. Raises NotAllowed, NotFound."""
        ...
