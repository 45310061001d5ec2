"""Blind second entry: who keyed what, when two keys agree, and what a third person decided.

The state of a field is derived from its present value, its second key and its newest settlement,
never kept: a first value that is changed later is compared anew by itself.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import EmptyReason, FieldValue, ValueState

SETTLE = "settle"
"""The action of the edit by which a settled value enters the record."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """What one person gives a field: a text with its canonical value, or why it is empty."""

    text: str = ""
    value: str | None = None
    empty_reason: EmptyReason | None = None

    @classmethod
    def of(cls, field: FieldValue) -> Keyed:
        """What a field of a record holds; an empty one that nobody explained is not on paper."""
        if field.value is not None or field.text:
            return cls(field.text, field.value)
        return cls(empty_reason=field.empty_reason or EmptyReason.NOT_ON_PAPER)

    def agrees(self, other: Keyed) -> bool:
        """Whether both mean the same. A difference of tone marks is a difference."""
        if self.value is None and other.value is None and (self.text or other.text):
            return self.text == other.text
        return (self.value, self.empty_reason) == (other.value, other.empty_reason)


@dataclass(frozen=True, slots=True)
class SecondKey:
    """What a second person keyed from the image alone; never altered."""

    case_id: int
    field: str
    keyed: Keyed
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a third person decided between ``first`` and the second key; never altered, the newest
    of a field counts."""

    case_id: int
    field: str
    first: Keyed
    chosen: Keyed
    why: str
    by: str
    at: datetime


class Comparison(StrEnum):
    """``waiting`` for a second key; ``open``: the keys differ and nobody has settled it."""

    WAITING = "waiting"
    AGREED = "agreed"
    OPEN = "open"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class TwiceKeyed:
    """A field that a batch's plan wants keyed twice. ``first`` is what the record holds,
    ``is_first_done`` tells that nobody works on it any more."""

    case_id: int
    field: str
    first: Keyed
    is_first_done: bool
    second: SecondKey | None = None
    settlement: Settlement | None = None

    @property
    def comparison(self) -> Comparison:
        if self.second is None or not self.is_first_done:
            return Comparison.WAITING
        if self.first.agrees(self.second.keyed):
            return Comparison.AGREED
        decided = self.settlement
        # A settlement stands for the first value that it judged, and for what it made of it.
        if decided and (self.first.agrees(decided.first) or self.first.agrees(decided.chosen)):
            return Comparison.SETTLED
        return Comparison.OPEN

    @property
    def to_apply(self) -> Settlement | None:
        """The settlement whose value the record does not hold yet."""
        decided = self.settlement
        if decided is None or self.comparison is not Comparison.SETTLED:
            return None
        return None if self.first.agrees(decided.chosen) else decided


def is_first_done(state: ValueState, case: CaseState) -> bool:
    """Whether a first value stands: accepted by the machine, confirmed by a person, or left empty
    in a case that somebody finished."""
    is_left_empty = state is ValueState.MISSING and case is CaseState.CHECKED
    return is_left_empty or state in (ValueState.ACCEPTED, ValueState.CONFIRMED)


class Choice(StrEnum):
    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Typed:
    """A value of the third person's own, typed twice in a row."""

    text: str
    again: str


Decision = Choice | Typed | EmptyReason


def blind_order(case_id: int, field: str) -> tuple[Choice, Choice]:
    """In which order a third person is shown the two values: always the same for a field, and
    telling nothing about who keyed which."""
    digest = hashlib.sha256(f"{case_id}:{field}".encode()).digest()
    both = (Choice.FIRST, Choice.SECOND)
    return both if digest[0] % 2 else (both[1], both[0])
