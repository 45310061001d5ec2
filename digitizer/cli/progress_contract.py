"""The JSON shapes of progress that the command line promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from digitizer.domain.data_quality import Share, Word
from digitizer.domain.field_lengths import LengthRow, LengthRule
from digitizer.domain.progress import Counts
from digitizer.domain.progress_report import ProgressReport, RollUp
from digitizer.domain.slip import Handover, Slip
from digitizer.domain.work_plan import Forecast, WorkPlan
from digitizer.workflow.see_progress import ProgressCheck

Json = dict[str, object]


def report_json(report: ProgressReport) -> Json:
    """The figures of a report in short; the report file has them in full."""
    held = report.bottleneck
    return {
        "office": report.office,
        "day": report.day.isoformat(),
        "today": _counts(report.of_day),
        "totals": _counts(report.totals),
        "waiting_pages": report.waiting_pages,
        "failed_files": report.failed_files,
        "waiting": {stage.value: number for stage, number in report.waiting.items()},
        "bottleneck": None
        if held is None
        else {"stage": held.stage.value, "waiting": held.waiting, "days": round(held.days, 2)},
        "milestones": [_forecast(one) for one in report.forecasts],
        "quality": _shares(report.quality.shares),
        "sampled": report.quality.sampled,
        "finished": report.quality.finished,
    }


def plan_json(plan: WorkPlan, forecasts: Sequence[Forecast]) -> Json:
    return {
        "office": plan.office,
        "superior": plan.superior,
        "code": plan.code,
        "start": plan.start.isoformat(),
        "saturdays": plan.works_saturdays,
        "days_off": [day.isoformat() for day in sorted(plan.days_off)],
        "milestones": [_forecast(one) for one in forecasts],
    }


def rollup_json(rollup: RollUp) -> Json:
    return {
        "offices": [
            {
                "office": one.office,
                "code": one.code,
                "day": one.day.isoformat(),
                "totals": _counts(one.totals),
            }
            for one in rollup.reports
        ],
        "totals": _counts(rollup.totals),
        "quality": _shares(rollup.shares),
        "left_out": [
            {"file": one.file, "office": one.office, "code": one.code} for one in rollup.left_out
        ],
    }


def check_json(check: ProgressCheck) -> Json:
    return {"sound": check.is_sound, "differing": check.differing, "undated": check.undated}


def length_json(row: LengthRow, rule: LengthRule) -> Json:
    return {
        "batch": row.batch,
        "document_type": row.document_type,
        "cases": row.cases,
        "fields": dict(zip(rule.classes, row.fields, strict=True)),
        "characters": row.characters,
    }


def slip_json(slip: Slip) -> Json:
    return {
        "batch": slip.batch,
        "files": [
            {
                "name": one.name,
                "sha256": one.sha256,
                "pages": one.pages,
                "pages_read": one.pages_read,
                "pages_unused": one.unused,
            }
            for one in slip.files
        ],
        "pages": slip.pages,
        "pages_declared": slip.counted.pages if slip.counted else None,
        "images_due": slip.counted.images_due if slip.counted else None,
        "images": slip.counted.images if slip.counted else slip.pages,
        "images_in_cases": slip.counted.in_cases if slip.counted else None,
        "images_loose": slip.counted.loose if slip.counted else 0,
        "cases": slip.cases,
        "set_aside": slip.set_aside,
        "unfinished": slip.unfinished,
        "backlog": slip.backlog,
        "rows_due": slip.rows_due,
        "rows_out": slip.rows_out,
        "packages": [
            {
                "name": one.name,
                "at": one.at.isoformat(),
                "rows": one.rows,
                "manifest_sha256": one.manifest_sha256,
            }
            for one in slip.packages
        ],
        "gaps": [gap.value for gap in slip.gaps],
        "audit_head": slip.audit_head,
    }


def handover_json(handover: Handover) -> Json:
    return {
        "id": handover.id,
        "papers": handover.papers,
        "direction": handover.direction.value,
        "books": handover.books,
        "sheets": handover.sheets,
        "given_by": handover.given_by,
        "taken_by": handover.taken_by,
        "at": handover.at.isoformat(),
        "note": handover.note,
    }


def _counts(counts: Counts) -> Json:
    return {stage.value: number for stage, number in counts.items()}


def _shares(shares: Mapping[Word, Share]) -> Json:
    return {
        word.value: {"share": share.value, "good": share.good, "all": share.all}
        for word, share in shares.items()
    }


def _forecast(one: Forecast) -> Json:
    return {
        "name": one.milestone.name,
        "document_type": one.milestone.document_type,
        "stage": one.milestone.stage.value,
        "due": one.milestone.due.isoformat(),
        "target": one.milestone.target,
        "done": one.done,
        "standing": one.standing.value,
        "usual": _day(one.usual),
        "early": _day(one.early),
        "late": _day(one.late),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
