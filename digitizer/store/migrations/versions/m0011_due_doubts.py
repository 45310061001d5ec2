"""Cases whose doubts wait to be found, so that the start of a program need not."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "doubts_due",
        sa.Column("case_id", _NUMBER, nullable=False, autoincrement=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_doubts_due_case_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_doubts_due")),
    )
