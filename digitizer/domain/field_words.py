"""Fields word by word: which words they have, where each stands, what a look at them settles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from digitizer.domain.page import Box, PageReading, Word
from digitizer.domain.problems import Problem
from digitizer.domain.record import FieldReading
from digitizer.domain.schema import FieldKind, FieldSpec

WORD_KINDS = (FieldKind.NAME, FieldKind.PLACE)
"""Fields of these kinds are made of words that many cases share."""

# What a look at every word of a field answers; any other doubt is about the field as a whole.
_OF_LETTERS = frozenset(
    {
        "single-reading",
        "readings-differ",
        "not-as-read",
        "low-confidence",
        "odd-syllable",
        "unfamiliar-word",
        "coarse-name",
    }
)
_WIDEST_GAP = 1.6
"""Between two words of a line, in heights of the line; in a wider one a word may be unread."""


def is_of_words(spec: FieldSpec) -> bool:
    return spec.kind in WORD_KINDS and spec.code_list is None


def words_of(text: str) -> tuple[str, ...]:
    """The words as they are looked at, each with its marks and commas."""
    return tuple(text.split())


def doubts_of_whole(reading: FieldReading | None, problems: Iterable[Problem]) -> bool:
    """Whether something is doubtful that looking at the words one by one does not answer:
    ``problems`` are those of the record about the field."""
    if any(True for _each in problems):
        return True
    if reading is None:
        return True
    if any(each.code not in _OF_LETTERS for each in reading.problems):
        return True
    count = len(words_of(reading.text))
    return any(len(words_of(other.text)) != count for other in reading.candidates)


def word_boxes(page: PageReading, field_box: Box, text: str) -> tuple[Box | None, ...]:
    """Where each word of a field stands on the page (px of the upright page), None for a word that
    was not read as such."""
    inside = _in_order(_words_in(page, field_box))
    wanted = words_of(text)
    found: list[Box | None] = [None] * len(wanted)
    matcher = SequenceMatcher(None, [word.text for word in inside], wanted, autojunk=False)
    for ours, theirs, size in matcher.get_matching_blocks():
        for step in range(size):
            found[theirs + step] = inside[ours + step].box
    if len(inside) == len(wanted):
        found = [box or word.box for box, word in zip(found, inside, strict=True)]
    return tuple(found)


def has_gap(boxes: Sequence[Box | None]) -> bool:
    """Whether a word may stand unread between two others, or one of them was not found."""
    known = [box for box in boxes if box is not None]
    if len(known) != len(boxes):
        return True
    return any(
        after.x - before.right > _WIDEST_GAP * max(before.height, after.height)
        for before, after in pairwise(known)
    )


def share_of(field_box: Box, text: str, place: int) -> Box:
    """About where a word stands in the box of its field, by its share of the letters."""
    words = words_of(text)
    whole = max(sum(map(len, words)) + len(words) - 1, 1)
    before = sum(map(len, words[:place])) + place
    left = field_box.x + round(field_box.width * before / whole)
    width = max(round(field_box.width * len(words[place]) / whole), 1)
    return Box(left, field_box.y, width, field_box.height)


def _words_in(page: PageReading, box: Box) -> list[Word]:
    return [
        word
        for line in page.lines
        for word in line.words
        if box.x <= word.box.x + word.box.width / 2 < box.right
        and box.y <= word.box.y + word.box.height / 2 < box.bottom
    ]


def _in_order(words: Sequence[Word]) -> list[Word]:
    """Line by line, from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda each: each.box.y + each.box.height / 2):
        middle = word.box.y + word.box.height / 2
        if rows and middle < rows[-1][0].box.bottom:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [word for row in rows for word in sorted(row, key=lambda each: each.box.x)]
