"""How surely a line is one of a document type's titles."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from ocr.extraction.tokens import match_key

_LEAST_LETTERS = 6
_LEAST_CAPITALS = 0.6


def score(text: str, titles: Sequence[str]) -> float:
    """0..1: likeness of a whole line to the likeliest title that it can be.

    A title is none when one of its words is another word: "nhận con nuôi" shares most letters
    with "nhận cha, mẹ, con", and is another register.
    """
    read = match_key(text)
    if len(read) < _LEAST_LETTERS:
        return 0.0
    return max((_likeness(read, title) for title in titles), default=0.0)


def is_title_case(text: str) -> bool:
    """Whether a line is printed in capitals, a few misread ones aside."""
    letters = [char for char in text if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return bool(letters) and capitals >= _LEAST_CAPITALS * len(letters)


def _likeness(read: str, title: str) -> float:
    key = match_key(title)
    ratio = fuzz.ratio(read, key) / 100
    return ratio if ratio > 0 and _words_agree(read, title) else 0.0


def _words_agree(read: str, title: str) -> bool:
    """Whether in no word of the title more than half of the letters are lost or put in."""
    words = [key for key in map(match_key, title.split()) if key]
    owner = [index for index, word in enumerate(words) for _ in word]
    lost, added = [0] * len(words), [0] * len(words)
    for edit in Indel.editops("".join(words), read):
        place = owner[min(edit.src_pos, len(owner) - 1)]
        counts = lost if edit.tag == "delete" else added
        counts[place] += 1
    return all(
        max(lost[index], added[index]) <= max(1, len(word) // 2) for index, word in enumerate(words)
    )
