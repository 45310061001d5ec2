"""Vietnamese text: normal form, and folding for comparison only.

Stored text keeps the paper's spelling in NFC; folding never reaches a stored value.
"""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_LONGEST_ABBREVIATION = 4
_JOINTS = re.compile(r"[-‐‑–]")


def clean(text: str) -> str:
    """NFC with single spaces and no spaces outside."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def without_final_stop(text: str) -> str:
    """A statement without the full stop at its end, which on a dotted line nobody can tell from a
    leader; the stop of an abbreviation (v.v., TP., Th.S) stays."""
    last = text.rsplit(" ", 1)[-1].removesuffix(".")
    is_abbreviation = "." in last or (last.isupper() and len(last) <= _LONGEST_ABBREVIATION)
    if not last or is_abbreviation:
        return text
    return text.removesuffix(".")


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


def spelling_key(text: str) -> tuple[str, str]:
    """Equal for two spellings of the same words: case, spaces and hyphens (Ê-đê, Ê Đê), old or
    new tone placement (hòa, hoà) and the shape of an apostrophe do not count."""
    plain = clean(_JOINTS.sub(" ", text).replace("’", "'")).casefold()
    syllables = [without_tone(syllable) for syllable in plain.split(" ")]
    return "".join(base for base, _ in syllables), "".join(tone for _, tone in syllables)


def same_spelling(left: str, right: str) -> bool:
    """Whether two texts are the same but for what :func:`spelling_key` leaves out."""
    return spelling_key(left) == spelling_key(right)
