"""The register of document codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from digitizer.domain.doc_codes import DocCode
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import ValueState
from digitizer.store.doc_code_rows import DocCodeRow
from digitizer.store.rows import CaseRow, FieldRow
from digitizer.workflow.doc_codes_port import Borne


class SqlDocCodeRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def ordinals(self, organisation: str, kind: str) -> frozenset[int]:
        query = select(DocCodeRow.number).where(
            DocCodeRow.organisation == organisation, DocCodeRow.kind == kind
        )
        return frozenset(self._session.scalars(query))

    def borne(self, field: str) -> Sequence[Borne]:
        query = (
            select(FieldRow.case_id, FieldRow.value, CaseRow.state)
            .join(CaseRow, CaseRow.id == FieldRow.case_id)
            .where(
                FieldRow.key == field,
                FieldRow.value.is_not(None),
                FieldRow.state.in_((ValueState.ACCEPTED, ValueState.CONFIRMED)),
            )
            .order_by(FieldRow.case_id)
        )
        return [
            Borne(case_id, value or "", state is CaseState.SET_ASIDE)
            for case_id, value, state in self._session.execute(query)
        ]

    def is_kept(self, code: DocCode) -> bool:
        query = select(DocCodeRow.id).where(
            DocCodeRow.organisation == code.organisation,
            DocCodeRow.kind == code.kind,
            DocCodeRow.number == code.number,
            DocCodeRow.version == code.version,
        )
        return self._session.scalar(query) is not None

    def newest_of(self, case_id: int) -> DocCode | None:
        query = select(DocCodeRow).where(DocCodeRow.case_id == case_id)
        row = self._session.scalars(query.order_by(DocCodeRow.id.desc()).limit(1)).first()
        return DocCode(row.organisation, row.kind, row.number, row.version) if row else None

    def keep(self, code: DocCode, case_id: int, at: datetime, actor: str) -> None:
        """Raises Conflict when the code was kept meanwhile."""
        self._session.add(
            DocCodeRow(
                organisation=code.organisation,
                kind=code.kind,
                number=code.number,
                version=code.version,
                case_id=case_id,
                at=at,
                actor=actor,
            )
        )
        self._session.flush()
