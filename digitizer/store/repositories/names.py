"""The names that the cases hold, counted."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from digitizer.domain.record import ValueState
from digitizer.store.rows import CaseRow, FieldRow

_SURE = (ValueState.ACCEPTED, ValueState.CONFIRMED)


class SqlNameRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def counts(
        self, keys: Iterable[str], *, batch_id: int | None = None, limit: int
    ) -> dict[str, int]:
        """How often each value stands in these fields where it waits for no look, the commonest
        values first; of all cases, or of a batch."""
        count = func.count()
        query = select(FieldRow.value, count).where(
            FieldRow.key.in_(sorted(keys)), FieldRow.state.in_(_SURE), FieldRow.value.is_not(None)
        )
        if batch_id is not None:
            query = query.join(CaseRow, CaseRow.id == FieldRow.case_id)
            query = query.where(CaseRow.batch_id == batch_id)
        query = query.group_by(FieldRow.value).order_by(count.desc(), FieldRow.value).limit(limit)
        return {value: number for value, number in self._session.execute(query) if value}
