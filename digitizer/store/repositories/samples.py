"""Samples of batches: drawn, answered, judged and closed, never altered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from digitizer.domain.errors import NotFound
from digitizer.domain.lifecycle import ANSWERED_CASE_STATES, BatchState, CaseState
from digitizer.domain.samples import (
    Answer,
    Judgement,
    Sample,
    SampleDraw,
    SampleResult,
    SampleState,
    outcome,
)
from digitizer.domain.sampling import RoundKind, Unit
from digitizer.domain.switching import LotOutcome, Resumption
from digitizer.store import sample_codec
from digitizer.store.rows import BatchRow, CaseRow, EditRow, RegionRow
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
        row = sample_codec.draw_row(draw)
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
        self._session.add(sample_codec.result_row(result))
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
            (result.at, row.id, outcome(sample_codec.draw_of(row), sample_codec.result_of(result)))
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
            (sample_codec.draw_of(row), row.id, sample_codec.closed_of(result))
            for row, result in self._session.execute(query)
        ]

    def _state(self, row: SampleRow) -> SampleState:
        units = [sample_codec.unit_of(each) for each in self._placed(SampleUnitRow, row.id)]
        answers = [sample_codec.answer_of(each) for each in self._placed(SampleAnswerRow, row.id)]
        judged = [
            sample_codec.judgement_of(each) for each in self._placed(SampleJudgementRow, row.id)
        ]
        result = self._session.get(SampleResultRow, row.id)
        return SampleState(
            Sample(row.id, sample_codec.draw_of(row), tuple(units)),
            {each.place: each for each in answers},
            {each.place: each for each in judged},
            sample_codec.closed_of(result),
        )

    def _placed(self, kind: type[_Placed], sample_id: int) -> Sequence[_Placed]:
        """The rows of one kind of a sample, in the order of its units."""
        query = select(kind).where(kind.sample_id == sample_id).order_by(kind.place)
        return self._session.scalars(query).all()


def _cases(batch_id: int) -> Select[int]:
    """The lot of a batch: what waits for an answer; once nothing does, what the last one was for.
    The last answer is told from those before it by its time."""
    is_last = and_(
        BatchRow.state.in_((BatchState.APPROVED, BatchState.EXPORTED)),
        BatchRow.approved_at == CaseRow.approved_at,
    )
    return (
        select(CaseRow.id)
        .join(BatchRow, BatchRow.id == CaseRow.batch_id)
        .where(CaseRow.batch_id == batch_id, CaseRow.state != CaseState.SET_ASIDE)
        .where(or_(CaseRow.state.not_in(ANSWERED_CASE_STATES), is_last))
    )
