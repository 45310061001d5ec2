"""Accounts and their roles; who did what at which batch, with nobody in two parts at one.

The parts are noted by triggers, whichever program writes. In a store without accounts names are
taken at their word, so a second part is passed over there and the first one stays; from the first
account on it is refused.
"""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_given = partial(sa.Column, nullable=False)

_OTHER_PART = (
    "EXISTS (SELECT 1 FROM batch_parts WHERE batch_id = NEW.batch_id AND person = NEW.person"
    " AND part <> NEW.part) AND EXISTS (SELECT 1 FROM accounts)"
)
_HAS_PART = (
    "EXISTS (SELECT 1 FROM batch_parts WHERE batch_id = NEW.batch_id AND person = NEW.person)"
)
_OF_CASE = (
    "INSERT INTO batch_parts (batch_id, person, part)"
    " SELECT batch_id, NEW.actor, {part} FROM cases"
    " WHERE id = NEW.case_id AND batch_id IS NOT NULL"
)
_OF_EDIT = "CASE WHEN NEW.action = 'settle' THEN 'arbiter' ELSE 'worker' END"
# One row a person, the first part that was theirs in the order of the work.
_OF_ALL = (
    "INSERT INTO batch_parts (batch_id, person, part) SELECT batch_id, person,"
    " CASE MIN(turn) WHEN 1 THEN 'worker' WHEN 2 THEN 'second' ELSE 'arbiter' END FROM ("
    " SELECT cases.batch_id AS batch_id, edits.actor AS person,"
    " CASE WHEN edits.action = 'settle' THEN 3 ELSE 1 END AS turn"
    " FROM edits JOIN cases ON cases.id = edits.case_id WHERE {chosen}"
    " UNION ALL SELECT cases.batch_id, second_entries.actor, 2"
    " FROM second_entries JOIN cases ON cases.id = second_entries.case_id WHERE {chosen}"
    " UNION ALL SELECT cases.batch_id, settlements.actor, 3"
    " FROM settlements JOIN cases ON cases.id = settlements.case_id WHERE {chosen}"
    ") AS done WHERE person <> 'automation' GROUP BY batch_id, person"
)
_OF_MOVED = _OF_ALL.format(chosen="cases.id = NEW.id")
_OF_APPROVER = (
    "INSERT INTO batch_parts (batch_id, person, part)"
    " SELECT NEW.id, NEW.approved_by, 'approver'"
    " WHERE NEW.approved_by IS NOT NULL AND NEW.approved_by IS DISTINCT FROM OLD.approved_by"
)
# Whoever keyed second or settled may hand the batch in; whoever answers for it may not.
_OF_SUBMITTER = (
    "INSERT INTO batch_parts (batch_id, person, part) SELECT NEW.id, NEW.submitted_by, 'worker'"
    " WHERE NEW.submitted_by IS NOT NULL AND NEW.submitted_by IS DISTINCT FROM OLD.submitted_by"
    " AND NOT EXISTS (SELECT 1 FROM batch_parts WHERE batch_id = NEW.id"
    " AND person = NEW.submitted_by AND part IN ('second', 'arbiter'))"
)
# Whoever checks a sample is on the side of whoever answers for the batch.
_OF_SAMPLE = (
    "INSERT INTO batch_parts (batch_id, person, part) VALUES (NEW.batch_id, NEW.actor, 'approver')"
)
_OF_SAMPLED = (
    "INSERT INTO batch_parts (batch_id, person, part)"
    " SELECT batch_id, NEW.actor, 'approver' FROM samples WHERE id = NEW.sample_id"
)
_OF_BATCH = (
    "INSERT INTO batch_parts (batch_id, person, part)"
    " SELECT id, {column}, '{part}' FROM batches WHERE {column} IS NOT NULL"
)
# Table, when, and what is then noted.
_NOTED = {
    "edits": ("INSERT", "NEW.actor <> 'automation'", (_OF_CASE.format(part=_OF_EDIT),)),
    "second_entries": ("INSERT", "", (_OF_CASE.format(part="'second'"),)),
    "settlements": ("INSERT", "", (_OF_CASE.format(part="'arbiter'"),)),
    "samples": ("INSERT", "", (_OF_SAMPLE,)),
    "sample_answers": ("INSERT", "", (_OF_SAMPLED,)),
    "sample_judgements": ("INSERT", "", (_OF_SAMPLED,)),
    "cases": (
        "UPDATE OF batch_id",
        "NEW.batch_id IS NOT NULL AND NEW.batch_id IS DISTINCT FROM OLD.batch_id",
        (_OF_MOVED,),
    ),
    "batches": ("UPDATE OF approved_by, submitted_by", "", (_OF_SUBMITTER, _OF_APPROVER)),
}


def upgrade() -> None:
    _accounts()
    _batch_parts()
    if op.get_context().dialect.name == "postgresql":
        _triggers_of_postgresql()
    else:
        _triggers_of_sqlite()
    _fill()


def _accounts() -> None:
    op.create_table(
        "accounts",
        _given("id", _NUMBER),
        _given("name", sa.Text()),
        _given("key", sa.Text()),
        _given("roles", sa.Text()),
        _given("state", _states("accounts", "state", "active", "disabled")),
        _given("must_change", sa.Boolean()),
        _given("password", sa.Text()),
        _given("password_at", _MOMENT),
        _given("created_at", _MOMENT),
        _given("last_seen", _MOMENT),
        _given("failures", _NUMBER),
        sa.Column("locked_until", _MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("key", name=op.f("uq_accounts_key")),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_accounts_failures")),
        sa.CheckConstraint("roles <> ''", name=op.f("ck_accounts_roles")),
        sqlite_autoincrement=True,
    )


def _batch_parts() -> None:
    parts = _states("batch_parts", "part", "worker", "second", "arbiter", "approver")
    op.create_table(
        "batch_parts",
        _given("batch_id", _NUMBER, autoincrement=False),
        _given("person", sa.Text()),
        _given("part", parts),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_batch_parts_batch_id")),
        sa.PrimaryKeyConstraint("batch_id", "person", name=op.f("pk_batch_parts")),
    )


def _states(table: str, column: str, *values: str) -> sa.Enum:
    name = op.f(f"ck_{table}_{column}")
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=16)


def _fill() -> None:
    """In the order of the work: a person's first part stays."""
    op.execute(_OF_ALL.format(chosen="cases.batch_id IS NOT NULL"))
    op.execute(_OF_BATCH.format(column="submitted_by", part="worker"))
    op.execute(_OF_BATCH.format(column="approved_by", part="approver"))


def _triggers_of_sqlite() -> None:
    op.execute(
        f"CREATE TRIGGER batch_parts_one BEFORE INSERT ON batch_parts WHEN {_HAS_PART} BEGIN"
        f" SELECT RAISE(ABORT, 'two-parts') WHERE {_OTHER_PART}; SELECT RAISE(IGNORE); END"
    )
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER batch_parts_no_{act.lower()} BEFORE {act} ON batch_parts"
            " BEGIN SELECT RAISE(ABORT, 'batch_parts is append-only'); END"
        )
    op.execute(
        "CREATE TRIGGER accounts_no_delete BEFORE DELETE ON accounts"
        " BEGIN SELECT RAISE(ABORT, 'accounts are never removed'); END"
    )
    op.execute(
        "CREATE TRIGGER accounts_no_rename BEFORE UPDATE OF id, name, key ON accounts"
        " WHEN NEW.id <> OLD.id OR NEW.name <> OLD.name OR NEW.key <> OLD.key"
        " BEGIN SELECT RAISE(ABORT, 'accounts keep their names'); END"
    )
    for table, (act, condition, statements) in _NOTED.items():
        when = f" WHEN {condition}" if condition else ""
        body = " ".join(f"{statement};" for statement in statements)
        # SQLite knows IS DISTINCT FROM only since 3.39.
        trigger = f"CREATE TRIGGER {table}_part AFTER {act} ON {table}{when} BEGIN {body} END"
        op.execute(trigger.replace("IS DISTINCT FROM", "IS NOT"))


def _triggers_of_postgresql() -> None:
    _trigger(
        "batch_parts",
        "one",
        "BEFORE INSERT",
        f"IF {_OTHER_PART} THEN RAISE EXCEPTION 'two-parts' USING ERRCODE = 'DZ002'; END IF;"
        f" IF {_HAS_PART} THEN RETURN NULL; END IF; RETURN NEW;",
    )
    refuse = "RAISE EXCEPTION 'batch_parts is append-only';"
    _trigger("batch_parts", "no_change", "BEFORE UPDATE OR DELETE", refuse)
    _trigger("batch_parts", "no_truncate", "BEFORE TRUNCATE", refuse, each="STATEMENT")
    refuse = "RAISE EXCEPTION 'accounts are never removed';"
    _trigger("accounts", "no_delete", "BEFORE DELETE", refuse)
    _trigger("accounts", "no_truncate", "BEFORE TRUNCATE", refuse, each="STATEMENT")
    _trigger(
        "accounts",
        "no_rename",
        "BEFORE UPDATE",
        "IF NEW.id <> OLD.id OR NEW.name <> OLD.name OR NEW.key <> OLD.key"
        " THEN RAISE EXCEPTION 'accounts keep their names'; END IF; RETURN NEW;",
    )
    for table, (act, condition, statements) in _NOTED.items():
        body = " ".join(f"{statement};" for statement in statements)
        guarded = f"IF {condition} THEN {body} END IF;" if condition else body
        _trigger(table, "part", f"AFTER {act}", f"{guarded} RETURN NULL;")


def _trigger(table: str, name: str, when: str, body: str, *, each: str = "ROW") -> None:
    function = f"{table}_{name}"
    op.execute(
        f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
    )
    op.execute(
        f"CREATE TRIGGER {function} {when} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"
    )
