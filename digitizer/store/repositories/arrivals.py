"""Files seen in the watched folders and what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from digitizer.domain.case import Arrival, Outcome
from digitizer.domain.errors import NotFound
from digitizer.store import codec
from digitizer.store.rows import ArrivalRow
from digitizer.workflow.ports import NewArrival


class SqlArrivalRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, arrival: NewArrival) -> Arrival:
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

    def count_by_outcome(self) -> Mapping[Outcome, int]:
        """Every outcome is there, also with 0."""
        query = select(ArrivalRow.outcome, func.count()).group_by(ArrivalRow.outcome)
        found = dict(self._session.execute(query).all())
        return {outcome: found.get(outcome, 0) for outcome in Outcome}
