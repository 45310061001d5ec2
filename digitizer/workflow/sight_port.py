"""What must be known of cases to say who may look at them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol


class SightRepository(Protocol):
    def type_of(self, case_id: int) -> str | None:
        """The document type of a case; raises NotFound."""
        ...

    def types_of_batch(self, batch_id: int) -> frozenset[str | None]:
        """The document types of all its cases, also of those set aside."""
        ...

    def batches_with(self, types: Collection[str]) -> frozenset[int]:
        """The batches with a case of one of these types, or of no known type."""
        ...
