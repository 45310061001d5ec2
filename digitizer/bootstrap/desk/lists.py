"""The long lists, as one person may see them: received files, cases, batches."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from digitizer.domain.batch import Batch, BatchSummary
from digitizer.domain.case import Arrival, CaseSummary, Outcome
from digitizer.domain.changes import Actor
from digitizer.domain.errors import NotFound
from digitizer.domain.lifecycle import CaseState
from digitizer.workflow import overview, sight
from digitizer.workflow.lists import ArrivalFilter, ArrivalOrder, CaseFilter, CaseOrder
from digitizer.workflow.ports import Ports, UnitOfWork

_READ_INBOX = "read-inbox"


@dataclass(frozen=True, slots=True)
class ListsDesk:
    """One person's access; safe to use from several threads. Everything but :meth:`status` raises
    NotAllowed for somebody without the right to the list."""

    ports: Ports
    actor: Actor

    def status(self) -> overview.StatusReport:
        """Counts for everybody, without what this person may not see."""
        report = overview.status(self.ports)
        with self.ports.unit_of_work() as unit:
            hidden = sight.hidden_types(unit, self.ports, self.actor)
            if not hidden:
                return report
            seen = CaseFilter(hidden_types=hidden)
            cases = {state: unit.cases.count(replace(seen, state=state)) for state in CaseState}
            return replace(report, cases=cases, records=unit.cases.count(seen))

    def arrivals(
        self, *, limit: int, before_id: int | None, outcome: Outcome | None
    ) -> Sequence[Arrival]:
        with self._inbox() as unit:
            return unit.arrivals.list(outcome=outcome, limit=limit, before_id=before_id)

    def arrival_page(
        self, where: ArrivalFilter, order: ArrivalOrder, *, limit: int, offset: int
    ) -> Sequence[Arrival]:
        with self._inbox() as unit:
            return unit.arrivals.page(where, order, limit=limit, offset=offset)

    def arrival_count(self, where: ArrivalFilter) -> int:
        with self._inbox() as unit:
            return unit.arrivals.count(where)

    def case_summaries(
        self, where: CaseFilter, *, order: CaseOrder, limit: int, offset: int
    ) -> Sequence[CaseSummary]:
        with self._cases(where) as (unit, seen):
            return unit.cases.summaries(seen, order=order, limit=limit, offset=offset)

    def case_count(self, where: CaseFilter) -> int:
        with self._cases(where) as (unit, seen):
            return unit.cases.count(seen)

    def case_ids(
        self, where: CaseFilter, order: CaseOrder, *, limit: int, offset: int
    ) -> Sequence[int]:
        with self._cases(where) as (unit, seen):
            return unit.cases.ids(seen, order, limit=limit, offset=offset)

    def case_neighbour(
        self,
        where: CaseFilter,
        order: CaseOrder,
        case_id: int | None,
        step: int,
        states: Collection[CaseState],
    ) -> int | None:
        with self._cases(where) as (unit, seen):
            return unit.cases.neighbour(seen, order, case_id, step, states)

    def case_position(self, where: CaseFilter, order: CaseOrder, case_id: int) -> int:
        with self._cases(where) as (unit, seen):
            return unit.cases.position(seen, order, case_id)

    def batches(self) -> Sequence[BatchSummary]:
        with sight.looking(self.ports, self.actor, sight.LIST_BATCHES) as unit:
            return sight.seen_batches(unit, self.ports, self.actor, unit.batches.list())

    def batch(self, name_or_id: str) -> Batch:
        """The batch of that name, or of that number; raises NotFound, also for one that this
        person may not see."""
        with sight.looking(self.ports, self.actor, sight.LIST_BATCHES) as unit:
            found = unit.batches.find_by_name(name_or_id)
            if found is None and name_or_id.isdecimal():
                found = unit.batches.get(int(name_or_id))
            hidden = sight.hidden_types(unit, self.ports, self.actor)
            if found is None or (hidden and found.id in unit.sight.batches_with(hidden)):
                raise NotFound("no-batch", batch=name_or_id)
            return found

    @contextmanager
    def _inbox(self) -> Iterator[UnitOfWork]:
        with self.ports.unit_of_work() as unit:
            sight.require_all(unit, self.ports, self.actor, _READ_INBOX)
            yield unit

    @contextmanager
    def _cases(self, where: CaseFilter) -> Iterator[tuple[UnitOfWork, CaseFilter]]:
        with sight.looking(self.ports, self.actor, sight.LIST_CASES) as unit:
            yield unit, sight.seen_of(unit, self.ports, self.actor, where)
