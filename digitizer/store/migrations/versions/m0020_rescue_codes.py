"""Rescue codes of an office whose administrators are all locked out, and the rescues by them.

Everything is append-only: the newest code is the one in force, and a code serves once.
"""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa
from alembic import op

from digitizer.store.migrations.append_only import refuse_changes

revision = "0020"
down_revision = "0019"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_given = partial(sa.Column, nullable=False)
_TABLES = ("rescue_codes", "rescues", "rescue_looks")


def upgrade() -> None:
    op.create_table(
        "rescue_codes",
        _given("id", _NUMBER),
        _given("code", sa.Text()),
        _given("made_at", _MOMENT),
        _given("made_by", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rescue_codes")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "rescues",
        _given("id", _NUMBER),
        _given("code_id", _NUMBER),
        _given("account_id", _NUMBER),
        _given("at", _MOMENT),
        _given("computer_user", sa.Text()),
        sa.ForeignKeyConstraint(["code_id"], ["rescue_codes.id"], name=op.f("fk_rescues_code_id")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_rescues_account_id")
        ),
        sa.UniqueConstraint("code_id", name=op.f("uq_rescues_code_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rescues")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "rescue_looks",
        _given("rescue_id", _NUMBER, autoincrement=False),
        _given("account_id", _NUMBER, autoincrement=False),
        _given("at", _MOMENT),
        sa.ForeignKeyConstraint(
            ["rescue_id"], ["rescues.id"], name=op.f("fk_rescue_looks_rescue_id")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_rescue_looks_account_id")
        ),
        sa.PrimaryKeyConstraint("rescue_id", "account_id", name=op.f("pk_rescue_looks")),
    )
    refuse_changes(_TABLES)
