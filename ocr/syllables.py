"""Which letter strings can be a Vietnamese syllable.

Written from the spelling rules: an onset, a nucleus with at most one tone mark, a coda; a syllable
closed by p, t, c or ch carries only the sharp or the dot tone.
"""

from __future__ import annotations

import re
import unicodedata

from digitizer.domain.values.text import clean, without_tone

VOWELS = frozenset(
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưy"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
)
LETTERS = VOWELS | frozenset("bcdđghklmnpqrstvx")
MARKED_LETTERS = LETTERS - frozenset("abcdefghijklmnopqrstuvwxyz")

_ONSETS = (
    "ngh", "ng", "gh", "gi", "kh", "nh", "ph", "th", "tr", "ch", "qu",
    "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "x",
)  # fmt: skip
_OPEN_RIMES = (
    "a", "ai", "ao", "au", "ay", "âu", "ây", "e", "eo", "ê", "êu", "i", "ia", "iu", "iêu", "o",
    "oa", "oai", "oao", "oay", "oe", "oeo", "oi", "ô", "ôi", "ơ", "ơi", "u", "ua", "uê", "ui",
    "uơ", "uôi", "uy", "uya", "uyu", "ư", "ưa", "ưi", "ưu", "ươi", "ươu", "uây", "y", "yêu", "ya",
)  # fmt: skip
_CLOSED_NUCLEI = (
    "a", "ă", "â", "e", "ê", "i", "iê", "o", "oa", "oă", "oe", "oo", "ô", "ơ", "u", "uâ", "uê",
    "uô", "uy", "uyê", "ư", "ươ", "y", "yê",
)  # fmt: skip
_CODAS = ("ng", "nh", "ch", "m", "n", "p", "t", "c")


def _any_of(parts: tuple[str, ...]) -> str:
    return "|".join(sorted(parts, key=len, reverse=True))


_SHAPE = re.compile(
    f"(?:{_any_of(_ONSETS)})?"
    f"(?:(?:{_any_of(_OPEN_RIMES)})|(?:{_any_of(_CLOSED_NUCLEI)})(?P<coda>{_any_of(_CODAS)}))"
)
_STOPS = frozenset({"p", "t", "c", "ch"})
_STOP_TONES = frozenset({"\u0301", "\u0323"})
_GI = re.compile(r"gi(?:ng|nh|n|m|p|t|c|ch)?")


def is_syllable(word: str) -> bool:
    """Whether one word without spaces is spelled like a Vietnamese syllable, in any case."""
    letters = clean(word).casefold()
    if not LETTERS.issuperset(letters):
        return False
    toneless, tone = without_tone(letters)
    match = _SHAPE.fullmatch(toneless)
    if match is None:
        return _GI.fullmatch(toneless) is not None
    return match["coda"] not in _STOPS or tone in _STOP_TONES
