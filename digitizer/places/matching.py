"""Names found at the end of a run of words, each with what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Levenshtein

from digitizer.domain.places import Level
from digitizer.domain.values.text import strip_marks
from digitizer.places.gazetteer import Entry, Names, is_number
from digitizer.places.spelling import Boundary, Spelling, Word, joined, spelling_of, word_lists

_LONGEST_NAME = 7
_LONGEST_PHRASE = 5

# What speaks against a match: it puts matches in order, and its size means nothing else.
_NO_LEVEL = 0.1
_BARE_TEXT = 0.2
_LEVEL_CHANGED = 1.2
_LEVEL_DIFFERS = 1.2
_CITY_IS_NO_PROVINCE = 2.2
_LEVEL_MISREAD = 0.8
_MARKS_LOST = 1.5
_MARKS_DIFFER = 2.0
_AN_ERROR = 2.5
_INSIDE_A_PART = 1.5
_COMMUNE_INSIDE_A_PART = 3.0
_LEVEL_READABLE_FROM = 4
_VOWELS = frozenset("aeiouy")

_TIER_OF_LEVEL = {
    "tỉnh": "province",
    "thành phố": "province district",
    "quận": "district",
    "huyện": "district",
    "thị xã": "district",
    "phường": "commune",
    "xã": "commune",
    "thị trấn": "commune",
    "đặc khu": "province commune",
}
COMMUNE_LEVELS = frozenset(level for level, tiers in _TIER_OF_LEVEL.items() if "commune" in tiers)


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a place; ``is_bare`` when none of them has a mark."""

    words: Sequence[Word]
    is_bare: bool

    @classmethod
    def of(cls, words: Sequence[Word]) -> Text:
        return cls(words, all(word.lower == strip_marks(word.lower) for word in words))


@dataclass(frozen=True, slots=True)
class Match:
    """A name and the word where it begins, its level word included. ``doubt`` sums up what speaks
    against it."""

    entry: Entry
    start: int
    doubt: float
    has_level: bool


def names_at_end(text: Text, end: int, names: Names, tier: str) -> Iterator[Match]:
    """The names that end at a word, spelled as listed or with other marks."""
    for start in _starts(text, end):
        spelling = joined(text.words[start:end])
        for entry in names.get(spelling.plain):
            match = _match(text, start, entry, _mark_doubt(text, spelling, entry), tier)
            if match:
                yield match


def near_names_at_end(text: Text, end: int, names: Names, tier: str) -> Iterator[Match]:
    """The names that end at a word and have an error in their letters. A name is tried where it
    begins its part of the text or stands behind its level."""
    for start in _starts(text, end):
        begins = text.words[start].boundary is not Boundary.NONE
        is_level = level_before(text, start + 1)[1] == start and start + 1 < end
        if is_level or not (begins or level_before(text, start)[0]):
            continue
        written = joined(text.words[start:end])
        for entry, errors in names.near(written.plain):
            if errors and (text.is_bare or _is_misread(written, entry.spelling, errors)):
                match = _match(text, start, entry, errors * _AN_ERROR, tier)
                if match:
                    yield match


def _is_misread(written: Spelling, meant: Spelling, errors: int) -> bool:
    """Whether only the wrong letters differ: a misread consonant leaves every mark as it is, a
    misread vowel may lose its own. Otherwise the names are of two places."""
    changed = Levenshtein.editops(meant.plain, written.plain)
    vowels = sum(meant.plain[change.src_pos : change.src_pos + 1] in _VOWELS for change in changed)
    return Levenshtein.distance(written.marked, meant.marked) <= errors + vowels


def _starts(text: Text, end: int) -> Iterator[int]:
    for start in range(end - 1, max(-1, end - 1 - _LONGEST_NAME), -1):
        yield start
        if text.words[start].boundary is Boundary.HARD:
            return


def _mark_doubt(text: Text, written: Spelling, entry: Entry) -> float:
    if is_number(entry) or (not text.is_bare and written.marked == entry.spelling.marked):
        return 0.0
    if text.is_bare:
        return _BARE_TEXT
    return _MARKS_LOST if written.is_bare else _MARKS_DIFFER


def _match(text: Text, start: int, entry: Entry, doubt: float, tier: str) -> Match | None:
    level, begin = level_before(text, start)
    if level is None:
        return _without_level(text, start, entry, doubt, tier)
    if level == entry.level:
        return Match(entry, begin, doubt, True)
    if tier not in _TIER_OF_LEVEL[level] or entry.ended:
        misread = _misread_level(text, start, entry.level)
        return None if misread is None else Match(entry, misread, doubt + _LEVEL_MISREAD, True)
    return Match(entry, begin, doubt + _level_doubt(level, tier), True)


def _level_doubt(level: str, tier: str) -> float:
    if tier == "commune":
        return _LEVEL_DIFFERS
    # A city below a province has the province's name more often than a province is a city.
    is_city = tier == "province" and level == Level.CITY
    return _CITY_IS_NO_PROVINCE if is_city else _LEVEL_CHANGED


def _without_level(text: Text, start: int, entry: Entry, doubt: float, tier: str) -> Match | None:
    inside = text.words[start].boundary is Boundary.NONE
    if inside:
        begin = _misread_level(text, start, entry.level)
        if begin is not None:
            return Match(entry, begin, doubt + _LEVEL_MISREAD, True)
    if is_number(entry):
        return None
    if not inside:
        return Match(entry, start, doubt + _NO_LEVEL, False)
    if tier != "commune":
        return Match(entry, start, doubt + _INSIDE_A_PART, False)
    if has_detail(text, part_begin(text, start), start):
        return None
    return Match(entry, start, doubt + _COMMUNE_INSIDE_A_PART, False)


def _misread_level(text: Text, start: int, level: str) -> int | None:
    """Where the level of a name begins that is written with one wrong letter."""
    wanted = spelling_of(level).plain
    begin = start - len(level.split(" "))
    if len(wanted) < _LEVEL_READABLE_FROM or begin < 0:
        return None
    if text.words[begin].boundary is Boundary.NONE:
        return None
    read = joined(text.words[begin:start]).plain
    return begin if Levenshtein.distance(read, wanted, score_cutoff=1) <= 1 else None


def level_before(text: Text, start: int) -> tuple[str | None, int]:
    """The level written before a name, and the word where it begins."""
    for length in (2, 1):
        begin = start - length
        if begin < 0 or any(
            word.boundary is Boundary.HARD for word in text.words[begin + 1 : start + 1]
        ):
            continue
        words = text.words[begin:start]
        level = _levels().get("".join(word.lower for word in words))
        if level is None and _may_be_misspelled(text, words):
            level = _levels_without_marks().get(joined(words).plain)
        if level:
            return level, begin
    return None, start


def _may_be_misspelled(text: Text, words: Sequence[Word]) -> bool:
    """A level that lost its mark; a name such as Xà Phìn begins with a syllable like a level's."""
    return text.is_bare or words[0].boundary is not Boundary.NONE


def part_begin(text: Text, at: int) -> int:
    """The word where the part between two commas begins that a word is in."""
    while at > 0 and text.words[at].boundary is not Boundary.HARD:
        at -= 1
    return at


def has_detail(text: Text, begin: int, end: int) -> bool:
    """Whether these words name a street, a hamlet or a building."""
    return any(
        any(char.isdigit() for char in text.words[at].lower) or begins_with(text, at, _details())
        for at in range(begin, end)
    )


def begins_with(text: Text, start: int, phrases: Mapping[str, bool]) -> int:
    """How many words from one on make one of these phrases; 0 when they make none."""
    for length in range(_LONGEST_PHRASE, 0, -1):
        words = text.words[start : start + length]
        if len(words) == length:
            spelling = joined(words)
            marked = phrases.get(spelling.plain if text.is_bare else spelling.marked)
            if marked:
                return length
    return 0


@cache
def _levels() -> Mapping[str, str]:
    levels: Mapping[str, Sequence[str]] = word_lists()["levels"]
    written = {short: level for level, shorts in levels.items() for short in shorts}
    return written | {level.replace(" ", ""): level for level in levels}


@cache
def _levels_without_marks() -> Mapping[str, str]:
    return {spelling_of(written).plain: level for written, level in _levels().items()}


@cache
def _details() -> Mapping[str, bool]:
    return phrases_of("details")


@cache
def phrases_of(kind: str) -> Mapping[str, bool]:
    """The phrases of one kind with and without their marks."""
    phrases: Iterable[str] = word_lists()["words"][kind]
    spellings = [spelling_of(phrase) for phrase in phrases]
    return {written: True for spelling in spellings for written in spelling}
