"""What text stands where on a page: the read words, with the record's values in their places."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from digitizer.domain.page import Box, TextLine
from digitizer.domain.record import EmptyReason, FieldValue
from digitizer.domain.values.tables import CELL_SIGN

# Categories that no reader can show or copy: controls, surrogates, code points without a character.
_UNSHOWN = frozenset({"Cc", "Cs", "Cn", "Co"})
# What of the smaller box two boxes must share so that their texts would stand on each other.
_SAME_PLACE = 0.3
# Heights of a line from which on a box is taken to hold several.
_ROW_PITCH = 1.6
# A person could not read the paper there, so what a machine read is no text of the page.
_NO_TEXT = frozenset({EmptyReason.UNREADABLE, EmptyReason.TORN})


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A run of characters without a space, in NFC; ``box`` in px of the upright page.

    A settled word says what a value of the record says; the place of another value does not
    take it away.
    """

    text: str
    box: Box
    is_settled: bool = field(default=False, compare=False)


Row = tuple[PlacedWord, ...]


def page_rows(lines: Sequence[TextLine], values: Iterable[FieldValue], part: Box) -> list[Row]:
    """The words whose middle lies in a part of the page, row by row in reading order.

    Where a value of the record has a place and says something else than the read words there, its
    own words stand in their stead, shared out over that place; values of one place stand one below
    the other. Values without a place (nobody read them off the paper) and tables that nobody
    changed add nothing.
    """
    rows = [_words_of(line, part) for line in lines]
    values = [each for each in values if each.reading and each.reading.box and _is_text(each)]
    for group in _groups([each for each in values if _is_inside(_box(each), part)]):
        texts = _told_apart([_said(each) for each in group])
        shown = [(each, text) for each, text in zip(group, texts, strict=True) if text is not None]
        if len(shown) == 1 and _reads(rows, _box(shown[0][0])) == shown[0][1]:
            _settle(rows, _box(shown[0][0]))
            continue
        covered = [_take(rows, _box(each)) for each in group]
        for at, (each, text) in enumerate(shown):
            if len(shown) == 1:
                places = _rows_in(_box(each), covered[group.index(each)], rows)
            else:
                places = [(None, 0, _slice(_box(each), at, len(shown)))]
            _put(rows, text, places)
    return [_apart(row) for row in rows if row]


def cleaned(text: str) -> str:
    """Text in NFC without what a PDF reader cannot show, with single spaces."""
    seen = "".join(
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFC", text)
        if char.isspace() or unicodedata.category(char) not in _UNSHOWN
    )
    return " ".join(seen.replace("\ufeff", "").split())


def _words_of(line: TextLine, part: Box) -> list[PlacedWord]:
    read = (PlacedWord(cleaned(word.text), word.box) for word in line.words)
    return [word for word in read if word.text and _is_inside(word.box, part)]


def _box(value: FieldValue) -> Box:
    if value.reading is None or value.reading.box is None:
        raise ValueError("a value without a place")
    return value.reading.box


def _is_text(value: FieldValue) -> bool:
    """Whether a value says what stands at its place; an untouched table is as it was read."""
    is_untouched = value.reading is not None and value.text == value.reading.text
    if not value.text:
        return value.empty_reason in _NO_TEXT
    return not (is_untouched and "\n" in value.text)


def _said(value: FieldValue) -> str:
    return cleaned(value.text.replace(CELL_SIGN, " ") if "\n" in value.text else value.text)


def _groups(values: Sequence[FieldValue]) -> list[list[FieldValue]]:
    """Values whose places lie on each other, together; in the order of the record."""
    groups: list[list[FieldValue]] = []
    for value in values:
        touching = [
            group for group in groups if any(_share(_box(value), _box(each)) for each in group)
        ]
        groups = [group for group in groups if not any(group is each for each in touching)]
        groups.append([*(each for group in touching for each in group), value])
    return groups


def _told_apart(texts: Sequence[str]) -> list[str | None]:
    """Each text, but None for one that is empty or told by another text of the same place."""
    kept: list[str | None] = []
    for at, text in enumerate(texts):
        others = [other for place, other in enumerate(texts) if place != at]
        is_told = any(f" {text} " in f" {other} " and other != text for other in others)
        is_told = is_told or text in texts[:at]
        kept.append(None if not text or is_told else text)
    return kept


def _reads(rows: Sequence[Sequence[PlacedWord]], box: Box) -> str:
    return " ".join(word.text for row in rows for word in row if _is_inside(word.box, box))


def _settle(rows: list[list[PlacedWord]], box: Box) -> None:
    """Keep the words in a box from being taken away."""
    for row in rows:
        row[:] = [
            replace(word, is_settled=True) if _is_inside(word.box, box) else word for word in row
        ]


def _take(rows: list[list[PlacedWord]], box: Box) -> list[tuple[int, int, Box]]:
    """Take the read words in a box away; for each row that had some its place in the list, the
    place of the first in the row, and the box around them."""
    found = []
    for at, row in enumerate(rows):
        places = [
            place
            for place, word in enumerate(row)
            if not word.is_settled and _is_inside(word.box, box)
        ]
        if places:
            found.append((at, places[0], Box.around(row[place].box for place in places)))
            rows[at] = [word for place, word in enumerate(row) if place not in places]
    return found


def _rows_in(
    box: Box, covered: Sequence[tuple[int, int, Box]], rows: Sequence[Sequence[PlacedWord]]
) -> list[tuple[int | None, int, Box]]:
    """The rows of a place to write into: those of the words that stood there, else as many as a
    box of its height holds. A row of its own has no place in the list."""
    if len(covered) > 1:
        return list(covered)
    if covered:
        at, place, words = covered[0]
        return [(at, place, Box(box.x, words.y, box.width, words.height))]
    beside = _room_in_a_row(box, rows)
    if beside is not None:
        return [beside]
    heights = [word.box.height for row in rows for word in row]
    count = max(1, round(box.height / (_ROW_PITCH * median(heights)))) if heights else 1
    return [(None, 0, _slice(box, at, count)) for at in range(count)]


def _room_in_a_row(box: Box, rows: Sequence[Sequence[PlacedWord]]) -> tuple[int, int, Box] | None:
    """The row whose middle a box holds, where none of its words is in the way."""
    for at, row in enumerate(rows):
        around = Box.around(word.box for word in row) if row else None
        if around is None or not box.y <= around.y + around.height // 2 < box.bottom:
            continue
        if all(word.box.right <= box.x or word.box.x >= box.right for word in row):
            place = sum(word.box.x < box.x for word in row)
            return at, place, Box(box.x, around.y, box.width, around.height)
    return None


def _put(
    rows: list[list[PlacedWord]], text: str, places: Sequence[tuple[int | None, int, Box]]
) -> None:
    for (at, place, box), words in zip(places, _shared_out(text, places), strict=True):
        placed = _over(words, box)
        if at is not None:
            rows[at][place:place] = placed
        elif placed:
            below = (
                number
                for number, row in enumerate(rows)
                if row and row[0].box.y + row[0].box.height // 2 > box.y + box.height // 2
            )
            rows.insert(next(below, len(rows)), placed)


def _shared_out(text: str, places: Sequence[tuple[int | None, int, Box]]) -> list[list[str]]:
    """The words of a text row by row, as many in each as fit its share of the whole width."""
    words, whole = text.split(" "), sum(max(1, box.width) for *_, box in places)
    shares: list[list[str]] = [[] for _ in places]
    letters, so_far, row = len(text) + 1, 0, 0
    ends = [
        letters * sum(max(1, box.width) for *_, box in places[: at + 1]) / whole
        for at in range(len(places))
    ]
    for word in words:
        while row < len(places) - 1 and so_far + len(word) / 2 > ends[row]:
            row += 1
        shares[row].append(word)
        so_far += len(word) + 1
    return shares


def _over(words: Sequence[str], box: Box) -> list[PlacedWord]:
    """Words shared out over the width of a box, each as wide as its letters are many."""
    letters = sum(len(word) + 1 for word in words) - 1
    found, before = [], 0
    for word in words:
        left = box.x + box.width * before // letters
        right = box.x + box.width * (before + len(word)) // letters
        found.append(PlacedWord(word, Box(left, box.y, max(1, right - left), box.height), True))
        before += len(word) + 1
    return found


def _apart(row: Sequence[PlacedWord]) -> Row:
    """Words that reach into the next one on their right end before it."""
    found = list(row)
    for at, (word, after) in enumerate(itertools.pairwise(row)):
        if word.box.x < after.box.x < word.box.right:
            width = after.box.x - word.box.x
            found[at] = replace(word, box=replace(word.box, width=width))
    return tuple(found)


def _slice(box: Box, at: int, count: int) -> Box:
    top, bottom = box.height * at // count, box.height * (at + 1) // count
    return Box(box.x, box.y + top, box.width, max(1, bottom - top))


def _is_inside(inner: Box, outer: Box) -> bool:
    """Whether the middle of a box lies in another."""
    x, y = inner.x + inner.width // 2, inner.y + inner.height // 2
    return outer.x <= x < outer.right and outer.y <= y < outer.bottom


def _share(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    smaller = max(1, min(one.width * one.height, other.width * other.height))
    return across > 0 and down > 0 and across * down > _SAME_PLACE * smaller
