"""The characters that lines are made of."""

from __future__ import annotations

import string
import unicodedata
from typing import Final

TONES: Final = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_VOWELS = "aăâeêioôơuưy"
_MINORITY = "ĕĭŏŭčñ"
PUNCTUATION: Final = ".,:;-–/()\"'“”%&+*=°²³@#?!_[]<>$•№×"

VIETNAMESE: Final = tuple(
    sorted(
        {
            letter
            for vowel in _VOWELS
            for tone in TONES
            for form in (unicodedata.normalize("NFC", vowel + tone),)
            for letter in (form, form.upper())
            if not letter.isascii()
        }
        | {"đ", "Đ"}
    )
)
"""The 134 letters that Vietnamese has and ASCII lacks, both cases."""

MINORITY: Final = tuple(_MINORITY + _MINORITY.upper())
"""Letters of Ê Đê, Gia Rai and Ba Na names that Vietnamese itself lacks."""

ALPHABET: Final = "".join(
    sorted({*string.ascii_letters, *string.digits, *VIETNAMESE, *MINORITY, *PUNCTUATION, " "})
)
"""Every character that a line can hold, by code point."""
