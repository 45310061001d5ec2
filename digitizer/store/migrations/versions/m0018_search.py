"""The folded text of every confirmed case, to search through.

In SQLite the words are in ``search_words``, an index without contents (FTS5) with one column a
field, so that words of two fields are no phrase; what it was given of a case lies packed in
``search_texts``, since only that takes it out again. In PostgreSQL ``search_texts`` holds the
words themselves. Cases of an older program become searchable beside the work.
"""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from digitizer.domain.errors import EnvironmentFault

revision = "0018"
down_revision = "0017"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_COLUMNS = 1000
_given = partial(sa.Column, nullable=False)


def upgrade() -> None:
    op.create_table(
        "search_fields",
        _given("number", _NUMBER),
        _given("key", sa.Text()),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_fields")),
        sa.UniqueConstraint("key", name=op.f("uq_search_fields_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "search_texts",
        _given("case_id", _NUMBER, autoincrement=False),
        _given("words", sa.LargeBinary().with_variant(TSVECTOR(), "postgresql")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_search_texts_case_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_search_texts")),
    )
    op.create_table(
        "search_built",
        _given("id", _NUMBER, autoincrement=False),
        _given("method", sa.Text()),
        _given("reached", _NUMBER),
        _given("until", _NUMBER),
        sa.CheckConstraint("id = 1", name=op.f("ck_search_built_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_built")),
    )
    if op.get_context().dialect.name == "postgresql":
        op.execute("CREATE INDEX ix_search_texts_by_words ON search_texts USING gin (words)")
    else:
        _index_of_sqlite()


def _index_of_sqlite() -> None:
    known = sa.text("SELECT count(*) FROM pragma_module_list WHERE name = 'fts5'")
    if not op.get_bind().scalar(known):
        raise EnvironmentFault("database-without-words")
    columns = ", ".join(f"c{number}" for number in range(_COLUMNS))
    op.execute(
        f"CREATE VIRTUAL TABLE search_words USING fts5({columns},"
        " content='', columnsize=0, detail=full, tokenize='ascii')"
    )
