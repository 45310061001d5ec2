"""Words of a text that can be no Vietnamese syllable.

A word that is nothing like one (Robert, Krông, Niê) belongs to another language and is not told:
false alarms tire more than misses help. What is told has the shape of a syllable, an onset, vowels
and a final, that the rules of spelling do not allow (Quyét, Nguỹen, càc), or the letters of one
without marks that it cannot lack (nguyen).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache

from digitizer.domain.values.syllables import is_syllable, syllable_bases
from digitizer.domain.values.text import strip_marks

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SHAPE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")
_VOWELS = frozenset("aeiouy")


def odd_spans(text: str, known: Collection[str]) -> tuple[tuple[int, int], ...]:
    """Start and end of each such word. ``known`` are further words in lower case that are right;
    short forms, numbers and words with an apostrophe are no Vietnamese words and never odd."""
    found = (match for match in _WORD.finditer(text) if _is_odd(match[0], known))
    return tuple(match.span() for match in found)


def _is_odd(word: str, known: Collection[str]) -> bool:
    if len(word) < 2 or not word.isalpha():
        return False
    lower = unicodedata.normalize("NFC", word).casefold()
    if lower in known or is_syllable(lower) or _is_short_form(word):
        return False
    bare = strip_marks(lower)
    if bare == lower:
        return lower in _bare_syllables()
    return _SHAPE.fullmatch(bare) is not None and _has_our_marks(lower)


def _is_short_form(word: str) -> bool:
    """UBND, HNGĐ, QĐ: capitals with no mark but the stroke of Đ, or letters without a vowel."""
    bare = strip_marks(word)
    if not _VOWELS & set(bare.casefold()):
        return True
    return word.isupper() and word.replace("Đ", "D") == bare


def _has_our_marks(lower: str) -> bool:
    """Whether every mark is one of Vietnamese and on a letter that takes it: ŭ and ñ are of other
    languages of the country."""
    decomposed = unicodedata.normalize("NFD", lower)
    marks = {char for char in decomposed if unicodedata.combining(char)}
    foreign = {pair for pair in ("e\u0306", "i\u0306", "o\u0306", "u\u0306") if pair in decomposed}
    return marks <= _MARKS and not foreign and "n\u0303" not in decomposed


@cache
def _bare_syllables() -> frozenset[str]:
    """The letters of syllables that are none without their marks: nguyen, thuong."""
    return frozenset(map(strip_marks, syllable_bases()))
