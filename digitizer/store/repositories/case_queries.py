"""The list queries of cases, made to stay quick at a million rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, literal_column, select, tuple_
from sqlalchemy.orm import aliased

from digitizer.domain.doubts import PINNED
from digitizer.domain.lifecycle import CaseState
from digitizer.store.doubt_rows import DoubtRow
from digitizer.store.listing import search_words
from digitizer.store.page_rows import RescanRow
from digitizer.store.repositories.asking import AskedOfEach
from digitizer.store.rows import (
    INDEXED_CHARACTERS,
    BatchRow,
    CaseRow,
    FieldRow,
    RegionRow,
    ScanRow,
)
from digitizer.store.second_rows import PinRow
from digitizer.workflow.lists import CaseColumn, CaseOrder
from digitizer.workflow.ports import CaseFilter

Q = TypeVar("Q", bound=Select[Any])

STATE_ORDER = {
    state: place
    for place, state in enumerate(
        (
            CaseState.TO_CHECK,
            CaseState.RETURNED,
            CaseState.CHECKED,
            CaseState.APPROVED,
            CaseState.EXPORTED,
            CaseState.SET_ASIDE,
        )
    )
}
"""The order of the work; what a person has to do comes first."""

_SORTED_BY: dict[CaseColumn, ColumnElement[Any]] = {
    CaseColumn.ARRIVAL: CaseRow.id.expression,
    CaseColumn.STATE: CaseRow.state_key.expression,
    CaseColumn.TITLE: CaseRow.title_key.expression,
    CaseColumn.DOUBTS: CaseRow.doubts.expression,
    CaseColumn.TYPE: func.coalesce(CaseRow.document_type, literal_column("''")),
    CaseColumn.BATCH: CaseRow.batch_key.expression,
    CaseColumn.SCAN: CaseRow.scan_key.expression,
}


def matching(query: Q, where: CaseFilter) -> Q:
    """The query over cases with the conditions of the filter.

    Only a batch, which is small, is looked up. Everything else is asked of each entry of the
    index that gives the order (see m0010): a million of them take some hundredths of a second,
    while looking up and sorting a state that most cases have would take seconds.
    """
    if where.batch_id is not None:
        query = query.where(CaseRow.batch_id == where.batch_id)
    if where.without_batch:
        query = query.where(AskedOfEach(CaseRow.batch_id).is_(None))
    if where.state is not None:
        query = query.where(AskedOfEach(CaseRow.state) == where.state)
    query = _of_types(query, where)
    if where.doubtful:
        query = query.where(AskedOfEach(CaseRow.doubts) > 0)
    few = (
        (where.pinned, with_open_pins),
        (where.awaits_scan, _awaiting_scan),
        (where.came_back, _came_back),
    )
    for is_asked, found in few:
        if is_asked:
            query = query.where(CaseRow.id.in_(found()))
    for word in search_words(where.text or ""):
        query = query.where(CaseRow.search.contains(word, autoescape=True))
    return query


def _of_types(query: Q, where: CaseFilter) -> Q:
    found = AskedOfEach(CaseRow.document_type)
    if where.document_type is not None:
        query = query.where(found == where.document_type)
    if where.hidden_types:
        # An unknown type is in no list: such a case is hidden too.
        query = query.where(found.not_in(sorted(where.hidden_types)))
    return query


def with_open_pins() -> Select[int]:
    """The cases with a pin to be answered; few, for pins stand in returned cases only."""
    return select(PinRow.case_id).join(DoubtRow, _AT_PIN).where(*_OPEN_PIN)


def pinned_by_batch() -> Select[int | None, int]:
    """Of each batch how many cases have a pin to be answered; batches without one are left out."""
    return (
        select(CaseRow.batch_id, func.count(PinRow.case_id.distinct()))
        .join(PinRow, PinRow.case_id == CaseRow.id)
        .join(DoubtRow, _AT_PIN)
        .where(*_OPEN_PIN)
        .group_by(CaseRow.batch_id)
    )


_AT_PIN = (DoubtRow.case_id == PinRow.case_id) & (DoubtRow.key == PinRow.key)
_IS_PINNED = DoubtRow.reasons.contains(f" {PINNED} ")
_OPEN_PIN = (PinRow.is_sent.is_(True), _IS_PINNED)


def _awaiting_scan() -> Select[int]:
    """The cases with a page that is to be scanned again; few."""
    return (
        select(RegionRow.case_id)
        .join(RescanRow, RescanRow.page_id == RegionRow.page_id)
        .join(CaseRow, CaseRow.id == RegionRow.case_id)
        .where(CaseRow.state != CaseState.SET_ASIDE)
    )


def _came_back() -> Select[int]:
    """The cases that left once and were opened again; few."""
    other = aliased(CaseRow)
    return select(other.id).where(other.left_in.is_not(None), other.state != CaseState.EXPORTED)


def in_order(query: Q, order: CaseOrder) -> Q:
    """Sorted, with the order of arrival among equals (the newest first in a descending list)."""
    return query.order_by(*_keys(order))


def _keys(order: CaseOrder) -> list[ColumnElement[Any]]:
    case_id = CaseRow.id.expression
    is_plain = order.column is CaseColumn.ARRIVAL
    keys = [case_id] if is_plain else [_SORTED_BY[order.column], case_id]
    return [key.desc() if order.descending else key for key in keys]


def ids_of(where: CaseFilter, order: CaseOrder, limit: int, offset: int) -> Select[int]:
    """The ids of a stretch of the list, from an index alone."""
    return in_order(matching(select(CaseRow.id), where), order).limit(limit).offset(offset)


def summaries_of(
    where: CaseFilter, order: CaseOrder, limit: int, offset: int
) -> Select[*tuple[Any, ...]]:
    """The columns of a CaseSummary in its order.

    The ids of the wanted stretch are found first, so that skipping a large offset reads no case.
    """
    ids = ids_of(where, order, limit, offset).correlate(None)
    return (
        select(
            CaseRow.id,
            CaseRow.scan_id,
            ScanRow.name,
            CaseRow.state,
            CaseRow.document_type,
            CaseRow.batch_id,
            BatchRow.name,
            CaseRow.title,
            CaseRow.doubts,
            CaseRow.revision,
            _doubts_of_case(_IS_PINNED),
            _doubts_of_case(DoubtRow.passed_id.is_not(None)),
        )
        .join(ScanRow, ScanRow.id == CaseRow.scan_id)
        .outerjoin(BatchRow, BatchRow.id == CaseRow.batch_id)
        .where(CaseRow.id.in_(ids.scalar_subquery()))
        .order_by(*_keys(order))
    )


def _doubts_of_case(which: ColumnElement[bool]) -> ScalarSelect[int]:
    """How many doubts of a case are such."""
    count = select(func.count()).where(DoubtRow.case_id == CaseRow.id, which)
    return count.correlate(CaseRow).scalar_subquery()


def place_of(case_id: int, order: CaseOrder) -> Select[Any, int]:
    """By what a case is sorted."""
    return select(_SORTED_BY[order.column], CaseRow.id).where(CaseRow.id == case_id)


def beside(order: CaseOrder, place: tuple[Any, int], *, after: bool) -> ColumnElement[bool]:
    """What stands before or after a place in the list."""
    is_greater = after is not order.descending
    key, case_id = place
    if order.column is CaseColumn.ARRIVAL:
        return CaseRow.id > case_id if is_greater else CaseRow.id < case_id
    here, there = tuple_(_SORTED_BY[order.column], CaseRow.id), tuple_(key, case_id)
    return here > there if is_greater else here < there


def cases_of(batch_id: int) -> Select[*tuple[Any, ...]]:
    """The columns of a BatchCase in its order."""
    return (
        select(
            CaseRow.id,
            CaseRow.state,
            CaseRow.revision,
            CaseRow.document_type,
            CaseRow.type_version,
            CaseRow.approved_by,
            CaseRow.approved_at,
            CaseRow.title,
            CaseRow.return_reason,
        )
        .where(CaseRow.batch_id == batch_id)
        .order_by(CaseRow.id)
    )


def types_in(batch_id: int) -> Select[str | None]:
    return select(CaseRow.document_type).where(*_working(batch_id)).distinct()


def values_in(batch_id: int, keys: Iterable[str]) -> Select[int, str, str | None]:
    """Case, key and value, case by case; a case without any of the fields has no row."""
    return (
        select(CaseRow.id, FieldRow.key, FieldRow.value)
        .join(FieldRow, FieldRow.case_id == CaseRow.id)
        .where(*_working(batch_id), FieldRow.key.in_(list(keys)))
        .order_by(CaseRow.id)
    )


def _working(batch_id: int) -> tuple[ColumnElement[bool], ...]:
    return (CaseRow.batch_id == batch_id, CaseRow.state != CaseState.SET_ASIDE)


def same_value(key: str, value: str) -> Select[int]:
    """Ids of cases whose field has the value; its beginning is compared through the index."""
    beginning = func.substr(FieldRow.value, 1, INDEXED_CHARACTERS)
    return select(FieldRow.case_id).where(
        FieldRow.key == key, beginning == value[:INDEXED_CHARACTERS], FieldRow.value == value
    )
