"""A delivery keeps the hash of its package's manifest, and one file under two names is two
deliveries: the books may know the second.

SQLite cannot change the constraints of a table that another one refers to, so both are made anew
there with their rows."""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa
from alembic import op

from digitizer.store.migrations.append_only import refuse_changes

revision = "0025"
down_revision = "0024"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_given = partial(sa.Column, nullable=False)
_TABLES = ("deliveries", "delivery_receipts")
_WAYS = ("folder", "media", "https")
_OUTCOMES = (
    "accepted",
    "replaced",
    "found",
    "refused",
    "taken",
    "differs",
    "superseded",
    "unanswered",
)
_UNIQUE = "uq_deliveries_package_package_sha256_receiver_target_way"
_ONE = ("package", "package_sha256", "receiver", "target", "way")
_CHECK = "ck_deliveries_manifest_sha256"
_LENGTH = "length(manifest_sha256) IN (0, 64)"


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        _change()
    else:
        _make_anew()


def _change() -> None:
    op.add_column("deliveries", _given("manifest_sha256", sa.String(64), server_default=""))
    op.alter_column("deliveries", "manifest_sha256", server_default=None)
    op.create_check_constraint(op.f(_CHECK), "deliveries", _LENGTH)
    op.drop_constraint(op.f("uq_deliveries_package_sha256_receiver_target_way"), "deliveries")
    op.create_unique_constraint(op.f(_UNIQUE), "deliveries", list(_ONE))


def _make_anew() -> None:
    for table in _TABLES:
        op.execute(f"CREATE TABLE {table}_before AS SELECT * FROM {table}")  # noqa: S608
    for table in reversed(_TABLES):
        op.drop_table(table)
    _deliveries()
    _receipts()
    op.execute("INSERT INTO deliveries SELECT *, '' FROM deliveries_before ORDER BY id")
    op.execute("INSERT INTO delivery_receipts SELECT * FROM delivery_receipts_before ORDER BY id")
    for table in _TABLES:
        op.drop_table(f"{table}_before")
    refuse_changes(_TABLES)


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        _given("id", _NUMBER),
        _given("package", sa.Text()),
        _given("package_sha256", sa.Text()),
        _given("receiver", sa.Text()),
        _given("name", sa.Text()),
        _given("way", _states("deliveries", "way", _WAYS)),
        _given("target", sa.Text()),
        _given("documents", _NUMBER),
        _given("begun_at", _MOMENT),
        _given("actor", sa.Text()),
        _given("manifest_sha256", sa.String(64)),
        sa.CheckConstraint(_LENGTH, name=op.f(_CHECK)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint(*_ONE, name=op.f(_UNIQUE)),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deliveries_package_id", "deliveries", ["package", "id"])
    op.create_index("ix_deliveries_receiver_target", "deliveries", ["receiver", "target"])


def _receipts() -> None:
    op.create_table(
        "delivery_receipts",
        _given("id", _NUMBER),
        _given("delivery_id", _NUMBER),
        _given("document", sa.Text()),
        _given("sha256", sa.Text()),
        _given("content", sa.Text()),
        _given("size", _NUMBER),
        _given("outcome", _states("delivery_receipts", "outcome", _OUTCOMES)),
        sa.Column("status", _NUMBER),
        _given("answer", sa.Text()),
        _given("at", _MOMENT),
        _given("actor", sa.Text()),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["deliveries.id"], name=op.f("fk_delivery_receipts_delivery_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_receipts")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_delivery_receipts_delivery_id_document_id",
        "delivery_receipts",
        ["delivery_id", "document", "id"],
    )
    op.create_index("ix_delivery_receipts_document", "delivery_receipts", ["document"])


def _states(table: str, column: str, values: tuple[str, ...]) -> sa.Enum:
    name = op.f(f"ck_{table}_{column}")
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=16)
