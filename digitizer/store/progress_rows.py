"""The tables of progress: days of each case, counts by day, plans of the work, handovers."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from digitizer.domain.progress import Stage
from digitizer.domain.slip import Direction
from digitizer.store.column_types import state_type
from digitizer.store.rows import Row


class CaseDaysRow(Row):
    """The day on which a case reached each stage that it holds."""

    __tablename__ = "case_days"

    case_id: Mapped[int] = mapped_column(
        ForeignKey("cases.id"), primary_key=True, autoincrement=False
    )
    read_on: Mapped[date]
    checked_on: Mapped[date | None]
    approved_on: Mapped[date | None]
    exported_on: Mapped[date | None]


class DailyCountRow(Row):
    """Derived from case_days, cases and scans in the transaction that changes them; ``batch_id`` 0
    and ``document_type`` "" stand for none."""

    __tablename__ = "daily_counts"

    day: Mapped[date] = mapped_column(primary_key=True)
    stage: Mapped[Stage] = mapped_column(state_type(Stage, "stage"), primary_key=True)
    batch_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document_type: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]


class WorkPlanRow(Row):
    """Append-only: triggers refuse UPDATE and DELETE. The newest plan is in force."""

    __tablename__ = "work_plans"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    body: Mapped[str]


class HandoverRow(Row):
    """Append-only: triggers refuse UPDATE and DELETE."""

    __tablename__ = "handovers"
    __table_args__ = (
        CheckConstraint("books >= 0 AND sheets >= 0", name="numbers"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    papers: Mapped[str]
    direction: Mapped[Direction] = mapped_column(state_type(Direction, "direction"))
    books: Mapped[int]
    sheets: Mapped[int]
    given_by: Mapped[str]
    taken_by: Mapped[str]
    at: Mapped[datetime]
    note: Mapped[str]
    actor: Mapped[str]
