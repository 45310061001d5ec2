"""Vietnamese text: normal form, and folding for comparison only.

Stored text keeps the paper's spelling in NFC; folding never reaches a stored value.
"""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """NFC with single spaces and no spaces outside."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def strip_marks(text: str) -> str:
    """Base letters only, đ as d; length is kept for NFC Vietnamese input."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def fold(text: str) -> str:
    """For searching and matching: without marks, lower case, single spaces."""
    return strip_marks(clean(text)).casefold()


_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_TONE_SET = frozenset(_TONES[1:])


def without_tone(syllable: str) -> tuple[str, str]:
    """Split a syllable into itself without its tone mark (vowel marks kept) and that mark."""
    tone = ""
    kept: list[str] = []
    for char in unicodedata.normalize("NFD", syllable):
        if char in _TONE_SET:
            tone = char
        else:
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept)), tone


def same_spelling(left: str, right: str) -> bool:
    """Whether two texts are the same but for case and old or new tone placement (hòa, hoà)."""
    return _spelling_key(left) == _spelling_key(right)


def _spelling_key(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(without_tone(syllable) for syllable in clean(text).casefold().split(" "))
