"""The headings of a table: found by their words, whichever lines of the heading they stand on."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from digitizer.domain.page import Box
from digitizer.domain.schema import FieldSpec
from ocr.extraction.labels import label_words
from ocr.extraction.tokens import Row, Token, match_key

_MM_PER_INCH = 25.4
_MOST_LINES, _TALLEST_MM = 6, 26.0
# How far the middle of a heading's next word may stand from the one before it, when it is wrapped.
_WRAP_MM = 18.0
_ALIKE, _HALF_ALIKE = 75.0, 50.0
# From how far apart in heights of a word two words are not of one phrase.
_GAP = 1.5
_IN_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Head:
    """A heading; ``column`` None for a column that no field keeps."""

    box: Box
    text: str
    column: FieldSpec | None = None

    @property
    def centre(self) -> float:
        return self.box.x + self.box.width / 2


@dataclass(frozen=True, slots=True)
class Heading:
    """The headings of a table from left to right, on rows ``first`` up to ``last``."""

    spec: FieldSpec
    heads: tuple[Head, ...]
    first: int
    last: int

    @property
    def box(self) -> Box:
        return Box.around(head.box for head in self.heads)

    @property
    def columns(self) -> tuple[FieldSpec, ...]:
        """Those whose headings were found."""
        return tuple(head.column for head in self.heads if head.column is not None)


@dataclass(frozen=True, slots=True)
class _Place:
    row: int
    token: Token


def heading_at(
    rows: Sequence[Row], start: int, spec: FieldSpec, uprights: Sequence[Box]
) -> Heading | None:
    """The headings of a table that begin at a row, at least half of its columns and two of them
    where it has two. ``uprights`` are the page's upright rules: no heading goes across one."""
    window = _window(rows, start)
    used: set[Token] = set()
    found: list[tuple[FieldSpec, tuple[_Place, ...]]] = []
    for words, column in _wordings(spec):
        if any(column is other for other, _ in found):
            continue
        places = min(_matches(window, words, used, uprights), key=_lines_over, default=None)
        if places is not None:
            used.update(place.token for place in places)
            found.append((column, places))
    count = len(spec.columns)
    if len(found) < max(min(2, count), (count + 1) // 2):
        return None
    lines = [place.row for _, places in found for place in places]
    first, last = start + min(lines), start + max(lines)
    kept = [_head(column, places) for column, places in found]
    others = [token for row in rows[first : last + 1] for token in row.tokens if token not in used]
    heads = sorted(_with_others(kept, others, uprights), key=lambda head: head.centre)
    told = _with_misread(heads, spec)
    while last + 1 < len(rows) and _goes_on(told, rows[last + 1], spec):
        last += 1
        told = tuple(_with_others(told, rows[last].tokens, uprights))
    return Heading(spec, told, first, last)


def _lines_over(places: Sequence[_Place]) -> int:
    """Over how many lines a heading goes on: a word above by chance is farther from the rest."""
    return max(place.row for place in places) - min(place.row for place in places)


def _window(rows: Sequence[Row], start: int) -> Sequence[Row]:
    per_mm = rows[start].page.dpi / _MM_PER_INCH
    most = rows[start].middle + _TALLEST_MM * per_mm
    return [row for row in rows[start : start + _MOST_LINES] if row.middle <= most]


def _wordings(spec: FieldSpec) -> list[tuple[tuple[str, ...], FieldSpec]]:
    """What may stand over each column, the longest first; a unit in brackets may be missing."""
    worded: list[tuple[tuple[str, ...], FieldSpec]] = []
    for column in spec.columns:
        texts = [anchor.text for anchor in column.anchors] or [column.label.vi]
        bare = (_IN_BRACKETS.sub(" ", text) for text in texts)
        wordings = (label_words(text) for text in dict.fromkeys((*texts, *bare)))
        worded += ((words, column) for words in wordings if words)
    return sorted(worded, key=lambda wording: -len(wording[0]))


def _matches(
    rows: Sequence[Row], words: Sequence[str], used: Container[Token], uprights: Sequence[Box]
) -> Iterator[tuple[_Place, ...]]:
    for index, row in enumerate(rows):
        for place in range(len(row.tokens)):
            found = _follow(rows, (index, place), words, used, uprights)
            if found is not None and not any(_in_label(rows, each) for each in found):
                yield found


def _in_label(rows: Sequence[Row], place: _Place) -> bool:
    """Whether a word stands in a label of the form, up to the next colon: in "Diện tích thửa đất:"
    neither of the first two is the heading of a column."""
    tokens = rows[place.row].tokens
    at = next(number for number, token in enumerate(tokens) if token is place.token)
    for token, following in pairwise((*tokens[at:], None)):
        if token is None or token.ends_label:
            return token is not None
        if following is None or following.box.x - token.box.right >= _GAP * token.box.height:
            return False
    return False


def _follow(
    rows: Sequence[Row],
    at: tuple[int, int],
    words: Sequence[str],
    used: Container[Token],
    uprights: Sequence[Box],
) -> tuple[_Place, ...] | None:
    """The words from one token on: in its line, or on in a line below at about the same place."""
    index, place = at
    token = rows[index].tokens[place]
    taken = 0 if token in used else _words_in(token, words)
    if not taken:
        return None
    here = (_Place(index, token),)
    if taken == len(words):
        return here
    for following in _next_words(rows, at, uprights):
        rest = _follow(rows, following, words[taken:], used, uprights)
        if rest is not None:
            return here + rest
    return None


def _words_in(token: Token, words: Sequence[str]) -> int:
    """How many of the words a token is: 1, 2 where the space between them was lost, or 0."""
    if len(words) > 1 and token.key == words[0] + words[1]:
        return 2
    # "tỉnh" of an address above is not the first word of "Hình thức".
    limit = 0 if len(words[0]) <= 4 else 1 if len(words[0]) <= 6 else 2
    if len(words[0]) == 4 and token.key[1:] == words[0]:
        # A rule or a speck before it was read as a letter.
        return 1
    return int(Levenshtein.distance(token.key, words[0], score_cutoff=limit) <= limit)


def _next_words(
    rows: Sequence[Row], at: tuple[int, int], uprights: Sequence[Box]
) -> Iterator[tuple[int, int]]:
    index, place = at
    token = rows[index].tokens[place]
    if place + 1 < len(rows[index].tokens):
        beside = rows[index].tokens[place + 1]
        close = beside.box.x - token.box.right < _GAP * token.box.height
        if close and not _parted(token.box, beside.box, uprights):
            yield index, place + 1
    reach = _WRAP_MM * rows[index].page.dpi / _MM_PER_INCH
    for below in range(index + 1, min(index + 3, len(rows))):
        near = [
            (abs(other.centre - token.centre), number)
            for number, other in enumerate(rows[below].tokens)
            if abs(other.centre - token.centre) <= reach
            and not _parted(token.box, other.box, uprights)
        ]
        yield from ((below, number) for _, number in sorted(near))


def _parted(one: Box, other: Box, uprights: Sequence[Box]) -> bool:
    """Whether an upright rule stands between two words."""
    middle = (one.y + one.bottom) / 2
    left, right = sorted((one.x + one.width / 2, other.x + other.width / 2))
    return any(
        left < rule.x + rule.width / 2 < right and rule.y <= middle <= rule.bottom
        for rule in uprights
    )


def _head(column: FieldSpec, places: Sequence[_Place]) -> Head:
    tokens = [place.token for place in places]
    text = " ".join(token.text for token in tokens)
    return Head(Box.around(token.box for token in tokens), text, column)


def _with_others(
    heads: Sequence[Head], tokens: Sequence[Token], uprights: Sequence[Box]
) -> list[Head]:
    """With the words that belong to no known heading: those over or under one, such as a unit, are
    part of it; the others are headings of columns that no field keeps."""
    found = list(heads)
    for token in sorted((token for token in tokens if token.key), key=lambda each: each.box.x):
        own = next((n for n, head in enumerate(found) if _goes_with(head, token, uprights)), None)
        if own is None:
            found.append(Head(token.box, token.text))
        else:
            head = found[own]
            found[own] = Head(head.box.union(token.box), f"{head.text} {token.text}", head.column)
    return found


def _goes_on(heads: Sequence[Head], row: Row, spec: FieldSpec) -> bool:
    """Whether a line has nothing but words that the headings over it still lack."""
    words = [token for token in row.tokens if token.key]
    return bool(words) and all(
        any(_lacks(head, token, spec) for head in heads if head.column is not None)
        for token in words
    )


def _lacks(head: Head, token: Token, spec: FieldSpec) -> bool:
    read = label_words(head.text)
    wordings = (words for words, owner in _wordings(spec) if owner is head.column)
    is_over = head.box.x < token.box.right and token.box.x < head.box.right
    return is_over and any(words.count(token.key) > read.count(token.key) for words in wordings)


def _with_misread(heads: Sequence[Head], spec: FieldSpec) -> tuple[Head, ...]:
    """With headings that lost a word or more: like enough to one that is not found, or half like
    it and between its neighbours."""
    told = list(heads)
    for place, head in enumerate(told):
        if head.column is None:
            missing = [c for c in spec.columns if all(c is not each.column for each in told)]
            column = next((c for c in missing if _is_likely(told, place, c, spec)), None)
            told[place] = replace(head, column=column)
    return tuple(told)


def _is_likely(heads: Sequence[Head], place: int, column: FieldSpec, spec: FieldSpec) -> bool:
    read = match_key(heads[place].text)
    likeness = max(
        fuzz.ratio(read, "".join(words)) for words, owner in _wordings(spec) if owner is column
    )
    if likeness >= _ALIKE:
        return True
    order = spec.columns.index(column)
    before = spec.columns[order - 1] if order else None
    after = spec.columns[order + 1] if order + 1 < len(spec.columns) else None
    left = heads[place - 1].column if place else None
    right = heads[place + 1].column if place + 1 < len(heads) else None
    return likeness >= _HALF_ALIKE and left is before and right is after


def _goes_with(head: Head, token: Token, uprights: Sequence[Box]) -> bool:
    if _parted(head.box, token.box, uprights):
        return False
    if uprights and any(_spans(rule, token.box) for rule in uprights):
        # Between the same two rules.
        return True
    across = min(head.box.right, token.box.right) - max(head.box.x, token.box.x)
    return across > -0.6 * token.box.height


def _spans(rule: Box, box: Box) -> bool:
    return rule.y <= box.y + box.height / 2 <= rule.bottom
