"""Figures about the data itself: its quality, and how long its fields are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from sqlalchemy import ColumnElement, and_, case, exists, func, select
from sqlalchemy.orm import Session

from digitizer.domain.book import Book
from digitizer.domain.data_quality import Share
from digitizer.domain.field_lengths import LengthRow
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.progress import Stage
from digitizer.domain.record import EmptyReason, FieldValue, Record, ValueState
from digitizer.domain.sampling import RoundKind
from digitizer.store import codec
from digitizer.store.progress_rows import DailyCountRow
from digitizer.store.repositories.people_keeping import FINISHED
from digitizer.store.rows import BatchRow, CaseRow, FieldRow
from digitizer.store.sample_rows import SampleResultRow, SampleRow
from digitizer.store.second_rows import SecondEntryRow, SettlementRow

_ROWS_AT_ONCE = 1000


class SqlMeasureRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def doubtful(self) -> int:
        """Cases that have a doubt or were returned; not those set aside."""
        doubtful = select(func.count()).where(
            CaseRow.doubts > 0, CaseRow.state != CaseState.SET_ASIDE
        )
        returned = select(func.count()).where(
            CaseRow.state == CaseState.RETURNED, CaseRow.doubts == 0
        )
        counts = (query.select_from(CaseRow) for query in (doubtful, returned))
        return sum(self._session.scalars(query).one() for query in counts)

    def keyed_twice(self) -> Share:
        """Of the confirmed fields that a second person keyed blind, those in which both agreed
        before anybody settled a difference."""
        second, field = SecondEntryRow, FieldRow
        settled = exists().where(
            SettlementRow.case_id == second.case_id,
            SettlementRow.key == second.key,
            SettlementRow.first_value.is_distinct_from(second.value),
        )
        agrees = and_(~settled, field.value.is_not_distinct_from(second.value))
        query = (
            select(func.coalesce(func.sum(case((agrees, 1), else_=0)), 0), func.count())
            .select_from(second)
            .join(field, and_(field.case_id == second.case_id, field.key == second.key))
            .where(field.state == ValueState.CONFIRMED)
        )
        good, number = self._session.execute(query).one()
        return Share(int(good), number)

    def sampled(self) -> Share:
        """Of the fields that closed samples keyed anew, those that were right."""
        units, wrong = (
            func.coalesce(func.sum(column), 0)
            for column in (SampleResultRow.units, SampleResultRow.wrong)
        )
        query = (
            select(units, wrong)
            .join(SampleRow, SampleRow.id == SampleResultRow.sample_id)
            .where(SampleRow.kind == RoundKind.FIELDS)
        )
        looked_at, bad = (int(number) for number in self._session.execute(query).one())
        return Share(looked_at - bad, looked_at)

    def books(self) -> Sequence[tuple[Book, int]]:
        """Every declared book with the cases of its batch, but for those set aside."""
        cases = (
            select(DailyCountRow.batch_id, func.sum(DailyCountRow.number).label("cases"))
            .where(DailyCountRow.stage == Stage.READ)
            .group_by(DailyCountRow.batch_id)
            .subquery()
        )
        query = (
            select(BatchRow.book, func.coalesce(cases.c.cases, 0))
            .outerjoin(cases, cases.c.batch_id == BatchRow.id)
            .where(BatchRow.book.is_not(None))
        )
        return [
            (book, int(number))
            for document, number in self._session.execute(query)
            if (book := codec.declared(document).book) is not None
        ]

    def sample(self, finished: int, most: int) -> Iterator[Record]:
        """The records of at most about ``most`` of the ``finished`` cases, evenly spread over their
        numbers; fields come without their readings."""
        every = max(1, -(-finished // most))
        query = (
            select(
                CaseRow.id,
                CaseRow.document_type,
                CaseRow.type_version,
                FieldRow.key,
                FieldRow.text,
                FieldRow.value,
                FieldRow.state,
                FieldRow.empty_reason,
                FieldRow.units,
            )
            .join(FieldRow, FieldRow.case_id == CaseRow.id)
            .where(CaseRow.state.in_(FINISHED), CaseRow.id % every == 0)
            .order_by(CaseRow.id, FieldRow.ordinal)
            .execution_options(yield_per=_ROWS_AT_ONCE)
        )
        rows = self._session.execute(query)
        for (_, type_key, version), of_case in groupby(rows, key=lambda row: tuple(row[:3])):
            fields = {row[3]: _field(row[3:]) for row in of_case}
            yield Record(type_key or "", version or "", fields)

    def lengths(self, bounds: Sequence[int]) -> Sequence[LengthRow]:
        """The filled fields of finished cases by class of length, a row for each batch and document
        type. Reads all fields."""
        length = func.length(FieldRow.text)
        classes = [_within(length, low, high) for low, high in _spans(bounds)]
        query = (
            select(
                func.coalesce(BatchRow.name, ""),
                func.coalesce(CaseRow.document_type, ""),
                func.count(CaseRow.id.distinct()),
                func.sum(length),
                *(func.sum(case((within, 1), else_=0)) for within in classes),
            )
            .select_from(FieldRow)
            .join(CaseRow, CaseRow.id == FieldRow.case_id)
            .outerjoin(BatchRow, BatchRow.id == CaseRow.batch_id)
            .where(CaseRow.state.in_(FINISHED), FieldRow.text != "")
            .group_by(BatchRow.id, BatchRow.name, CaseRow.document_type)
            .order_by(BatchRow.id, CaseRow.document_type)
        )
        return [
            LengthRow(batch, type_key, cases, tuple(map(int, counts)), int(characters))
            for batch, type_key, cases, characters, *counts in self._session.execute(query)
        ]


def _field(row: Sequence[object]) -> FieldValue:
    key, text, value, state, empty_reason, units = row
    return FieldValue(
        str(key),
        str(text),
        None if value is None else str(value),
        ValueState(str(state)),
        empty_reason=None if empty_reason is None else EmptyReason(str(empty_reason)),
        units=None if units is None else codec.from_json(str(units), codec.PLACE_UNITS),
    )


def _spans(bounds: Sequence[int]) -> Sequence[tuple[int, int | None]]:
    lows = (1, *(bound + 1 for bound in bounds))
    return list(zip(lows, (*bounds, None), strict=True))


def _within(length: ColumnElement[int], low: int, high: int | None) -> ColumnElement[bool]:
    return length >= low if high is None else and_(length >= low, length <= high)
