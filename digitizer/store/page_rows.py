"""The tables of pages that wait for a scan, of turned images, and of acts to be taken back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from digitizer.store.rows import Row


class RescanRow(Row):
    """A page that waits to be scanned again; the row goes when it need not any more."""

    __tablename__ = "rescans"

    page_id: Mapped[int] = mapped_column(
        ForeignKey("pages.id"), primary_key=True, autoincrement=False
    )
    reason: Mapped[str]
    actor: Mapped[str]
    at: Mapped[datetime]


class PageImageRow(Row):
    """The images that a page had, by its absolute turn; the first is the one that was read."""

    __tablename__ = "page_images"
    __table_args__ = (
        CheckConstraint("rotation IN (0, 90, 180, 270)", name="rotation"),
        CheckConstraint("length(image_sha256) = 64", name="image_sha256"),
        Index(None, "page_id", "rotation", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("pages.id"))
    rotation: Mapped[int]
    image_sha256: Mapped[str] = mapped_column(String(64))


class PageActRow(Row):
    """``document`` is the whole act as JSON, with the cases as they were before."""

    __tablename__ = "page_acts"
    __table_args__ = (Index(None, "actor", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    actor: Mapped[str]
    document: Mapped[str]
    is_undone: Mapped[bool]


class PageActCaseRow(Row):
    """Which cases took part in an act."""

    __tablename__ = "page_act_cases"

    case_id: Mapped[int] = mapped_column(
        ForeignKey("cases.id"), primary_key=True, autoincrement=False
    )
    act_id: Mapped[int] = mapped_column(
        ForeignKey("page_acts.id"), primary_key=True, autoincrement=False
    )
