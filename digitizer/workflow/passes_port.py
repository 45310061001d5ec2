"""What the carpet and the column pass need from the store: fields of many cases of a batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from digitizer.domain.case import Page
from digitizer.domain.record import FieldValue, ValueState


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


@dataclass(frozen=True, slots=True)
class ColumnCount:
    """How often a field waits for a look of one person, and how often that person passed it on."""

    document_type: str
    key: str
    waiting: int
    passed: int


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One field of one case as it is stored; ``passed_by`` left it to another person."""

    case_id: int
    title: str
    text: str
    value: str | None
    state: ValueState
    is_waiting: bool
    passed_by: str | None


class ColumnRepository(Protocol):
    """Only cases of the batch that are to be checked or were returned, and are of a known type."""

    def counts(self, batch_id: int, actor: str) -> Sequence[ColumnCount]:
        """In no order; only fields that wait in at least one case."""
        ...

    def sizes(self, batch_id: int) -> Mapping[str, int]:
        """The cases of each document type."""
        ...

    def confirmed(self, batch_id: int) -> Mapping[tuple[str, str], int]:
        """How often each field (document type, key) is confirmed by a person."""
        ...

    def rows(
        self, batch_id: int, document_type: str, key: str, *, waiting_only: bool
    ) -> Sequence[ColumnRow]:
        """In the order of the cases."""
        ...


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

    def places(self, wanted: Sequence[tuple[int, str]]) -> Sequence[FieldPlace]:
        """Fields by case and key, in that order; those that are not there are left out."""
        ...
