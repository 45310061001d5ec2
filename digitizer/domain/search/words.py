"""The words of a text as they are searched for: without marks, with the other ways to write a
number or a date beside them.

Letters and digits are words of their own ("K5" is two), so that it does not matter whether a space
stands between them. A word that begins with :data:`MARK` is made here and can be typed by nobody.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from digitizer.domain.values.text import strip_marks, without_tone

MARK = "\ue000"
"""No letter, so that no word of a text has it."""

_LONGEST = 64
_MOST_DIGITS = 20
_LEAST_DIGITS = 4
_PADDED = 2
_WORD = re.compile(r"\d+|(?:[^\W\d_]|[\u0300-\u036f])+")
_DATE = re.compile(
    r"(?<!\d)(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})(?!\d)"
    r"|(?<!\d)(?:ngay )?(\d{1,2}) thang (\d{1,2}),? nam (\d{4})(?!\d)"
)
_MONTH = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s*[/-]\s*(\d{4})(?![\d/.-])"
    r"|thang (\d{1,2})(?:/| nam )(\d{4})(?!\d)"
)
_PARTED = re.compile(r"(?<!\d)\d+(?:[ .,\u00a0-]\d+)+(?!\d)")
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Word:
    """``text`` as it is searched for; it stands in the scanned text from ``start`` to ``end``.
    ``is_joined``: no space stands between it and the word before."""

    text: str
    start: int
    end: int
    is_joined: bool = False

    @property
    def is_number(self) -> bool:
        return self.text.isdecimal()


@dataclass(frozen=True, slots=True)
class Scanned:
    """The words of a text in their order, and other ways to write parts of it."""

    words: tuple[Word, ...]
    others: tuple[Word, ...]


def scan(text: str, value: str | None = None) -> Scanned:
    """``text`` in NFC; ``value`` its canonical form, of which only a date says more than the
    text ("ngày mười hai tháng ba" is found by 12/3)."""
    words = tuple(_words(text))
    if not any(word.is_number for word in words):
        return Scanned(words, tuple(_of_value(value, words, (), len(text))))
    others = list(written_dates(text))
    dated = [(each.start, each.end) for each in others]
    others += (
        each
        for each in joined_numbers(text)
        if not any(start < each.end and each.start < end for start, end in dated)
    )
    return Scanned(words, (*others, *_of_value(value, words, others, len(text))))


def day_word(year: int, month: int, day: int) -> str:
    return f"{MARK}d{year:04}{month:02}{day:02}"


def month_word(year: int, month: int) -> str:
    return f"{MARK}m{year:04}{month:02}"


def year_of(word: str) -> str:
    """The year in digits of a day's or a month's word."""
    return word[2:6]


def written_dates(text: str) -> Iterator[Word]:
    """The days and months that a text names: "12/3/1962", "12 tháng 3 năm 1962", "3/1962"."""
    plain = _folded(text)
    for found in _DATE.finditer(plain):
        groups = [each for each in found.groups() if each and each not in "/.-"]
        day, month, year = map(int, groups)
        if _is_day(day, month):
            yield Word(day_word(year, month, day), *found.span())
            yield Word(month_word(year, month), *found.span())
    for found in _MONTH.finditer(plain):
        month, year = (int(each) for each in found.groups() if each)
        if _is_day(1, month):
            yield Word(month_word(year, month), *found.span())


def joined_numbers(text: str) -> Iterator[Word]:
    """Numbers that spaces, stops or hyphens part, without these."""
    for found in _PARTED.finditer(text):
        digits = re.sub(r"\D", "", found.group())
        if _LEAST_DIGITS <= len(digits) <= _MOST_DIGITS:
            yield Word(digits, *found.span())


def exact_words(text: str) -> frozenset[str]:
    """The words of letters with their marks, wherever the tone stands (hòa, hoà)."""
    return frozenset(
        _exact(found.group()) for found in _WORD.finditer(text) if not found.group()[0].isdecimal()
    )


@lru_cache(maxsize=20_000)
def _exact(syllable: str) -> str:
    base, tone = without_tone(unicodedata.normalize("NFC", syllable[:_LONGEST]).casefold())
    return f"{MARK}x{base}{tone}"


def _words(text: str) -> Iterator[Word]:
    end: int | None = None
    for found in _WORD.finditer(text):
        word = _searched(found.group())
        if word:
            is_joined = end is not None and not any(map(str.isspace, text[end : found.start()]))
            yield Word(word, *found.span(), is_joined)
            end = found.end()


@lru_cache(maxsize=20_000)
def _searched(written: str) -> str:
    """A short number without the zeros before it, for one writes 5/2021 and 05/2021."""
    word = strip_marks(written).casefold()[:_LONGEST]
    if word.isdecimal() and len(word) <= _PADDED:
        return word.lstrip("0") or "0"
    return word


def _folded(text: str) -> str:
    """Without marks, where that keeps every place."""
    plain = strip_marks(text).casefold()
    return plain if len(plain) == len(text) else text


def _is_day(day: int, month: int) -> bool:
    return 1 <= day <= 31 and 1 <= month <= 12


def _of_value(
    value: str | None, words: Sequence[Word], others: Sequence[Word], length: int
) -> Iterator[Word]:
    """What a canonical date says and the text does not; it stands for the whole text."""
    found = _ISO.fullmatch(value or "")
    if found is None:
        return
    year, month, day = (int(each) if each else 0 for each in found.groups())
    said = {each.text for each in (*words, *others)}
    wanted = [f"{year:04}"]
    if month:
        wanted.append(month_word(year, month))
    if day:
        wanted.append(day_word(year, month, day))
    yield from (Word(each, 0, length) for each in wanted if each not in said)
