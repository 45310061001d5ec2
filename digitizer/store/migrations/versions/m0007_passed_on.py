"""Fields that wait for a look or were passed on to another person, and what undo needs."""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_given = partial(sa.Column, nullable=False)


def upgrade() -> None:
    """The doubts of stored cases are found when the program opens the workspace."""
    op.add_column("edits", sa.Column("before", sa.Text()))
    op.add_column("edits", sa.Column("undoes", _NUMBER))
    op.create_index(op.f("ix_edits_actor_id"), "edits", ["actor", "id"])
    _passed_on()
    _doubts()
    if op.get_context().dialect.name == "postgresql":
        _refuse_on_postgresql("passed_on")
    else:
        _refuse_on_sqlite("passed_on")


def _passed_on() -> None:
    op.create_table(
        "passed_on",
        _given("id", _NUMBER),
        _given("case_id", _NUMBER),
        _given("key", sa.Text()),
        _given("actor", sa.Text()),
        _given("reason", sa.Text()),
        _given("at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_passed_on_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passed_on")),
        sqlite_autoincrement=True,
    )
    name = op.f("ix_passed_on_case_id_key_id")
    op.create_index(name, "passed_on", ["case_id", "key", "id"])


def _doubts() -> None:
    op.create_table(
        "doubts",
        _given("case_id", _NUMBER, autoincrement=False),
        _given("key", sa.Text()),
        _given("place", _NUMBER),
        _given("reasons", sa.Text()),
        sa.Column("passed_id", _NUMBER),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_doubts_case_id")),
        sa.ForeignKeyConstraint(["passed_id"], ["passed_on.id"], name=op.f("fk_doubts_passed_id")),
        sa.PrimaryKeyConstraint("case_id", "key", name=op.f("pk_doubts")),
    )
    op.create_index(op.f("ix_doubts_case_id_place"), "doubts", ["case_id", "place"])
    op.create_index(op.f("ix_doubts_passed_id"), "doubts", ["passed_id"])
    op.create_table(
        "doubts_built",
        _given("id", _NUMBER, autoincrement=False),
        _given("method", _NUMBER),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_doubts_built")),
        sa.CheckConstraint("id = 1", name=op.f("ck_doubts_built_one")),
    )


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
