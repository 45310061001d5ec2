"""The register of document codes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from digitizer.domain.doc_codes import DocCode
from digitizer.store.doc_code_rows import DocCodeRow


class SqlDocCodeRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def highest(self, organisation: str, kind: str) -> int:
        query = select(func.max(DocCodeRow.number)).where(
            DocCodeRow.organisation == organisation, DocCodeRow.kind == kind
        )
        return self._session.scalar(query) or 0

    def owner(self, code: DocCode) -> int | None:
        return self._session.scalar(
            select(DocCodeRow.case_id).where(
                DocCodeRow.organisation == code.organisation,
                DocCodeRow.kind == code.kind,
                DocCodeRow.number == code.number,
                DocCodeRow.version == code.version,
            )
        )

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
