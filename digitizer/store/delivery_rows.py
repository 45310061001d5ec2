"""The tables of deliveries. Both are append-only: triggers refuse UPDATE and DELETE."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from digitizer.domain.delivery import Outcome, Way
from digitizer.store.column_types import state_type
from digitizer.store.rows import Row


class DeliveryRow(Row):
    """A package for a receiver, begun once. ``name`` is the receiver's as it was called then."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("package_sha256", "receiver", "target", "way"),
        Index(None, "package", "id"),
        Index(None, "receiver", "target"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    package: Mapped[str]
    package_sha256: Mapped[str]
    receiver: Mapped[str]
    name: Mapped[str]
    way: Mapped[Way] = mapped_column(state_type(Way, "way"))
    target: Mapped[str]
    documents: Mapped[int]
    begun_at: Mapped[datetime]
    actor: Mapped[str]


class DeliveryReceiptRow(Row):
    """What the receiver said of one document; the newest of a document counts."""

    __tablename__ = "delivery_receipts"
    __table_args__ = (
        Index(None, "delivery_id", "document", "id"),
        Index(None, "document"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey("deliveries.id"))
    document: Mapped[str]
    sha256: Mapped[str]
    content: Mapped[str]
    size: Mapped[int]
    outcome: Mapped[Outcome] = mapped_column(state_type(Outcome, "outcome"))
    status: Mapped[int | None]
    answer: Mapped[str]
    at: Mapped[datetime]
    actor: Mapped[str]
