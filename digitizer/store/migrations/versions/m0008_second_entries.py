"""Second keys and their settlements, with nobody in two parts at one field; a supervisor's looks
and pins."""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_REASONS = ("not_on_paper", "unreadable", "torn", "stated_unknown")
_given = partial(sa.Column, nullable=False)
_VALUE_OR_REASON = "(value IS NULL) = (empty_reason IS NOT NULL)"
_APPEND_ONLY = ("second_entries", "settlements")

# Who had which part. An edit by which a settled value enters the record is the third person's.
_CLERK_OF_CASE = (
    "EXISTS (SELECT 1 FROM edits WHERE case_id = NEW.case_id AND actor = NEW.actor"
    " AND action <> 'settle')"
)
_CLERK_OF_FIELD = (
    "EXISTS (SELECT 1 FROM edits WHERE case_id = NEW.case_id AND key = NEW.key"
    " AND actor = NEW.actor AND action <> 'settle')"
)
_SECOND = (
    "EXISTS (SELECT 1 FROM second_entries WHERE case_id = NEW.case_id AND key = NEW.key"
    " AND actor = NEW.actor)"
)
_THIRD = (
    "EXISTS (SELECT 1 FROM settlements WHERE case_id = NEW.case_id AND key = NEW.key"
    " AND actor = NEW.actor)"
)
_CONFIRMER = (
    "EXISTS (SELECT 1 FROM case_fields WHERE case_id = NEW.case_id AND key = NEW.key"
    " AND confirmed_by = NEW.actor)"
)
_TWO_PARTS = {
    "second_entries": f"{_CLERK_OF_CASE} OR {_CONFIRMER} OR {_THIRD}",
    "settlements": f"{_CLERK_OF_FIELD} OR {_SECOND} OR ({_CONFIRMER} AND NOT {_THIRD})",
    "edits": f"NEW.action <> 'settle' AND ({_SECOND} OR {_THIRD})",
}


def upgrade() -> None:
    _second_entries()
    _second_skips()
    _settlements()
    _review()
    is_postgresql = op.get_context().dialect.name == "postgresql"
    for table in _APPEND_ONLY:
        (_refuse_on_postgresql if is_postgresql else _refuse_on_sqlite)(table)
    for table, condition in _TWO_PARTS.items():
        (_one_part_on_postgresql if is_postgresql else _one_part_on_sqlite)(table, condition)


def _second_entries() -> None:
    op.create_table(
        "second_entries",
        _given("id", _NUMBER),
        *_field("second_entries"),
        *_keyed("second_entries"),
        _given("actor", sa.Text()),
        _given("at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_entries")),
        sa.UniqueConstraint("case_id", "key", name=op.f("uq_second_entries_case_id_key")),
        sa.CheckConstraint(_VALUE_OR_REASON, name=op.f("ck_second_entries_value_or_reason")),
        sqlite_autoincrement=True,
    )
    name = op.f("ix_second_entries_actor_case_id")
    op.create_index(name, "second_entries", ["actor", "case_id"])


def _second_skips() -> None:
    op.create_table(
        "second_skips",
        *_field("second_skips", autoincrement=False),
        _given("actor", sa.Text()),
        _given("reason", sa.Text()),
        _given("at", _MOMENT),
        sa.PrimaryKeyConstraint("case_id", "key", "actor", name=op.f("pk_second_skips")),
    )


def _settlements() -> None:
    op.create_table(
        "settlements",
        _given("id", _NUMBER),
        *_field("settlements"),
        _given("first_text", sa.Text()),
        sa.Column("first_value", sa.Text()),
        sa.Column("first_reason", _reason("settlements", "first_reason")),
        *_keyed("settlements"),
        _given("why", sa.Text()),
        _given("actor", sa.Text()),
        _given("at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlements")),
        sa.CheckConstraint(_VALUE_OR_REASON, name=op.f("ck_settlements_value_or_reason")),
        sqlite_autoincrement=True,
    )
    name = op.f("ix_settlements_case_id_key_id")
    op.create_index(name, "settlements", ["case_id", "key", "id"])


def _review() -> None:
    op.create_table(
        "review_looks",
        *_field("review_looks", autoincrement=False),
        _given("revision", _NUMBER, autoincrement=False),
        _given("actor", sa.Text()),
        _given("at", _MOMENT),
        sa.PrimaryKeyConstraint(
            "case_id", "key", "revision", "actor", name=op.f("pk_review_looks")
        ),
    )
    op.create_table(
        "pins",
        _given("id", _NUMBER),
        *_field("pins"),
        _given("reason", sa.Text()),
        sa.Column("page_id", _NUMBER),
        sa.Column("x", _NUMBER),
        sa.Column("y", _NUMBER),
        _given("actor", sa.Text()),
        _given("at", _MOMENT),
        _given("is_sent", sa.Boolean()),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_pins_page_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pins")),
        sa.CheckConstraint(
            "(page_id IS NULL AND x IS NULL AND y IS NULL)"
            " OR (page_id IS NOT NULL AND x IS NOT NULL AND y IS NOT NULL)",
            name=op.f("ck_pins_point"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_pins_case_id_id"), "pins", ["case_id", "id"])


def _field(
    table: str, *, autoincrement: bool = True
) -> tuple[sa.Column[int], sa.Column[str], sa.ForeignKeyConstraint]:
    """The field of a case that a row speaks of."""
    case_id = _given("case_id", _NUMBER)
    if not autoincrement:
        case_id = _given("case_id", _NUMBER, autoincrement=False)
    foreign = sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f(f"fk_{table}_case_id"))
    return case_id, _given("key", sa.Text()), foreign


def _keyed(table: str) -> tuple[sa.Column[str], sa.Column[str], sa.Column[str]]:
    return (
        _given("text", sa.Text()),
        sa.Column("value", sa.Text()),
        sa.Column("empty_reason", _reason(table, "empty_reason")),
    )


def _reason(table: str, column: str) -> sa.Enum:
    name = op.f(f"ck_{table}_{column}")
    return sa.Enum(*_REASONS, name=name, native_enum=False, create_constraint=True, length=16)


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


def _one_part_on_sqlite(table: str, condition: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_one_part BEFORE INSERT ON {table} WHEN {condition} "
        "BEGIN SELECT RAISE(ABORT, 'two-roles'); END"
    )


def _one_part_on_postgresql(table: str, condition: str) -> None:
    op.execute(
        f"CREATE FUNCTION {table}_one_part() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {condition} THEN RAISE EXCEPTION 'two-roles' USING ERRCODE = 'DZ001'; "
        "END IF; RETURN NEW; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_one_part BEFORE INSERT ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_one_part()"
    )
