"""The list queries of cases, made to stay quick at a million rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, select

from digitizer.domain.lifecycle import CaseState
from digitizer.store.listing import search_words
from digitizer.store.rows import INDEXED_CHARACTERS, BatchRow, CaseRow, FieldRow, ScanRow
from digitizer.workflow.ports import CaseFilter

Q = TypeVar("Q", bound=Select[Any])


def matching(query: Q, where: CaseFilter) -> Q:
    """The query over cases with the conditions of the filter."""
    if where.batch_id is not None:
        query = query.where(CaseRow.batch_id == where.batch_id)
    if where.without_batch:
        query = query.where(CaseRow.batch_id.is_(None))
    if where.state is not None:
        query = query.where(CaseRow.state == where.state)
    for word in search_words(where.text or ""):
        query = query.where(CaseRow.search.contains(word, autoescape=True))
    return query


def summaries_of(
    where: CaseFilter, limit: int, offset: int
) -> Select[int, int, str, CaseState, str | None, int | None, str | None, str, int, int]:
    """The columns of a CaseSummary in its order.

    The ids of the wanted page are found first, from an index alone where there is no search
    text, so that skipping a large offset reads no case.
    """
    ids = matching(select(CaseRow.id), where).order_by(CaseRow.id).limit(limit).offset(offset)
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
        )
        .join(ScanRow, ScanRow.id == CaseRow.scan_id)
        .outerjoin(BatchRow, BatchRow.id == CaseRow.batch_id)
        .where(CaseRow.id.in_(ids.scalar_subquery()))
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
