"""What the window asks of progress."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from digitizer.domain.data_quality import DataQuality
from digitizer.domain.field_lengths import LengthRow, LengthRule
from digitizer.domain.progress_report import ProgressReport, RollUp
from digitizer.domain.slip import Direction, Handover, Slip
from digitizer.domain.work_plan import WorkPlan
from digitizer.workflow.see_progress import Progress, ProgressCheck


class ProgressSight(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""

    def look(self) -> Progress: ...
    def quality(self) -> DataQuality: ...
    def set_plan(self, file: Path) -> WorkPlan: ...
    def report(self, day: date | None = None) -> ProgressReport: ...
    def write_report(
        self, report: ProgressReport, pdf: Path | None, xlsx: Path | None, json: Path | None
    ) -> None: ...
    def slip(self, batch_id: int) -> Slip: ...
    def write_slip(self, slip: Slip, pdf: Path) -> None: ...
    def handovers(self) -> Sequence[Handover]:
        """The oldest first."""
        ...

    def hand_over(
        self,
        papers: str,
        direction: Direction,
        books: int,
        sheets: int,
        given_by: str,
        taken_by: str,
        note: str = "",
    ) -> Handover: ...
    def write_handover(self, number: int, pdf: Path) -> None: ...
    def plan(self) -> WorkPlan | None: ...
    def put_plan(self, plan: WorkPlan) -> None: ...
    def check(self) -> ProgressCheck:
        """Recount everything and compare."""
        ...

    def recount(self) -> ProgressCheck:
        """Count anew; what was wrong before."""
        ...

    def length_rule(self) -> LengthRule: ...
    def lengths(self) -> Sequence[LengthRow]:
        """Long work."""
        ...

    def write_lengths(
        self, rows: Sequence[LengthRow], pdf: Path | None, xlsx: Path | None
    ) -> None: ...
    def merge(self, files: Sequence[Path], pdf: Path | None, xlsx: Path | None) -> RollUp:
        """Put the report files of many offices together and write what is asked for."""
        ...
