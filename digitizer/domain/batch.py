"""Batches: a register book or a folder of cases that one person submits and another answers for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digitizer.domain.book import Book
from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.domain.page_count import PageCount


class WorkPass(StrEnum):
    """How a clerk goes through a batch: equal readings of many cases on one screen, one field of
    all cases after the other, or one whole case after the other."""

    CARPET = "carpet"
    COLUMN = "column"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """What a supervisor chose for a batch: the passes in their order, and the keys of the fields
    that a second person keys without seeing the first value."""

    passes: tuple[WorkPass, ...] = (WorkPass.CASE,)
    keyed_twice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """``people`` who corrected its cases are found from the edits, not kept here. ``book`` is what
    somebody declared of the whole register book that the batch is, ``page_count`` what somebody
    counted in its papers. ``submitted_by`` handed it in last, ``approved_by`` answered last for
    some or all of its cases; who answers for one of them stands with it."""

    id: int
    name: str
    document_type: str | None
    state: BatchState
    created_by: str
    created_at: datetime
    submitted_by: str | None = None
    approved_by: str | None = None
    approved_at: datetime | None = None
    return_reason: str | None = None
    revision: int = 1
    book: Book | None = None
    plan: BatchPlan = BatchPlan()
    page_count: PageCount | None = None


@dataclass(frozen=True, slots=True)
class BatchCase:
    """How a case stands in its batch, without its record, so that those of a large batch can be
    held at once. ``title`` is the text of its type's title field, empty while that is unknown."""

    id: int
    state: CaseState
    revision: int
    document_type: str | None
    type_version: str | None
    approved_by: str | None = None
    approved_at: datetime | None = None
    title: str = ""
    return_reason: str | None = None


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """A row of the batch list with its counts of cases; ``pinned`` ones have a supervisor's pin
    that nobody answered."""

    batch: Batch
    cases: int
    to_check: int
    checked: int
    approved: int
    exported: int
    pinned: int = 0

    @property
    def answered(self) -> int:
        """The cases that somebody answers for."""
        return self.approved + self.exported

    @property
    def backlog(self) -> int:
        """The cases that stayed behind when others were answered for."""
        return self.to_check + self.checked if self.answered else 0
