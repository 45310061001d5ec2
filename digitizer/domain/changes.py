"""What a use case changed: for the audit log, for undo, and for everyone who shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person by name, or the automation."""

    name: str


AUTOMATION = Actor("automation")


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of one field, never altered afterwards."""

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
