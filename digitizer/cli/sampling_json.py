"""What the sampling commands say as JSON."""

from __future__ import annotations

from digitizer.domain.second_entry import Choice, Keyed, blind_order
from digitizer.workflow.check_rounds import RoundState
from digitizer.workflow.sampling_work import (
    SampleDifference,
    SampleReport,
    SampleRow,
    SampleTask,
)
from digitizer.workflow.second_tasks import FieldPlace

_LETTERS = ("a", "b")


def round_json(state: RoundState) -> dict[str, object]:
    sample = state.sample
    return {
        "round": state.round.number,
        "kind": state.round.kind.value,
        "status": state.status.value,
        "sample": sample.sample.id if sample else None,
        "left": len(sample.unanswered) if sample else None,
        "uncorrected": list(state.uncorrected),
    }


def task_json(task: SampleTask, language: str) -> dict[str, object]:
    """A field or an image; of a case its record is told by ``records show``."""
    page = task.page
    if task.field is not None:
        shown = _place_json(task.field, language)
    else:
        shown = {
            "field": None,
            "label": None,
            "page": page.page.number if page else None,
            "box": None,
            "image": str(page.image_path) if page else None,
        }
    return {
        "sample": task.sample_id,
        "place": task.place,
        "case": task.unit.case_id,
        **shown,
        "left": task.left,
        "seen": task.seen,
    }


def difference_json(difference: SampleDifference, language: str) -> dict[str, object]:
    """The two values in an order that does not tell whose is whose."""
    place = difference.field
    both = {Choice.FIRST: difference.held, Choice.SECOND: difference.keyed}
    order = blind_order(place.case_id, place.spec.key)
    return {
        "place": difference.place,
        "case": place.case_id,
        **_place_json(place, language),
        **{
            letter: _keyed_json(both[choice])
            for letter, choice in zip(_LETTERS, order, strict=True)
        },
    }


def row_json(row: SampleRow) -> dict[str, object]:
    draw, result = row.draw, row.result
    status = "open" if result is None else "accepted" if result.is_accepted else "rejected"
    return {
        "sample": row.sample_id,
        "batch": row.batch.name,
        "round": draw.round,
        "kind": draw.kind.value,
        "lot": draw.lot_size,
        "letter": draw.plan.letter,
        "size": draw.plan.size,
        "accept": draw.plan.numbers.accept,
        "reject": draw.plan.numbers.reject,
        "strictness": draw.strictness.value,
        "level": draw.level,
        "aql": draw.limit,
        "seed": draw.seed,
        "lot_digest": draw.lot,
        "drawn_by": draw.by,
        "drawn_at": draw.at.isoformat(),
        "status": status,
        "wrong": result.tally.wrong if result else None,
        "by": result.by if result else draw.by,
        "closed_at": result.at.isoformat() if result else None,
    }


def report_json(report: SampleReport) -> dict[str, object]:
    counted, result = report.counted, report.state.result
    row = SampleRow(report.state.sample.id, report.batch, report.state.sample.draw, result)
    return {
        **row_json(row),
        "units": counted.units,
        "slips": counted.slips,
        "characters": counted.characters,
        "character_errors": counted.character_errors,
        "field_accuracy": counted.field_accuracy,
        "character_accuracy": counted.character_accuracy,
        "print_accuracy": counted.print_accuracy,
        "print_fields": counted.read,
        "print_unread": counted.unread,
        "print_least": report.printed.least,
        "marginal": result.is_marginal if result else False,
        "audit_head": result.audit_head if result else None,
        "next_strictness": report.standing.strictness.value,
        "stopped": report.standing.is_stopped,
    }


def _place_json(place: FieldPlace, language: str) -> dict[str, object]:
    box = place.box
    return {
        "field": place.spec.key,
        "label": place.spec.label.in_language(language),
        "page": place.page.page.number if place.page else None,
        "box": [box.x, box.y, box.width, box.height] if box else None,
        "image": str((place.page or place.pages[0]).image_path) if place.pages else None,
    }


def _keyed_json(keyed: Keyed) -> dict[str, object]:
    reason = keyed.empty_reason
    return {"text": keyed.text, "value": keyed.value, "empty": reason.value if reason else None}
