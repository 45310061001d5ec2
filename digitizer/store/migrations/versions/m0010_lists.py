"""Long lists: keys to sort by, and one index for each order with all that filters ask.

In SQLite the index of an order holds everything that a filter looks at, so that a list of a
million rows is filtered, counted and skipped through without reading a single row of the table.
PostgreSQL cannot index long texts that way; there the order and the short columns are indexed,
and the search text by its trigrams where the server has the extension ``pg_trgm`` and lets this
user create it. Without it a search reads all rows (``digitizer doctor`` says so).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import PurePath

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import DBAPIError

from digitizer.domain.values.alphabet import alphabet_key
from digitizer.domain.values.text import fold

revision = "0010"
down_revision = "0009"

_ROWS_AT_ONCE = 5000
_STATES = ("to_check", "returned", "checked", "approved", "exported", "set_aside")
_CASE_ORDERS = {
    "arrival": "id",
    "state": "state_key, id",
    "title": "title_key, id",
    "doubts": "doubts, id",
    "type": "coalesce(document_type, ''), id",
    "batch": "batch_key, id",
    "scan": "scan_key, id",
}
_CASE_FILTERS = ("state", "document_type", "batch_id", "doubts")
_ARRIVAL_ORDERS = {
    "arrival": "id",
    "outcome": "outcome, id",
    "name": "name_key, id",
    "size": "size, id",
    "reason": "reason, id",
}
_ARRIVAL_FILTERS = ("outcome",)


def upgrade() -> None:
    _add_columns()
    _fill_cases()
    _fill_arrivals()
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    _index("cases", _CASE_ORDERS, _CASE_FILTERS, with_search=is_sqlite)
    _index("arrivals", _ARRIVAL_ORDERS, _ARRIVAL_FILTERS, with_search=is_sqlite)
    if not is_sqlite:
        _index_trigrams()


def _add_columns() -> None:
    def key(name: str) -> sa.Column[bytes]:
        return sa.Column(name, sa.LargeBinary(), nullable=False, server_default=sa.text("''"))

    def words(name: str) -> sa.Column[str]:
        return sa.Column(name, sa.Text(), nullable=False, server_default="")

    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("cases", sa.Column("state_key", number, nullable=False, server_default="0"))
    for name in ("title_key", "scan_key", "batch_key"):
        op.add_column("cases", key(name))
    op.add_column("arrivals", key("name_key"))
    for name in ("search", "reason"):
        op.add_column("arrivals", words(name))


def _fill_cases() -> None:
    found = (
        "SELECT cases.id, cases.state, cases.title, scans.name, batches.name FROM cases"
        " JOIN scans ON scans.id = cases.scan_id"
        " LEFT JOIN batches ON batches.id = cases.batch_id"
        " WHERE cases.id > :after ORDER BY cases.id LIMIT :limit"
    )
    kept = (
        "UPDATE cases SET state_key = :state, title_key = :title, scan_key = :scan,"
        " batch_key = :batch WHERE id = :id"
    )
    _fill(
        found,
        kept,
        lambda row: {
            "state": _STATES.index(row[1]),
            "title": alphabet_key(row[2]),
            "scan": alphabet_key(row[3]),
            "batch": alphabet_key(row[4] or ""),
        },
    )


def _fill_arrivals() -> None:
    def derived(row: sa.Row[int, bytes, str | None]) -> dict[str, object]:
        name = PurePath(row[1].decode("utf-8", "replace")).name
        reason = json.loads(row[2])["code"] if row[2] else ""
        return {"key": alphabet_key(name), "search": fold(name), "reason": reason}

    found = "SELECT id, path, problem FROM arrivals WHERE id > :after ORDER BY id LIMIT :limit"
    kept = "UPDATE arrivals SET name_key = :key, search = :search, reason = :reason WHERE id = :id"
    _fill(found, kept, derived)


def _fill(found: str, kept: str, derived: Callable[..., dict[str, object]]) -> None:
    connection, after = op.get_bind(), 0
    while True:
        given = {"after": after, "limit": _ROWS_AT_ONCE}
        rows = connection.execute(sa.text(found), given).all()
        if not rows:
            return
        connection.execute(sa.text(kept), [{"id": row[0], **derived(row)} for row in rows])
        after = rows[-1][0]


def _index(
    table: str, orders: dict[str, str], filters: tuple[str, ...], *, with_search: bool
) -> None:
    for name, order in orders.items():
        besides = [column for column in filters if column not in order.split(", ")]
        columns = ", ".join([order, *besides, *(["search"] if with_search else [])])
        op.execute(f"CREATE INDEX ix_{table}_by_{name} ON {table} ({columns})")


def _index_trigrams() -> None:
    """In a transaction of its own inside the upgrade's, which goes on without it."""
    connection = op.get_bind()
    try:
        with connection.begin_nested():
            op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            for table in ("cases", "arrivals"):
                index = f"ix_{table}_by_trigrams ON {table} USING gin (search gin_trgm_ops)"
                op.execute(f"CREATE INDEX {index}")
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", "") not in _NO_EXTENSION:
            raise


_NO_EXTENSION = ("0A000", "42501", "58P01")
"""Not known to the server, not allowed to this user, its file is not there."""
