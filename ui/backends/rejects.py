"""Lists of what receivers gave back, and the packages that put it right."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Protocol

from digitizer.domain.reject_list import Columns, RejectTable
from digitizer.domain.reject_matching import RejectMatch
from digitizer.workflow.export_correction import Correction
from digitizer.workflow.take_rejects import LineOfCase, RejectQuestion, TakenRejects


class Rejects(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""

    def read(self, path: Path) -> RejectTable:
        """Slow: for a worker thread."""
        ...

    def known_columns(self, header: Sequence[str]) -> Columns:
        """What the columns say as far as their names are known; quick."""
        ...

    def packages(self, batch_id: int) -> Sequence[str]:
        """The names of the packages of a batch, the newest first."""
        ...

    def look(self, question: RejectQuestion) -> Sequence[RejectMatch]:
        """What each line means; nothing is changed. Slow: for a worker thread."""
        ...

    def take(
        self,
        question: RejectQuestion,
        source: Path,
        reason: str = "",
        seen: Collection[LineOfCase] | None = None,
    ) -> TakenRejects:
        """Open the cases of the lines that are ready, with ``seen`` only these. Slow: for a
        worker thread."""
        ...

    def export(self, batch_id: int, out_dir: Path | None = None) -> Correction:
        """Slow: for a worker thread."""
        ...
