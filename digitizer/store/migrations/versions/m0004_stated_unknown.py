"""A field may be empty because the paper itself says that nobody knows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_CHECK = "ck_case_fields_empty_reason"
_INDEX = "ix_case_fields_key_value"


def upgrade() -> None:
    # SQLite changes a check only by making the table anew, which its index would not survive.
    op.drop_index(op.f(_INDEX), table_name="case_fields")
    with op.batch_alter_table("case_fields", copy_from=_before()) as table:
        table.drop_constraint(op.f(_CHECK), type_="check")
        table.create_check_constraint(
            op.f(_CHECK),
            sa.text("empty_reason IN ('not_on_paper', 'unreadable', 'torn', 'stated_unknown')"),
        )
    op.create_index(
        op.f(_INDEX), "case_fields", ["key", sa.text("substr(value, 1, 200)"), "case_id"]
    )


def _before() -> sa.Table:
    """The table as the first version made it."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Table(
        "case_fields",
        sa.MetaData(),
        sa.Column("case_id", number, nullable=False, autoincrement=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("ordinal", number, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("value", sa.Text()),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reading", sa.Text()),
        sa.Column("confirmed_by", sa.Text()),
        sa.Column("confirmed_at", sa.DateTime(timezone=True)),
        sa.Column("empty_reason", sa.String(length=16)),
        sa.CheckConstraint(
            "state IN ('accepted', 'review', 'missing', 'confirmed')",
            name=op.f("ck_case_fields_state"),
        ),
        sa.CheckConstraint(
            "empty_reason IN ('not_on_paper', 'unreadable', 'torn')", name=op.f(_CHECK)
        ),
        sa.CheckConstraint(
            "state <> 'confirmed' OR (confirmed_by IS NOT NULL AND confirmed_at IS NOT NULL)",
            name=op.f("ck_case_fields_confirmed_by"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_fields_case_id")),
        sa.PrimaryKeyConstraint("case_id", "key", name=op.f("pk_case_fields")),
    )
