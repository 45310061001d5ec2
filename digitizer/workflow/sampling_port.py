"""What the use cases of sampling need from the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from digitizer.domain.samples import (
    Answer,
    Judgement,
    Sample,
    SampleDraw,
    SampleResult,
    SampleState,
)
from digitizer.domain.sampling import Unit
from digitizer.domain.switching import LotOutcome, Resumption


class SampleRepository(Protocol):
    """Everything here is append-only."""

    def case_ids(self, batch_id: int) -> Sequence[int]:
        """The lot of a batch: its cases that nobody answered for yet, but for those set aside; in
        a batch that is approved or exported the cases of the last answer."""
        ...

    def pages(self, batch_id: int) -> Sequence[tuple[int, int]]:
        """Each page on which these cases stand, with the first case that it belongs to."""
        ...

    def last_edit(self) -> int:
        """The number of the newest edit of all; 0 for none."""
        ...

    def changed_cases(self, batch_id: int, after_edit: int) -> frozenset[int]:
        """The cases of the lot with an edit newer than that."""
        ...

    def add(self, draw: SampleDraw, units: Sequence[Unit]) -> Sample: ...
    def get(self, sample_id: int) -> SampleState:
        """Raises NotFound ``no-sample``."""
        ...

    def newest(self, batch_id: int, round_number: int) -> SampleState | None: ...
    def answer(self, sample_id: int, answer: Answer) -> None:
        """Raises Conflict when the unit was answered before, NotAllowed ``two-roles`` for somebody
        who worked on its case."""
        ...

    def judge(self, sample_id: int, judgement: Judgement) -> None:
        """Raises Conflict when the difference was judged before."""
        ...

    def close(self, result: SampleResult) -> None: ...
    def resume(self, series: str, why: str, by: str, at: datetime) -> None: ...
    def series(self, series: str) -> Sequence[LotOutcome | Resumption]:
        """What happened in a series so far, the oldest first: its first samples of fields that
        were closed, and what let it go on after it was stopped."""
        ...

    def history(
        self, *, limit: int, before_id: int | None = None
    ) -> Sequence[tuple[SampleDraw, int, SampleResult | None]]:
        """The newest samples first, with their numbers and results."""
        ...
