"""Fields that a second person keys without seeing the first value, what a third settles, and what
a supervisor leaves at the fields of a submitted batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.record import EmptyReason
from digitizer.domain.review import Point
from digitizer.domain.second_entry import Decision
from digitizer.workflow import key_second, review, second_work, settle
from digitizer.workflow.ports import Ports
from digitizer.workflow.second_tasks import Difference, Disagreement, SecondBatch, SecondTask


@dataclass(frozen=True, slots=True)
class SecondEntryDesk:
    """One person's access; safe to use from several threads."""

    ports: Ports
    actor: Actor

    def batches(self) -> Sequence[SecondBatch]:
        return second_work.second_batches(self.ports, self.actor)

    def next_task(
        self, batch_id: int, *, skipped: bool = False, but: tuple[int, str] | None = None
    ) -> SecondTask | None:
        return second_work.next_second(self.ports, self.actor, batch_id, skipped=skipped, but=but)

    def key(self, case_id: int, field: str, given: str | EmptyReason) -> ChangeSet:
        return key_second.key_second(self.ports, self.actor, case_id, field, given)

    def skip(self, case_id: int, field: str, reason: str) -> ChangeSet:
        return key_second.skip_second(self.ports, self.actor, case_id, field, reason)

    def differences(self, batch_id: int) -> Sequence[Difference]:
        return second_work.differences(self.ports, self.actor, batch_id)

    def settle(self, case_id: int, field: str, decision: Decision, why: str = "") -> ChangeSet:
        return settle.settle(self.ports, self.actor, case_id, field, decision, why)

    def disagreements(self, batch_id: int) -> Sequence[Disagreement]:
        return second_work.disagreements(self.ports, self.actor, batch_id)

    def cases_to_review(
        self, batch_id: int, *, limit: int, offset: int
    ) -> Sequence[review.ReviewCase]:
        return review.cases_to_review(self.ports, batch_id, limit=limit, offset=offset)

    def review(self, batch_id: int) -> review.Review:
        return review.review_of(self.ports, self.actor, batch_id)

    def look_at(self, case_id: int, field: str) -> ChangeSet:
        return review.look_at(self.ports, self.actor, case_id, field)

    def put_pin(self, case_id: int, field: str, reason: str, point: Point | None) -> ChangeSet:
        return review.put_pin(self.ports, self.actor, case_id, field, reason, point)

    def take_pin_off(self, case_id: int, field: str) -> ChangeSet:
        return review.take_pin_off(self.ports, self.actor, case_id, field)
