"""Pages that wait for a scan, images of turned pages, and acts on pages that may be taken back.

That a case has pages of several scans needs no change: regions name their page by its id.
"""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_given = partial(sa.Column, nullable=False)


def upgrade() -> None:
    op.create_table(
        "rescans",
        _given("page_id", _NUMBER, autoincrement=False),
        _given("reason", sa.Text()),
        _given("actor", sa.Text()),
        _given("at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_rescans_page_id")),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_rescans")),
    )
    op.create_table(
        "page_images",
        _given("id", _NUMBER),
        _given("page_id", _NUMBER),
        _given("rotation", _NUMBER),
        _given("image_sha256", sa.String(64)),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_page_images_page_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_images")),
        sa.CheckConstraint("rotation IN (0, 90, 180, 270)", name=op.f("ck_page_images_rotation")),
        sa.CheckConstraint("length(image_sha256) = 64", name=op.f("ck_page_images_image_sha256")),
        sqlite_autoincrement=True,
    )
    name = op.f("ix_page_images_page_id_rotation")
    op.create_index(name, "page_images", ["page_id", "rotation"], unique=True)
    _acts()


def _acts() -> None:
    op.create_table(
        "page_acts",
        _given("id", _NUMBER),
        _given("actor", sa.Text()),
        _given("document", sa.Text()),
        _given("is_undone", sa.Boolean()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_acts")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_page_acts_actor_id"), "page_acts", ["actor", "id"])
    op.create_table(
        "page_act_cases",
        _given("case_id", _NUMBER, autoincrement=False),
        _given("act_id", _NUMBER, autoincrement=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_page_act_cases_case_id")),
        sa.ForeignKeyConstraint(
            ["act_id"], ["page_acts.id"], name=op.f("fk_page_act_cases_act_id")
        ),
        sa.PrimaryKeyConstraint("case_id", "act_id", name=op.f("pk_page_act_cases")),
    )
