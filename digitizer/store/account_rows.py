"""The tables of accounts, and of who did what at which batch."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from digitizer.domain.accounts import AccountState, Part
from digitizer.store.column_types import state_type
from digitizer.store.rows import Row


class AccountRow(Row):
    """Triggers refuse DELETE, and another name. ``key`` is the name in lower case, ``roles`` are
    words with spaces between, ``password`` is the hash."""

    __tablename__ = "accounts"
    __table_args__ = (
        CheckConstraint("failures >= 0", name="failures"),
        CheckConstraint("roles <> ''", name="roles"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    roles: Mapped[str]
    state: Mapped[AccountState] = mapped_column(state_type(AccountState, "state"))
    must_change: Mapped[bool]
    password: Mapped[str]
    password_at: Mapped[datetime]
    created_at: Mapped[datetime]
    last_seen: Mapped[datetime]
    failures: Mapped[int]
    locked_until: Mapped[datetime | None]


class BatchPartRow(Row):
    """Append-only. Triggers fill it from edits, second keys, settlements and batches; in a store
    with accounts they refuse a second part of the same person at a batch."""

    __tablename__ = "batch_parts"

    batch_id: Mapped[int] = mapped_column(
        ForeignKey("batches.id"), primary_key=True, autoincrement=False
    )
    person: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[Part] = mapped_column(state_type(Part, "part"))
