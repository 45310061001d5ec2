"""Papers about papers: that nothing of a batch was lost, and who handed what to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digitizer.domain.page_count import Counted


@dataclass(frozen=True, slots=True)
class SlipFile:
    """A received file: how many pages it said it has, and how many of them were read. ``unused``
    of those are in no case."""

    scan_id: int
    name: str
    sha256: str
    pages: int
    pages_read: int
    unused: int


@dataclass(frozen=True, slots=True)
class SlipPackage:
    """An export of the batch; ``manifest_sha256`` stands for all files in it."""

    name: str
    at: datetime
    rows: int
    manifest_sha256: str


class SlipGap(StrEnum):
    """What does not add up."""

    PAGES_DIFFER = "pages_differ"
    PAGES_UNREAD = "pages_unread"
    PAGES_UNUSED = "pages_unused"
    BACKLOG = "backlog"
    CASES_OPEN = "cases_open"
    NOT_EXPORTED = "not_exported"
    ROWS_DIFFER = "rows_differ"


@dataclass(frozen=True, slots=True)
class Slip:
    """Files in, pages, cases and rows out of one batch. ``cases`` are all of it, ``set_aside`` and
    ``unfinished`` some of them; the newest package is the last one. ``counted`` compares the
    images with the pages that somebody declared. While a batch is approved in part, ``backlog``
    counts the cases that stay behind: the others are due to leave without them."""

    batch_id: int
    batch: str
    document_type: str | None
    submitted_by: str | None
    approved_by: str | None
    files: tuple[SlipFile, ...]
    cases: int
    set_aside: int
    unfinished: int
    packages: tuple[SlipPackage, ...]
    audit_head: str
    counted: Counted | None = None
    backlog: int = 0

    @property
    def pages(self) -> int:
        return sum(one.pages for one in self.files)

    @property
    def rows_due(self) -> int:
        """How many rows must leave: all cases but those set aside and those that stay behind."""
        return self.cases - self.set_aside - self.backlog

    @property
    def rows_out(self) -> int | None:
        """The rows of the newest package; None for a batch that never left."""
        return self.packages[-1].rows if self.packages else None

    @property
    def stray(self) -> int:
        """The read pages that are in no case, but for those that somebody declared."""
        unused = sum(one.unused for one in self.files)
        return unused - (self.counted.loose if self.counted else 0)

    @property
    def _pages_differ(self) -> bool:
        due = self.counted.images_due if self.counted else None
        return self.counted is not None and due is not None and due != self.counted.images

    @property
    def gaps(self) -> tuple[SlipGap, ...]:
        """What does not add up; nothing means that nothing was lost."""
        found = {
            SlipGap.PAGES_DIFFER: self._pages_differ,
            # A photo of an open book is one page of its file and two that were read.
            SlipGap.PAGES_UNREAD: any(one.pages_read < one.pages for one in self.files),
            SlipGap.PAGES_UNUSED: self.stray > 0,
            SlipGap.BACKLOG: self.backlog > 0,
            SlipGap.CASES_OPEN: self.unfinished > 0 and not self.backlog,
            SlipGap.NOT_EXPORTED: self.rows_out is None,
            SlipGap.ROWS_DIFFER: self.rows_out not in (None, self.rows_due),
        }
        return tuple(gap for gap, there in found.items() if there)


class Direction(StrEnum):
    """``out``: the papers leave the store to be scanned; ``back``: they return to it."""

    OUT = "out"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Handover:
    """Papers that changed hands. ``sheets`` counts the sheets of paper or pages, as the two people
    agreed to count them; ``id`` is None until it is stored."""

    papers: str
    direction: Direction
    books: int
    sheets: int
    given_by: str
    taken_by: str
    at: datetime
    note: str
    actor: str
    id: int | None = None

    @property
    def sign(self) -> int:
        return 1 if self.direction is Direction.OUT else -1


@dataclass(frozen=True, slots=True)
class StillOut:
    """Papers of one name that left the store and are not back; below 0: more came back than
    left."""

    papers: str
    books: int
    sheets: int


def still_out(handovers: tuple[Handover, ...]) -> tuple[StillOut, ...]:
    """What is out of the store by name of the papers; only what does not add up to nothing."""
    sums: dict[str, tuple[int, int]] = {}
    for one in handovers:
        books, sheets = sums.get(one.papers, (0, 0))
        sums[one.papers] = (books + one.sign * one.books, sheets + one.sign * one.sheets)
    return tuple(StillOut(name, *sums[name]) for name in sorted(sums) if sums[name] != (0, 0))
