"""The tables of second keys, their settlements, and of the supervisor's review."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from digitizer.domain.record import EmptyReason
from digitizer.store.column_types import state_type
from digitizer.store.rows import Row


class SecondEntryRow(Row):
    """Append-only: triggers refuse UPDATE and DELETE, and a person who had another part."""

    __tablename__ = "second_entries"
    __table_args__ = (
        UniqueConstraint("case_id", "key"),
        CheckConstraint("(value IS NULL) = (empty_reason IS NOT NULL)", name="value_or_reason"),
        Index(None, "actor", "case_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    key: Mapped[str]
    text: Mapped[str]
    value: Mapped[str | None]
    empty_reason: Mapped[EmptyReason | None] = mapped_column(
        state_type(EmptyReason, "empty_reason")
    )
    actor: Mapped[str]
    at: Mapped[datetime]


class SecondSkipRow(Row):
    """A field that one person does not want to key; other persons still may."""

    __tablename__ = "second_skips"

    case_id: Mapped[int] = mapped_column(
        ForeignKey("cases.id"), primary_key=True, autoincrement=False
    )
    key: Mapped[str] = mapped_column(primary_key=True)
    actor: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str]
    at: Mapped[datetime]


class SettlementRow(Row):
    """Append-only, as second_entries; the newest of a field counts."""

    __tablename__ = "settlements"
    __table_args__ = (
        CheckConstraint("(value IS NULL) = (empty_reason IS NOT NULL)", name="value_or_reason"),
        Index(None, "case_id", "key", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    key: Mapped[str]
    first_text: Mapped[str]
    first_value: Mapped[str | None]
    first_reason: Mapped[EmptyReason | None] = mapped_column(
        state_type(EmptyReason, "first_reason")
    )
    text: Mapped[str]
    value: Mapped[str | None]
    empty_reason: Mapped[EmptyReason | None] = mapped_column(
        state_type(EmptyReason, "empty_reason")
    )
    why: Mapped[str]
    actor: Mapped[str]
    at: Mapped[datetime]


class ReviewLookRow(Row):
    """A supervisor looked at a field of a case as it stood at a revision."""

    __tablename__ = "review_looks"

    case_id: Mapped[int] = mapped_column(
        ForeignKey("cases.id"), primary_key=True, autoincrement=False
    )
    key: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    actor: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class PinRow(Row):
    """Why a field must be looked at again, at a point of a page in px of the upright page.
    ``stood`` is what the field said then; ``kept_…`` stay when the keeping is undone, so that it
    can be done again."""

    __tablename__ = "pins"
    __table_args__ = (
        CheckConstraint(
            "(page_id IS NULL AND x IS NULL AND y IS NULL)"
            " OR (page_id IS NOT NULL AND x IS NOT NULL AND y IS NOT NULL)",
            name="point",
        ),
        Index(None, "case_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    key: Mapped[str]
    reason: Mapped[str]
    page_id: Mapped[int | None] = mapped_column(ForeignKey("pages.id"))
    x: Mapped[int | None]
    y: Mapped[int | None]
    actor: Mapped[str]
    at: Mapped[datetime]
    is_sent: Mapped[bool]
    stood: Mapped[str | None]
    kept_by: Mapped[str | None]
    kept_why: Mapped[str | None]
    kept_at: Mapped[datetime | None]
    is_kept: Mapped[bool]
