"""Batches approved in part: who answers for each case, and the package in which it left last."""

from __future__ import annotations

import json
from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_given = partial(sa.Column, nullable=False)

_CHECKS = {
    "ck_batches_state": "state IN"
    " ('open', 'submitted', 'returned', 'partly_approved', 'approved', 'exported')",
    "ck_batches_approved_by": "state NOT IN ('partly_approved', 'approved', 'exported')"
    " OR (approved_by IS NOT NULL AND approved_at IS NOT NULL)",
    "ck_batches_submitted_by": "state NOT IN"
    " ('submitted', 'partly_approved', 'approved', 'exported') OR submitted_by IS NOT NULL",
}
_PUT_BACK = (
    "INSERT INTO batches (id, name, document_type, state, created_by, created_at, submitted_by,"
    " approved_by, approved_at, return_reason, revision, book, plan)"
    " SELECT id, name, document_type, state, created_by, created_at, submitted_by,"
    " approved_by, approved_at, return_reason, revision, book, plan FROM kept_batches"
)
_FILL_APPROVED = (
    "UPDATE cases SET"
    " approved_by = (SELECT approved_by FROM batches WHERE batches.id = cases.batch_id),"
    " approved_at = (SELECT approved_at FROM batches WHERE batches.id = cases.batch_id)"
    " WHERE state IN ('approved', 'exported')"
)


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        for name, rule in _CHECKS.items():
            op.drop_constraint(op.f(name), "batches", type_="check")
            op.create_check_constraint(op.f(name), "batches", sa.text(rule))
    else:
        _make_batches_anew()
    op.add_column("cases", sa.Column("approved_by", sa.Text()))
    op.add_column("cases", sa.Column("approved_at", _MOMENT))
    op.add_column("cases", sa.Column("left_in", sa.Text()))
    op.add_column("cases", sa.Column("left_at", _MOMENT))
    op.execute(_FILL_APPROVED)
    _fill_left()
    # Few cases came back, among a million that left.
    came_back = sa.text("left_in IS NOT NULL AND state <> 'exported'")
    op.create_index(
        op.f("ix_cases_came_back"),
        "cases",
        ["id"],
        sqlite_where=came_back,
        postgresql_where=came_back,
    )


def _make_batches_anew() -> None:
    """SQLite changes a check only by making the table anew. The rows of other tables that name a
    batch are without it for a moment; the check of that waits until the transaction ends."""
    connection = op.get_bind()
    op.execute("PRAGMA defer_foreign_keys = ON")
    around = [
        sql
        for (sql,) in connection.execute(
            sa.text(
                "SELECT sql FROM sqlite_master WHERE tbl_name = 'batches' AND sql IS NOT NULL"
                " AND type IN ('index', 'trigger') ORDER BY type, name"
            )
        )
    ]
    op.execute("CREATE TEMPORARY TABLE kept_batches AS SELECT * FROM batches")
    op.drop_table("batches")
    op.create_table(
        "batches",
        _given("id", _NUMBER),
        _given("name", sa.Text()),
        sa.Column("document_type", sa.Text()),
        _given("state", sa.String(length=16)),
        _given("created_by", sa.Text()),
        _given("created_at", _MOMENT),
        sa.Column("submitted_by", sa.Text()),
        sa.Column("approved_by", sa.Text()),
        sa.Column("approved_at", _MOMENT),
        sa.Column("return_reason", sa.Text()),
        _given("revision", _NUMBER),
        sa.Column("book", sa.Text()),
        sa.Column("plan", sa.Text()),
        *(sa.CheckConstraint(rule, name=op.f(name)) for name, rule in _CHECKS.items()),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_batches_revision")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
        sa.UniqueConstraint("name", name=op.f("uq_batches_name")),
        sqlite_autoincrement=True,
    )
    op.execute(_PUT_BACK)
    op.execute("DROP TABLE kept_batches")
    for sql in around:
        connection.exec_driver_sql(sql)


def _fill_left() -> None:
    """The newest package of each batch, for the cases that left with it."""
    connection = op.get_bind()
    log = sa.table("audit_log", *map(sa.column, ("seq", "at", "action", "subject", "details")))
    exports = sa.select(log.c.subject, log.c.at, log.c.details)
    entries = connection.execute(exports.where(log.c.action == "export-batch").order_by(log.c.seq))
    newest = {
        subject.removeprefix("batch:"): (dict(json.loads(details)).get("package", ""), at)
        for subject, at, details in entries
    }
    left = sa.text(
        "UPDATE cases SET left_in = :package, left_at = :at"
        " WHERE batch_id = :batch AND state = 'exported'"
    )
    for batch, (package, at) in newest.items():
        connection.execute(left, {"package": package, "at": at, "batch": int(batch)})
