"""Which pages belong to a case, and in which order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Protocol

from digitizer.domain.changes import ChangeSet
from digitizer.domain.sheet import Sheet
from digitizer.workflow.page_act import Arranged
from digitizer.workflow.placed_pages import PlacedPage
from digitizer.workflow.rescans_arrived import ArrivedScan

Source = tuple[int, int]
"""A page of another case: the case's number and the page's place in it, counted from 0."""


class CasePages(Protocol):
    """All methods may raise DigitizerError and may be called from any thread. Places count the
    pages of a case from 0. The acts with a revision can be taken back by :meth:`undo`."""

    def split(
        self,
        case_id: int,
        places: Collection[int],
        expected_revision: int,
        *,
        keeps_type: bool = True,
    ) -> Arranged: ...
    def merge(self, case_id: int, others: Sequence[int], expected_revision: int) -> Arranged: ...
    def move(self, case_id: int, place: int, target: int, expected_revision: int) -> Arranged: ...
    def turn(self, case_id: int, place: int, degrees: int, expected_revision: int) -> Arranged:
        """Slow: writes an image."""
        ...

    def read_page(self, page_id: int) -> Arranged:
        """Read a page anew that was turned; takes seconds, for a worker thread. What a person gave
        stays. It is taken back together with the turn."""
        ...

    def remove(self, case_id: int, place: int, reason: str, expected_revision: int) -> Arranged: ...
    def insert(
        self, case_id: int, target: int, source: Source, expected_revision: int
    ) -> Arranged: ...
    def replace(
        self, case_id: int, place: int, source: Source, expected_revision: int
    ) -> Arranged: ...
    def undo(self, case_id: int) -> Arranged: ...
    def ask_rescan(self, case_id: int, place: int, reason: str) -> ChangeSet: ...
    def drop_rescan(self, case_id: int, place: int) -> ChangeSet: ...
    def placed(self, case_id: int) -> Sequence[PlacedPage]:
        """The pages of one case in their order."""
        ...

    def rescans_waiting(
        self, *, limit: int = 500, batch_id: int | None = None
    ) -> Sequence[PlacedPage]: ...
    def rescans_arrived(self, *, own: bool = True) -> Sequence[ArrivedScan]:
        """Pages (that this person asked for) of which a new scan seems to be there."""
        ...

    def waiting_sheet(self, batch_id: int | None = None) -> Sheet: ...
    def write_waiting(
        self, target: Path, batch_id: int | None = None, *, replaces: bool = False
    ) -> None:
        """The list of papers to fetch as PDF. Slow: for a worker thread."""
        ...

    def recent(self, case_id: int, *, limit: int = 60) -> Sequence[PlacedPage]: ...
