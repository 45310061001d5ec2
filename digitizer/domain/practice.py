"""Marking an exercise: what was stored beside what is known to be on the paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from digitizer.domain.pace import ErrorKind, error_kind
from digitizer.domain.record import FieldValue, Record
from digitizer.domain.schema import DocumentType, FieldSpec, Need

_FEWEST_CASES = 5
_SURE, _UNSURE = 0.995, 0.97


class Level(StrEnum):
    """How much the scans of an exercise are damaged."""

    CLEAN = "clean"
    USUAL = "usual"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Miss:
    """A field that is not as the paper says; both texts as a person would type them."""

    key: str
    stored: str
    right: str
    kind: ErrorKind


@dataclass(frozen=True, slots=True)
class Marked:
    """A finished case of an exercise. ``fields`` is how many were looked at."""

    case_id: int
    scan_name: str
    document_type: str
    fields: int
    misses: tuple[Miss, ...]


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


def advised_level(level: Level, marked: Sequence[Marked]) -> Level:
    """The level to go on with; at least five finished cases are needed to change it."""
    fields = sum(one.fields for one in marked)
    if len(marked) < _FEWEST_CASES or not fields:
        return level
    right = 1 - sum(len(one.misses) for one in marked) / fields
    order = list(Level)
    place = order.index(level) + (right >= _SURE) - (right < _UNSURE)
    return order[max(0, min(place, len(order) - 1))]
