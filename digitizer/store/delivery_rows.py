"""The tables of deliveries. Both are append-only: triggers refuse UPDATE and DELETE."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from digitizer.domain.delivery import Outcome, Way
from digitizer.store.column_types import state_type
from digitizer.store.rows import Row


class DeliveryRow(Row):
    """A package for a receiver, begun once. ``name`` is the receiver's as it was called then;
    ``manifest_sha256`` is empty for a package that was sealed by hand, and for one of an older
    program that noted none."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("package", "package_sha256", "receiver", "target", "way"),
        CheckConstraint("length(manifest_sha256) IN (0, 64)", name="manifest_sha256"),
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
    manifest_sha256: Mapped[str] = mapped_column(String(64))


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
