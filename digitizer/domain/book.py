"""What a register book says of itself: which numbers it holds, which are gone, how it was closed.

A book is closed on the last day of the year with the total of its pages and events (Luật Hộ tịch
60/2014/QH13, Điều 58), so that nothing can be missing without a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MissingReason(StrEnum):
    """Why a number of a book has no case."""

    TORN = "torn"
    LOST = "lost"
    LEFT_BLANK = "left_blank"
    CANCELLED = "cancelled"
    MISCOUNTED = "miscounted"


@dataclass(frozen=True, slots=True)
class MissingNumber:
    number: int
    reason: MissingReason


@dataclass(frozen=True, slots=True)
class Book:
    """A declaration about a whole book, by the person who had it in hand. ``first`` and ``last``
    are the numbers of its entries, ``closing_total`` the events that its last page counts."""

    first: int = 1
    last: int | None = None
    missing: tuple[MissingNumber, ...] = ()
    closing_total: int | None = None

    def __post_init__(self) -> None:
        if self.first < 1 or (self.last is not None and self.last < self.first):
            raise ValueError(f"numbers {self.first} to {self.last}")
        if self.closing_total is not None and self.closing_total < 0:
            raise ValueError(f"closing total {self.closing_total}")

    @property
    def missing_numbers(self) -> frozenset[int]:
        return frozenset(each.number for each in self.missing)
