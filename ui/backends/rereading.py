"""Reading a part of a page anew."""

from __future__ import annotations

from typing import Protocol

from digitizer.domain.changes import ChangeSet
from digitizer.domain.page import Box
from digitizer.domain.record import FieldReading


class Rereading(Protocol):
    """All methods may raise DigitizerError and may be called from any thread. A page is named by
    its id; boxes are px of the upright page."""

    def read_region(self, case_id: int, page_id: int, box: Box, key: str) -> FieldReading:
        """What stands in a box for a field, ``missing`` where nothing is legible; slow."""
        ...

    def line_at(self, case_id: int, page_id: int, x: int, y: int) -> Box | None:
        """The line of print around a point, as the reading of the page found it."""
        ...

    def words_in(self, case_id: int, page_id: int, box: Box) -> str:
        """What the reading of the page has in a box; for a box without extent the word there."""
        ...

    def take_reading(
        self, case_id: int, key: str, reading: FieldReading, expected_revision: int
    ) -> ChangeSet:
        """Put a new reading into a field, for a person to look at."""
        ...
