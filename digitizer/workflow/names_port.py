"""What is needed to know of the names that a workspace holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol


class NameRepository(Protocol):
    def counts(
        self, keys: Iterable[str], *, batch_id: int | None = None, limit: int
    ) -> Mapping[str, int]:
        """How often each value stands in these fields where it waits for no look, the commonest
        values first; of all cases, or of a batch."""
        ...
