"""The daily report of an office."""

from __future__ import annotations

from datetime import date

from digitizer.domain.errors import InvalidInput
from digitizer.domain.progress_report import ProgressReport, days_until, total_of
from digitizer.workflow.measure_quality import measure_quality
from digitizer.workflow.ports import Ports
from digitizer.workflow.see_progress import ProgressRule, see_progress


def report_progress(
    ports: Ports, rule: ProgressRule, day: date | None, office: str
) -> ProgressReport:
    """The report of a day (None: of today); ``office`` names who works here where no plan does.
    Raises InvalidInput ``report-day-ahead`` for a day to come."""
    found = see_progress(ports, rule.pace)
    wanted = day or found.today
    if wanted > found.today:
        raise InvalidInput("report-day-ahead", day=f"{wanted:%d/%m/%Y}")
    plan, days = found.plan, days_until(found.tally, wanted)
    return ProgressReport(
        plan.superior if plan else "",
        (plan.office if plan else "") or office,
        plan.code if plan else "",
        wanted,
        found.at,
        ports.software_version,
        total_of(one.counts for one in days),
        days,
        found.tally.types,
        found.tally.waiting.pages,
        found.tally.waiting.failed,
        found.forecasts,
        found.bottleneck,
        measure_quality(ports, rule.sample),
    )
