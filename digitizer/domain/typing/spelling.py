"""Which beginnings of words may still become a Vietnamese syllable while marks are missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from digitizer.domain.values.syllables import syllable_bases
from digitizer.domain.values.text import strip_marks, without_tone

_VOWELS = frozenset("aeiouy")
_STOPS = ("c", "p", "t", "ch")
_STOP_TONES = ("", "\u0301", "\u0323")


@dataclass(frozen=True, slots=True)
class Spelling:
    """``starts`` are the beginnings of syllables by their bare letters; ``whole`` the syllables and
    other known words, without tones and in lower case."""

    starts: Mapping[str, tuple[str, ...]]
    whole: frozenset[str]

    def may_become(self, letters: str, tone: str) -> bool:
        """Whether letters (without tone, in lower case) begin a known word, where further marks
        may still come on those without one."""
        if letters.endswith(_STOPS) and tone not in _STOP_TONES:
            return False
        found = self.starts.get(strip_marks(letters), ())
        return any(_agrees(letters, start) for start in found) or is_abbreviation(letters)

    def is_whole(self, letters: str) -> bool:
        return letters in self.whole or is_abbreviation(letters)


def is_abbreviation(letters: str) -> bool:
    """Whether letters with đ have no vowel: QĐ, NĐ, HĐND, đ/c."""
    return "đ" in letters and has_no_vowel(letters) and letters.isalpha()


def has_no_vowel(letters: str) -> bool:
    return not _VOWELS & set(strip_marks(letters))


def _agrees(letters: str, start: str) -> bool:
    """Whether every mark of the letters is in the start; a bare letter may still get one."""
    pairs = zip(letters, start, strict=True)
    return all(mine == theirs or mine == strip_marks(theirs) for mine, theirs in pairs)


def spelling(known: Collection[str] = ()) -> Spelling:
    """The orthography with further known words (names of peoples and of their places)."""
    return _spelling(frozenset(without_tone(word.casefold())[0] for word in known))


@cache
def _spelling(known: frozenset[str]) -> Spelling:
    whole = syllable_bases() | known
    starts: defaultdict[str, set[str]] = defaultdict(set)
    for word in whole:
        for size in range(1, len(word) + 1):
            starts[strip_marks(word[:size])].add(word[:size])
    return Spelling({key: tuple(found) for key, found in starts.items()}, whole)
