"""The register of people: mentions, their keys and links, and what people decided of them."""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_given = partial(sa.Column, nullable=False)


def upgrade() -> None:
    _mentions()
    _mention_keys()
    _person_links()
    _person_decisions()
    op.create_table(
        "people_register",
        _given("id", _NUMBER, autoincrement=False),
        _given("fingerprint", sa.String(length=64)),
        sa.CheckConstraint("id = 1", name=op.f("ck_people_register_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_register")),
    )
    if op.get_context().dialect.name == "postgresql":
        _refuse_on_postgresql()
    else:
        _refuse_on_sqlite()


def _mentions() -> None:
    op.create_table(
        "mentions",
        _given("id", _NUMBER),
        _given("case_id", _NUMBER),
        _given("key", sa.Text()),
        _given("name", sa.Text()),
        sa.Column("entry", _NUMBER),
        _given("body", sa.Text()),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_mentions_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentions")),
        sa.UniqueConstraint("case_id", "key", name=op.f("uq_mentions_case_id_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_mentions_entry"), "mentions", ["entry"])


def _mention_keys() -> None:
    op.create_table(
        "mention_keys",
        _given("hash", _NUMBER, autoincrement=False),
        _given("mention_id", _NUMBER, autoincrement=False),
        sa.ForeignKeyConstraint(
            ["mention_id"], ["mentions.id"], name=op.f("fk_mention_keys_mention_id")
        ),
        sa.PrimaryKeyConstraint("hash", "mention_id", name=op.f("pk_mention_keys")),
    )
    op.create_index(op.f("ix_mention_keys_mention_id"), "mention_keys", ["mention_id"])


def _person_links() -> None:
    op.create_table(
        "person_links",
        _given("left_id", _NUMBER, autoincrement=False),
        _given("right_id", _NUMBER, autoincrement=False),
        _given(
            "verdict",
            sa.Enum(
                "same",
                "maybe",
                "different",
                name=op.f("ck_person_links_verdict"),
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
        ),
        _given("score", sa.Double()),
        _given("apart", sa.Boolean()),
        sa.ForeignKeyConstraint(["left_id"], ["mentions.id"], name=op.f("fk_person_links_left_id")),
        sa.ForeignKeyConstraint(
            ["right_id"], ["mentions.id"], name=op.f("fk_person_links_right_id")
        ),
        sa.PrimaryKeyConstraint("left_id", "right_id", name=op.f("pk_person_links")),
    )
    op.create_index(op.f("ix_person_links_right_id"), "person_links", ["right_id"])


def _person_decisions() -> None:
    op.create_table(
        "person_decisions",
        _given("id", _NUMBER),
        _given("left_case_id", _NUMBER),
        _given("left_key", sa.Text()),
        _given("right_case_id", _NUMBER),
        _given("right_key", sa.Text()),
        _given("is_same", sa.Boolean()),
        _given("actor", sa.Text()),
        _given("at", _MOMENT),
        _given("reason", sa.Text()),
        sa.ForeignKeyConstraint(
            ["left_case_id"], ["cases.id"], name=op.f("fk_person_decisions_left_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["right_case_id"], ["cases.id"], name=op.f("fk_person_decisions_right_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_decisions")),
        sqlite_autoincrement=True,
    )


def _refuse_on_sqlite() -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER person_decisions_no_{act.lower()} BEFORE {act} ON person_decisions "
            "BEGIN SELECT RAISE(ABORT, 'person_decisions is append-only'); END"
        )


def _refuse_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION person_decisions_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'person_decisions is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER person_decisions_no_change BEFORE UPDATE OR DELETE ON person_decisions "
        "FOR EACH ROW EXECUTE FUNCTION person_decisions_refuse()"
    )
    op.execute(
        "CREATE TRIGGER person_decisions_no_truncate BEFORE TRUNCATE ON person_decisions "
        "FOR EACH STATEMENT EXECUTE FUNCTION person_decisions_refuse()"
    )
