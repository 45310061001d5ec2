"""Fields of a batch by what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Select, case, func, or_, select, tuple_
from sqlalchemy.orm import Session

from digitizer.domain.case import Page
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import FieldReading, ValueState
from digitizer.store import codec
from digitizer.store.repositories.mention_lookup import chunks
from digitizer.store.rows import INDEXED_CHARACTERS, CaseRow, FieldRow, PageRow
from digitizer.workflow.passes_port import FieldPlace, ValueCount

_OPEN = (CaseState.TO_CHECK, CaseState.RETURNED)


class SqlFieldGroupRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def counts(self, batch_id: int) -> Sequence[ValueCount]:
        waiting = func.sum(case((FieldRow.state == ValueState.REVIEW, 1), else_=0))
        accepted = func.sum(case((FieldRow.state == ValueState.ACCEPTED, 1), else_=0))
        query = (
            select(CaseRow.document_type, FieldRow.key, FieldRow.value, waiting, accepted)
            .join(CaseRow, CaseRow.id == FieldRow.case_id)
            .where(CaseRow.batch_id == batch_id, CaseRow.state.in_(_OPEN))
            .where(CaseRow.document_type.is_not(None), FieldRow.value.is_not(None))
            .where(FieldRow.state.in_((ValueState.REVIEW, ValueState.ACCEPTED)))
            .group_by(CaseRow.document_type, FieldRow.key, FieldRow.value)
        )
        return [
            ValueCount(doc_type or "", key, value or "", int(few), int(sure))
            for doc_type, key, value, few, sure in self._session.execute(query)
        ]

    def fields(
        self,
        batch_id: int,
        document_type: str,
        key: str,
        value: str,
        *,
        with_accepted: bool,
        limit: int,
    ) -> Sequence[FieldPlace]:
        states = [ValueState.REVIEW, *([ValueState.ACCEPTED] if with_accepted else [])]
        head = func.substr(FieldRow.value, 1, INDEXED_CHARACTERS)
        query = (
            select(FieldRow, CaseRow.title, CaseRow.revision, CaseRow.scan_id)
            .join(CaseRow, CaseRow.id == FieldRow.case_id)
            .where(CaseRow.batch_id == batch_id, CaseRow.state.in_(_OPEN))
            .where(CaseRow.document_type == document_type, FieldRow.key == key)
            .where(head == value[:INDEXED_CHARACTERS], FieldRow.value == value)
            .where(FieldRow.state.in_(states))
            .order_by(case((FieldRow.state == ValueState.REVIEW, 0), else_=1), FieldRow.case_id)
            .limit(limit)
        )
        return self._found(query)

    def places(self, wanted: Sequence[tuple[int, str]]) -> Sequence[FieldPlace]:
        found: dict[tuple[int, str], FieldPlace] = {}
        for some in chunks(wanted):
            # The cases say nothing new, but lead SQLite to the index.
            query = (
                select(FieldRow, CaseRow.title, CaseRow.revision, CaseRow.scan_id)
                .join(CaseRow, CaseRow.id == FieldRow.case_id)
                .where(FieldRow.case_id.in_(sorted({case_id for case_id, _key in some})))
                .where(tuple_(FieldRow.case_id, FieldRow.key).in_(some))
            )
            found |= {(each.case_id, each.field.key): each for each in self._found(query)}
        return [found[each] for each in wanted if each in found]

    def _found(self, query: Select[FieldRow, str, int, int]) -> list[FieldPlace]:
        rows = self._session.execute(query).all()
        found = [(codec.field_value(row), title, rev, scan) for row, title, rev, scan in rows]
        pages = self._pages((each[0].reading, each[3]) for each in found)
        return [
            FieldPlace(
                row[0].case_id, title, revision, field, pages.get(_place(field.reading, scan))
            )
            for row, (field, title, revision, scan) in zip(rows, found, strict=True)
        ]

    def _pages(
        self, readings: Iterable[tuple[FieldReading | None, int]]
    ) -> Mapping[tuple[int, int] | None, Page]:
        """By (0, number of the row) of a named page or (scan, number of the page in it)."""
        places = {place for reading, scan in readings if (place := _place(reading, scan))}
        found: dict[tuple[int, int] | None, Page] = {}
        for some in chunks(places):
            ids = [number for scan, number in some if not scan]
            by_number = [place for place in some if place[0]]
            # The scans say nothing new, but lead SQLite to the index; pairs alone make it read all.
            in_scans = PageRow.scan_id.in_(sorted({scan for scan, _number in by_number}))
            numbered = in_scans & tuple_(PageRow.scan_id, PageRow.number).in_(by_number)
            query = select(PageRow).where(or_(PageRow.id.in_(ids), numbered))
            for row in self._session.scalars(query):
                page = codec.page(row)
                found[0, row.id] = page
                found[row.scan_id, row.number] = page
        return found


def _place(reading: FieldReading | None, scan_id: int) -> tuple[int, int] | None:
    if reading is None:
        return None
    if reading.page_id is not None:
        return 0, reading.page_id
    return (scan_id, reading.page) if reading.page is not None else None
