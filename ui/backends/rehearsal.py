"""Packages as their receiver would see them."""

from __future__ import annotations

from typing import Protocol

from digitizer.domain.rehearsal import Rehearsal, Standing


class Rehearsing(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""

    def standing(self, batch_id: int) -> Standing:
        """Whether the batch may leave as far as its rehearsal goes. May be slow."""
        ...

    def rehearse(self, batch_id: int) -> Rehearsal:
        """Slow: for a worker thread."""
        ...
