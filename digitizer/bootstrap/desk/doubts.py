"""The doubts of a whole batch, and what stands in its other cases."""

from __future__ import annotations

from dataclasses import dataclass, replace

from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.doubts import Doubt
from digitizer.workflow import batch_doubts, history, keep_pinned, pass_on, sight
from digitizer.workflow.batch_doubts import DoubtPage, NearValues
from digitizer.workflow.doubts_port import DoubtPlace, DoubtSearch
from digitizer.workflow.lists import CaseOrder
from digitizer.workflow.ports import Ports


@dataclass(frozen=True, slots=True)
class DoubtsDesk:
    """One person's access; safe to use from several threads."""

    ports: Ports
    actor: Actor

    def list(self, search: DoubtSearch, *, limit: int = 200) -> DoubtPage:
        """See :func:`digitizer.workflow.batch_doubts.list_doubts`."""
        return batch_doubts.list_doubts(self.ports, self._seen(search), limit=limit)

    def beside(
        self, search: DoubtSearch, order: CaseOrder, place: DoubtPlace, step: int
    ) -> Doubt | None:
        """See :func:`digitizer.workflow.batch_doubts.doubt_beside`."""
        seen = self._seen(search)
        return batch_doubts.doubt_beside(self.ports, self.actor, seen, order, place, step)

    def near_values(self, case_id: int, previous_id: int | None) -> NearValues:
        """See :func:`digitizer.workflow.batch_doubts.near_values`."""
        for each in (case_id, previous_id):
            if each is not None:
                sight.require_case(self.ports, self.actor, each)
        return batch_doubts.near_values(self.ports, case_id, previous_id)

    def pass_on(
        self,
        case_id: int,
        key: str,
        reason: str,
        expected_revision: int,
        text: str | None = None,
    ) -> ChangeSet:
        """See :func:`digitizer.workflow.pass_on.pass_on`."""
        return pass_on.pass_on(
            self.ports, self.actor, case_id, key, reason, expected_revision, text
        )

    def keep_pinned(self, case_id: int, key: str, reason: str, expected_revision: int) -> ChangeSet:
        """See :func:`digitizer.workflow.keep_pinned.keep_pinned`."""
        return keep_pinned.keep_pinned(
            self.ports, self.actor, case_id, key, reason, expected_revision
        )

    def revision_of(self, case_id: int) -> int:
        """The newest revision of a case, whoever made it; cheap enough to ask every second."""
        with self.ports.unit_of_work() as unit:
            return unit.cases.revision_of(case_id)

    def undo_newest(self) -> history.Step:
        """See :func:`digitizer.workflow.history.undo_newest`."""
        return history.undo_newest(self.ports, self.actor)

    def redo_newest(self) -> history.Step:
        """See :func:`digitizer.workflow.history.redo_newest`."""
        return history.redo_newest(self.ports, self.actor)

    def _seen(self, search: DoubtSearch) -> DoubtSearch:
        """The search without the cases that this person may not see. Raises NotAllowed for somebody
        without the right to lists of cases."""
        with sight.looking(self.ports, self.actor, sight.LIST_CASES) as unit:
            where = sight.seen_of(unit, self.ports, self.actor, search.where)
        return replace(search, where=where)
