"""What the window asks of progress."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from digitizer.domain.data_quality import DataQuality
from digitizer.domain.progress_report import ProgressReport, RollUp
from digitizer.domain.slip import Slip
from digitizer.domain.work_plan import WorkPlan
from digitizer.workflow.see_progress import Progress


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
    def merge(self, files: Sequence[Path], pdf: Path | None, xlsx: Path | None) -> RollUp:
        """Put the report files of many offices together and write what is asked for."""
        ...
