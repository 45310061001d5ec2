"""The first tables."""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_given = partial(sa.Column, nullable=False)


def _state(constraint: str, *values: str) -> sa.Enum:
    """A text column that a check constraint holds to these values."""
    return sa.Enum(
        *values, name=op.f(constraint), native_enum=False, create_constraint=True, length=16
    )


def upgrade() -> None:
    _scans()
    _pages()
    _page_readings()
    _arrivals()
    _batches()
    _cases()
    _regions()
    _case_fields()
    _edits()
    _jobs()
    _audit_log()


def _scans() -> None:
    op.create_table(
        "scans",
        _given("id", _NUMBER),
        _given("sha256", sa.String(length=64)),
        _given("name", sa.Text()),
        _given("size", _NUMBER),
        _given("media_type", sa.Text()),
        _given("page_count", _NUMBER),
        _given("received_at", _MOMENT),
        _given("state", _state("ck_scans_state", "stored", "read", "failed")),
        sa.Column("batch_name", sa.Text()),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_scans_sha256")),
        sa.CheckConstraint("size >= 0 AND page_count >= 1", name=op.f("ck_scans_numbers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scans")),
        sa.UniqueConstraint("sha256", name=op.f("uq_scans_sha256")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_scans_state_id"), "scans", ["state", "id"])


def _pages() -> None:
    op.create_table(
        "pages",
        _given("id", _NUMBER),
        _given("scan_id", _NUMBER),
        _given("number", _NUMBER),
        _given("width", _NUMBER),
        _given("height", _NUMBER),
        _given("dpi", _NUMBER),
        _given("rotation", _NUMBER),
        _given("skew_degrees", sa.Double()),
        _given("image_sha256", sa.String(length=64)),
        _given("problems", sa.Text()),
        sa.CheckConstraint("length(image_sha256) = 64", name=op.f("ck_pages_image_sha256")),
        sa.CheckConstraint(
            "number >= 1 AND width > 0 AND height > 0 AND dpi > 0", name=op.f("ck_pages_numbers")
        ),
        sa.CheckConstraint("rotation IN (0, 90, 180, 270)", name=op.f("ck_pages_rotation")),
        sa.ForeignKeyConstraint(["scan_id"], ["scans.id"], name=op.f("fk_pages_scan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pages")),
        sa.UniqueConstraint("scan_id", "number", name=op.f("uq_pages_scan_id_number")),
        sqlite_autoincrement=True,
    )


def _page_readings() -> None:
    op.create_table(
        "page_readings",
        _given("page_id", _NUMBER, autoincrement=False),
        _given("reading", sa.LargeBinary()),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_page_readings_page_id")),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_page_readings")),
    )


def _arrivals() -> None:
    op.create_table(
        "arrivals",
        _given("id", _NUMBER),
        _given("path", sa.LargeBinary()),
        _given("size", _NUMBER),
        _given("modified_ns", _NUMBER),
        _given("sha256", sa.String(length=64)),
        _given("outcome", _state("ck_arrivals_outcome", "stored", "duplicate", "quarantined")),
        sa.Column("scan_id", _NUMBER),
        sa.Column("problem", sa.Text()),
        _given("arrived_at", _MOMENT),
        _given("settled", sa.Boolean()),
        sa.CheckConstraint(
            "outcome = 'quarantined' OR scan_id IS NOT NULL", name=op.f("ck_arrivals_scan_known")
        ),
        sa.CheckConstraint("length(sha256) IN (0, 64)", name=op.f("ck_arrivals_sha256")),
        sa.ForeignKeyConstraint(["scan_id"], ["scans.id"], name=op.f("fk_arrivals_scan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrivals")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_arrivals_modified_ns_size"), "arrivals", ["modified_ns", "size"])
    op.create_index(op.f("ix_arrivals_outcome_id"), "arrivals", ["outcome", "id"])
    op.create_index(op.f("ix_arrivals_scan_id"), "arrivals", ["scan_id"])
    op.create_index(op.f("ix_arrivals_settled_id"), "arrivals", ["settled", "id"])


def _batches() -> None:
    op.create_table(
        "batches",
        _given("id", _NUMBER),
        _given("name", sa.Text()),
        sa.Column("document_type", sa.Text()),
        _given(
            "state",
            _state("ck_batches_state", "open", "submitted", "returned", "approved", "exported"),
        ),
        _given("created_by", sa.Text()),
        _given("created_at", _MOMENT),
        sa.Column("submitted_by", sa.Text()),
        sa.Column("approved_by", sa.Text()),
        sa.Column("approved_at", _MOMENT),
        sa.Column("return_reason", sa.Text()),
        _given("revision", _NUMBER),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'exported')"
            " OR (approved_by IS NOT NULL AND approved_at IS NOT NULL)",
            name=op.f("ck_batches_approved_by"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('submitted', 'approved', 'exported') OR submitted_by IS NOT NULL",
            name=op.f("ck_batches_submitted_by"),
        ),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_batches_revision")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
        sa.UniqueConstraint("name", name=op.f("uq_batches_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_batches_state_id"), "batches", ["state", "id"])


def _cases() -> None:
    op.create_table(
        "cases",
        _given("id", _NUMBER),
        _given("scan_id", _NUMBER),
        _given(
            "state",
            _state(
                "ck_cases_state",
                "to_check",
                "checked",
                "returned",
                "approved",
                "exported",
                "set_aside",
            ),
        ),
        sa.Column("document_type", sa.Text()),
        sa.Column("type_version", sa.Text()),
        _given("type_confidence", sa.Double()),
        sa.Column("batch_id", _NUMBER),
        sa.Column("return_reason", sa.Text()),
        _given("revision", _NUMBER),
        _given("title", sa.Text()),
        _given("search", sa.Text()),
        _given("doubts", _NUMBER),
        sa.CheckConstraint(
            "(document_type IS NULL) = (type_version IS NULL)", name=op.f("ck_cases_type")
        ),
        sa.CheckConstraint("doubts >= 0", name=op.f("ck_cases_doubts")),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_cases_revision")),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_cases_batch_id")),
        sa.ForeignKeyConstraint(["scan_id"], ["scans.id"], name=op.f("fk_cases_scan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_cases_batch_id_id"), "cases", ["batch_id", "id"])
    op.create_index(op.f("ix_cases_batch_id_state_id"), "cases", ["batch_id", "state", "id"])
    op.create_index(op.f("ix_cases_scan_id"), "cases", ["scan_id"])
    op.create_index(op.f("ix_cases_state_id"), "cases", ["state", "id"])


def _regions() -> None:
    op.create_table(
        "regions",
        _given("case_id", _NUMBER, autoincrement=False),
        _given("ordinal", _NUMBER, autoincrement=False),
        _given("page_id", _NUMBER),
        sa.Column("x", _NUMBER),
        sa.Column("y", _NUMBER),
        sa.Column("width", _NUMBER),
        sa.Column("height", _NUMBER),
        sa.CheckConstraint(
            "(x IS NULL AND y IS NULL AND width IS NULL AND height IS NULL)"
            " OR (x IS NOT NULL AND y IS NOT NULL AND width IS NOT NULL AND height IS NOT NULL"
            " AND width > 0 AND height > 0)",
            name=op.f("ck_regions_box"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_regions_case_id")),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_regions_page_id")),
        sa.PrimaryKeyConstraint("case_id", "ordinal", name=op.f("pk_regions")),
    )
    op.create_index(op.f("ix_regions_page_id"), "regions", ["page_id"])


def _case_fields() -> None:
    op.create_table(
        "case_fields",
        _given("case_id", _NUMBER, autoincrement=False),
        _given("key", sa.Text()),
        _given("ordinal", _NUMBER),
        _given("text", sa.Text()),
        sa.Column("value", sa.Text()),
        _given(
            "state", _state("ck_case_fields_state", "accepted", "review", "missing", "confirmed")
        ),
        sa.Column("reading", sa.Text()),
        sa.Column("confirmed_by", sa.Text()),
        sa.Column("confirmed_at", _MOMENT),
        sa.Column(
            "empty_reason",
            _state("ck_case_fields_empty_reason", "not_on_paper", "unreadable", "torn"),
        ),
        sa.CheckConstraint(
            "state <> 'confirmed' OR (confirmed_by IS NOT NULL AND confirmed_at IS NOT NULL)",
            name=op.f("ck_case_fields_confirmed_by"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_fields_case_id")),
        sa.PrimaryKeyConstraint("case_id", "key", name=op.f("pk_case_fields")),
    )
    op.create_index(
        op.f("ix_case_fields_key_value"),
        "case_fields",
        ["key", sa.text("substr(value, 1, 200)"), "case_id"],
    )


def _edits() -> None:
    op.create_table(
        "edits",
        _given("id", _NUMBER),
        _given("case_id", _NUMBER),
        _given("key", sa.Text()),
        _given("action", sa.Text()),
        _given("before_text", sa.Text()),
        _given("after_text", sa.Text()),
        _given("before_state", sa.Text()),
        _given("after_state", sa.Text()),
        _given("actor", sa.Text()),
        _given("at", _MOMENT),
        _given("revision", _NUMBER),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_edits_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edits")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_edits_case_id_id"), "edits", ["case_id", "id"])


def _jobs() -> None:
    op.create_table(
        "jobs",
        _given("id", _NUMBER),
        _given("kind", sa.Text()),
        _given("scan_id", _NUMBER),
        _given("attempts", _NUMBER),
        sa.Column("lease_owner", sa.Text()),
        sa.Column("lease_until", _MOMENT),
        sa.Column("not_before", _MOMENT),
        sa.Column("last_error", sa.Text()),
        sa.CheckConstraint(
            "(lease_owner IS NULL) = (lease_until IS NULL)", name=op.f("ck_jobs_lease")
        ),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_jobs_attempts")),
        sa.ForeignKeyConstraint(["scan_id"], ["scans.id"], name=op.f("fk_jobs_scan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("kind", "scan_id", name=op.f("uq_jobs_kind_scan_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_jobs_kind_id"), "jobs", ["kind", "id"])


def _audit_log() -> None:
    op.create_table(
        "audit_log",
        _given("seq", _NUMBER, autoincrement=False),
        _given("at", _MOMENT),
        _given("actor", sa.Text()),
        _given("action", sa.Text()),
        _given("subject", sa.Text()),
        _given("details", sa.Text()),
        _given("previous", sa.String(length=64)),
        _given("hash", sa.String(length=64)),
        sa.CheckConstraint("seq >= 1", name=op.f("ck_audit_log_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_log")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_log_hash")),
        sa.UniqueConstraint("previous", name=op.f("uq_audit_log_previous")),
    )
