"""What is declared of a whole book, and the units that a place names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("batches", sa.Column("book", sa.Text()))
    op.add_column("case_fields", sa.Column("units", sa.Text()))
