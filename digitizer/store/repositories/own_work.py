"""The edits of one person, and what others made of them. Reads indexes by person and by case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, and_, exists, select
from sqlalchemy.orm import Session, aliased

from digitizer.domain.changes import AUTOMATION
from digitizer.domain.pace import Change, Step
from digitizer.domain.record import ValueState
from digitizer.store.rows import CaseRow, EditRow, FieldRow
from digitizer.store.second_rows import PinRow

_AT_ONCE = 2000
_WHOLE_CASE = "*"
_CORRECTING = ("set-field", "confirm-empty", "choose-place", "take-reading")


class SqlOwnWorkRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def steps(self, actor: str, since: datetime) -> Sequence[Step]:
        query = (
            select(
                EditRow.id,
                EditRow.case_id,
                EditRow.key,
                EditRow.action,
                EditRow.after_state,
                EditRow.at,
            )
            .where(EditRow.actor == actor)
            .order_by(EditRow.id.desc())
            .execution_options(yield_per=_AT_ONCE)
        )
        found: list[Step] = []
        # Left early, PostgreSQL's cursor must be closed before the unit goes on.
        with self._session.execute(query) as rows:
            for row in rows:
                if row.at < since:
                    break
                confirmed = row.key != _WHOLE_CASE and row.after_state == ValueState.CONFIRMED.value
                found.append(Step(row.id, row.case_id, row.key, row.action, confirmed, row.at))
        found.reverse()
        return found

    def changed_by_others(self, actor: str, first_edit: int) -> Sequence[Change]:
        mine, other, undo = aliased(EditRow), aliased(EditRow), aliased(EditRow)
        taken_back = exists().where(undo.case_id == other.case_id, undo.undoes == other.id)
        beside = and_(
            other.case_id == mine.case_id,
            other.id > mine.id,
            other.key == mine.key,
            other.actor.not_in((actor, AUTOMATION.name)),
            other.action.in_(_CORRECTING),
            other.before_text == mine.after_text,
            other.after_text != mine.after_text,
            ~taken_back,
        )
        query = (
            select(
                other.id,
                mine.case_id,
                mine.key,
                CaseRow.document_type,
                mine.after_text,
                other.after_text,
                mine.at,
            )
            .select_from(mine)
            .join(other, beside)
            .join(CaseRow, CaseRow.id == mine.case_id)
            .order_by(other.id, mine.id)
        )
        return self._newest(query, mine, actor, first_edit)

    def sent_back(self, actor: str, first_edit: int) -> Sequence[Change]:
        mine = aliased(EditRow)
        pinned = and_(
            PinRow.case_id == mine.case_id,
            PinRow.key == mine.key,
            PinRow.actor != actor,
            PinRow.is_sent.is_(True),
            PinRow.at >= mine.at,
        )
        there = and_(FieldRow.case_id == mine.case_id, FieldRow.key == mine.key)
        query = (
            select(
                PinRow.id,
                mine.case_id,
                mine.key,
                CaseRow.document_type,
                mine.after_text,
                FieldRow.text,
                mine.at,
            )
            .select_from(mine)
            .join(PinRow, pinned)
            .join(FieldRow, there)
            .join(CaseRow, CaseRow.id == mine.case_id)
            .order_by(PinRow.id, mine.id)
        )
        return self._newest(query, mine, actor, first_edit)

    def _newest(
        self,
        query: Select[int, int, str, str | None, str, str, datetime],
        mine: type[EditRow],
        actor: str,
        first_edit: int,
    ) -> Sequence[Change]:
        """One change for each first column: that of the newest own confirm before it."""
        own = query.where(
            mine.actor == actor,
            mine.id >= first_edit,
            mine.key != _WHOLE_CASE,
            mine.after_state == ValueState.CONFIRMED.value,
        )
        found = {row[0]: row for row in self._session.execute(own)}
        return [
            Change(case_id, key, document_type, confirmed, theirs, at)
            for _number, case_id, key, document_type, confirmed, theirs, at in found.values()
        ]
