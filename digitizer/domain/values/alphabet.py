"""The order of the Vietnamese alphabet, as a key that sorts byte by byte.

Dictionaries and registers compare syllable by syllable: first the letters, in which ă, â, đ, ê, ô,
ơ and ư are letters of their own (a ă â b c d đ e ê …), then the tone of the syllable (none, huyền,
hỏi, ngã, sắc, nặng), then the next syllable. Numbers come before letters and by their size, so
that book 2 stands before book 10. Capitals, spaces and punctuation do not count.
"""

from __future__ import annotations

import re

from digitizer.domain.values.text import clean, strip_marks, without_tone

LONGEST_KEY = 160
"""Bytes; what differs only after them keeps the order of arrival."""

_PIECE = re.compile(r"[0-9]+|[^\W\d_]+")
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_NUMBER, _END, _FIRST_TONE, _FIRST_LETTER, _FOREIGN = 0x20, 0x08, 0x10, 0x40, 0xF8
_LETTERS = {letter: _FIRST_LETTER + place for place, letter in enumerate(_ALPHABET)}
_TONE_BYTES = {tone: _FIRST_TONE + place for place, tone in enumerate(_TONES)}
_MOST_DIGITS = 255


def alphabet_key(text: str) -> bytes:
    """Keys of two texts compare as the texts stand in a Vietnamese list; at most
    :data:`LONGEST_KEY` bytes."""
    key = bytearray()
    for piece in _PIECE.findall(clean(text).casefold()):
        key += _number(piece) if piece[0].isascii() and piece[0].isdigit() else _syllable(piece)
        if len(key) >= LONGEST_KEY:
            break
    return bytes(key[:LONGEST_KEY])


def _number(digits: str) -> bytes:
    """Longer numbers are larger, whatever zeros stand before them."""
    plain = digits.lstrip("0")[:_MOST_DIGITS]
    return bytes((_NUMBER, len(plain))) + plain.encode("ascii") + bytes((_END,))


def _syllable(piece: str) -> bytes:
    base, tone = without_tone(piece)
    letters = b"".join(map(_letter, base))
    return letters + bytes((_TONE_BYTES[tone],))


def _letter(char: str) -> bytes:
    known = _LETTERS.get(char) or _LETTERS.get(strip_marks(char))
    return bytes((known,)) if known else bytes((_FOREIGN,)) + char.encode("utf-8", "replace")
