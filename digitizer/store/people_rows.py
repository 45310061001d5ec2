"""The tables of the register of people, derived from finished cases but for the decisions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from digitizer.domain.people.evidence import Verdict
from digitizer.store.column_types import state_type
from digitizer.store.rows import Row, sort_key


class MentionRow(Row):
    """One person as one finished case names them, derived on every save; ``key`` is the field of
    the name, ``name`` its folded text, ``entry`` the hash of the entry in its book. The indexes of
    the lists, by the keys, are made in ``migrations/versions/m0012_people_lists.py``."""

    __tablename__ = "mentions"
    __table_args__ = (UniqueConstraint("case_id", "key"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    key: Mapped[str]
    name: Mapped[str]
    entry: Mapped[int | None] = mapped_column(index=True)
    body: Mapped[str]
    document_type: Mapped[str] = mapped_column(default="", server_default="")
    name_key: Mapped[bytes] = sort_key()
    oldest_key: Mapped[bytes] = sort_key()
    youngest_key: Mapped[bytes] = sort_key()


class MentionKeyRow(Row):
    """Blocking keys: two mentions are compared only when they share one."""

    __tablename__ = "mention_keys"

    hash: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mention_id: Mapped[int] = mapped_column(
        ForeignKey("mentions.id"), primary_key=True, autoincrement=False, index=True
    )


class PersonLinkRow(Row):
    """Two mentions that are one person or may be; the left one is of the smaller case and key."""

    __tablename__ = "person_links"

    left_id: Mapped[int] = mapped_column(
        ForeignKey("mentions.id"), primary_key=True, autoincrement=False
    )
    right_id: Mapped[int] = mapped_column(
        ForeignKey("mentions.id"), primary_key=True, autoincrement=False, index=True
    )
    verdict: Mapped[Verdict] = mapped_column(state_type(Verdict, "verdict"))
    score: Mapped[float]
    apart: Mapped[bool]


class PersonDecisionRow(Row):
    """Append-only: triggers refuse UPDATE and DELETE."""

    __tablename__ = "person_decisions"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    left_case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    left_key: Mapped[str]
    right_case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    right_key: Mapped[str]
    is_same: Mapped[bool]
    actor: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str]


class PeopleRegisterRow(Row):
    """What the register of people was built with; another fingerprint asks for building anew."""

    __tablename__ = "people_register"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    fingerprint: Mapped[str] = mapped_column(String(64))
