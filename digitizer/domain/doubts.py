"""Which fields of a record still wait for a person's look; lists and the desk both count these."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from digitizer.domain.problems import Problem
from digitizer.domain.record import FieldValue, Record, ValueState
from digitizer.domain.schema import DocumentType

PINNED = "pinned"
"""The code of a doubt that a supervisor's pin made."""

# Problems by which an empty field asks for its value, or for the reason why it has none.
_ASKING = frozenset(
    {"required-empty", "expected-empty", "expected-since", "should-be-present", "none-of-several"}
)


@dataclass(frozen=True, slots=True)
class PassedOn:
    """That somebody left a field to another person, and why."""

    actor: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Doubt:
    """One field of one case that waits for a look. ``reasons`` are the codes of its problems,
    ``place`` counts the fields of the document type from 0."""

    case_id: int
    title: str
    document_type: str
    key: str
    place: int
    text: str
    reasons: tuple[str, ...] = ()
    passed: PassedOn | None = None


def is_doubtful(value: FieldValue, problems: Iterable[Problem]) -> bool:
    """Whether a person must look at a stored value; ``problems`` are those of its record."""
    if value.state is ValueState.MISSING:
        return any(each.field == value.key and each.code in _ASKING for each in problems)
    return not value.is_settled


def doubtful_fields(
    record: Record,
    doc_type: DocumentType | None,
    problems: Iterable[Problem],
    pinned: Collection[str] = (),
) -> tuple[str, ...]:
    """Keys of the fields that wait for a look, in the order of the document type; without one
    only what was read counts. ``pinned`` fields have a pin that nobody answered."""
    found = tuple(problems)
    keys = [spec.key for spec in doc_type.fields] if doc_type else list(record.fields)
    return tuple(
        key
        for key in keys
        if key in pinned or is_doubtful(record.fields.get(key, FieldValue(key)), found)
    )
