"""One field of all cases of a batch."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import ValueState
from digitizer.store.doubt_rows import DoubtRow, PassedOnRow
from digitizer.store.rows import CaseRow, FieldRow
from digitizer.workflow.passes_port import ColumnCount, ColumnRow

_OPEN = (CaseState.TO_CHECK, CaseState.RETURNED)


class SqlColumnRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def counts(self, batch_id: int, actor: str) -> Sequence[ColumnCount]:
        left = func.sum(case((PassedOnRow.actor == actor, 1), else_=0))
        waiting = (
            select(CaseRow.document_type, DoubtRow.key, func.count(), left)
            .join(CaseRow, CaseRow.id == DoubtRow.case_id)
            .outerjoin(PassedOnRow, PassedOnRow.id == DoubtRow.passed_id)
            .where(CaseRow.batch_id == batch_id, CaseRow.state.in_(_OPEN))
            .where(CaseRow.document_type.is_not(None))
            .group_by(CaseRow.document_type, DoubtRow.key)
        )
        return [
            ColumnCount(doc_type or "", key, int(count) - int(passed), int(passed))
            for doc_type, key, count, passed in self._session.execute(waiting)
        ]

    def sizes(self, batch_id: int) -> dict[str, int]:
        query = (
            select(CaseRow.document_type, func.count())
            .where(CaseRow.batch_id == batch_id, CaseRow.state.in_(_OPEN))
            .where(CaseRow.document_type.is_not(None))
            .group_by(CaseRow.document_type)
        )
        return {doc_type or "": int(count) for doc_type, count in self._session.execute(query)}

    def confirmed(self, batch_id: int) -> dict[tuple[str, str], int]:
        query = (
            select(CaseRow.document_type, FieldRow.key, func.count())
            .join(CaseRow, CaseRow.id == FieldRow.case_id)
            .where(CaseRow.batch_id == batch_id, CaseRow.state.in_(_OPEN))
            .where(CaseRow.document_type.is_not(None), FieldRow.state == ValueState.CONFIRMED)
            .group_by(CaseRow.document_type, FieldRow.key)
        )
        return {
            (doc_type or "", key): int(count)
            for doc_type, key, count in self._session.execute(query)
        }

    def rows(
        self, batch_id: int, document_type: str, key: str, *, waiting_only: bool
    ) -> Sequence[ColumnRow]:
        query = (
            select(
                CaseRow.id,
                CaseRow.title,
                FieldRow.text,
                FieldRow.value,
                FieldRow.state,
                DoubtRow.case_id,
                PassedOnRow.actor,
            )
            .outerjoin(FieldRow, (FieldRow.case_id == CaseRow.id) & (FieldRow.key == key))
            .outerjoin(DoubtRow, (DoubtRow.case_id == CaseRow.id) & (DoubtRow.key == key))
            .outerjoin(PassedOnRow, PassedOnRow.id == DoubtRow.passed_id)
            .where(CaseRow.batch_id == batch_id, CaseRow.state.in_(_OPEN))
            .where(CaseRow.document_type == document_type)
            .order_by(CaseRow.id)
        )
        if waiting_only:
            query = query.where(DoubtRow.case_id.is_not(None))
        return [
            ColumnRow(
                case_id,
                title,
                text or "",
                value,
                state or ValueState.MISSING,
                waiting is not None,
                passed_by,
            )
            for case_id, title, text, value, state, waiting, passed_by in self._session.execute(
                query
            )
        ]
