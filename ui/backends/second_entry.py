"""Fields that a second person keys without seeing the first value, what a third settles, and what
a supervisor leaves at the fields of a submitted batch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from digitizer.domain.changes import ChangeSet
from digitizer.domain.record import EmptyReason
from digitizer.domain.review import Point
from digitizer.domain.second_entry import Decision
from digitizer.workflow.review import Review, ReviewCase
from digitizer.workflow.second_tasks import Difference, Disagreement, SecondBatch, SecondTask


class SecondEntry(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""

    def batches(self) -> Sequence[SecondBatch]:
        """The open batches with fields to key twice, with what this person may do in each."""
        ...

    def next_task(
        self, batch_id: int, *, skipped: bool = False, but: tuple[int, str] | None = None
    ) -> SecondTask | None:
        """The next field for this person to key, or to key after all; without any value. ``but``
        is a case and field at hand, to fetch the one after it."""
        ...

    def key(self, case_id: int, field: str, given: str | EmptyReason) -> ChangeSet:
        """Keep a text or why the field is empty; the answer does not tell whether it agrees."""
        ...

    def skip(self, case_id: int, field: str, reason: str) -> ChangeSet: ...

    def differences(self, batch_id: int) -> Sequence[Difference]:
        """What this person may settle as the third; reads one case each."""
        ...

    def settle(self, case_id: int, field: str, decision: Decision, why: str = "") -> ChangeSet: ...

    def disagreements(self, batch_id: int) -> Sequence[Disagreement]:
        """For the supervisor; raises NotAllowed for whoever worked on the batch."""
        ...

    def cases_to_review(
        self, batch_id: int, *, limit: int, offset: int
    ) -> Sequence[ReviewCase]: ...

    def review(self, batch_id: int) -> Review:
        """What this supervisor looked at and pinned so far."""
        ...

    def look_at(self, case_id: int, field: str) -> ChangeSet: ...

    def put_pin(self, case_id: int, field: str, reason: str, point: Point | None) -> ChangeSet: ...

    def take_pin_off(self, case_id: int, field: str) -> ChangeSet: ...
