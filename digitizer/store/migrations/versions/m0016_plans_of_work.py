"""Progress: the days of each case, counts by day, plans of the work, and handovers of papers.

Of an older program's cases the days are found from what was noted then: reading and export in the
audit log, finishing in the edits, approval with the batch. A day that was not noted is that of the
stage before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_STAGES = ("scanned", "read", "checked", "approved", "exported")
_REACHED = {"to_check": 1, "returned": 1, "checked": 2, "approved": 3, "exported": 4}
_ZONE = timezone(timedelta(hours=7))
_ROWS_AT_ONCE = 5000
_given = partial(sa.Column, nullable=False)
_Key = tuple[date, str, int, str]


def upgrade() -> None:
    _case_days()
    _daily_counts()
    _work_plans()
    _handovers()
    for table in ("work_plans", "handovers"):
        if op.get_context().dialect.name == "postgresql":
            _refuse_on_postgresql(table)
        else:
            _refuse_on_sqlite(table)
    _fill()


def _case_days() -> None:
    op.create_table(
        "case_days",
        _given("case_id", _NUMBER, autoincrement=False),
        _given("read_on", sa.Date()),
        sa.Column("checked_on", sa.Date()),
        sa.Column("approved_on", sa.Date()),
        sa.Column("exported_on", sa.Date()),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_days_case_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_days")),
    )


def _daily_counts() -> None:
    op.create_table(
        "daily_counts",
        _given("day", sa.Date()),
        _given("stage", _enum("daily_counts", "stage", *_STAGES)),
        _given("batch_id", _NUMBER, autoincrement=False),
        _given("document_type", sa.Text()),
        _given("number", _NUMBER),
        sa.PrimaryKeyConstraint(
            "day", "stage", "batch_id", "document_type", name=op.f("pk_daily_counts")
        ),
    )


def _work_plans() -> None:
    op.create_table(
        "work_plans",
        _given("id", _NUMBER),
        _given("at", _MOMENT),
        _given("actor", sa.Text()),
        _given("body", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_plans")),
        sqlite_autoincrement=True,
    )


def _handovers() -> None:
    op.create_table(
        "handovers",
        _given("id", _NUMBER),
        _given("papers", sa.Text()),
        _given("direction", _enum("handovers", "direction", "out", "back")),
        _given("books", _NUMBER),
        _given("sheets", _NUMBER),
        _given("given_by", sa.Text()),
        _given("taken_by", sa.Text()),
        _given("at", _MOMENT),
        _given("note", sa.Text()),
        _given("actor", sa.Text()),
        sa.CheckConstraint("books >= 0 AND sheets >= 0", name=op.f("ck_handovers_numbers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
        sqlite_autoincrement=True,
    )


def _enum(table: str, column: str, *values: str) -> sa.Enum:
    return sa.Enum(
        *values,
        name=op.f(f"ck_{table}_{column}"),
        native_enum=False,
        create_constraint=True,
        length=16,
    )


def _fill() -> None:
    counts: Counter[_Key] = Counter()
    read: dict[int, date] = {}
    scans = _rows("SELECT id, received_at, page_count FROM scans", received_at=_MOMENT)
    for scan_id, at, pages in scans:
        read[scan_id] = _day(at)
        counts[(_day(at), "scanned", 0, "")] += pages
    read |= _audited("recognize", "scan:")
    finished = _days(
        "SELECT case_id, max(at) AS at FROM edits"
        " WHERE key = '*' AND after_state = 'checked' GROUP BY case_id"
    )
    approved = _days("SELECT id, approved_at AS at FROM batches WHERE approved_at IS NOT NULL")
    exported = _audited("export-batch", "batch:")
    made: list[dict[str, object]] = []
    query = "SELECT id, scan_id, batch_id, state, document_type FROM cases"
    for case_id, scan_id, batch_id, state, document_type in _rows(query):
        days = [read[scan_id]]
        for later in (finished.get(case_id), approved.get(batch_id), exported.get(batch_id)):
            days.append(later or days[-1])
        held = _REACHED.get(state, 0)
        made.append({"case_id": case_id, **_held(days, max(1, held))})
        for day, stage in zip(days[:held], _STAGES[1:], strict=False):
            counts[(day, stage, batch_id or 0, document_type or "")] += 1
        if len(made) == _ROWS_AT_ONCE:
            _insert("case_days", made)
            made = []
    _insert("case_days", made)
    names = ("day", "stage", "batch_id", "document_type", "number")
    rows = [dict(zip(names, (*key, number), strict=True)) for key, number in counts.items()]
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        _insert("daily_counts", rows[start : start + _ROWS_AT_ONCE])


def _held(days: list[date], number: int) -> dict[str, object]:
    """The columns of the days: of the first stages, and nothing for the others."""
    kept: list[date | None] = [*days[:number], *([None] * (len(days) - number))]
    return {f"{stage}_on": day for stage, day in zip(_STAGES[1:], kept, strict=True)}


def _rows(query: str, **moments: sa.DateTime) -> Iterable[Any]:
    """Of a query in words no types are known: ``moments`` are its columns that hold some."""
    return op.get_bind().execute(sa.text(query).columns(**moments))


def _days(query: str) -> dict[int, date]:
    return {number: _day(at) for number, at in _rows(query, at=_MOMENT)}


def _audited(action: str, subject: str) -> dict[int, date]:
    """The first day of an action on each subject of a kind."""
    found: dict[int, date] = {}
    asked = sa.text("SELECT subject, at FROM audit_log WHERE action = :action ORDER BY seq")
    given = {"action": action}
    for name, at in op.get_bind().execute(asked.columns(at=_MOMENT), given):
        number = name.removeprefix(subject)
        if number.isdecimal():
            found.setdefault(int(number), _day(at))
    return found


def _day(at: datetime) -> date:
    """SQLite gives moments without their zone, which is UTC."""
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return aware.astimezone(_ZONE).date()


def _insert(table: str, rows: list[dict[str, object]]) -> None:
    if rows:
        columns = [sa.column(name, sa.Date() if _is_day(name) else None) for name in rows[0]]
        op.get_bind().execute(sa.insert(sa.table(table, *columns)), rows)


def _is_day(name: str) -> bool:
    return name == "day" or name.endswith("_on")


def _refuse_on_sqlite(table: str) -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _refuse_on_postgresql(table: str) -> None:
    op.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )
