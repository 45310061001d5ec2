"""Progress, its reports, nothing-lost slips and handovers of one workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from digitizer.bootstrap.figures import Figures
from digitizer.bootstrap.merging_reports import merge_reports, write_rollup
from digitizer.bootstrap.printing import print_sheet
from digitizer.bootstrap.progress_papers import report_sheet, report_worksheets
from digitizer.bootstrap.progress_rule import progress_rule, read_plan
from digitizer.bootstrap.report_files import write_report
from digitizer.bootstrap.slip_papers import (
    handover_sheet,
    lengths_sheet,
    lengths_worksheet,
    slip_sheet,
)
from digitizer.domain.changes import Actor
from digitizer.domain.data_quality import DataQuality
from digitizer.domain.errors import NotFound
from digitizer.domain.field_lengths import LengthRow, LengthRule
from digitizer.domain.progress import work_day
from digitizer.domain.progress_report import ProgressReport, RollUp
from digitizer.domain.slip import Direction, Handover, Slip
from digitizer.domain.work_plan import WorkPlan
from digitizer.messages import Messages
from digitizer.workflow import hand_over, measure_quality, see_progress, sight
from digitizer.workflow.ports import Ports
from digitizer.workflow.report_progress import report_progress
from digitizer.workflow.rights import require_reading
from digitizer.workflow.see_progress import Progress, ProgressCheck
from exports.figures_xlsx import write_figures

_READ_PROGRESS, _READ_SLIPS = "read-progress", "read-slips"


@dataclass(frozen=True, slots=True)
class ProgressDesk:
    """One person's access; safe to use from several threads. Looking raises NotAllowed for somebody
    without the right to progress, to slips and handovers."""

    ports: Ports
    actor: Actor
    messages: Messages
    workspace: Path

    @property
    def figures(self) -> Figures:
        return Figures(self.messages, self.ports.catalog)

    def look(self) -> Progress:
        self._require()
        return see_progress.see_progress(self.ports, progress_rule().pace)

    def quality(self) -> DataQuality:
        self._require()
        return measure_quality.measure_quality(self.ports, progress_rule().sample)

    def check(self) -> ProgressCheck:
        """Recount everything and compare."""
        self._require()
        return see_progress.check_progress(self.ports)

    def recount(self) -> ProgressCheck:
        """Count anew; what was wrong before."""
        return see_progress.recount_progress(self.ports, self.actor)

    def plan(self) -> WorkPlan | None:
        with self.ports.unit_of_work() as unit:
            return unit.progress.plan()

    def set_plan(self, file: Path) -> WorkPlan:
        """Put the plan of a file in force. Raises what :func:`read_plan` and
        :func:`see_progress.set_work_plan` raise."""
        plan = read_plan(file)
        self.put_plan(plan)
        return plan

    def put_plan(self, plan: WorkPlan) -> None:
        """Put a plan in force. Raises what :func:`see_progress.set_work_plan` raises."""
        see_progress.set_work_plan(self.ports, self.actor, plan)

    def report(self, day: date | None = None) -> ProgressReport:
        """The report of a day (None: of today), of the office that the plan names."""
        self._require()
        return report_progress(self.ports, progress_rule(), day, self.workspace.name)

    def write_report(
        self, report: ProgressReport, pdf: Path | None, xlsx: Path | None, json: Path | None
    ) -> None:
        """Write what is asked for. Raises InvalidInput ``sheet-exists``, EnvironmentFault
        ``sheet-no-io``, ``sheet-font``, ``fonts-missing``."""
        if pdf is not None:
            print_sheet(pdf, report_sheet(report, self.figures, self.actor.name))
        if xlsx is not None:
            write_figures(xlsx, report_worksheets(report, self.figures), report.made_at)
        if json is not None:
            write_report(json, [report])

    def merge(self, files: Sequence[Path], pdf: Path | None, xlsx: Path | None) -> RollUp:
        """Put the report files of many offices together and write what is asked for. Raises what
        :meth:`write_report` raises."""
        rollup = merge_reports(files)
        write_rollup(rollup, self.messages, self.actor.name, pdf, xlsx, None)
        return rollup

    def length_rule(self) -> LengthRule:
        return progress_rule().lengths

    def lengths(self) -> Sequence[LengthRow]:
        self._require()
        return see_progress.field_lengths(self.ports, self.length_rule())

    def write_lengths(self, rows: Sequence[LengthRow], pdf: Path | None, xlsx: Path | None) -> None:
        """Raises what :meth:`write_report` raises."""
        rule, now = self.length_rule(), self.ports.clock()
        if pdf is not None:
            sheet = lengths_sheet(rows, rule, self.plan(), self.figures, work_day(now))
            print_sheet(pdf, sheet)
        if xlsx is not None:
            write_figures(xlsx, [lengths_worksheet(rows, rule, self.figures)], now)

    def slip(self, batch_id: int) -> Slip:
        sight.require_batch(self.ports, self.actor, batch_id, _READ_SLIPS)
        return hand_over.nothing_lost(self.ports, batch_id)

    def write_slip(self, slip: Slip, pdf: Path) -> None:
        """Raises what :meth:`write_report` raises."""
        today = work_day(self.ports.clock())
        print_sheet(pdf, slip_sheet(slip, self.plan(), self.figures, today))

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
        return hand_over.hand_over(
            self.ports, self.actor, papers, direction, books, sheets, given_by, taken_by, note
        )

    def handovers(self) -> Sequence[Handover]:
        """The oldest first."""
        require_reading(self.ports, self.actor, _READ_SLIPS)
        return hand_over.handovers(self.ports)

    def write_handover(self, number: int, pdf: Path) -> None:
        """The minute of one handover. Raises NotFound ``no-handover`` and what
        :meth:`write_report` raises."""
        found = [one for one in self.handovers() if one.id == number]
        if not found:
            raise NotFound("no-handover", number=number)
        print_sheet(pdf, handover_sheet(found[0], self.plan(), self.figures))

    def _require(self) -> None:
        sight.require_whole(self.ports, self.actor, _READ_PROGRESS)
