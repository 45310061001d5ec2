"""Checking submitted batches by samples."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from digitizer.domain.changes import ChangeSet
from digitizer.domain.record import EmptyReason
from digitizer.domain.second_entry import Choice
from digitizer.workflow.sampling_work import (
    SampledBatch,
    SampleDifference,
    SampleReport,
    SampleRow,
    SampleTask,
)


class Sampling(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""

    def batches(self) -> Sequence[SampledBatch]:
        """The batches that were handed in, and those sampled lately."""
        ...

    def draw(self, batch_id: int, round_number: int | None = None) -> ChangeSet:
        """Of the first round that is not passed."""
        ...

    def next_task(self, sample_id: int) -> SampleTask | None:
        """A field comes without any value that was keyed or read."""
        ...

    def key(self, sample_id: int, place: int, given: str | EmptyReason) -> ChangeSet: ...

    def mark(self, sample_id: int, place: int, *, is_right: bool, why: str = "") -> ChangeSet: ...

    def differences(self, sample_id: int) -> Sequence[SampleDifference]:
        """Only when every unit is answered."""
        ...

    def judge(self, sample_id: int, place: int, choice: Choice, why: str) -> ChangeSet: ...

    def close(self, sample_id: int) -> ChangeSet: ...

    def history(self, *, limit: int = 100, before_id: int | None = None) -> Sequence[SampleRow]:
        """The newest first."""
        ...

    def report(self, sample_id: int) -> SampleReport:
        """Of a closed sample."""
        ...

    def resume(self, batch_id: int, why: str) -> ChangeSet:
        """Let a stopped series of lots go on."""
        ...

    def print_result(self, sample_id: int, target: Path) -> None: ...
