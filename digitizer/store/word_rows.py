"""The table of words that a person looked at."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from digitizer.store.rows import Row


class WordLookRow(Row):
    """One person's look at one word of a field. ``text`` is what the whole field said then: the
    look counts no more once the field says something else."""

    __tablename__ = "word_looks"
    __table_args__ = (CheckConstraint("place >= 0", name="place"),)

    case_id: Mapped[int] = mapped_column(
        ForeignKey("cases.id"), primary_key=True, autoincrement=False
    )
    key: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    actor: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    is_odd: Mapped[bool]
    at: Mapped[datetime]
