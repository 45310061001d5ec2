"""Rescue codes, the rescues by them, and who was told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from digitizer.domain.handed_secrets import Rescue
from digitizer.store.account_rows import AccountRow
from digitizer.store.rescue_rows import RescueCodeRow, RescueLookRow, RescueRow
from digitizer.workflow.rescue_port import KeptCode


class SqlRescueRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def code(self) -> KeptCode | None:
        row = self._session.scalar(select(RescueCodeRow).order_by(RescueCodeRow.id.desc()).limit(1))
        return KeptCode(row.id, row.code, row.made_at, row.made_by) if row else None

    def add_code(self, hashed: str, at: datetime, by: str) -> None:
        self._session.add(RescueCodeRow(code=hashed, made_at=at, made_by=by))
        self._session.flush()

    def add(self, code_id: int, account_id: int, at: datetime, computer_user: str) -> Rescue:
        row = RescueRow(code_id=code_id, account_id=account_id, at=at, computer_user=computer_user)
        self._session.add(row)
        self._session.flush()
        return self._rescues(_with_names().where(RescueRow.id == row.id))[0]

    def all(self) -> Sequence[Rescue]:
        return self._rescues(_with_names().order_by(RescueRow.id.desc()))

    def unseen(self, account_id: int) -> Sequence[Rescue]:
        seen = select(RescueLookRow.rescue_id).where(RescueLookRow.account_id == account_id)
        query = _with_names().where(RescueRow.id.not_in(seen))
        return self._rescues(query.order_by(RescueRow.id))

    def look(self, rescue_ids: Sequence[int], account_id: int, at: datetime) -> None:
        self._session.add_all(
            RescueLookRow(rescue_id=rescue_id, account_id=account_id, at=at)
            for rescue_id in rescue_ids
        )
        self._session.flush()

    def _rescues(self, query: Select[RescueRow, str]) -> list[Rescue]:
        return [
            Rescue(row.id, name, row.at, row.computer_user)
            for row, name in self._session.execute(query)
        ]


def _with_names() -> Select[RescueRow, str]:
    return select(RescueRow, AccountRow.name).join(
        AccountRow, AccountRow.id == RescueRow.account_id
    )
