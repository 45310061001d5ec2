"""Progress of a workspace in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digitizer.domain.data_quality import DataQuality, Share, Word
from digitizer.domain.errors import DigitizerError, InvalidInput
from digitizer.domain.field_lengths import LengthRow, LengthRule
from digitizer.domain.progress import Tally, Waiting, summed
from digitizer.domain.progress_report import ProgressReport, RollUp
from digitizer.domain.slip import Direction, Handover, Slip
from digitizer.domain.work_plan import WorkPlan
from digitizer.workflow.see_progress import Progress, ProgressCheck

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend

_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
NOTHING = Progress(_AT, Tally(summed([]), (), (), (), Waiting()), None, (), None)


_RIGHT = ProgressCheck(0, 0)


@dataclass
class ProgressScript:
    """What the page will find, and what it asked to be written."""

    found: Progress = NOTHING
    quality: DataQuality = field(
        default_factory=lambda: DataQuality({word: Share() for word in Word}, 0, 0)
    )
    error: DigitizerError | None = None
    rollup: RollUp = field(default_factory=lambda: RollUp(_AT, (), ()))
    written: list[Path | None] = field(default_factory=list)
    plans: list[Path] = field(default_factory=list)
    put: list[WorkPlan] = field(default_factory=list)
    handovers: list[Handover] = field(default_factory=list)
    lengths: Sequence[LengthRow] = ()
    check: ProgressCheck = _RIGHT


@dataclass(frozen=True, slots=True)
class FakeProgress:
    backend: FakeBackend

    @property
    def script(self) -> ProgressScript:
        return self.backend.data.progress

    def look(self) -> Progress:
        self._raise()
        return self.script.found

    def quality(self) -> DataQuality:
        return self.script.quality

    def set_plan(self, file: Path) -> WorkPlan:
        self.script.plans.append(file)
        return WorkPlan(date(2026, 3, 2), office="UBND xã Mẫu")

    def report(self, day: date | None = None) -> ProgressReport:
        found = self.script.found
        return ProgressReport(
            "",
            "UBND xã Mẫu",
            "",
            day or found.today,
            found.at,
            "test",
            found.tally.totals,
            found.tally.days,
            found.tally.types,
            0,
            0,
            found.forecasts,
            found.bottleneck,
            self.script.quality,
        )

    def write_report(
        self, report: ProgressReport, pdf: Path | None, xlsx: Path | None, json: Path | None
    ) -> None:
        self.script.written += [pdf, xlsx, json]

    def slip(self, batch_id: int) -> Slip:
        batch = self.backend.data.batches[batch_id]
        return Slip(batch_id, batch.name, None, None, None, (), 3, 0, 1, (), "0" * 64)

    def write_slip(self, slip: Slip, pdf: Path) -> None:
        self.script.written.append(pdf)

    def handovers(self) -> Sequence[Handover]:
        self._raise()
        return tuple(self.script.handovers)

    def hand_over(
        self,
        papers: str,
        direction: Direction,
        books: int,
        sheets: int,
        given_by: str,
        taken_by: str,
        note: str = "",
    ) -> Handover:
        if given_by == taken_by:
            raise InvalidInput("handover-same-person", name=given_by)
        number = len(self.script.handovers) + 1
        who = self.backend.actor.name
        made = Handover(
            papers, direction, books, sheets, given_by, taken_by, _AT, note, who, number
        )
        self.script.handovers.append(made)
        return made

    def write_handover(self, number: int, pdf: Path) -> None:
        self.script.written += [pdf]

    def plan(self) -> WorkPlan | None:
        return self.script.found.plan

    def put_plan(self, plan: WorkPlan) -> None:
        self._raise()
        self.script.put.append(plan)

    def check(self) -> ProgressCheck:
        self._raise()
        return self.script.check

    def recount(self) -> ProgressCheck:
        found, self.script.check = self.script.check, ProgressCheck(0, 0)
        return found

    def length_rule(self) -> LengthRule:
        return LengthRule((15, 50), date(2026, 1, 1), "Thông tư mẫu")

    def lengths(self) -> Sequence[LengthRow]:
        self._raise()
        return self.script.lengths

    def write_lengths(self, rows: Sequence[LengthRow], pdf: Path | None, xlsx: Path | None) -> None:
        self.script.written += [pdf, xlsx]

    def _raise(self) -> None:
        if self.script.error is not None:
            raise self.script.error

    def merge(self, files: Sequence[Path], pdf: Path | None, xlsx: Path | None) -> RollUp:
        self.script.written += [*files, pdf, xlsx]
        return self.script.rollup
