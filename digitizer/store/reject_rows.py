"""The tables of what left in packages and of what receivers gave back. All are append-only:
triggers refuse UPDATE and DELETE."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from digitizer.store.rows import Row

_CASE = "cases.id"


class LeftPackageRow(Row):
    """``manifest_sha256`` is empty for a package of an older program that noted none."""

    __tablename__ = "left_packages"
    __table_args__ = (
        CheckConstraint("length(manifest_sha256) IN (0, 64)", name="manifest_sha256"),
        Index(None, "batch_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    manifest_sha256: Mapped[str] = mapped_column(String(64))
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    at: Mapped[datetime]


class LeftRowRow(Row):
    """A row of a package; ``file`` is empty where an older program noted none."""

    __tablename__ = "left_rows"
    __table_args__ = (CheckConstraint("number >= 1", name="number"),)

    package_id: Mapped[int] = mapped_column(
        ForeignKey("left_packages.id"), primary_key=True, autoincrement=False
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[int] = mapped_column(ForeignKey(_CASE), index=True)
    file: Mapped[str]


class RejectListRow(Row):
    """A receiver's list that was taken; the file lies in the vault under its hash."""

    __tablename__ = "reject_lists"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str]
    lines: Mapped[int]
    at: Mapped[datetime]
    actor: Mapped[str]


class RejectRow(Row):
    """A line of a list that opened a case. ``key`` is empty where the whole case was given back;
    ``package``, ``manifest_sha256``, ``number`` and ``file`` say which row of which package was,
    ``number`` 0 where that is not known."""

    __tablename__ = "rejects"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("reject_lists.id"), index=True)
    line: Mapped[int]
    case_id: Mapped[int] = mapped_column(ForeignKey(_CASE), index=True)
    key: Mapped[str]
    reason: Mapped[str]
    package: Mapped[str]
    manifest_sha256: Mapped[str] = mapped_column(String(64))
    number: Mapped[int]
    file: Mapped[str]
