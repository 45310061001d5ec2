"""How fast a person works and what was found wrong later, from the edits that are kept anyway."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from digitizer.domain.schema import FieldKind
from digitizer.domain.values.text import clean, fold, without_tone

PAUSE = timedelta(minutes=5)
"""A longer time between two edits is no work."""
_LEAST_SECONDS = 600.0
_HOUR_SECONDS = 3600.0
_NUMBER = re.compile(r"\d+")
_TILDE, _HOOK = "\u0303", "\u0309"
_NUMBERS = (
    FieldKind.DATE,
    FieldKind.TIME,
    FieldKind.ID_NUMBER,
    FieldKind.NUMBER,
    FieldKind.BOOK_NUMBER,
    FieldKind.MONEY,
    FieldKind.AREA,
    FieldKind.TAX_CODE,
)


class ErrorKind(StrEnum):
    """How a stored text differed from the right one; ``returned``: sent back and not changed
    since."""

    HOOK_TILDE = "hook-tilde"
    TONE = "tone"
    LETTER = "letter"
    NUMBER = "number"
    DATE_ORDER = "date-order"
    CODE = "code"
    EMPTY = "empty"
    SPACING = "spacing"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Step:
    """One edit of the person. ``key`` is ``*`` for the whole case."""

    id: int
    case_id: int
    key: str
    action: str
    is_confirmed: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """A field that the person confirmed as ``mine`` at ``at`` and that another person then made
    ``theirs``, or sent back with a pin."""

    case_id: int
    key: str
    document_type: str | None
    mine: str
    theirs: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """A change with what kind of error it shows."""

    change: Change
    kind: ErrorKind


@dataclass(frozen=True, slots=True)
class Stretch:
    """A day or a week by its first day. ``errors`` were found later in the fields confirmed in
    it, so they may still grow."""

    start: date
    seconds: float = 0.0
    cases: int = 0
    fields: int = 0
    passed_on: int = 0
    undone: int = 0
    errors: int = 0

    @property
    def fields_an_hour(self) -> float | None:
        """None where less than ten minutes of work say too little."""
        return self._an_hour(self.fields)

    @property
    def cases_an_hour(self) -> float | None:
        """As :attr:`fields_an_hour`."""
        return self._an_hour(self.cases)

    def _an_hour(self, count: int) -> float | None:
        if self.seconds < _LEAST_SECONDS:
            return None
        return count * _HOUR_SECONDS / self.seconds

    def __add__(self, other: Stretch) -> Stretch:
        return Stretch(
            min(self.start, other.start),
            self.seconds + other.seconds,
            self.cases + other.cases,
            self.fields + other.fields,
            self.passed_on + other.passed_on,
            self.undone + other.undone,
            self.errors + other.errors,
        )


def error_kind(kind: FieldKind | None, mine: str, theirs: str) -> ErrorKind:
    """What sort of slip made ``mine`` of what should have been ``theirs``."""
    wrong, right = clean(mine), clean(theirs)
    if mine == theirs:
        return ErrorKind.RETURNED
    if not wrong or not right:
        return ErrorKind.EMPTY
    if kind is FieldKind.CODE or kind is FieldKind.TICK:
        return ErrorKind.CODE
    if wrong.casefold() == right.casefold() or _joined(wrong) == _joined(right):
        return ErrorKind.SPACING
    if kind is FieldKind.DATE and _is_other_order(wrong, right):
        return ErrorKind.DATE_ORDER
    if kind in _NUMBERS or _digits(wrong) != _digits(right):
        return ErrorKind.NUMBER
    if fold(wrong) == fold(right):
        return ErrorKind.HOOK_TILDE if _is_hook_tilde(wrong, right) else ErrorKind.TONE
    return ErrorKind.LETTER


def days(steps: Sequence[Step], findings: Iterable[Finding], zone: tzinfo) -> tuple[Stretch, ...]:
    """The days on which the person worked, the oldest first. ``steps`` in the order of time."""
    found: dict[date, Stretch] = {}
    fields: defaultdict[date, set[tuple[int, str]]] = defaultdict(set)
    before: datetime | None = None
    for step in steps:
        day = step.at.astimezone(zone).date()
        now = found.get(day, Stretch(day))
        found[day] = replace(
            now,
            seconds=now.seconds + _worked(before, step.at, zone),
            cases=now.cases + (step.action == "finish-case"),
            passed_on=now.passed_on + (step.action == "pass-on"),
            undone=now.undone + (step.action == "undo"),
        )
        if step.is_confirmed and step.action not in ("undo", "redo"):
            fields[day].add((step.case_id, step.key))
        before = step.at
    for day, keys in fields.items():
        found[day] = replace(found[day], fields=len(keys))
    for one in findings:
        day = one.change.at.astimezone(zone).date()
        if day in found:
            found[day] = replace(found[day], errors=found[day].errors + 1)
    return tuple(found[day] for day in sorted(found))


def weeks(worked: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The same by weeks, each from its Monday."""
    found: dict[date, Stretch] = {}
    for day in worked:
        monday = day.start - timedelta(days=day.start.weekday())
        found[monday] = replace(found.get(monday, Stretch(monday)) + day, start=monday)
    return tuple(found[monday] for monday in sorted(found))


def _worked(before: datetime | None, now: datetime, zone: tzinfo) -> float:
    if before is None or before.astimezone(zone).date() != now.astimezone(zone).date():
        return 0.0
    gap = now - before
    return gap.total_seconds() if timedelta(0) <= gap <= PAUSE else 0.0


def _joined(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _is_other_order(wrong: str, right: str) -> bool:
    """Whether two dates are written with the same numbers in another order."""
    one, other = (
        [number.lstrip("0") for number in _NUMBER.findall(text)] for text in (wrong, right)
    )
    return one != other and sorted(one) == sorted(other)


def _is_hook_tilde(wrong: str, right: str) -> bool:
    """Whether hỏi and ngã were taken for each other and nothing else is different."""
    pairs = list(zip(wrong.casefold().split(" "), right.casefold().split(" "), strict=False))
    different = [(a, b) for a, b in pairs if a != b]
    return bool(different) and all(
        without_tone(a)[0] == without_tone(b)[0]
        and {without_tone(a)[1], without_tone(b)[1]} == {_TILDE, _HOOK}
        for a, b in different
    )
