"""Exercises with invented cases: what they are, how they are marked, and what to do next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from digitizer.domain.pace import PAUSE, ErrorKind, Step, error_kind
from digitizer.domain.page import Box
from digitizer.domain.record import FieldValue, Record
from digitizer.domain.schema import DocumentType, FieldSpec, Need


class Level(StrEnum):
    """What was done to the paper before it was scanned, in the order in which one practises."""

    CLEAN = "clean"
    USUAL = "usual"
    FADED = "faded"
    WORN = "worn"
    HANDWRITTEN = "handwritten"


@dataclass(frozen=True, slots=True)
class Exercise:
    """What to practise: a document type, which papers, how many cases. ``number`` counts a
    person's exercises from 1; 0 before it was set."""

    document_type: str
    level: Level
    cases: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class TrainingRule:
    """Of the newest ``fewest_cases`` at a level, ``harder_from`` right fields (a share) lead to
    the next, fewer than ``easier_below`` to the one before. ``ahead`` cases are made before the
    clerk needs them. ``unoffered`` document types have no sample that prints a whole record."""

    fewest_cases: int
    harder_from: float
    easier_below: float
    usual_cases: int
    most_cases: int
    ahead: int
    damages: Mapping[Level, tuple[str, ...]]
    unoffered: frozenset[str]


@dataclass(frozen=True, slots=True)
class Miss:
    """A field that is not as the paper says; both texts as a person would type them."""

    key: str
    stored: str
    right: str
    kind: ErrorKind


@dataclass(frozen=True, slots=True)
class Marked:
    """A case of an exercise as it was when it was first finished. ``fields`` is how many were
    looked at; ``keys`` were pressed in the window, None where nobody counted from the start."""

    case_id: int
    scan_name: str
    document_type: str
    level: Level
    exercise: int
    fields: int
    misses: tuple[Miss, ...]
    at: datetime
    seconds: float
    keys: int | None = None


@dataclass(frozen=True, slots=True)
class PaperPiece:
    """Where a field was read: the image of the page, and the place on a page ``page_width`` px
    wide."""

    image_path: Path
    box: Box
    page_width: int


@dataclass(frozen=True, slots=True)
class PracticeView:
    """How far a person is: the exercise that was set last, how many of its cases were made, how
    many ``waiting`` are not finished, ``ready`` of them read, and all finished ones, the oldest
    first."""

    exercise: Exercise | None = None
    made: int = 0
    waiting: int = 0
    ready: int = 0
    marked: tuple[Marked, ...] = ()
    is_window_open: bool = False

    @property
    def of_exercise(self) -> tuple[Marked, ...]:
        """The finished cases of the exercise that was set last."""
        number = self.exercise.number if self.exercise else 0
        return tuple(one for one in self.marked if one.exercise == number)

    @property
    def is_unfinished(self) -> bool:
        """Whether cases of the last exercise wait or are still to come."""
        return self.exercise is not None and (self.waiting > 0 or self.made < self.exercise.cases)


def misses(
    record: Record,
    doc_type: DocumentType,
    truth: Mapping[str, str],
    shown: Callable[[FieldSpec, str], str],
) -> tuple[Miss, ...]:
    """The fields whose canonical value is not that of ``truth``. A field that is not on the paper
    has to be empty, unless no case may leave without it."""
    found = []
    for spec in doc_type.fields:
        value, right = record.fields.get(spec.key, FieldValue(spec.key)), truth.get(spec.key)
        if (value.value or None) == right or (right is None and spec.need is Need.REQUIRED):
            continue
        words = shown(spec, right) if right is not None else ""
        found.append(Miss(spec.key, value.text, words, error_kind(spec.kind, value.text, words)))
    return tuple(found)


def seconds_by_case(steps: Iterable[Step]) -> Mapping[int, float]:
    """How long a person worked at each case: the time before each edit, pauses left out.
    ``steps`` in the order of time."""
    found: defaultdict[int, float] = defaultdict(float)
    before: datetime | None = None
    for step in steps:
        gap = step.at - before if before is not None else timedelta(0)
        if timedelta(0) <= gap <= PAUSE:
            found[step.case_id] += gap.total_seconds()
        before = step.at
    return found


def right_share(marked: Iterable[Marked]) -> float | None:
    """The share of right fields; None where nothing was looked at."""
    cases = tuple(marked)
    fields = sum(one.fields for one in cases)
    return 1 - sum(len(one.misses) for one in cases) / fields if fields else None


def advised_level(rule: TrainingRule, level: Level, marked: Sequence[Marked]) -> Level:
    """The level to go on with after this one; ``marked`` the oldest first, of whichever level."""
    newest = [one for one in marked if one.level is level][-rule.fewest_cases :]
    right = right_share(newest)
    if len(newest) < rule.fewest_cases or right is None:
        return level
    order = list(Level)
    place = order.index(level) + (right >= rule.harder_from) - (right < rule.easier_below)
    return order[max(0, min(place, len(order) - 1))]
