"""The register of the codes of general documents. It is append-only, so that no ordinal is ever
given twice."""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa
from alembic import op

from digitizer.store.migrations.append_only import refuse_changes

revision = "0024"
down_revision = "0023"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_given = partial(sa.Column, nullable=False)


def upgrade() -> None:
    op.create_table(
        "doc_codes",
        _given("id", _NUMBER),
        _given("organisation", sa.Text()),
        _given("kind", sa.Text()),
        _given("number", _NUMBER),
        _given("version", _NUMBER),
        _given("case_id", _NUMBER),
        _given("at", sa.DateTime(timezone=True)),
        _given("actor", sa.Text()),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_doc_codes_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_doc_codes")),
        sa.UniqueConstraint(
            "organisation",
            "kind",
            "number",
            "version",
            name=op.f("uq_doc_codes_organisation_kind_number_version"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_doc_codes_case_id_id", "doc_codes", ["case_id", "id"])
    refuse_changes(["doc_codes"])
