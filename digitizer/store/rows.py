"""The tables. ``migrations/`` creates them; a test holds both in step."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

from digitizer.domain.case import Outcome, ScanState
from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.domain.record import EmptyReason, ValueState
from digitizer.store.column_types import BIG_ID, ExactPath, StoredText, UtcDateTime, state_type

# PostgreSQL cannot index a text of several kilobytes whole.
INDEXED_CHARACTERS = 200
_CAME_BACK = "left_in IS NOT NULL AND state <> 'exported'"


class Row(DeclarativeBase):
    """Base of all rows: text is NFC, moments are UTC, numbers are 64 bits wide."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: StoredText, datetime: UtcDateTime, int: BIG_ID}  # noqa: RUF012


def sort_key() -> MappedColumn[bytes]:
    """A column of :func:`digitizer.domain.values.alphabet.alphabet_key`."""
    return mapped_column(LargeBinary, default=b"", server_default=text("''"))


class ScanRow(Row):
    __tablename__ = "scans"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("size >= 0 AND page_count >= 1", name="numbers"),
        Index(None, "state", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str]
    size: Mapped[int]
    media_type: Mapped[str]
    page_count: Mapped[int]
    received_at: Mapped[datetime]
    state: Mapped[ScanState] = mapped_column(state_type(ScanState, "state"))
    batch_name: Mapped[str | None]


class ArrivalRow(Row):
    __tablename__ = "arrivals"
    __table_args__ = (
        CheckConstraint("length(sha256) IN (0, 64)", name="sha256"),
        CheckConstraint("outcome = 'quarantined' OR scan_id IS NOT NULL", name="scan_known"),
        # Not the path: PostgreSQL cannot index one of several kilobytes.
        Index(None, "modified_ns", "size"),
        Index(None, "outcome", "id"),
        Index(None, "settled", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(ExactPath)
    size: Mapped[int]
    modified_ns: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    outcome: Mapped[Outcome] = mapped_column(state_type(Outcome, "outcome"))
    scan_id: Mapped[int | None] = mapped_column(ForeignKey("scans.id"), index=True)
    problem: Mapped[str | None]
    arrived_at: Mapped[datetime]
    settled: Mapped[bool]
    name_key: Mapped[bytes] = sort_key()
    search: Mapped[str] = mapped_column(default="", server_default="")
    reason: Mapped[str] = mapped_column(default="", server_default="")


class PageRow(Row):
    __tablename__ = "pages"
    __table_args__ = (
        UniqueConstraint("scan_id", "number"),
        CheckConstraint("number >= 1 AND width > 0 AND height > 0 AND dpi > 0", name="numbers"),
        CheckConstraint("rotation IN (0, 90, 180, 270)", name="rotation"),
        CheckConstraint("length(image_sha256) = 64", name="image_sha256"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scan_id: Mapped[int] = mapped_column(ForeignKey("scans.id"))
    number: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    dpi: Mapped[int]
    rotation: Mapped[int]
    skew_degrees: Mapped[float]
    image_sha256: Mapped[str] = mapped_column(String(64))
    problems: Mapped[str]


class PageReadingRow(Row):
    """The whole reading with its lines, apart from the page so that page lists stay small."""

    __tablename__ = "page_readings"

    page_id: Mapped[int] = mapped_column(
        ForeignKey("pages.id"), primary_key=True, autoincrement=False
    )
    reading: Mapped[bytes] = mapped_column(LargeBinary)


class BatchRow(Row):
    __tablename__ = "batches"
    __table_args__ = (
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint(
            "state NOT IN ('submitted', 'partly_approved', 'approved', 'exported')"
            " OR submitted_by IS NOT NULL",
            name="submitted_by",
        ),
        CheckConstraint(
            "state NOT IN ('partly_approved', 'approved', 'exported')"
            " OR (approved_by IS NOT NULL AND approved_at IS NOT NULL)",
            name="approved_by",
        ),
        Index(None, "state", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    document_type: Mapped[str | None]
    state: Mapped[BatchState] = mapped_column(state_type(BatchState, "state"))
    created_by: Mapped[str]
    created_at: Mapped[datetime]
    submitted_by: Mapped[str | None]
    approved_by: Mapped[str | None]
    approved_at: Mapped[datetime | None]
    return_reason: Mapped[str | None]
    revision: Mapped[int]
    book: Mapped[str | None]
    plan: Mapped[str | None]


class CaseRow(Row):
    """``title``, ``search``, ``doubts`` and the keys are derived on every save so that lists are
    cheap; the indexes of the lists are made in ``migrations/versions/m0010_lists.py``."""

    __tablename__ = "cases"
    __table_args__ = (
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("doubts >= 0", name="doubts"),
        CheckConstraint("(document_type IS NULL) = (type_version IS NULL)", name="type"),
        Index(None, "batch_id", "id"),
        Index(None, "batch_id", "state", "id"),
        Index(None, "state", "id"),
        Index(
            "ix_cases_came_back",
            "id",
            sqlite_where=text(_CAME_BACK),
            postgresql_where=text(_CAME_BACK),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scan_id: Mapped[int] = mapped_column(ForeignKey("scans.id"), index=True)
    state: Mapped[CaseState] = mapped_column(state_type(CaseState, "state"))
    document_type: Mapped[str | None]
    type_version: Mapped[str | None]
    type_confidence: Mapped[float]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"))
    return_reason: Mapped[str | None]
    revision: Mapped[int]
    title: Mapped[str]
    search: Mapped[str]
    doubts: Mapped[int]
    state_key: Mapped[int] = mapped_column(default=0, server_default="0")
    title_key: Mapped[bytes] = sort_key()
    scan_key: Mapped[bytes] = sort_key()
    batch_key: Mapped[bytes] = sort_key()
    approved_by: Mapped[str | None]
    approved_at: Mapped[datetime | None]
    left_in: Mapped[str | None]
    left_at: Mapped[datetime | None]


class RegionRow(Row):
    __tablename__ = "regions"
    __table_args__ = (
        CheckConstraint(
            "(x IS NULL AND y IS NULL AND width IS NULL AND height IS NULL)"
            " OR (x IS NOT NULL AND y IS NOT NULL AND width IS NOT NULL AND height IS NOT NULL"
            " AND width > 0 AND height > 0)",
            name="box",
        ),
    )

    case_id: Mapped[int] = mapped_column(
        ForeignKey("cases.id"), primary_key=True, autoincrement=False
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    page_id: Mapped[int] = mapped_column(ForeignKey("pages.id"), index=True)
    x: Mapped[int | None]
    y: Mapped[int | None]
    width: Mapped[int | None]
    height: Mapped[int | None]


class FieldRow(Row):
    __tablename__ = "case_fields"
    __table_args__ = (
        CheckConstraint(
            "state <> 'confirmed' OR (confirmed_by IS NOT NULL AND confirmed_at IS NOT NULL)",
            name="confirmed_by",
        ),
    )

    case_id: Mapped[int] = mapped_column(
        ForeignKey("cases.id"), primary_key=True, autoincrement=False
    )
    key: Mapped[str] = mapped_column(primary_key=True)
    ordinal: Mapped[int]
    text: Mapped[str]
    value: Mapped[str | None]
    state: Mapped[ValueState] = mapped_column(state_type(ValueState, "state"))
    reading: Mapped[str | None]
    confirmed_by: Mapped[str | None]
    confirmed_at: Mapped[datetime | None]
    empty_reason: Mapped[EmptyReason | None] = mapped_column(
        state_type(EmptyReason, "empty_reason")
    )
    units: Mapped[str | None]


Index(
    "ix_case_fields_key_value",
    FieldRow.key,
    func.substr(FieldRow.value, 1, INDEXED_CHARACTERS),
    FieldRow.case_id,
)


class EditRow(Row):
    """Append-only: triggers refuse UPDATE and DELETE."""

    __tablename__ = "edits"
    __table_args__ = (
        Index(None, "case_id", "id"),
        Index(None, "actor", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    key: Mapped[str]
    action: Mapped[str]
    before_text: Mapped[str]
    after_text: Mapped[str]
    before_state: Mapped[str]
    after_state: Mapped[str]
    actor: Mapped[str]
    at: Mapped[datetime]
    revision: Mapped[int]
    before: Mapped[str | None]
    undoes: Mapped[int | None]


class JobRow(Row):
    """A job that is not finished; a finished one is deleted."""

    __tablename__ = "jobs"
    __table_args__ = (
        UniqueConstraint("kind", "scan_id"),
        CheckConstraint("attempts >= 0", name="attempts"),
        CheckConstraint("(lease_owner IS NULL) = (lease_until IS NULL)", name="lease"),
        Index(None, "kind", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    scan_id: Mapped[int] = mapped_column(ForeignKey("scans.id"))
    attempts: Mapped[int]
    lease_owner: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    not_before: Mapped[datetime | None]
    last_error: Mapped[str | None]


class AuditRow(Row):
    """Append-only: triggers refuse UPDATE and DELETE. ``previous`` is unique, so that the chain
    cannot fork even where a writer would bypass the lock."""

    __tablename__ = "audit_log"
    __table_args__ = (
        CheckConstraint("seq >= 1", name="seq"),
        Index(None, "action", "seq", "actor"),
        Index(None, "actor", "seq", "action"),
        Index(None, "subject", "seq"),
        Index(None, "at", "seq"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    details: Mapped[str]
    previous: Mapped[str] = mapped_column(String(64), unique=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
