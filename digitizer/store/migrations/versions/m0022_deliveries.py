"""Deliveries of packages to receivers, and the receipt of each document. Both are append-only."""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa
from alembic import op

from digitizer.store.migrations.append_only import refuse_changes

revision = "0022"
down_revision = "0021"

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


def upgrade() -> None:
    _deliveries()
    _receipts()
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint(
            "package_sha256",
            "receiver",
            "target",
            "way",
            name=op.f("uq_deliveries_package_sha256_receiver_target_way"),
        ),
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
