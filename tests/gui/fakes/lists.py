"""The long lists, filtered and sorted in memory as the store does it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import PurePath
from typing import Any

from digitizer.domain.case import Arrival, CaseSummary
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.people.entries import PersonEntry
from digitizer.domain.people.keys import oldest_first, youngest_first
from digitizer.domain.people.mention import Aspect, Mention
from digitizer.domain.values.alphabet import alphabet_key
from digitizer.domain.values.text import fold
from digitizer.workflow.lists import (
    ArrivalColumn,
    ArrivalFilter,
    ArrivalOrder,
    CaseColumn,
    CaseOrder,
    PersonColumn,
    PersonOrder,
)
from digitizer.workflow.ports import CaseFilter

_STATES = ("to_check", "returned", "checked", "approved", "exported", "set_aside")


def cases(rows: Sequence[CaseSummary], where: CaseFilter, order: CaseOrder) -> list[CaseSummary]:
    found = [row for row in rows if _fits(row, where)]
    return sorted(found, key=lambda row: _case_key(row, order), reverse=order.descending)


def arrivals(rows: Sequence[Arrival], where: ArrivalFilter, order: ArrivalOrder) -> list[Arrival]:
    words = fold(where.text or "").split()
    found = [
        row
        for row in rows
        if where.outcome in (None, row.outcome)
        and all(word in fold(PurePath(row.path).name) for word in words)
    ]
    return sorted(found, key=lambda row: _arrival_key(row, order), reverse=order.descending)


def persons(
    entries: Sequence[PersonEntry], text: str, document_type: str | None, order: PersonOrder
) -> list[PersonEntry]:
    """Those with a fitting mention, where their first fitting one stands."""
    words = fold(text).split()

    def fits(one: Mention) -> bool:
        is_named = all(word in fold(one.name) for word in words)
        has_number = text in {fact.value for fact in one.numbers}
        return document_type in (None, one.document_type) and (is_named or has_number)

    def key(one: Mention) -> bytes:
        if order.column is PersonColumn.NAME:
            return alphabet_key(one.name)
        born = one.value(Aspect.BORN)
        return youngest_first(born) if order.descending else oldest_first(born)

    backwards = order.descending and order.column is PersonColumn.NAME
    first = max if backwards else min
    found = {
        entry: first((key(each), each.id) for each in entry.mentions if fits(each))
        for entry in entries
        if any(map(fits, entry.mentions))
    }
    return sorted(found, key=found.__getitem__, reverse=backwards)


def neighbour(
    rows: Sequence[CaseSummary],
    where: CaseFilter,
    order: CaseOrder,
    case_id: int | None,
    step: int,
    states: Collection[CaseState],
) -> int | None:
    found = [row for row in cases(rows, where, order) if not states or row.state in states]
    if case_id is not None:
        here = _key_of(rows, order, case_id)
        keys = [(_case_key(row, order), row) for row in found]
        is_greater = (step > 0) is not order.descending
        found = [row for key, row in keys if (key > here if is_greater else key < here)]
    return found[0 if step > 0 else -1].id if found else None


def position(rows: Sequence[CaseSummary], where: CaseFilter, order: CaseOrder, case_id: int) -> int:
    here = _key_of(rows, order, case_id)
    keys = [_case_key(row, order) for row in cases(rows, where, order)]
    return sum(key > here if order.descending else key < here for key in keys)


def _key_of(rows: Sequence[CaseSummary], order: CaseOrder, case_id: int) -> tuple[Any, int]:
    return next(_case_key(row, order) for row in rows if row.id == case_id)


def _case_key(row: CaseSummary, order: CaseOrder) -> tuple[Any, int]:
    key: Any = {
        CaseColumn.ARRIVAL: 0,
        CaseColumn.STATE: _STATES.index(row.state.value),
        CaseColumn.TITLE: alphabet_key(row.title),
        CaseColumn.DOUBTS: row.doubts,
        CaseColumn.TYPE: row.document_type or "",
        CaseColumn.BATCH: alphabet_key(row.batch_name or ""),
        CaseColumn.SCAN: alphabet_key(row.scan_name),
    }[order.column]
    return key, row.id


def _arrival_key(row: Arrival, order: ArrivalOrder) -> tuple[Any, int]:
    key: Any = {
        ArrivalColumn.ARRIVAL: 0,
        ArrivalColumn.OUTCOME: row.outcome.value,
        ArrivalColumn.NAME: alphabet_key(PurePath(row.path).name),
        ArrivalColumn.SIZE: row.size,
        ArrivalColumn.REASON: row.problem.code if row.problem else "",
    }[order.column]
    return key, row.id


def _fits(row: CaseSummary, where: CaseFilter) -> bool:
    words = fold(where.text or "").split()
    return (
        where.batch_id in (None, row.batch_id)
        and not (where.without_batch and row.batch_id is not None)
        and where.state in (None, row.state)
        and where.document_type in (None, row.document_type)
        and not (where.doubtful and not row.doubts)
        and not (where.pinned and not row.pins)
        and all(word in fold(f"{row.title} {row.scan_name}") for word in words)
    )
