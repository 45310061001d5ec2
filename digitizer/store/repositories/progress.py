"""Progress: the counts by day, and the plan of the work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from pydantic import TypeAdapter
from sqlalchemy import Select, and_, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from digitizer.domain.case import ScanState
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.progress import (
    CASE_STAGES,
    Count,
    DayCounts,
    Stage,
    Tally,
    Waiting,
    day_counts,
    named_counts,
    stages_of,
    summed,
    waiting_cases,
    work_day,
)
from digitizer.domain.work_plan import WorkPlan
from digitizer.store import codec
from digitizer.store.progress_rows import CaseDaysRow, DailyCountRow, WorkPlanRow
from digitizer.store.rows import BatchRow, CaseRow, ScanRow

_ROWS_AT_ONCE = 5000
_PLAN = TypeAdapter(WorkPlan)
_DAYS = {
    Stage.READ: CaseDaysRow.read_on,
    Stage.CHECKED: CaseDaysRow.checked_on,
    Stage.APPROVED: CaseDaysRow.approved_on,
    Stage.EXPORTED: CaseDaysRow.exported_on,
}
_Key = tuple[date, Stage, int, str]


class SqlProgressRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def tally(self) -> Tally:
        """All counts, from the counts by day alone but for the files that wait."""
        number = func.sum(DailyCountRow.number)
        rows = self._session.execute(
            select(DailyCountRow.day, DailyCountRow.stage, number).group_by(
                DailyCountRow.day, DailyCountRow.stage
            )
        ).all()
        totals = summed((stage, int(count)) for _, stage, count in rows)
        of_cases = DailyCountRow.stage.in_(CASE_STAGES)
        types = self._session.execute(
            select(DailyCountRow.document_type, DailyCountRow.stage, number)
            .where(of_cases)
            .group_by(DailyCountRow.document_type, DailyCountRow.stage)
        )
        batches = self._session.execute(
            select(DailyCountRow.batch_id, DailyCountRow.stage, number)
            .where(of_cases)
            .group_by(DailyCountRow.batch_id, DailyCountRow.stage)
        )
        names = dict(self._session.execute(select(BatchRow.id, BatchRow.name)).all())
        return Tally(
            totals,
            tuple(
                one
                for one in day_counts((day, stage, int(count)) for day, stage, count in rows)
                if any(one.counts.values())
            ),
            named_counts((name, stage, int(count)) for name, stage, count in types),
            named_counts(
                (names.get(batch_id, ""), stage, int(count)) for batch_id, stage, count in batches
            ),
            self._waiting(waiting_cases(totals)),
        )

    def days_of_type(self, document_type: str) -> Sequence[DayCounts]:
        """The counts of one document type by day, the oldest first."""
        query = (
            select(DailyCountRow.day, DailyCountRow.stage, func.sum(DailyCountRow.number))
            .where(DailyCountRow.document_type == document_type)
            .group_by(DailyCountRow.day, DailyCountRow.stage)
        )
        found = self._session.execute(query)
        return day_counts((day, stage, int(count)) for day, stage, count in found)

    def differences(self) -> Sequence[tuple[Count, int]]:
        """Where the kept counts are not what a recount gives: the recount, and the kept number.
        Reads all cases and scans."""
        kept, counted = self._kept(), self._recounted()
        return [
            (
                Count(day, stage, batch_id or None, type_key or None, counted.get(key, 0)),
                kept.get(key, 0),
            )
            for key in sorted(kept.keys() | counted.keys())
            for day, stage, batch_id, type_key in [key]
            if kept.get(key, 0) != counted.get(key, 0)
        ]

    def undated(self) -> int:
        """How many cases lack the day of a stage that they hold, so that they count nowhere."""
        lacking = or_(
            *(
                and_(CaseRow.state.in_(_holding(stage)), day.is_(None))
                for stage, day in _DAYS.items()
            )
        )
        query = (
            select(func.count())
            .select_from(CaseRow)
            .outerjoin(CaseDaysRow, CaseDaysRow.case_id == CaseRow.id)
            .where(lacking)
        )
        return self._session.scalars(query).one()

    def rebuild(self) -> None:
        """Count all cases and scans anew."""
        counted = self._recounted()
        self._session.execute(delete(DailyCountRow))
        names = ("day", "stage", "batch_id", "document_type", "number")
        rows = [dict(zip(names, (*key, count), strict=True)) for key, count in counted.items()]
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            self._session.execute(insert(DailyCountRow), rows[start : start + _ROWS_AT_ONCE])

    def plan(self) -> WorkPlan | None:
        """The newest plan."""
        row = self._session.scalars(
            select(WorkPlanRow).order_by(WorkPlanRow.id.desc()).limit(1)
        ).one_or_none()
        return None if row is None else codec.from_json(row.body, _PLAN)

    def set_plan(self, plan: WorkPlan, actor: str, at: datetime) -> None:
        self._session.add(WorkPlanRow(at=at, actor=actor, body=codec.to_json(plan, _PLAN)))
        self._session.flush()

    def _waiting(self, cases: Mapping[Stage, int]) -> Waiting:
        pages = select(func.coalesce(func.sum(ScanRow.page_count), 0)).where(
            ScanRow.state == ScanState.STORED
        )
        failed = select(func.count()).where(ScanRow.state == ScanState.FAILED)
        return Waiting(
            int(self._session.scalars(pages).one()),
            self._session.scalars(failed.select_from(ScanRow)).one(),
            cases,
        )

    def _kept(self) -> dict[_Key, int]:
        query = select(
            DailyCountRow.day,
            DailyCountRow.stage,
            DailyCountRow.batch_id,
            DailyCountRow.document_type,
            DailyCountRow.number,
        ).where(DailyCountRow.number != 0)
        rows = self._session.execute(query)
        return {(day, stage, batch, key): number for day, stage, batch, key, number in rows}

    def _recounted(self) -> dict[_Key, int]:
        found: dict[_Key, int] = {}
        for stage in CASE_STAGES:
            for day, batch_id, type_key, number in self._session.execute(_recount(stage)):
                if day is not None:
                    found[(day, stage, batch_id, type_key)] = number
        for at, pages in self._scans():
            key = (work_day(at), Stage.SCANNED, 0, "")
            found[key] = found.get(key, 0) + pages
        return found

    def _scans(self) -> Iterator[tuple[datetime, int]]:
        query = select(ScanRow.received_at, ScanRow.page_count)
        yield from self._session.execute(query.execution_options(yield_per=_ROWS_AT_ONCE))


def _recount(stage: Stage) -> Select[date | None, int, str, int]:
    batch_id = func.coalesce(CaseRow.batch_id, 0)
    type_key = func.coalesce(CaseRow.document_type, "")
    day = _DAYS[stage]
    return (
        select(day, batch_id, type_key, func.count())
        .join(CaseRow, CaseRow.id == CaseDaysRow.case_id)
        .where(CaseRow.state.in_(_holding(stage)), day.is_not(None))
        .group_by(day, batch_id, type_key)
    )


def _holding(stage: Stage) -> list[CaseState]:
    return [state for state in CaseState if stage in stages_of(state)]
