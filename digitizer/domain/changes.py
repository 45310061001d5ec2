"""What a use case changed: for the audit log, for undo, and for everyone who shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from digitizer.domain.record import FieldValue


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person by name, or the automation."""

    name: str


AUTOMATION = Actor("automation")


@dataclass(frozen=True, slots=True)
class Before:
    """The value of a field before an edit, for taking the edit back. Where the reading stayed as
    it was, the value comes without it."""

    value: FieldValue
    keeps_reading: bool


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of one field, never altered afterwards. ``id`` is None until it is stored;
    ``before`` is None for edits of older programs and of whole cases; ``undoes`` is the edit that
    an undo took back, or that a redo brought again."""

    case_id: int
    key: str
    action: str
    before_text: str
    after_text: str
    before_state: str
    after_state: str
    actor: str
    at: datetime
    revision: int
    id: int | None = field(default=None, compare=False)
    before: Before | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """``details`` are pairs of names and plain texts; the store chains the entries by hash."""

    at: datetime
    actor: str
    action: str
    subject: str
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The named result of one transaction: which things to look at again."""

    action: str
    scans: frozenset[int] = frozenset()
    cases: frozenset[int] = frozenset()
    batches: frozenset[int] = frozenset()
    arrivals: frozenset[int] = frozenset()
