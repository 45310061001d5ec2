"""What the use cases of progress and reports need from the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from digitizer.domain.book import Book
from digitizer.domain.data_quality import Share
from digitizer.domain.field_lengths import LengthRow
from digitizer.domain.progress import Count, DayCounts, Tally
from digitizer.domain.record import Record
from digitizer.domain.slip import Handover, Slip
from digitizer.domain.work_plan import WorkPlan


class ProgressRepository(Protocol):
    """The counts by day, which the store keeps with every saved case and scan, and the plan."""

    def tally(self) -> Tally: ...
    def days_of_type(self, document_type: str) -> Sequence[DayCounts]:
        """The counts of one document type by day, the oldest first."""
        ...

    def differences(self) -> Sequence[tuple[Count, int]]:
        """Where the kept counts are not what a recount gives: the recount, and the kept number.
        Reads all cases and scans."""
        ...

    def undated(self) -> int:
        """How many cases lack the day of a stage that they hold, so that they count nowhere."""
        ...

    def rebuild(self) -> None:
        """Count all cases and scans anew."""
        ...

    def plan(self) -> WorkPlan | None:
        """The newest plan."""
        ...

    def set_plan(self, plan: WorkPlan, actor: str, at: datetime) -> None: ...


class MeasureRepository(Protocol):
    def doubtful(self) -> int:
        """Cases that have a doubt or were returned; not those set aside."""
        ...

    def keyed_twice(self) -> Share:
        """Of the confirmed fields that a second person keyed blind, those in which both agreed
        before anybody settled a difference."""
        ...

    def sampled(self) -> Share:
        """Of the fields that closed samples keyed anew, those that were right."""
        ...

    def books(self) -> Sequence[tuple[Book, int]]:
        """Every declared book with the cases of its batch, but for those set aside."""
        ...

    def sample(self, finished: int, most: int) -> Iterator[Record]:
        """The records of at most about ``most`` of the ``finished`` cases, evenly spread over their
        numbers; fields come without their readings."""
        ...

    def lengths(self, bounds: Sequence[int]) -> Sequence[LengthRow]:
        """The filled fields of finished cases by class of length, a row for each batch and document
        type. Reads all fields."""
        ...


class SlipRepository(Protocol):
    def slip(self, batch_id: int, audit_head: str) -> Slip:
        """Raises NotFound for a batch that is not there."""
        ...

    def add_handover(self, handover: Handover) -> Handover: ...
    def handovers(self) -> Sequence[Handover]:
        """The oldest first."""
        ...
