"""What left in which row of which package, and what receivers gave back. All is append-only.

What an older program exported is taken from the audit log: a package's rows stand in the order of
its cases; the names of their documents it did not note.
"""

from __future__ import annotations

import json
from functools import partial

import sqlalchemy as sa
from alembic import op

from digitizer.domain.id_ranges import ids_in
from digitizer.store.migrations.append_only import refuse_changes

revision = "0023"
down_revision = "0022"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_given = partial(sa.Column, nullable=False)
_TABLES = ("left_packages", "left_rows", "reject_lists", "rejects")


def upgrade() -> None:
    _left()
    _rejects()
    _fill()
    refuse_changes(_TABLES)


def _left() -> None:
    op.create_table(
        "left_packages",
        _given("id", _NUMBER),
        _given("name", sa.Text()),
        _given("manifest_sha256", sa.String(length=64)),
        _given("batch_id", _NUMBER),
        _given("at", _MOMENT),
        sa.CheckConstraint(
            "length(manifest_sha256) IN (0, 64)", name=op.f("ck_left_packages_manifest_sha256")
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batches.id"], name=op.f("fk_left_packages_batch_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_left_packages")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_left_packages_batch_id_id", "left_packages", ["batch_id", "id"])
    op.create_table(
        "left_rows",
        _given("package_id", _NUMBER, autoincrement=False),
        _given("number", _NUMBER, autoincrement=False),
        _given("case_id", _NUMBER),
        _given("file", sa.Text()),
        sa.CheckConstraint("number >= 1", name=op.f("ck_left_rows_number")),
        sa.ForeignKeyConstraint(
            ["package_id"], ["left_packages.id"], name=op.f("fk_left_rows_package_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_left_rows_case_id")),
        sa.PrimaryKeyConstraint("package_id", "number", name=op.f("pk_left_rows")),
    )
    op.create_index("ix_left_rows_case_id", "left_rows", ["case_id"])


def _rejects() -> None:
    op.create_table(
        "reject_lists",
        _given("id", _NUMBER),
        _given("sha256", sa.String(length=64)),
        _given("name", sa.Text()),
        _given("lines", _NUMBER),
        _given("at", _MOMENT),
        _given("actor", sa.Text()),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_reject_lists_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reject_lists")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reject_lists_sha256", "reject_lists", ["sha256"])
    op.create_table(
        "rejects",
        _given("id", _NUMBER),
        _given("list_id", _NUMBER),
        _given("line", _NUMBER),
        _given("case_id", _NUMBER),
        _given("key", sa.Text()),
        _given("reason", sa.Text()),
        _given("package", sa.Text()),
        _given("manifest_sha256", sa.String(length=64)),
        _given("number", _NUMBER),
        _given("file", sa.Text()),
        sa.ForeignKeyConstraint(["list_id"], ["reject_lists.id"], name=op.f("fk_rejects_list_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_rejects_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rejects")),
        sqlite_autoincrement=True,
    )
    for column in ("list_id", "case_id"):
        op.create_index(f"ix_rejects_{column}", "rejects", [column])


def _fill() -> None:
    connection = op.get_bind()
    log = sa.table("audit_log", *map(sa.column, ("seq", "at", "action", "subject", "details")))
    entries = connection.execute(
        sa.select(log.c.subject, log.c.at, log.c.details)
        .where(log.c.action == "export-batch")
        .order_by(log.c.seq)
    ).all()
    package = sa.text(
        "INSERT INTO left_packages (name, manifest_sha256, batch_id, at)"
        " VALUES (:name, :sha256, :batch, :at) RETURNING id"
    )
    row = sa.text(
        "INSERT INTO left_rows (package_id, number, case_id, file)"
        " VALUES (:package, :number, :case, '')"
    )
    for subject, at, details in entries:
        said = dict(json.loads(details))
        cases = sorted(ids_in(said.get("exported_cases", "")))
        values = {
            "name": said.get("package", ""),
            "sha256": said.get("manifest_sha256", ""),
            "batch": int(subject.removeprefix("batch:")),
            "at": at,
        }
        number = connection.execute(package, values).scalar_one()
        rows = [
            {"package": number, "number": place, "case": case}
            for place, case in enumerate(cases, start=1)
        ]
        if rows:
            connection.execute(row, rows)
