"""Why a record was found: the fields that say it, and where in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from digitizer.domain.search.query import Phrase, Query, Term
from digitizer.domain.search.words import MARK, Scanned, Word, scan, year_of
from digitizer.domain.values.text import strip_marks

Span = tuple[int, int]
_NO_DIGIT = re.compile(r"\D+")


@dataclass(frozen=True, slots=True)
class SearchedField:
    """A field of a record that was found: its text, and the canonical value."""

    key: str
    text: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class FoundField:
    """``spans`` are the places in ``text`` that are to be marked, in order and apart from each
    other."""

    key: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    """``whole`` counts the names that stand in the field as they were typed; ``terms`` are the
    numbers of the terms that it says."""

    field: SearchedField
    whole: int
    terms: frozenset[int]
    spans: tuple[Span, ...]


def found_fields(
    query: Query, fields: Iterable[SearchedField], tier: int = 0
) -> tuple[FoundField, ...]:
    """As few fields as say all that was asked for, the best first, of a case that fits this tier.
    Fields come in the order of the paper; of equal ones the first is taken."""
    terms = query.tiers[-1 if tier >= query.whole else query.whole - 1].terms
    wanted = frozenset(
        word for term in terms for way in term for each in way for word in each.words
    )
    matches = [
        match
        for field in fields
        if _may_say(wanted, field) and (match := _match(query.close, terms, field)) is not None
    ]
    chosen: list[_Match] = []
    missing = frozenset().union(*(match.terms for match in matches))
    while missing:
        best = max(matches, key=lambda match: (match.whole, len(match.terms & missing)))
        if not best.terms & missing:
            best = max(matches, key=lambda match: len(match.terms & missing))
        matches.remove(best)
        chosen.append(best)
        missing -= best.terms
    return tuple(FoundField(each.field.key, each.field.text, each.spans) for each in chosen)


def _may_say(wanted: Iterable[str], field: SearchedField) -> bool:
    """False for a field that says nothing of it; quicker than to look exactly."""
    plain = strip_marks(field.text).casefold()
    digits = _NO_DIGIT.sub("", f"{field.text}{field.value or ''}")
    for word in wanted:
        if word.startswith(MARK):
            word = year_of(word)
        if (word in digits) if word.isdecimal() else (word in plain):
            return True
    return False


def _match(close: Iterable[Term], terms: Iterable[Term], field: SearchedField) -> _Match | None:
    scanned = scan(field.text, field.value)
    whole = [spans for term in close if (spans := list(_of_term(term, scanned)))]
    said: dict[int, list[Span]] = {}
    for number, term in enumerate(terms):
        if spans := list(_of_term(term, scanned)):
            said[number] = spans
    if not said:
        return None
    places = [span for spans in (*whole, *said.values()) for span in spans]
    return _Match(field, len(whole), frozenset(said), _merged(places))


def _of_term(term: Term, scanned: Scanned) -> Iterator[Span]:
    """Where any of the ways stands; nothing of a way of which a part is missing."""
    for way in term:
        found = [list(_of_phrase(phrase, scanned)) for phrase in way]
        if all(found):
            yield from (span for spans in found for span in spans)


def _of_phrase(phrase: Phrase, scanned: Scanned) -> Iterator[Span]:
    words, size = scanned.words, len(phrase.words)
    for first in range(len(words) - size + 1):
        if _is_at(phrase, words[first : first + size]):
            yield words[first].start, words[first + size - 1].end
    if size == 1:
        yield from (
            (other.start, other.end) for other in scanned.others if _is_at(phrase, (other,))
        )


def _is_at(phrase: Phrase, words: Sequence[Word]) -> bool:
    *before, last = (word.text for word in words)
    if tuple(before) != phrase.words[:-1]:
        return False
    return last.startswith(phrase.words[-1]) if phrase.is_begun else last == phrase.words[-1]


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return tuple(merged)
