"""The list of people: keys to sort by, and one index for each order with all that a search asks.

As in the lists of cases, SQLite's indexes hold what a search looks at, so that a million mentions
are searched and skipped through without reading one; PostgreSQL has the order and the type there,
and the folded names by their trigrams where the extension ``pg_trgm`` can be had.
"""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import DBAPIError

from digitizer.domain.people.keys import oldest_first, youngest_first
from digitizer.domain.values.alphabet import alphabet_key

revision = "0012"
down_revision = "0011"

_ROWS_AT_ONCE = 5000
_ORDERS = ("name_key", "oldest_key", "youngest_key")


def upgrade() -> None:
    kind = sa.Column("document_type", sa.Text(), nullable=False, server_default="")
    op.add_column("mentions", kind)
    for name in _ORDERS:
        empty = sa.text("''")
        key = sa.Column(name, sa.LargeBinary(), nullable=False, server_default=empty)
        op.add_column("mentions", key)
    _fill()
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    besides = "document_type, name" if is_sqlite else "document_type"
    for name in _ORDERS:
        columns = f"{name}, id, {besides}"
        op.execute(f"CREATE INDEX ix_mentions_by_{name} ON mentions ({columns})")
    if not is_sqlite:
        _index_trigrams()


def _fill() -> None:
    """What a mention says stands in its document."""
    connection, after = op.get_bind(), 0
    found = sa.text("SELECT id, body FROM mentions WHERE id > :after ORDER BY id LIMIT :limit")
    kept = sa.text(
        "UPDATE mentions SET document_type = :kind, name_key = :name, oldest_key = :oldest,"
        " youngest_key = :youngest WHERE id = :id"
    )
    while True:
        given = {"after": after, "limit": _ROWS_AT_ONCE}
        rows = connection.execute(found, given).all()
        if not rows:
            return
        connection.execute(kept, [{"id": row[0], **_derived(row[1])} for row in rows])
        after = rows[-1][0]


def _derived(body: str) -> dict[str, object]:
    mention = json.loads(body)
    facts = mention["facts"]
    born = next((fact["value"] for fact in facts if fact["aspect"] == "born"), "")
    return {
        "kind": mention["document_type"],
        "name": alphabet_key(facts[0]["value"]),
        "oldest": oldest_first(born),
        "youngest": youngest_first(born),
    }


def _index_trigrams() -> None:
    """In a transaction of its own inside the upgrade's, which goes on without it."""
    connection = op.get_bind()
    try:
        with connection.begin_nested():
            op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            index = "ix_mentions_by_trigrams ON mentions USING gin (name gin_trgm_ops)"
            op.execute(f"CREATE INDEX {index}")
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", "") not in _NO_EXTENSION:
            raise


_NO_EXTENSION = ("0A000", "42501", "58P01")
"""Not known to the server, not allowed to this user, its file is not there."""
