"""Answering for a part of a batch, and opening again what was answered for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from digitizer.domain.batch import Batch
from digitizer.domain.changes import ChangeSet


class Answering(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""

    def approve_part(
        self,
        batch_id: int,
        reason: str,
        *,
        only: Collection[int] = (),
        but: Collection[int] = (),
    ) -> ChangeSet:
        """Approve the cases of ``only``, or all but those of ``but`` and those that this person
        pinned; the others go back."""
        ...

    def reopen(
        self, batch_id: int, case_ids: Sequence[int], reason: str, field: str | None = None
    ) -> ChangeSet:
        """Send approved or exported cases back, with a pin at ``field``."""
        ...

    def may_reopen(self, batch: Batch) -> bool: ...
