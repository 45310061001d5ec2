"""What the full-text index of each database has to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import ColumnElement, Select

from digitizer.domain.search.document import SearchDocument
from digitizer.domain.search.query import Tier


@dataclass(frozen=True, slots=True)
class Wanted:
    """Cases that fit ``tier``, and none of ``without``. ``field``: the number of the one field that
    all words must be in. ``having`` are marks of which each must be there, ``lacking`` of which
    none may be."""

    tier: Tier
    without: tuple[Tier, ...] = ()
    field: int | None = None
    having: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matching:
    """A query for the numbers of cases, joined with their rows; ``place`` is the number as the
    index has it, by which it gives them in order."""

    query: Select[int]
    place: ColumnElement[int]


class SearchIndex(Protocol):
    """``numbers`` gives each key of a field its number."""

    def put(self, case_id: int, document: SearchDocument, numbers: Mapping[str, int]) -> None:
        """Let a case that is not in the index be found by this document."""
        ...

    def drop(self, case_id: int) -> None:
        """Let a case be found no more; nothing where it is not in the index."""
        ...

    def matching(self, wanted: Wanted) -> Matching: ...
