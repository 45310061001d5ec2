"""Whether the text layer of a PDF is worth more than reading the picture.

Old and careless PDFs carry text that is no Vietnamese: TCVN3 or VNI bytes shown as Latin letters,
an OCR of another language, private glyph numbers. Such a layer is ignored, never repaired.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from digitizer.domain.page import Word
from digitizer.domain.values.syllables import is_syllable

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_MARKED_LETTERS = frozenset(
    letter
    for letter in (*(unicodedata.normalize("NFC", v + t) for v in _VOWELS for t in _TONES), "đ")
    if not letter.isascii()
)
_LETTERS = re.compile(r"[^\W\d_]+")
_MIN_WORDS = 12
_MIN_LEGAL = 0.8
_MIN_MARKED = 0.2
_MAX_FOREIGN = 0.01


def is_sane_vietnamese(words: Iterable[Word]) -> bool:
    """True for Vietnamese in Unicode: nearly all words legal syllables, marks present, and hardly
    a character that Vietnamese does not use (the trace of TCVN3, VNI and broken fonts)."""
    text = unicodedata.normalize("NFC", " ".join(word.text for word in words)).casefold()
    found = _LETTERS.findall(text)
    if len(found) < _MIN_WORDS:
        return False
    foreign = sum(1 for char in text if _is_foreign(char))
    if foreign > _MAX_FOREIGN * len(text):
        return False
    legal = sum(1 for word in found if is_syllable(word))
    marked = sum(1 for word in found if not _MARKED_LETTERS.isdisjoint(word))
    return legal >= _MIN_LEGAL * len(found) and marked >= _MIN_MARKED * len(found)


def _is_foreign(char: str) -> bool:
    if char.isascii() or char in _MARKED_LETTERS:
        return False
    category = unicodedata.category(char)
    return category[0] in "LC" or char == "\ufffd" or category in {"Sk", "Sm", "Sc", "So"}
