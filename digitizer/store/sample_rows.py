"""The tables of samples. All are append-only: triggers refuse UPDATE and DELETE."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from digitizer.domain.record import EmptyReason
from digitizer.domain.sampling import RoundKind, Strictness
from digitizer.store.column_types import state_type
from digitizer.store.rows import Row

_SAMPLE = "samples.id"


class SampleRow(Row):
    """A sample as it was drawn."""

    __tablename__ = "samples"
    __table_args__ = (
        CheckConstraint("round >= 1 AND lot_size >= 1", name="numbers"),
        CheckConstraint("size >= 1 AND size <= lot_size", name="size"),
        CheckConstraint("accept >= 0 AND reject > accept", name="accept"),
        CheckConstraint("(level IS NULL) = (limit_percent IS NULL)", name="level"),
        Index(None, "batch_id", "round", "id"),
        Index(None, "series", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    round: Mapped[int]
    kind: Mapped[RoundKind] = mapped_column(state_type(RoundKind, "kind"))
    profile: Mapped[str]
    profile_version: Mapped[str]
    document_type: Mapped[str]
    series: Mapped[str]
    lot_size: Mapped[int]
    letter: Mapped[str]
    size: Mapped[int]
    accept: Mapped[int]
    reject: Mapped[int]
    strictness: Mapped[Strictness] = mapped_column(state_type(Strictness, "strictness"))
    level: Mapped[str | None]
    limit_percent: Mapped[float | None]
    seed: Mapped[str]
    lot: Mapped[str] = mapped_column(String(64))
    last_edit: Mapped[int]
    is_original: Mapped[bool]
    actor: Mapped[str]
    at: Mapped[datetime]


class SampleUnitRow(Row):
    """One unit of a sample: a field, a case, or a page on which the case stands."""

    __tablename__ = "sample_units"
    __table_args__ = (CheckConstraint("place >= 1", name="place"),)

    sample_id: Mapped[int] = mapped_column(
        ForeignKey(_SAMPLE), primary_key=True, autoincrement=False
    )
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    key: Mapped[str | None]
    page_id: Mapped[int | None] = mapped_column(ForeignKey("pages.id"))


class SampleAnswerRow(Row):
    """What was found at a unit. ``held_…`` is what the record said then; a blind key is there
    (``is_right`` NULL), or a word on a case or an image."""

    __tablename__ = "sample_answers"
    __table_args__ = (CheckConstraint("(text IS NULL) = (is_right IS NOT NULL)", name="text"),)

    sample_id: Mapped[int] = mapped_column(
        ForeignKey(_SAMPLE), primary_key=True, autoincrement=False
    )
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str | None]
    value: Mapped[str | None]
    empty_reason: Mapped[EmptyReason | None] = mapped_column(
        state_type(EmptyReason, "empty_reason")
    )
    held_text: Mapped[str | None]
    held_value: Mapped[str | None]
    held_reason: Mapped[EmptyReason | None] = mapped_column(state_type(EmptyReason, "held_reason"))
    machine_text: Mapped[str | None]
    machine_value: Mapped[str | None]
    is_right: Mapped[bool | None]
    why: Mapped[str]
    actor: Mapped[str]
    at: Mapped[datetime]


class SampleJudgementRow(Row):
    """Which of two different values of a field the paper has."""

    __tablename__ = "sample_judgements"

    sample_id: Mapped[int] = mapped_column(
        ForeignKey(_SAMPLE), primary_key=True, autoincrement=False
    )
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_record_right: Mapped[bool]
    why: Mapped[str]
    actor: Mapped[str]
    at: Mapped[datetime]


class SampleResultRow(Row):
    """How a sample ended. ``audit_head`` is the newest entry of the audit log then."""

    __tablename__ = "sample_results"
    __table_args__ = (
        CheckConstraint("wrong >= 0 AND wrong <= units", name="wrong"),
        CheckConstraint("length(audit_head) = 64", name="audit_head"),
    )

    sample_id: Mapped[int] = mapped_column(
        ForeignKey(_SAMPLE), primary_key=True, autoincrement=False
    )
    units: Mapped[int]
    wrong: Mapped[int]
    slips: Mapped[int]
    characters: Mapped[int]
    character_errors: Mapped[int]
    read: Mapped[int]
    unread: Mapped[int]
    read_characters: Mapped[int]
    read_errors: Mapped[int]
    is_accepted: Mapped[bool]
    is_marginal: Mapped[bool]
    passes_stricter: Mapped[bool]
    audit_head: Mapped[str] = mapped_column(String(64))
    actor: Mapped[str]
    at: Mapped[datetime]


class SampleResumptionRow(Row):
    """Somebody said that the cause of a stopped series' rejections was cured."""

    __tablename__ = "sample_resumptions"
    __table_args__ = (Index(None, "series", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    series: Mapped[str]
    why: Mapped[str]
    actor: Mapped[str]
    at: Mapped[datetime]
