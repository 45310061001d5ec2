"""What of a record is searched through."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from digitizer.domain.record import Record
from digitizer.domain.search.words import MARK, exact_words, scan

METHOD = "1"
"""Raised when the same record gives another document than before."""

_YEAR = re.compile(r"(\d{4})(?:-|$)", re.ASCII)
_NO_WORD = re.compile(r"[^0-9a-z]")


@dataclass(frozen=True, slots=True)
class FieldText:
    """The words of one field in their order, and other ways to write parts of it."""

    words: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """Fields that say something by their key; ``marks`` are words that no field holds: the words
    with their marks, the type and the year of the paper."""

    fields: Mapping[str, FieldText]
    marks: tuple[str, ...]


def document_of(record: Record, date_field: str | None) -> SearchDocument:
    """``date_field`` takes the day on which papers of the type were made out."""
    fields: dict[str, FieldText] = {}
    marks = {type_mark(record.document_type)}
    for key, field in record.fields.items():
        scanned = scan(field.text, field.value)
        if scanned.words or scanned.others:
            words = tuple(word.text for word in scanned.words)
            fields[key] = FieldText(words, tuple({word.text: 0 for word in scanned.others}))
            marks |= exact_words(field.text)
    dated = _YEAR.match(record.value(date_field) or "") if date_field else None
    if dated:
        marks.add(year_mark(int(dated[1])))
    return SearchDocument(fields, tuple(sorted(marks)))


def type_mark(document_type: str) -> str:
    """Of two types that differ in their signs alone the mark is one."""
    return f"{MARK}t{_NO_WORD.sub(MARK, document_type.casefold())}"


def year_mark(year: int) -> str:
    return f"{MARK}y{year:04}"
