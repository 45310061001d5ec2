"""The tables of what waits for a look: derived from the records but for what was passed on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from digitizer.store.rows import Row


class PassedOnRow(Row):
    """Append-only: triggers refuse UPDATE and DELETE."""

    __tablename__ = "passed_on"
    __table_args__ = (Index(None, "case_id", "key", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    key: Mapped[str]
    actor: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime]


class DoubtRow(Row):
    """A field that waits for a look, derived on every save of its case. ``reasons`` are codes
    between spaces. ``passed_id`` stands while the field is left to another person."""

    __tablename__ = "doubts"
    __table_args__ = (
        Index(None, "case_id", "place", "reasons"),
        Index(None, "key", "case_id", "place", "reasons"),
    )

    case_id: Mapped[int] = mapped_column(
        ForeignKey("cases.id"), primary_key=True, autoincrement=False
    )
    key: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
    reasons: Mapped[str]
    passed_id: Mapped[int | None] = mapped_column(ForeignKey("passed_on.id"), index=True)


class DoubtsDueRow(Row):
    """A case whose doubts are still those of another method, or were never found."""

    __tablename__ = "doubts_due"

    case_id: Mapped[int] = mapped_column(
        ForeignKey("cases.id"), primary_key=True, autoincrement=False
    )


class DoubtsBuiltRow(Row):
    """By which method doubts are found; another one makes all open cases due."""

    __tablename__ = "doubts_built"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    method: Mapped[int]
