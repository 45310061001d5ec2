"""Keeps the days of cases and the counts by day in step with every saved case.

The counts change when the transaction commits, in the order of their keys: so two writers who
move cases of one batch wait for each other once and never in a circle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from digitizer.domain.lifecycle import CaseState
from digitizer.domain.progress import CaseDays, Stage, stages_of, work_day
from digitizer.store.column_types import storable
from digitizer.store.progress_rows import CaseDaysRow, DailyCountRow
from digitizer.store.rows import CaseRow

Key = tuple[date, Stage, int, str]


@dataclass(frozen=True, slots=True)
class Place:
    """What decides where a case counts."""

    batch_id: int | None
    document_type: str | None
    state: CaseState

    @classmethod
    def of(cls, row: CaseRow) -> Place:
        return cls(row.batch_id, row.document_type, row.state)

    def key(self, day: date, stage: Stage) -> Key:
        return day, stage, self.batch_id or 0, storable(self.document_type or "")


class ProgressKeeper:
    """``clock`` says which day it is."""

    def __init__(self, session: Session, clock: Callable[[], datetime]) -> None:
        self._session = session
        self._clock = clock
        self._changes: Counter[Key] = Counter()

    def received(self, at: datetime, pages: int) -> None:
        """A file of so many pages came."""
        self._changes[(work_day(at), Stage.SCANNED, 0, "")] += pages

    def came(self, case_id: int, place: Place) -> None:
        """A case was read; its row is stored."""
        days = CaseDays(self._today())
        self._session.add(CaseDaysRow(case_id=case_id, read_on=days.read))
        self._count(place, days, 1)

    def moved(self, case_id: int, before: Place, after: Place) -> None:
        """A case stands elsewhere now: in another state, batch or document type."""
        if before == after:
            return
        row = self._session.get(CaseDaysRow, case_id)
        if row is None:
            return
        days = _days(row)
        self._count(before, days, -1)
        moved = days.moved(after.state, self._today())
        row.checked_on, row.approved_on, row.exported_on = (
            moved.checked,
            moved.approved,
            moved.exported,
        )
        self._count(after, moved, 1)

    def settle(self) -> None:
        """Write what changed; the last thing before the commit."""
        for key in sorted(key for key, change in self._changes.items() if change):
            self._add(key, self._changes[key])
        self._changes.clear()

    def _count(self, place: Place, days: CaseDays, by: int) -> None:
        for stage in stages_of(place.state):
            day = days.of(stage)
            if day is not None:
                self._changes[place.key(day, stage)] += by

    def _add(self, key: Key, change: int) -> None:
        is_postgresql = self._session.get_bind().dialect.name == "postgresql"
        insert = postgresql.insert if is_postgresql else sqlite.insert
        day, stage, batch_id, document_type = key
        new = insert(DailyCountRow).values(
            day=day, stage=stage, batch_id=batch_id, document_type=document_type, number=change
        )
        self._session.execute(
            new.on_conflict_do_update(
                index_elements=["day", "stage", "batch_id", "document_type"],
                set_={"number": DailyCountRow.number + new.excluded.number},
            )
        )

    def _today(self) -> date:
        return work_day(self._clock())


def _days(row: CaseDaysRow) -> CaseDays:
    return CaseDays(row.read_on, row.checked_on, row.approved_on, row.exported_on)
