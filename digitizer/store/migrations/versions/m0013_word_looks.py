"""Words of fields that a person looked at in the word pass."""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_given = partial(sa.Column, nullable=False)


def upgrade() -> None:
    op.create_table(
        "word_looks",
        _given("case_id", _NUMBER, autoincrement=False),
        _given("key", sa.Text()),
        _given("place", _NUMBER, autoincrement=False),
        _given("actor", sa.Text()),
        _given("text", sa.Text()),
        _given("is_odd", sa.Boolean()),
        _given("at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_word_looks_case_id")),
        sa.PrimaryKeyConstraint("case_id", "key", "place", "actor", name=op.f("pk_word_looks")),
        sa.CheckConstraint("place >= 0", name=op.f("ck_word_looks_place")),
    )
