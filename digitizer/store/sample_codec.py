"""Rows of samples ↔ what they say."""

from __future__ import annotations

from digitizer.domain.samples import (
    Answer,
    Judgement,
    MachineText,
    SampleDraw,
    SampleResult,
    Tally,
)
from digitizer.domain.sampling import Numbers, Plan, Unit
from digitizer.domain.second_entry import Keyed
from digitizer.store.sample_rows import (
    SampleAnswerRow,
    SampleJudgementRow,
    SampleResultRow,
    SampleRow,
    SampleUnitRow,
)


def draw_row(draw: SampleDraw) -> SampleRow:
    plan = draw.plan
    return SampleRow(
        batch_id=draw.batch_id,
        round=draw.round,
        kind=draw.kind,
        profile=draw.profile,
        profile_version=draw.profile_version,
        document_type=draw.document_type,
        series=draw.series,
        lot_size=draw.lot_size,
        letter=plan.letter,
        size=plan.size,
        accept=plan.numbers.accept,
        reject=plan.numbers.reject,
        strictness=draw.strictness,
        level=draw.level,
        limit_percent=draw.limit,
        seed=draw.seed,
        lot=draw.lot,
        last_edit=draw.last_edit,
        is_original=draw.is_original,
        actor=draw.by,
        at=draw.at,
    )


def draw_of(row: SampleRow) -> SampleDraw:
    return SampleDraw(
        row.batch_id,
        row.round,
        row.kind,
        row.profile,
        row.profile_version,
        row.document_type,
        row.series,
        row.lot_size,
        Plan(row.letter, row.size, Numbers(row.accept, row.reject)),
        row.strictness,
        row.level,
        row.limit_percent,
        row.seed,
        row.lot,
        row.last_edit,
        row.is_original,
        row.actor,
        row.at,
    )


def unit_of(row: SampleUnitRow) -> Unit:
    return Unit(row.case_id, row.key or "", row.page_id or 0)


def answer_of(row: SampleAnswerRow) -> Answer:
    keyed = held = machine = None
    if row.text is not None:
        keyed = Keyed(row.text, row.value, row.empty_reason)
        held = Keyed(row.held_text or "", row.held_value, row.held_reason)
    if row.machine_text is not None:
        machine = MachineText(row.machine_text, row.machine_value)
    return Answer(row.place, row.actor, row.at, keyed, held, machine, row.is_right, row.why)


def judgement_of(row: SampleJudgementRow) -> Judgement:
    return Judgement(row.place, row.is_record_right, row.why, row.actor, row.at)


def result_row(result: SampleResult) -> SampleResultRow:
    counted = result.tally
    return SampleResultRow(
        sample_id=result.sample_id,
        units=counted.units,
        wrong=counted.wrong,
        slips=counted.slips,
        characters=counted.characters,
        character_errors=counted.character_errors,
        read=counted.read,
        unread=counted.unread,
        read_characters=counted.read_characters,
        read_errors=counted.read_errors,
        is_accepted=result.is_accepted,
        is_marginal=result.is_marginal,
        passes_stricter=result.passes_stricter,
        audit_head=result.audit_head,
        actor=result.by,
        at=result.at,
    )


def closed_of(row: SampleResultRow | None) -> SampleResult | None:
    """None for a sample that is still open."""
    return result_of(row) if row is not None else None


def result_of(row: SampleResultRow) -> SampleResult:
    counted = Tally(
        row.units,
        row.wrong,
        row.slips,
        row.characters,
        row.character_errors,
        row.read,
        row.unread,
        row.read_characters,
        row.read_errors,
    )
    return SampleResult(
        row.sample_id,
        counted,
        row.is_accepted,
        row.is_marginal,
        row.passes_stricter,
        row.actor,
        row.at,
        row.audit_head,
    )
