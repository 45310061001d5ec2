"""Batches and their counts."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from digitizer.domain.batch import Batch, BatchPlan, BatchSummary
from digitizer.domain.errors import Conflict, NotFound
from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.domain.values.alphabet import alphabet_key
from digitizer.store import codec
from digitizer.store.column_types import storable
from digitizer.store.repositories.case_queries import pinned_by_batch
from digitizer.store.rows import BatchRow, CaseRow


class SqlBatchRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self, name: str, document_type: str | None, created_by: str, created_at: datetime
    ) -> Batch:
        """Raises Conflict when a batch of this name exists."""
        row = BatchRow(
            name=name,
            document_type=document_type,
            state=BatchState.OPEN,
            created_by=created_by,
            created_at=created_at,
            revision=1,
        )
        self._session.add(row)
        self._session.flush()
        self._session.refresh(row)
        return codec.batch(row)

    def get(self, batch_id: int) -> Batch:
        return codec.batch(self._row(batch_id))

    def held(self, batch_id: int) -> Batch:
        """The batch as it stands now; its state stays until the transaction ends. Others may hold
        it too."""
        return codec.batch(self._locked(batch_id, is_shared=True))

    def claimed(self, batch_id: int) -> Batch:
        """The batch as it stands now; until the transaction ends nobody else holds, claims or saves
        it."""
        return codec.batch(self._locked(batch_id, is_shared=False))

    def find_by_name(self, name: str) -> Batch | None:
        query = select(BatchRow).where(BatchRow.name == storable(name))
        row = self._session.scalars(query).one_or_none()
        return codec.batch(row) if row else None

    def save(self, batch: Batch, expected_revision: int) -> Batch:
        """Write the batch with revision + 1; raises Conflict when its revision is another."""
        row = self._locked(batch.id, is_shared=False)
        if row.revision != expected_revision:
            raise Conflict("changed-meanwhile", batch=batch.id)
        if row.name != batch.name:
            row.name = batch.name
            key = alphabet_key(batch.name)
            renamed = update(CaseRow).where(CaseRow.batch_id == batch.id).values(batch_key=key)
            self._session.execute(renamed)
        row.document_type = batch.document_type
        row.state = batch.state
        row.submitted_by = batch.submitted_by
        row.approved_by = batch.approved_by
        row.approved_at = batch.approved_at
        row.return_reason = batch.return_reason
        row.book = codec.declared_json(codec.Declared(batch.book, batch.page_count))
        row.plan = None if batch.plan == BatchPlan() else codec.to_json(batch.plan, codec.PLAN)
        row.revision = expected_revision + 1
        self._session.flush()
        self._session.refresh(row)
        return codec.batch(row)

    def list(self, *, state: BatchState | None = None) -> Sequence[BatchSummary]:
        query = select(BatchRow).order_by(BatchRow.id)
        counts = (
            select(CaseRow.batch_id, CaseRow.state, func.count())
            .where(CaseRow.batch_id.is_not(None))
            .group_by(CaseRow.batch_id, CaseRow.state)
        )
        if state is not None:
            query = query.where(BatchRow.state == state)
            wanted = select(BatchRow.id).where(BatchRow.state == state)
            counts = counts.where(CaseRow.batch_id.in_(wanted))
        pinned: dict[int | None, int] = dict(self._session.execute(pinned_by_batch()).all())
        by_batch: dict[int, builtins.list[tuple[CaseState, int]]] = {}
        for batch_id, case_state, count in self._session.execute(counts):
            if batch_id is not None:
                by_batch.setdefault(batch_id, []).append((case_state, count))
        return [
            _summary(codec.batch(row), by_batch.get(row.id, ()), pinned.get(row.id, 0))
            for row in self._session.scalars(query)
        ]

    def summary(self, batch_id: int) -> BatchSummary:
        counts = (
            select(CaseRow.state, func.count())
            .where(CaseRow.batch_id == batch_id)
            .group_by(CaseRow.state)
        )
        pinned = pinned_by_batch().where(CaseRow.batch_id == batch_id)
        found = self._session.execute(pinned).first()
        counted = self._session.execute(counts).all()
        return _summary(self.get(batch_id), counted, found[1] if found else 0)

    def _row(self, batch_id: int) -> BatchRow:
        return self._found(batch_id, self._session.get(BatchRow, batch_id))

    def _locked(self, batch_id: int, *, is_shared: bool) -> BatchRow:
        """SQLite's one writer holds everything already, and its SQL knows no such locks."""
        # Neither kind keeps others from storing what only names the batch.
        lock = {"read": True} if is_shared else {"key_share": True}
        row = self._session.get(BatchRow, batch_id, with_for_update=lock, populate_existing=True)
        return self._found(batch_id, row)

    def _found(self, batch_id: int, row: BatchRow | None) -> BatchRow:
        if row is None:
            raise NotFound("batch-missing", batch=batch_id)
        return row


def _summary(batch: Batch, counts: Iterable[tuple[CaseState, int]], pinned: int) -> BatchSummary:
    """Returned cases wait for the clerk again, so they count as to be checked."""
    by_state = dict(counts)
    return BatchSummary(
        batch,
        cases=sum(by_state.values()),
        to_check=by_state.get(CaseState.TO_CHECK, 0) + by_state.get(CaseState.RETURNED, 0),
        checked=by_state.get(CaseState.CHECKED, 0),
        approved=by_state.get(CaseState.APPROVED, 0),
        exported=by_state.get(CaseState.EXPORTED, 0),
        pinned=pinned,
    )
