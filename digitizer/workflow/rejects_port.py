"""What taking back a receiver's list needs from the store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from digitizer.domain.reject_matching import Candidate, LeftRow


@dataclass(frozen=True, slots=True)
class TakenList:
    """A list that was taken: ``lines`` are all that it has, ``cases`` those that it opened,
    ``open`` those of them that did not leave again since."""

    id: int
    sha256: str
    name: str
    lines: int
    at: datetime
    actor: str
    cases: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class Reject:
    """A line that opened a case: at ``field``, or whole where it is "". ``left`` is the row that
    was given back; its number is 0 where none is known."""

    line: int
    case_id: int
    field: str
    reason: str
    left: LeftRow


class RejectRepository(Protocol):
    """Append-only."""

    def add_package(
        self,
        name: str,
        manifest_sha256: str,
        batch_id: int,
        at: datetime,
        rows: Iterable[tuple[int, str]],
    ) -> None:
        """Note what left in a package: case and document of its rows, in their order."""
        ...

    def packages(self, batch_id: int) -> Sequence[tuple[str, datetime]]:
        """The names of all packages of a batch, corrections too, and when each was made; the newest
        first."""
        ...

    def noted(self, names: Collection[str]) -> frozenset[str]:
        """Those of the names under which a package left."""
        ...

    def left_rows(
        self, batch_id: int | None = None, only: Collection[int] | None = None
    ) -> Sequence[LeftRow]:
        """What left, of one batch or of all, the oldest package first; with ``only`` the rows of
        these cases, in any order."""
        ...

    def candidates(
        self,
        keys: Collection[str],
        batch_id: int | None = None,
        only: Collection[int] | None = None,
    ) -> Sequence[Candidate]:
        """The cases of one batch or of all, with their values of these fields; with ``only`` these
        cases."""
        ...

    def add_list(self, taken: TakenList, rejects: Iterable[Reject]) -> int:
        """The number of the list; the id of ``taken`` counts for nothing."""
        ...

    def lists(self) -> Sequence[TakenList]:
        """The newest first."""
        ...

    def of_list(self, list_id: int) -> Sequence[Reject]: ...
    def taken_lines(self, sha256: str) -> frozenset[int]:
        """The lines of this file that opened a case."""
        ...

    def open_in_batch(self, batch_id: int) -> Sequence[Reject]:
        """What was given back of its cases and did not leave again, the oldest first."""
        ...

    def given_back(self) -> frozenset[tuple[str, int]]:
        """Package and case of every row that was ever given back."""
        ...
