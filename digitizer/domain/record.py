"""Field readings, field values and the record they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from digitizer.domain.page import Box, Origin
from digitizer.domain.places import PlaceUnits
from digitizer.domain.problems import Problem


class ReadingState(StrEnum):
    """``accepted`` means that a clerk need not look."""

    ACCEPTED = "accepted"
    REVIEW = "review"
    MISSING = "missing"


class ValueState(StrEnum):
    """State of a field in a record; ``confirmed`` means that a named person answers for it."""

    ACCEPTED = "accepted"
    REVIEW = "review"
    MISSING = "missing"
    CONFIRMED = "confirmed"


class EmptyReason(StrEnum):
    """Why a confirmed field is empty; ``stated_unknown``: the paper itself says that nobody knows
    ("không rõ")."""

    NOT_ON_PAPER = "not_on_paper"
    UNREADABLE = "unreadable"
    TORN = "torn"
    STATED_UNKNOWN = "stated_unknown"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another possible reading of a field, with who proposed it."""

    text: str
    value: str | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class FieldReading:
    """What the machine read for one field.

    ``text`` is as written on the paper, ``value`` its canonical form (None when it has none),
    ``confidence`` 0..1, ``page`` the 1-based page number inside the scan, ``box`` in px of the
    upright page. ``page_id`` names a stored page, which may be of another scan than the case's
    own; None leaves it to ``page`` (see :func:`digitizer.domain.case.page_of_reading`).
    """

    key: str
    text: str = ""
    value: str | None = None
    confidence: float = 0.0
    state: ReadingState = ReadingState.MISSING
    page: int | None = None
    box: Box | None = None
    origin: Origin | None = None
    problems: tuple[Problem, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    page_id: int | None = None


@dataclass(frozen=True, slots=True)
class FieldValue:
    """The current value of one field of a record, and the reading that it came from. ``units`` of
    a place are those that its text names."""

    key: str
    text: str = ""
    value: str | None = None
    state: ValueState = ValueState.MISSING
    reading: FieldReading | None = None
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None
    empty_reason: EmptyReason | None = None
    units: PlaceUnits | None = None

    @classmethod
    def from_reading(cls, reading: FieldReading) -> FieldValue:
        return cls(
            reading.key, reading.text, reading.value, ValueState(reading.state.value), reading
        )

    def confirmed(self, by: str, at: datetime) -> FieldValue:
        """The same value with a person who answers for it."""
        return replace(self, state=ValueState.CONFIRMED, confirmed_by=by, confirmed_at=at)

    @property
    def is_settled(self) -> bool:
        """Whether nobody needs to look at it any more."""
        return self.state in (ValueState.ACCEPTED, ValueState.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of one case, in the order of its document type."""

    document_type: str
    type_version: str
    fields: Mapping[str, FieldValue] = field(default_factory=dict)

    def value(self, key: str) -> str | None:
        found = self.fields.get(key)
        return found.value if found else None

    def with_field(self, value: FieldValue) -> Record:
        return replace(self, fields={**self.fields, value.key: value})
