"""Document types of cases and batches, to say who may look at them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from digitizer.domain.errors import NotFound
from digitizer.store.rows import CaseRow


class SqlSightRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def type_of(self, case_id: int) -> str | None:
        query = select(CaseRow.id, CaseRow.document_type).where(CaseRow.id == case_id)
        row = self._session.execute(query).one_or_none()
        if row is None:
            raise NotFound("case-missing", case=case_id)
        return row[1]

    def types_of_batch(self, batch_id: int) -> frozenset[str | None]:
        query = select(CaseRow.document_type).where(CaseRow.batch_id == batch_id).distinct()
        return frozenset(self._session.scalars(query))

    def batches_with(self, types: Collection[str]) -> frozenset[int]:
        hidden = or_(CaseRow.document_type.is_(None), CaseRow.document_type.in_(list(types)))
        query = select(CaseRow.batch_id).where(CaseRow.batch_id.is_not(None), hidden).distinct()
        return frozenset(found for found in self._session.scalars(query) if found is not None)
