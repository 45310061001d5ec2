"""The tables of rescue codes. All are append-only: triggers refuse UPDATE and DELETE."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from digitizer.store.rows import Row

_ACCOUNT = "accounts.id"


class RescueCodeRow(Row):
    """``code`` is the hash. The newest row is the code in force."""

    __tablename__ = "rescue_codes"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str]


class RescueRow(Row):
    """A code that was used, which it can be once."""

    __tablename__ = "rescues"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    code_id: Mapped[int] = mapped_column(ForeignKey("rescue_codes.id"), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(_ACCOUNT))
    at: Mapped[datetime]
    computer_user: Mapped[str]


class RescueLookRow(Row):
    """An administrator was told of a rescue."""

    __tablename__ = "rescue_looks"

    rescue_id: Mapped[int] = mapped_column(
        ForeignKey("rescues.id"), primary_key=True, autoincrement=False
    )
    account_id: Mapped[int] = mapped_column(
        ForeignKey(_ACCOUNT), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime]
