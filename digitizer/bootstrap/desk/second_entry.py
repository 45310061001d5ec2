"""Fields that a second person keys without seeing the first value, what a third settles, and what
a supervisor leaves at the fields of a submitted batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.record import EmptyReason
from digitizer.domain.review import Point
from digitizer.domain.second_entry import Decision
from digitizer.workflow import key_second, review, second_work, settle, sight
from digitizer.workflow.ports import Ports
from digitizer.workflow.second_tasks import Difference, Disagreement, SecondBatch, SecondTask

_READ_SECOND, _READ_REVIEW = "read-second", "read-review"


@dataclass(frozen=True, slots=True)
class SecondEntryDesk:
    """One person's access; safe to use from several threads. Looking raises NotAllowed for somebody
    without the right to that side of the batch."""

    ports: Ports
    actor: Actor

    def batches(self) -> Sequence[SecondBatch]:
        sight.require_whole(self.ports, self.actor, _READ_SECOND)
        return second_work.second_batches(self.ports, self.actor)

    def next_task(
        self, batch_id: int, *, skipped: bool = False, but: tuple[int, str] | None = None
    ) -> SecondTask | None:
        self._require(batch_id, _READ_SECOND)
        return second_work.next_second(self.ports, self.actor, batch_id, skipped=skipped, but=but)

    def key(self, case_id: int, field: str, given: str | EmptyReason) -> ChangeSet:
        return key_second.key_second(self.ports, self.actor, case_id, field, given)

    def skip(self, case_id: int, field: str, reason: str) -> ChangeSet:
        return key_second.skip_second(self.ports, self.actor, case_id, field, reason)

    def differences(self, batch_id: int) -> Sequence[Difference]:
        self._require(batch_id, _READ_SECOND)
        return second_work.differences(self.ports, self.actor, batch_id)

    def settle(self, case_id: int, field: str, decision: Decision, why: str = "") -> ChangeSet:
        return settle.settle(self.ports, self.actor, case_id, field, decision, why)

    def disagreements(self, batch_id: int) -> Sequence[Disagreement]:
        self._require(batch_id, _READ_REVIEW)
        return second_work.disagreements(self.ports, self.actor, batch_id)

    def cases_to_review(
        self, batch_id: int, *, limit: int, offset: int
    ) -> Sequence[review.ReviewCase]:
        self._require(batch_id, _READ_REVIEW)
        return review.cases_to_review(self.ports, batch_id, limit=limit, offset=offset)

    def review(self, batch_id: int) -> review.Review:
        self._require(batch_id, _READ_REVIEW)
        return review.review_of(self.ports, self.actor, batch_id)

    def look_at(self, case_id: int, field: str) -> ChangeSet:
        return review.look_at(self.ports, self.actor, case_id, field)

    def put_pin(self, case_id: int, field: str, reason: str, point: Point | None) -> ChangeSet:
        return review.put_pin(self.ports, self.actor, case_id, field, reason, point)

    def take_pin_off(self, case_id: int, field: str) -> ChangeSet:
        return review.take_pin_off(self.ports, self.actor, case_id, field)

    def _require(self, batch_id: int, action: str) -> None:
        sight.require_batch(self.ports, self.actor, batch_id, action)
