"""Files seen in the watched folders and what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from digitizer.domain.case import Arrival, Outcome
from digitizer.domain.errors import NotFound
from digitizer.domain.values.alphabet import alphabet_key
from digitizer.domain.values.text import fold
from digitizer.store import codec, listing
from digitizer.store.repositories.asking import AskedOfEach
from digitizer.store.rows import ArrivalRow
from digitizer.workflow.lists import ArrivalColumn, ArrivalFilter, ArrivalOrder
from digitizer.workflow.ports import NewArrival

Q = TypeVar("Q", bound=Select[Any])

_SORTED_BY: dict[ArrivalColumn, ColumnElement[Any]] = {
    ArrivalColumn.OUTCOME: ArrivalRow.outcome.expression,
    ArrivalColumn.NAME: ArrivalRow.name_key.expression,
    ArrivalColumn.SIZE: ArrivalRow.size.expression,
    ArrivalColumn.REASON: ArrivalRow.reason.expression,
}


def _matching(query: Q, where: ArrivalFilter) -> Q:
    if where.outcome is not None:
        query = query.where(AskedOfEach(ArrivalRow.outcome) == where.outcome)
    for word in listing.search_words(where.text or ""):
        query = query.where(ArrivalRow.search.contains(word, autoescape=True))
    return query


def _in_order(query: Q, order: ArrivalOrder) -> Q:
    found = _SORTED_BY.get(order.column)
    keys = [ArrivalRow.id] if found is None else [found, ArrivalRow.id]
    return query.order_by(*(each.desc() if order.descending else each for each in keys))


class SqlArrivalRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, arrival: NewArrival) -> Arrival:
        name = listing.file_name(arrival.path)
        row = ArrivalRow(
            path=arrival.path,
            size=arrival.size,
            modified_ns=arrival.modified_ns,
            sha256=arrival.sha256,
            outcome=arrival.outcome,
            scan_id=arrival.scan_id,
            problem=codec.to_json(arrival.problem, codec.PROBLEM) if arrival.problem else None,
            arrived_at=arrival.arrived_at,
            settled=False,
            name_key=alphabet_key(name),
            search=fold(name),
            reason=arrival.problem.code if arrival.problem else "",
        )
        self._session.add(row)
        self._session.flush()
        self._session.refresh(row)
        return codec.arrival(row)

    def find(self, path: str, size: int, modified_ns: int) -> Arrival | None:
        query = (
            select(ArrivalRow)
            .where(
                ArrivalRow.path == path,
                ArrivalRow.size == size,
                ArrivalRow.modified_ns == modified_ns,
            )
            .order_by(ArrivalRow.id.desc())
            .limit(1)
        )
        row = self._session.scalars(query).one_or_none()
        return codec.arrival(row) if row else None

    def unsettled(self) -> Sequence[Arrival]:
        query = select(ArrivalRow).where(ArrivalRow.settled.is_(False)).order_by(ArrivalRow.id)
        return [codec.arrival(row) for row in self._session.scalars(query)]

    def settle(self, arrival_id: int) -> None:
        row = self._session.get(ArrivalRow, arrival_id)
        if row is None:
            raise NotFound("arrival-missing", arrival=arrival_id)
        row.settled = True
        self._session.flush()

    def list(
        self, *, outcome: Outcome | None = None, limit: int = 100, before_id: int | None = None
    ) -> Sequence[Arrival]:
        query = select(ArrivalRow)
        if before_id is not None:
            query = query.where(ArrivalRow.id < before_id)
        if outcome is not None:
            query = query.where(ArrivalRow.outcome == outcome)
        rows = self._session.scalars(query.order_by(ArrivalRow.id.desc()).limit(limit))
        return [codec.arrival(row) for row in rows]

    def page(
        self, where: ArrivalFilter, order: ArrivalOrder, *, limit: int, offset: int
    ) -> Sequence[Arrival]:
        """A stretch of the list that the filter leaves; it is found in an index alone."""
        ids = _in_order(_matching(select(ArrivalRow.id), where), order).limit(limit).offset(offset)
        wanted = ArrivalRow.id.in_(ids.correlate(None).scalar_subquery())
        rows = self._session.scalars(_in_order(select(ArrivalRow).where(wanted), order))
        return [codec.arrival(row) for row in rows]

    def count(self, where: ArrivalFilter) -> int:
        query = _matching(select(func.count()).select_from(ArrivalRow), where)
        return self._session.scalars(query).one()

    def count_by_outcome(self) -> Mapping[Outcome, int]:
        """Every outcome is there, also with 0."""
        query = select(ArrivalRow.outcome, func.count()).group_by(ArrivalRow.outcome)
        found = dict(self._session.execute(query).all())
        return {outcome: found.get(outcome, 0) for outcome in Outcome}
