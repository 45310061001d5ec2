"""The JSON shapes that the command line promises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from digitizer.domain.batch import BatchSummary
from digitizer.domain.case import CaseReading, CaseSummary, Page, ScanReading
from digitizer.domain.errors import DigitizerError
from digitizer.domain.page import Box, PageReading
from digitizer.domain.problems import Problem
from digitizer.domain.record import FieldReading, FieldValue
from digitizer.domain.review import Pin, open_pins
from digitizer.messages import Messages
from digitizer.workflow.overview import CaseView, StatusReport

Json = dict[str, object]


def reading_lines(source: Path, reading: ScanReading, messages: Messages) -> Iterator[Json]:
    """One object a case, as ``digitizer read`` prints it."""
    pages = {page.reading.number: page.reading for page in reading.pages}
    for case in reading.cases:
        numbers = sorted({region.page_number for region in case.regions})
        yield {
            "source": str(source),
            "document_type": case.document_type,
            "type_confidence": round(case.type_confidence, 4),
            "pages": [_page(pages[number], messages) for number in numbers],
            "fields": _fields(case, messages),
        }


def error_line(source: Path, error: DigitizerError, messages: Messages) -> Json:
    return {
        "source": str(source),
        "error": {"code": error.code, "message": messages.error(error)},
    }


def case_json(view: CaseView, messages: Messages) -> Json:
    case = view.case
    values = case.record.fields.values() if case.record else ()
    return {
        "case": case.id,
        "scan": view.scan_name,
        "document_type": case.document_type,
        "type_confidence": round(case.type_confidence, 4),
        "state": case.state.value,
        "revision": case.revision,
        "batch": view.batch.name if view.batch else None,
        "return_reason": case.return_reason,
        "approved_by": case.approved_by,
        "approved_at": case.approved_at.isoformat() if case.approved_at else None,
        "left_in": case.left_in,
        "left_at": case.left_at.isoformat() if case.left_at else None,
        "pages": [_page(page.page, messages) for page in view.pages],
        "fields": {value.key: _value(value, view.problems, messages) for value in values},
        "problems": [_problem(problem, messages) for problem in view.problems],
        "pins": [_pin(pin, view) for pin in view.pins],
    }


def _pin(pin: Pin, view: CaseView) -> Json:
    """``state`` is open, corrected or kept."""
    is_open = pin.field in open_pins([pin], view.case.record)
    return {
        "field": pin.field,
        "by": pin.by,
        "at": pin.at.isoformat(),
        "reason": pin.reason,
        "page": pin.point.page_id if pin.point else None,
        "point": [pin.point.x, pin.point.y] if pin.point else None,
        "state": "kept" if pin.kept else "open" if is_open else "corrected",
        "kept_by": pin.kept.actor if pin.kept else None,
        "kept_because": pin.kept.reason if pin.kept else None,
    }


def summary_json(summary: CaseSummary) -> Json:
    return {
        "case": summary.id,
        "scan": summary.scan_name,
        "document_type": summary.document_type,
        "title": summary.title,
        "state": summary.state.value,
        "doubts": summary.doubts,
        "pinned": summary.pins,
        "passed_on": summary.passed,
        "batch": summary.batch_name,
        "revision": summary.revision,
    }


def batch_json(summary: BatchSummary) -> Json:
    batch = summary.batch
    return {
        "batch": batch.id,
        "name": batch.name,
        "document_type": batch.document_type,
        "state": batch.state.value,
        "cases": summary.cases,
        "to_check": summary.to_check,
        "checked": summary.checked,
        "approved": summary.approved,
        "exported": summary.exported,
        "backlog": summary.backlog,
        "pinned": summary.pinned,
        "created_by": batch.created_by,
        "submitted_by": batch.submitted_by,
        "approved_by": batch.approved_by,
        "return_reason": batch.return_reason,
    }


def status_json(report: StatusReport) -> Json:
    return {
        "arrivals": _counts(report.arrivals.items()),
        "scans": _counts(report.scans.items()),
        "cases": _counts(report.cases.items()),
        "records": report.records,
        "jobs_pending": report.jobs_pending,
    }


def problem_list(problems: Iterable[Problem], messages: Messages) -> list[Json]:
    return [_problem(problem, messages) for problem in problems]


def _counts(items: Iterable[tuple[object, int]]) -> Mapping[str, int]:
    return {str(name): count for name, count in items}


def _page(page: PageReading | Page, messages: Messages) -> Json:
    return {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "dpi": page.dpi,
        "rotation": page.rotation,
        "skew_degrees": round(page.skew_degrees, 2),
        "problems": problem_list(page.problems, messages),
    }


def _fields(case: CaseReading, messages: Messages) -> Json:
    return {reading.key: _reading(reading, messages) for reading in case.fields}


def _reading(reading: FieldReading, messages: Messages) -> Json:
    return {
        "text": reading.text,
        "value": reading.value,
        "confidence": round(reading.confidence, 4),
        "state": reading.state.value,
        "page": reading.page,
        "box": _box(reading.box),
        "problems": problem_list(reading.problems, messages),
        "candidates": [
            {"text": other.text, "value": other.value, "origin": other.origin.engine}
            for other in reading.candidates
        ],
    }


def _value(value: FieldValue, problems: Iterable[Problem], messages: Messages) -> Json:
    reading = value.reading
    return {
        "text": value.text,
        "value": value.value,
        "state": value.state.value,
        "confidence": round(reading.confidence, 4) if reading else 0.0,
        "confirmed_by": value.confirmed_by,
        "empty_reason": value.empty_reason.value if value.empty_reason else None,
        "page": reading.page if reading else None,
        "box": _box(reading.box) if reading else None,
        "read_text": reading.text if reading else "",
        "problems": [_problem(p, messages) for p in problems if p.field == value.key],
    }


def _problem(problem: Problem, messages: Messages) -> Json:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "field": problem.field,
        "message": messages.problem(problem),
    }


def _box(box: Box | None) -> list[int] | None:
    return [box.x, box.y, box.width, box.height] if box else None
