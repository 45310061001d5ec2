"""What the use cases need to know of searching through everything confirmed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from digitizer.domain.lifecycle import CaseState
from digitizer.domain.search.document import SearchDocument
from digitizer.domain.search.marking import SearchedField
from digitizer.domain.search.query import Query


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """What is left of everything that the words find: cases of a type, of a batch, in a state, of
    papers made out in a year, or only words in one field (by its key)."""

    document_type: str | None = None
    batch_id: int | None = None
    field: str | None = None
    state: CaseState | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class SearchPlace:
    """Where one hit stands among all, so that a list goes on after it whatever is confirmed
    meanwhile: how well it fits (0 is best), then the newest case first."""

    tier: int
    case_id: int


@dataclass(frozen=True, slots=True)
class Search:
    """``visible`` are the document types that the person may see (None: all), ``hidden`` those of
    them known that the person may not."""

    query: Query
    where: SearchFilter
    visible: Collection[str] | None = None
    hidden: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class FoundCase:
    """What a list shows of a case that was found."""

    case_id: int
    title: str
    document_type: str
    state: CaseState
    batch_id: int | None
    batch_name: str | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many of the confirmed cases of an older workspace are not searchable yet."""

    left: int
    total: int


@dataclass(frozen=True, slots=True)
class DueDocument:
    """What is to be searchable of a case, as it stood at a revision."""

    case_id: int
    revision: int
    document: SearchDocument


@dataclass(frozen=True, slots=True)
class DueStretch:
    """The next cases of an older workspace: from after ``begins_after`` to ``ends_at``."""

    begins_after: int
    ends_at: int
    documents: tuple[DueDocument, ...]


class SearchRepository(Protocol):
    """:meth:`CaseRepository.save` keeps it: every checked, approved or exported case with a known
    type is in it, and no other, in the same transaction."""

    def find(
        self, search: Search, *, limit: int, after: SearchPlace | None = None
    ) -> Sequence[SearchPlace]:
        """The best first."""
        ...

    def cases(self, case_ids: Sequence[int]) -> Mapping[int, FoundCase]: ...
    def fields(self, case_ids: Sequence[int]) -> Mapping[int, Sequence[SearchedField]]:
        """Their fields with a text, in the order of the paper."""
        ...

    def is_current(self) -> bool:
        """Whether today's method is the one in use."""
        ...

    def begin_anew(self) -> None:
        """Use today's method: all confirmed cases are due."""
        ...

    def waiting(self) -> Waiting:
        """What is due still; nothing of nothing when all is searchable."""
        ...

    def due(self, limit: int) -> DueStretch | None:
        """The next due cases, without keeping them; None when none is due."""
        ...

    def keep(self, stretch: DueStretch) -> None:
        """Make them searchable, but for cases that somebody saved meanwhile (saving keeps them),
        unless another program did the stretch already."""
        ...
