"""Samples of batches: drawn, answered, judged and closed, never altered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from digitizer.domain.errors import NotFound
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.samples import (
    Answer,
    Judgement,
    MachineText,
    Sample,
    SampleDraw,
    SampleResult,
    SampleState,
    Tally,
    outcome,
)
from digitizer.domain.sampling import Numbers, Plan, RoundKind, Unit
from digitizer.domain.second_entry import Keyed
from digitizer.domain.switching import LotOutcome, Resumption
from digitizer.store.rows import CaseRow, EditRow, RegionRow
from digitizer.store.sample_rows import (
    SampleAnswerRow,
    SampleJudgementRow,
    SampleResultRow,
    SampleResumptionRow,
    SampleRow,
    SampleUnitRow,
)

_Placed = TypeVar("_Placed", SampleUnitRow, SampleAnswerRow, SampleJudgementRow)


class SqlSampleRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def case_ids(self, batch_id: int) -> Sequence[int]:
        return self._session.scalars(_cases(batch_id).order_by(CaseRow.id)).all()

    def pages(self, batch_id: int) -> Sequence[tuple[int, int]]:
        query = (
            select(func.min(RegionRow.case_id), RegionRow.page_id)
            .where(RegionRow.case_id.in_(_cases(batch_id)))
            .group_by(RegionRow.page_id)
            .order_by(func.min(RegionRow.case_id), RegionRow.page_id)
        )
        return [(case_id, page_id) for case_id, page_id in self._session.execute(query)]

    def last_edit(self) -> int:
        return self._session.scalar(select(func.max(EditRow.id))) or 0

    def changed_cases(self, batch_id: int, after_edit: int) -> frozenset[int]:
        query = (
            select(EditRow.case_id)
            .where(EditRow.case_id.in_(_cases(batch_id)), EditRow.id > after_edit)
            .distinct()
        )
        return frozenset(self._session.scalars(query))

    def add(self, draw: SampleDraw, units: Sequence[Unit]) -> Sample:
        row = _draw_row(draw)
        self._session.add(row)
        self._session.flush()
        self._session.add_all(
            SampleUnitRow(
                sample_id=row.id,
                place=place,
                case_id=unit.case_id,
                key=unit.field or None,
                page_id=unit.page_id or None,
            )
            for place, unit in enumerate(units, 1)
        )
        self._session.flush()
        return Sample(row.id, draw, tuple(units))

    def get(self, sample_id: int) -> SampleState:
        row = self._session.get(SampleRow, sample_id)
        if row is None:
            raise NotFound("no-sample", sample=sample_id)
        return self._state(row)

    def newest(self, batch_id: int, round_number: int) -> SampleState | None:
        query = (
            select(SampleRow)
            .where(SampleRow.batch_id == batch_id, SampleRow.round == round_number)
            .order_by(SampleRow.id.desc())
            .limit(1)
        )
        row = self._session.scalars(query).one_or_none()
        return self._state(row) if row is not None else None

    def answer(self, sample_id: int, answer: Answer) -> None:
        keyed, held, machine = answer.keyed, answer.held, answer.machine
        self._session.add(
            SampleAnswerRow(
                sample_id=sample_id,
                place=answer.place,
                text=keyed.text if keyed else None,
                value=keyed.value if keyed else None,
                empty_reason=keyed.empty_reason if keyed else None,
                held_text=held.text if held else None,
                held_value=held.value if held else None,
                held_reason=held.empty_reason if held else None,
                machine_text=machine.text if machine else None,
                machine_value=machine.value if machine else None,
                is_right=answer.is_right,
                why=answer.why,
                actor=answer.by,
                at=answer.at,
            )
        )
        self._session.flush()

    def judge(self, sample_id: int, judgement: Judgement) -> None:
        self._session.add(
            SampleJudgementRow(
                sample_id=sample_id,
                place=judgement.place,
                is_record_right=judgement.is_record_right,
                why=judgement.why,
                actor=judgement.by,
                at=judgement.at,
            )
        )
        self._session.flush()

    def close(self, result: SampleResult) -> None:
        self._session.add(_result_row(result))
        self._session.flush()

    def resume(self, series: str, why: str, by: str, at: datetime) -> None:
        self._session.add(SampleResumptionRow(series=series, why=why, actor=by, at=at))
        self._session.flush()

    def series(self, series: str) -> Sequence[LotOutcome | Resumption]:
        closed = (
            select(SampleRow, SampleResultRow)
            .join(SampleResultRow, SampleResultRow.sample_id == SampleRow.id)
            .where(SampleRow.series == series, SampleRow.is_original)
            .where(SampleRow.kind == RoundKind.FIELDS)
        )
        events: list[tuple[datetime, int, LotOutcome | Resumption]] = [
            (result.at, row.id, outcome(_draw(row), _result(result)))
            for row, result in self._session.execute(closed)
        ]
        cured = select(SampleResumptionRow).where(SampleResumptionRow.series == series)
        events += [(row.at, 0, Resumption()) for row in self._session.scalars(cured)]
        return [event for _at, _id, event in sorted(events, key=lambda each: each[:2])]

    def history(
        self, *, limit: int, before_id: int | None = None
    ) -> Sequence[tuple[SampleDraw, int, SampleResult | None]]:
        query = (
            select(SampleRow, SampleResultRow)
            .outerjoin(SampleResultRow, SampleResultRow.sample_id == SampleRow.id)
            .order_by(SampleRow.id.desc())
            .limit(limit)
        )
        if before_id is not None:
            query = query.where(SampleRow.id < before_id)
        return [
            (_draw(row), row.id, _closed(result))
            for row, result in self._session.execute(query)
        ]

    def _state(self, row: SampleRow) -> SampleState:
        units = [_unit(each) for each in self._placed(SampleUnitRow, row.id)]
        answers = [_answer(each) for each in self._placed(SampleAnswerRow, row.id)]
        judged = [_judgement(each) for each in self._placed(SampleJudgementRow, row.id)]
        result = self._session.get(SampleResultRow, row.id)
        return SampleState(
            Sample(row.id, _draw(row), tuple(units)),
            {each.place: each for each in answers},
            {each.place: each for each in judged},
            _closed(result),
        )

    def _placed(self, kind: type[_Placed], sample_id: int) -> Sequence[_Placed]:
        """The rows of one kind of a sample, in the order of its units."""
        query = select(kind).where(kind.sample_id == sample_id).order_by(kind.place)
        return self._session.scalars(query).all()


def _cases(batch_id: int) -> Select[int]:
    return select(CaseRow.id).where(
        CaseRow.batch_id == batch_id, CaseRow.state != CaseState.SET_ASIDE
    )


def _draw_row(draw: SampleDraw) -> SampleRow:
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


def _draw(row: SampleRow) -> SampleDraw:
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


def _unit(row: SampleUnitRow) -> Unit:
    return Unit(row.case_id, row.key or "", row.page_id or 0)


def _answer(row: SampleAnswerRow) -> Answer:
    keyed = held = machine = None
    if row.text is not None:
        keyed = Keyed(row.text, row.value, row.empty_reason)
        held = Keyed(row.held_text or "", row.held_value, row.held_reason)
    if row.machine_text is not None:
        machine = MachineText(row.machine_text, row.machine_value)
    return Answer(row.place, row.actor, row.at, keyed, held, machine, row.is_right, row.why)


def _judgement(row: SampleJudgementRow) -> Judgement:
    return Judgement(row.place, row.is_record_right, row.why, row.actor, row.at)


def _result_row(result: SampleResult) -> SampleResultRow:
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


def _closed(row: SampleResultRow | None) -> SampleResult | None:
    """None for a sample that is still open."""
    return _result(row) if row is not None else None


def _result(row: SampleResultRow) -> SampleResult:
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

