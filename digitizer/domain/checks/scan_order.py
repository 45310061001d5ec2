"""Whether the numbers printed in a book rise in the order in which its pages were scanned.

Thông tư 01/2023/TT-VPCP, Điều 8-9: every page is copied, in order. Only what lies on different
pages can have been scanned in another order; entries of one page stand as the book has them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_DIGITS = re.compile(r"(\d+)")
_NUMBER = re.compile(r"(\d{1,9})(?:\D+(\d{4})\b)?")


@dataclass(frozen=True, slots=True)
class ScanPlace:
    """Where a case begins among the scans: the name of its file, the file's place in the order in
    which files came, and the page in it."""

    file: str
    came: int
    page: int


@dataclass(frozen=True, slots=True)
class Step:
    """A case with its number as it is written, such as "15/2021"."""

    case_id: int
    written: str
    place: ScanPlace

    @property
    def number(self) -> int:
        """0 where nothing is written."""
        match = _NUMBER.match(self.written)
        return int(match[1]) if match else 0

    @property
    def year(self) -> int | None:
        """Numbers begin anew in each year, also where a book goes on."""
        match = _NUMBER.match(self.written)
        return int(match[2]) if match and match[2] else None


def falls(steps: Sequence[Step]) -> Sequence[tuple[Step, Step]]:
    """Neighbours of which the one scanned later has the lower number. Files may have come in the
    order of the scanner or all at once in some other: of the order in which they came and that of
    their names, the one holds in which fewer numbers fall."""
    by_arrival = _falls(steps, lambda place: (place.came, place.page))
    by_name = _falls(steps, lambda place: (_natural(place.file), place.came, place.page))
    return by_name if len(by_name) < len(by_arrival) else by_arrival


def _falls(
    steps: Iterable[Step], where: Callable[[ScanPlace], tuple[Any, ...]]
) -> Sequence[tuple[Step, Step]]:
    ordered = sorted(
        steps, key=lambda each: (where(each.place), each.year or 0, each.number, each.case_id)
    )
    return [(before, here) for before, here in pairwise(ordered) if _is_lower(here, before)]


def _is_lower(here: Step, before: Step) -> bool:
    if here.year is not None and before.year is not None and here.year != before.year:
        return here.year < before.year
    return here.number < before.number


def _natural(name: str) -> tuple[str | int, ...]:
    """ "so-9.pdf" before "so-10.pdf"; text and numbers alternate, so that they compare."""
    parts = _DIGITS.split(name.casefold())
    return tuple(int(part) if place % 2 else part for place, part in enumerate(parts))
