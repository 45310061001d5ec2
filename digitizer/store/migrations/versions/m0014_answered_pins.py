"""What a field said when it was pinned, and who kept it so and why; doubts by field and reason.

A pin of an older program counted as answered once its field was stored again; one whose field
nobody stored since is still to be answered.
"""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    for name in ("stood", "kept_by", "kept_why"):
        op.add_column("pins", sa.Column(name, sa.Text()))
    op.add_column("pins", sa.Column("kept_at", sa.DateTime(timezone=True)))
    kept: sa.Column[bool] = sa.Column(
        "is_kept", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("pins", kept)
    _fill()
    _index_doubts()


def _index_doubts() -> None:
    """So that a list of doubts is narrowed without reading a doubt that does not fit."""
    op.drop_index(op.f("ix_doubts_case_id_place"), "doubts")
    for columns in (["case_id", "place", "reasons"], ["key", "case_id", "place", "reasons"]):
        op.create_index(op.f(f"ix_doubts_{'_'.join(columns)}"), "doubts", columns)


def _fill() -> None:
    connection = op.get_bind()
    unanswered = sa.text(
        "SELECT pins.id, case_fields.text, case_fields.empty_reason, case_fields.units FROM pins"
        " LEFT JOIN case_fields ON case_fields.case_id = pins.case_id"
        " AND case_fields.key = pins.key WHERE NOT EXISTS (SELECT 1 FROM edits"
        " WHERE edits.case_id = pins.case_id AND edits.key = pins.key AND edits.at > pins.at)"
    )
    rows = [
        {"id": pin_id, "stood": _standing(text, reason, units)}
        for pin_id, text, reason, units in connection.execute(unanswered)
    ]
    if rows:
        connection.execute(sa.text("UPDATE pins SET stood = :stood WHERE id = :id"), rows)


def _standing(text: str | None, reason: str | None, units: str | None) -> str:
    """As the program of this migration reckons it."""
    found = json.loads(units) if units else {}
    refs = (found.get("on"), found.get("today"))
    codes = [ref["code"] if ref else None for ref in refs]
    return json.dumps([text or "", reason, *codes], ensure_ascii=False)
