"""The quality of the data by the six words of the plan (đúng, đủ, sạch, sống, thống nhất, dùng
chung), each a share with a stated formula.

What a share cannot be measured of is None, never a guess. Shares of fields are measured on a
sample of finished cases, evenly spread over all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from digitizer.domain.book import Book
from digitizer.domain.record import FieldValue, Record, ValueState
from digitizer.domain.schema import Catalog, DocumentType, FieldKind, FieldSpec, Need


class Word(StrEnum):
    """``right``: of the fields that a second person keyed without seeing the first value (in second
    entry and in samples), those that agree. ``whole``: of the fields that must or should be filled,
    those with a value or a stated reason, and of the numbers that declared books hold, those that
    have a case. ``clean``: of all cases, those without a field that waits for a look and not
    returned. ``live``: of the places whose unit is known, those whose unit of today is known too.
    ``uniform``: of the filled fields of code lists and places, those with a code. ``shared``: of
    all cases, those that lie in a package."""

    RIGHT = "right"
    WHOLE = "whole"
    CLEAN = "clean"
    LIVE = "live"
    UNIFORM = "uniform"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Share:
    """``good`` of ``all`` that were looked at; ``value`` is None for none."""

    good: int = 0
    all: int = 0

    @property
    def value(self) -> float | None:
        return self.good / self.all if self.all else None

    def __add__(self, other: Share) -> Share:
        return Share(self.good + other.good, self.all + other.all)


@dataclass(frozen=True, slots=True)
class DataQuality:
    """``sampled`` of ``finished`` cases were looked at field by field."""

    shares: Mapping[Word, Share]
    sampled: int
    finished: int


def record_shares(record: Record, doc_type: DocumentType) -> Mapping[Word, Share]:
    """What one record adds to the shares of fields."""
    whole, live, uniform = Share(), Share(), Share()
    for spec in doc_type.fields:
        value = record.fields.get(spec.key, FieldValue(spec.key))
        if spec.need is not Need.OPTIONAL:
            whole += _share(_is_answered(value))
        if value.text and spec.kind in (FieldKind.CODE, FieldKind.PLACE):
            uniform += _share(_has_code(spec, value))
        if value.units is not None and (value.units.on or value.units.today):
            live += _share(value.units.today is not None)
    return {Word.WHOLE: whole, Word.LIVE: live, Word.UNIFORM: uniform}


def book_share(book: Book, cases: int) -> Share:
    """The numbers of a declared book that have a case; nothing for a book without a last number."""
    if book.last is None:
        return Share()
    expected = book.last - book.first + 1 - len(book.missing_numbers)
    return Share(min(cases, expected), expected)


def sampled_shares(records: Iterable[Record], catalog: Catalog) -> tuple[Mapping[Word, Share], int]:
    """The sums over the records of known type, and how many those are."""
    sums = dict.fromkeys((Word.WHOLE, Word.LIVE, Word.UNIFORM), Share())
    number = 0
    for record in records:
        doc_type = catalog.type_of(record)
        if doc_type is not None:
            number += 1
            for word, share in record_shares(record, doc_type).items():
                sums[word] += share
    return sums, number


def _share(good: bool) -> Share:
    return Share(int(good), 1)


def _is_answered(value: FieldValue) -> bool:
    filled = bool(value.text) and value.state is not ValueState.REVIEW
    return filled or value.empty_reason is not None


def _has_code(spec: FieldSpec, value: FieldValue) -> bool:
    if spec.kind is FieldKind.PLACE:
        return value.units is not None and (value.units.on or value.units.today) is not None
    return value.value is not None
