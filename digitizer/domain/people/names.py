"""How alike two written names are. Folding serves comparison only and never reaches a record."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from digitizer.domain.values.syllables import is_syllable
from digitizer.domain.values.text import clean, fold, strip_marks, without_tone

_JOINTS = re.compile(r"['’`.,\-‐‑–()]+")
# Lý and Lí, Quý and Quí: after a consonant both letters write the same vowel.
_LAST_Y = re.compile(r"^(qu|[^aeiouy]+)y$")
_LONG_SYLLABLE = 5


class Likeness(StrEnum):
    """``same`` spelling; ``marks``: the same but for marks that one of them lacks; ``typo``: one
    syllable is off and is no word; ``near``: two names that a hasty reader takes for one;
    ``other``."""

    SAME = "same"
    MARKS = "marks"
    TYPO = "typo"
    NEAR = "near"
    OTHER = "other"


@lru_cache(maxsize=65_536)
def name_key(text: str) -> str:
    """The folded name: no case, no marks, no tone placement, hyphens and apostrophes as spaces,
    one letter for the vowel of Lý and Lí."""
    return " ".join(_one_vowel(word) for word in fold(_JOINTS.sub(" ", text)).split())


@lru_cache(maxsize=65_536)
def sorted_key(text: str) -> str:
    """The folded name whatever the order of its parts."""
    return " ".join(sorted(name_key(text).split()))


@lru_cache(maxsize=65_536)
def _syllables(text: str) -> tuple[tuple[str, str], ...]:
    """Each syllable as its letters without the tone, and the tone."""
    words = clean(_JOINTS.sub(" ", text)).casefold().split()
    split = (without_tone(word) for word in words)
    return tuple((_one_vowel(letters), tone) for letters, tone in split)


def _one_vowel(syllable: str) -> str:
    return _LAST_Y.sub(r"\1i", syllable)


def has_marks(text: str) -> bool:
    return strip_marks(text) != text


@lru_cache(maxsize=65_536)
def likeness(left: str, right: str) -> Likeness:
    """How alike two names are; the order of the two does not count."""
    first, second = _syllables(left), _syllables(right)
    if first == second:
        return Likeness.SAME
    left_key, right_key = name_key(left), name_key(right)
    if left_key == right_key:
        lacking = all(_lacks_marks(*pair) for pair in zip(first, second, strict=True))
        return Likeness.MARKS if lacking else Likeness.NEAR
    if left_key.replace(" ", "") == right_key.replace(" ", ""):
        return Likeness.MARKS
    return _nearly(left, right, left_key.split(), right_key.split())


def _lacks_marks(left: tuple[str, str], right: tuple[str, str]) -> bool:
    """Whether two syllables with the same letters differ by missing marks only."""
    same_tone = left[1] == right[1] or not left[1] or not right[1]
    plain = strip_marks(left[0])
    return same_tone and (left[0] == right[0] or plain in (left[0], right[0]))


def _nearly(left: str, right: str, first: list[str], second: list[str]) -> Likeness:
    if sorted(first) == sorted(second):
        return Likeness.NEAR
    if len(first) == len(second):
        return _one_syllable_off(left, right, first, second)
    longer, shorter = (first, second) if len(first) > len(second) else (second, first)
    ends = (longer[0], longer[-1]) == (shorter[0], shorter[-1])
    if ends and len(shorter) >= 2 and set(shorter) < set(longer):
        return Likeness.NEAR
    return Likeness.OTHER


def _one_syllable_off(left: str, right: str, first: list[str], second: list[str]) -> Likeness:
    off = [index for index, word in enumerate(first) if word != second[index]]
    if len(off) != 1 or len(first) < 2:
        return Likeness.OTHER
    one, other = first[off[0]], second[off[0]]
    allowed = 2 if min(len(one), len(other)) >= _LONG_SYLLABLE else 1
    if OSA.distance(one, other) > allowed:
        return Likeness.OTHER
    words = [clean(_JOINTS.sub(" ", text)).split()[off[0]] for text in (left, right)]
    legal = [is_syllable(word) or is_syllable(strip_marks(word)) for word in words]
    return Likeness.TYPO if legal.count(True) == 1 else Likeness.NEAR
