"""What the carpet pass needs from the store: fields of a batch that say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from digitizer.domain.case import Page
from digitizer.domain.record import FieldValue


@dataclass(frozen=True, slots=True)
class ValueCount:
    """How often a field of a document type has a canonical value, in the open cases of a batch:
    ``waiting`` for a look, and ``accepted`` by the machine alone."""

    document_type: str
    key: str
    value: str
    waiting: int
    accepted: int


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """One field of a case at a revision, and the page that it was read from."""

    case_id: int
    title: str
    revision: int
    field: FieldValue
    page: Page | None


class FieldGroupRepository(Protocol):
    """Only cases of the batch that are to be checked or were returned."""

    def counts(self, batch_id: int) -> Sequence[ValueCount]:
        """In no order; fields without a canonical value are not there."""
        ...

    def fields(
        self,
        batch_id: int,
        document_type: str,
        key: str,
        value: str,
        *,
        with_accepted: bool,
        limit: int,
    ) -> Sequence[FieldPlace]:
        """Those that wait for a look first, each in the order of the cases."""
        ...
