"""The tables to search through, derived from the confirmed cases; see
``migrations/versions/m0018_search.py``, which also makes the index of SQLite."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from digitizer.store.rows import Row


class SearchFieldRow(Row):
    """A number for each key of a field, for good."""

    __tablename__ = "search_fields"
    __table_args__ = ({"sqlite_autoincrement": True},)

    number: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)


class SearchTextRow(Row):
    """A searchable case. ``words`` is the index's own value on PostgreSQL; on SQLite it is, packed,
    what the index was given."""

    __tablename__ = "search_texts"

    case_id: Mapped[int] = mapped_column(
        ForeignKey("cases.id"), primary_key=True, autoincrement=False
    )
    words: Mapped[bytes] = mapped_column(LargeBinary().with_variant(TSVECTOR(), "postgresql"))


class SearchBuiltRow(Row):
    """How the cases were made searchable, and up to which number those of an older program are;
    ``until`` was the last of them."""

    __tablename__ = "search_built"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    method: Mapped[str]
    reached: Mapped[int]
    until: Mapped[int]
