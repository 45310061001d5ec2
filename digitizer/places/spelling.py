"""Words of a place: how they are cut, and when two spellings of a name are the same one.

Beyond what ``spelling_key`` leaves out, y and i at the end of a syllable (Quý, Quí) and the
spellings of a few words in names of the Central Highlands are the same, and so are 5 and 05.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from digitizer.domain.values.text import clean, strip_marks, without_tone

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*['’]?")
_HARD = re.compile(r"[,;()\[\]|\n]")
_DASH = re.compile(r"\s[-–—]+\s|[-–—:/]")
_FINAL_Y = re.compile(r"(qu|[bcdđghklmnpqrstvx]+)y", re.I)
# "P5", "Q1" and "F5" are a level and a number.
_LEVEL_AND_NUMBER = re.compile(r"([pqf])(\d{1,2})", re.I)
# Roman numbers that are no Vietnamese syllable, and those that may be one.
_ROMAN = {"II": "2", "III": "3", "IV": "4", "VII": "7", "VIII": "8", "IX": "9", "XII": "12"}
_ROMAN_AFTER_LEVEL = {**_ROMAN, "I": "1", "V": "5", "VI": "6", "X": "10", "XI": "11"}
_NUMBERED = frozenset({"phường", "quận"})
_LEVELS_WITH_NUMBERS = _NUMBERED | {"p", "q", "f", "phuong", "quan"}


class Boundary(IntEnum):
    """What stands before a word: nothing, a dash or colon, or a comma."""

    NONE = 0
    SOFT = 1
    HARD = 2


class Spelling(NamedTuple):
    """The letters without any mark, and with all marks but each tone at the end of its syllable,
    so that hòa and hoà are the same."""

    plain: str
    marked: str

    @property
    def is_bare(self) -> bool:
        return self.plain == self.marked


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: as it is compared, in lower case, where it stands."""

    spelling: Spelling
    lower: str
    start: int
    end: int
    boundary: Boundary


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a cleaned text."""
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        boundary = _boundary(text[end : match.start()]) if found else Boundary.HARD
        split = _LEVEL_AND_NUMBER.fullmatch(match[0])
        if split:
            found.append(_word(split[1], match.start(), match.start() + 1, boundary))
            found.append(_word(split[2], match.start() + 1, match.end(), Boundary.NONE))
        else:
            before = found[-1].lower if found else ""
            written = _without_roman(match[0], before)
            found.append(_word(written, match.start(), match.end(), boundary))
        end = match.end()
    return tuple(found)


def _boundary(between: str) -> Boundary:
    if _HARD.search(between):
        return Boundary.HARD
    return Boundary.SOFT if _DASH.search(between) else Boundary.NONE


def _word(written: str, start: int, end: int, boundary: Boundary) -> Word:
    return Word(_syllable(written), written.casefold(), start, end, boundary)


def _without_roman(written: str, before: str) -> str:
    table = _ROMAN_AFTER_LEVEL if before in _LEVELS_WITH_NUMBERS else _ROMAN
    return table.get(written, written)


def joined(words: Sequence[Word]) -> Spelling:
    """The spelling of a name that these words make."""
    if len(words) == 1:
        return words[0].spelling
    return _joined([word.spelling for word in words])


def spelling_of(name: str) -> Spelling:
    """The spelling of a listed name."""
    return _joined([_syllable(_ROMAN.get(word, word)) for word in _WORD.findall(clean(name))])


def unit_spelling(level: str, name: str) -> Spelling:
    """The spelling of the name of a unit of that level, which may be a Roman number."""
    return spelling_of(_ROMAN_AFTER_LEVEL.get(name, name) if level in _NUMBERED else name)


def _joined(syllables: Sequence[Spelling]) -> Spelling:
    plain, marked = zip(*syllables, strict=True)
    return Spelling("".join(plain), "".join(marked))


@lru_cache(maxsize=16384)
def _syllable(written: str) -> Spelling:
    word = written.casefold().replace("’", "").replace("'", "")
    word = _same_words().get(word, word)
    if word.isdecimal():
        number = word.lstrip("0") or word
        return Spelling(number, number)
    letters, tone = without_tone(word)
    if _FINAL_Y.fullmatch(letters):
        letters = letters[:-1] + "i"
    return Spelling(strip_marks(letters), letters + tone)


@cache
def _same_words() -> Mapping[str, str]:
    return {other: word for word, others in word_lists()["same"].items() for other in others}


@cache
def word_lists() -> Mapping[str, Any]:
    """The words around the names of units, as ``data/words.toml`` has them."""
    text = files("digitizer.places").joinpath("data", "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
