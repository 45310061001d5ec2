"""The doubts of a whole batch, what stands in its other cases, and the way back."""

from __future__ import annotations

from typing import Protocol

from digitizer.domain.changes import ChangeSet
from digitizer.domain.doubts import Doubt
from digitizer.workflow.batch_doubts import DoubtPage, NearValues
from digitizer.workflow.doubts_port import DoubtPlace, DoubtSearch
from digitizer.workflow.history import Step
from digitizer.workflow.lists import CaseOrder


class Doubts(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""

    def list(self, search: DoubtSearch, *, limit: int = 200) -> DoubtPage: ...
    def beside(
        self, search: DoubtSearch, order: CaseOrder, place: DoubtPlace, step: int
    ) -> Doubt | None:
        """The next (1) or previous (-1) doubt that this person did not pass on."""
        ...

    def near_values(self, case_id: int, previous_id: int | None) -> NearValues:
        """What a case may take from the case before it and from its batch."""
        ...

    def pass_on(
        self,
        case_id: int,
        key: str,
        reason: str,
        expected_revision: int,
        text: str | None = None,
    ) -> ChangeSet:
        """Leave a field to another person, with ``text`` as the guess that then stands there."""
        ...

    def keep_pinned(self, case_id: int, key: str, reason: str, expected_revision: int) -> ChangeSet:
        """Answer a supervisor's pin with the value that stands, and why."""
        ...

    def revision_of(self, case_id: int) -> int:
        """The newest revision of a case, whoever made it; cheap enough to ask every second."""
        ...

    def undo_newest(self) -> Step:
        """Take back the newest own edit, in whichever case."""
        ...

    def redo_newest(self) -> Step:
        """Bring again what was taken back last."""
        ...
