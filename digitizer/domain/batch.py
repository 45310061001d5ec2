"""Batches: a register book or a folder of cases that one person submits and another answers for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from digitizer.domain.book import Book
from digitizer.domain.lifecycle import BatchState


@dataclass(frozen=True, slots=True)
class Batch:
    """``people`` who corrected its cases are found from the edits, not kept here. ``book`` is what
    somebody declared of the whole register book that the batch is."""

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


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """A row of the batch list with its counts."""

    batch: Batch
    cases: int
    to_check: int
    checked: int
    approved: int
    exported: int
