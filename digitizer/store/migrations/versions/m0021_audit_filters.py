"""Indexes for the filters of the audit log: who, what, of what and when, the newest first.

Whoever filters by two of them is answered from one index. What an entry speaks of is found by the
kind of the thing too, which stands before the colon.
"""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"

_FILTERS = (("action", "seq", "actor"), ("actor", "seq", "action"), ("subject", "seq"))
_KIND = {
    "sqlite": "substr(subject, 1, instr(subject || ':', ':') - 1)",
    "postgresql": "split_part(subject, ':', 1)",
}


def upgrade() -> None:
    for columns in (*_FILTERS, ("at", "seq")):
        op.create_index(f"ix_audit_log_{'_'.join(columns)}", "audit_log", list(columns))
    kind = _KIND[op.get_bind().dialect.name]
    op.execute(f"CREATE INDEX ix_audit_log_by_kind ON audit_log (({kind}), seq)")
