"""What the use cases need to know of the fields that wait for a look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from digitizer.domain.doubts import Doubt, PassedOn
from digitizer.workflow.lists import CaseFilter, CaseOrder


@dataclass(frozen=True, slots=True)
class DoubtPlace:
    """A field of a case by its place in the document type, counted from 0."""

    case_id: int
    place: int


@dataclass(frozen=True, slots=True)
class DoubtSearch:
    """Doubts in the cases of a filter: of one field, with one reason (the code of a problem), only
    those passed on, and only those after a place."""

    where: CaseFilter
    key: str | None = None
    reason: str | None = None
    passed_only: bool = False
    after: DoubtPlace | None = None


@dataclass(frozen=True, slots=True)
class WaitingField:
    """A field that waits for a look, by its place in the document type; ``reasons`` are codes
    between spaces."""

    key: str
    place: int
    reasons: str


@dataclass(frozen=True, slots=True)
class FoundDoubts:
    """The fields that wait in one case, as it stood at a revision."""

    case_id: int
    revision: int
    fields: tuple[WaitingField, ...]


class DueDoubtRepository(Protocol):
    """The open cases whose doubts are still those of an older program, or were never found."""

    def is_current(self) -> bool:
        """Whether today's method is the one in use."""
        ...

    def begin_anew(self) -> None:
        """Use today's method: all open cases are due, and nothing is found yet."""
        ...

    def find(self, batch_id: int | None, limit: int) -> Sequence[FoundDoubts]:
        """Find, without keeping it, what waits in the next due cases of a batch or (None) of all;
        nothing when none is due."""
        ...

    def keep(self, found: Sequence[FoundDoubts]) -> None:
        """Keep it, but for cases that somebody saved meanwhile; they are due no more."""
        ...


class DoubtRepository(Protocol):
    """:meth:`CaseRepository.save` keeps it: every field of an open case that waits for a look is
    in it, in the same transaction."""

    def list(self, search: DoubtSearch, *, limit: int) -> Sequence[Doubt]:
        """In the order of the cases' numbers and of the fields in them."""
        ...

    def beside(
        self,
        search: DoubtSearch,
        order: CaseOrder,
        place: DoubtPlace,
        step: int,
        not_passed_by: str,
    ) -> Doubt | None:
        """The next (``step`` 1) or previous (-1) doubt in this order of the cases that this
        person did not pass on."""
        ...

    def confirmed_values(
        self, batch_id: int, document_type: str, keys: Sequence[str], before: int
    ) -> Mapping[str, Sequence[str]]:
        """The confirmed canonical values of fields in the nearest cases of a batch before one,
        the nearest first."""
        ...

    def pass_on(self, case_id: int, key: str, passed: PassedOn) -> None: ...
    def pass_again(self, case_id: int, key: str) -> None:
        """Let the newest passing on of a doubtful field count again."""
        ...

    def take_back(self, case_id: int, key: str) -> None:
        """Let no passing on of a field count any more."""
        ...

    def passed_in(self, case_id: int) -> Mapping[str, PassedOn]:
        """What of a case is left to another person, by the field."""
        ...
