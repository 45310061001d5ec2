"""Finds the printed labels of a form among read words, in spite of reading errors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from digitizer.domain.schema import UNLABELLED, DocumentType, FieldSpec, Placement
from digitizer.domain.values.text import fold
from ocr.extraction.tokens import Row, Token, match_key

_ITEM_NUMBER = re.compile(r"\(?\d{1,2}[.)]{0,2}")


class LabelKind(Enum):
    """What a label opens: a field's value, a section, nothing, or a value in the lines below."""

    FIELD = "field"
    SECTION = "section"
    OTHER = "other"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One wording. ``fields`` are all that it may stand for, ``section`` the one it opens;
    ``is_strict`` tells that without its last word it is another wording."""

    kind: LabelKind
    text: str
    words: tuple[str, ...]
    key: str
    fields: tuple[FieldSpec, ...] = ()
    section: str | None = None
    is_strict: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class PatternSet:
    """All wordings of a document type, by how many words they have."""

    by_count: Mapping[int, tuple[Pattern, ...]]
    longest: int


@dataclass(frozen=True, slots=True)
class LabelHit:
    """A wording found in a row: tokens ``start`` up to ``end``, with how many letters differ."""

    pattern: Pattern
    start: int
    end: int
    errors: int
    at_start: bool
    has_colon: bool
    has_semicolon: bool
    spans_row: bool
    is_upper: bool
    is_capital: bool


@lru_cache(maxsize=16)
def patterns_of(doc_type: DocumentType) -> PatternSet:
    """Every wording of a document type, one entry a wording and kind."""
    fields: dict[tuple[LabelKind, str], list[FieldSpec]] = {}
    texts: dict[tuple[LabelKind, str], str] = {}
    for spec in doc_type.fields:
        for anchor in spec.anchors:
            if anchor.placement in UNLABELLED:
                continue
            below = anchor.placement is Placement.BELOW
            slot = (LabelKind.BELOW if below else LabelKind.FIELD, match_key(anchor.text))
            owners = fields.setdefault(slot, [])
            if spec not in owners:
                owners.append(spec)
            texts.setdefault(slot, anchor.text)
    found = [
        _pattern(kind, texts[kind, key], fields=tuple(specs))
        for (kind, key), specs in fields.items()
    ]
    found += [
        _pattern(LabelKind.SECTION, text, section=section.key)
        for section in doc_type.sections
        for text in section.anchors
    ]
    found += [_pattern(LabelKind.OTHER, text) for text in doc_type.other_labels]
    by_count: dict[int, tuple[Pattern, ...]] = {}
    for pattern in found:
        strict = replace(pattern, is_strict=_hangs_on_its_end(pattern, found))
        count = len(pattern.words)
        by_count[count] = (*by_count.get(count, ()), strict)
    return PatternSet(by_count, max(by_count, default=0))


def _pattern(
    kind: LabelKind, text: str, fields: tuple[FieldSpec, ...] = (), section: str | None = None
) -> Pattern:
    words = label_words(text)
    return Pattern(kind, text, words, "".join(words), fields, section)


def _hangs_on_its_end(pattern: Pattern, others: Sequence[Pattern]) -> bool:
    """Whether the last word might be the beginning of a value ("tên cha", "tên" + Chảo)."""
    return any(other.words == pattern.words[:-1] for other in others)


def label_words(text: str) -> tuple[str, ...]:
    """The words of a printed wording as they are compared: letters and digits without marks."""
    spaced = fold(text).replace("/", " ").replace("-", " ")
    return tuple(key for key in (match_key(word) for word in spaced.split()) if key)


def allowed_errors(length: int, has_colon: bool) -> int:
    """How many letters of a label of this length may be misread: none in the shortest, more where
    a colon shows that it is a label."""
    if length <= 4:
        return 0
    if has_colon:
        return 1 if length <= 5 else 2 if length <= 9 else max(3, length // 5)
    return 1 if length <= 8 else 2 if length <= 14 else length // 6


def find_labels(row: Row, patterns: PatternSet) -> tuple[LabelHit, ...]:
    """The best non-overlapping labels of a row, from left to right.

    A longer wording wins over a shorter one at the same place, and one with fewer errors over one
    that takes in a word of the value before it.
    """
    hits = [hit for start in range(len(row.tokens)) for hit in _hits_at(row, start, patterns)]
    chosen: list[LabelHit] = []
    for hit in sorted(hits, key=_rank, reverse=True):
        if all(hit.end <= other.start or other.end <= hit.start for other in chosen):
            chosen.append(hit)
    return tuple(sorted(chosen, key=lambda hit: hit.start))


def _rank(hit: LabelHit) -> tuple[int, int, int]:
    kind_rank = {LabelKind.BELOW: 1, LabelKind.SECTION: 1 if hit.spans_row else -1}
    length = len(hit.pattern.key) - 3 * hit.errors
    return (length, hit.end - hit.start, kind_rank.get(hit.pattern.kind, 0))


def _hits_at(row: Row, start: int, patterns: PatternSet) -> Iterator[LabelHit]:
    """Every wording that the words from ``start`` on may be; only the last may have a colon."""
    read = ""
    for end in range(start + 1, min(len(row.tokens), start + patterns.longest + 1) + 1):
        token = row.tokens[end - 1]
        read += token.key
        if token.key:
            size = end - start
            for count in (size - 1, size, size + 1):
                for pattern in patterns.by_count.get(count, ()):
                    errors = _errors(row.tokens[start:end], read, pattern)
                    if errors is not None:
                        hit = _hit(row, start, end, pattern, errors)
                        if _may_stand(hit):
                            yield hit
        elif end == start + 1:
            return
        if token.ends_label:
            return


def _errors(window: Sequence[Token], read: str, pattern: Pattern) -> int | None:
    """Letters misread when the window is the pattern's wording, or None when it is not."""
    limit = allowed_errors(len(pattern.key), window[-1].ends_label)
    if abs(len(read) - len(pattern.key)) > limit:
        return None
    errors = Levenshtein.distance(read, pattern.key, score_cutoff=limit)
    if errors > limit:
        return None
    if not _is_distinct(window, pattern):
        return 0 if _same_words(window, pattern) else None
    if errors and len(window) == len(pattern.words) and not _words_agree(window, pattern):
        return None
    return errors


def _is_distinct(window: Sequence[Token], pattern: Pattern) -> bool:
    """Whether the place lets a wording be misread: a single word only where a colon follows."""
    return len(pattern.words) > 1 or window[-1].ends_label


def _same_words(window: Sequence[Token], pattern: Pattern) -> bool:
    """Whether the window is the wording without an error; with a capital also all its marks count
    ("do" is not the name Đỗ)."""
    read = " ".join(token.text.strip(".,:;()") for token in window)
    if read.islower():
        return "".join(token.key for token in window) == pattern.key
    return read.casefold() == pattern.text.casefold()


def _words_agree(window: Sequence[Token], pattern: Pattern) -> bool:
    """Word by word: a part of each may be misread, but nothing of a short last one that decides."""
    has_colon = window[-1].ends_label
    for token, word in zip(window, pattern.words, strict=True):
        limit = max(1, len(word) // (2 if has_colon else 3))
        if Levenshtein.distance(token.key, word, score_cutoff=limit) > limit:
            return False
    if has_colon or not pattern.is_strict:
        return True
    last, read = pattern.words[-1], window[-1].key
    limit = 0 if len(last) <= 4 else 1
    return Levenshtein.distance(read, last, score_cutoff=limit) <= limit


def _hit(row: Row, start: int, end: int, pattern: Pattern, errors: int) -> LabelHit:
    before, after = row.tokens[:start], row.tokens[end:]
    window = row.tokens[start:end]
    line = row.line_of[start]
    same_line = [i for i, owner in enumerate(row.line_of) if owner == line]
    letters = "".join(token.text for token in window)
    return LabelHit(
        pattern,
        start,
        end,
        errors,
        at_start=_is_item_number(before) or not any(len(token.key) > 1 for token in before),
        has_colon=window[-1].ends_label,
        has_semicolon=window[-1].text.endswith(";"),
        spans_row=not any(token.key for token in (*before, *after))
        or (start <= same_line[0] and end > same_line[-1]),
        is_upper=letters.isupper(),
        is_capital=letters.lstrip("([ ")[:1].isupper(),
    )


def _is_item_number(before: Sequence[Token]) -> bool:
    """Whether only the number of an item stands before: "23) Kỷ luật"."""
    return len(before) == 1 and _ITEM_NUMBER.fullmatch(before[0].text) is not None


def _may_stand(hit: LabelHit) -> bool:
    """Whether a wording of its kind may stand at such a place at all."""
    match hit.pattern.kind:
        case LabelKind.SECTION:
            return hit.spans_row or (hit.at_start and hit.has_colon)
        case LabelKind.OTHER:
            return hit.at_start or hit.spans_row
        case LabelKind.BELOW:
            return hit.is_upper or (hit.spans_row and hit.is_capital)
        case LabelKind.FIELD:
            return True
