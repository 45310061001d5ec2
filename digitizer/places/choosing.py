"""The ways to understand a place that count, from the list of the record's day or another one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from digitizer.places.gazetteer import Gazetteer, new_gazetteer, old_gazetteer
from digitizer.places.lists import FORMER, NEW, Key, mergers, rows, unit_lists
from digitizer.places.matching import Text, begins_with, part_begin, phrases_of
from digitizer.places.parsing import Parse, parses
from digitizer.places.spelling import Boundary, Word

# Up to this a way is taken without looking for others.
_CLEAN = 1.6
# Ways that differ by less are equally good; without a date also those of two lists.
_EQUAL = 0.45
_EQUAL_LISTS = 1.1
_OTHER_LIST = 1.0
# A paper that is older than the list hardly means its commune by a bare name.
_LATER_LIST_BARE_NAME = 5.0
# The form that a unit had before or after 2019, whichever the day is not in.
_OTHER_VERSION = 0.6
_REVERSED = 0.3
_PROVINCE_UNREAD = 2.0
_LONGEST_COUNTRY = 3

_Ways = list[Parse]


@dataclass(frozen=True, slots=True)
class Choice:
    """The equally good ways to understand a place, the best first, and the words that they count;
    none where the words name no unit."""

    text: Text
    parses: tuple[Parse, ...]


def choose(words: Sequence[Word], on: date | None) -> Choice:
    """The ways that count on a day; for None those of all lists."""
    text = Text.of(_without_frame(words))
    is_new = None if on is None else on >= unit_lists()[NEW].valid_from
    lists = (new_gazetteer(), old_gazetteer()) if is_new else (old_gazetteer(), new_gazetteer())

    def ways(words_there: Text, more: float, nearly: bool, among: Sequence[Gazetteer]) -> _Ways:
        return [
            replace(way, doubt=way.doubt + _list_doubt(way, on) + more)
            for gazetteer in among
            for way in parses(words_there, gazetteer, nearly=nearly)
        ]

    found = ways(text, 0.0, False, lists[:1])
    if on is not None and _is_clean(found):
        return Choice(text, _best(found, is_new))
    found += ways(text, 0.0, False, lists[1:])
    if not _is_clean(found):
        turned = Text(_reversed(text.words), text.is_bare)
        backwards = ways(turned, _REVERSED, False, lists)
        if _is_clean(backwards):
            return Choice(turned, _best(backwards, is_new))
        before = _before_last(text)
        found = ways(text, 0.0, True, lists)
        found += _without_province(ways(before, _PROVINCE_UNREAD, False, lists))
    return Choice(text, _best(found, is_new))


def _list_doubt(way: Parse, on: date | None) -> float:
    version = 0.0 if way.is_new else _version_doubt(way.keys[0], on)
    if on is None:
        return version
    is_new = on >= unit_lists()[NEW].valid_from
    if way.is_new == is_new:
        return version
    return version + (_OTHER_LIST if is_new or way.has_level else _LATER_LIST_BARE_NAME)


def _version_doubt(key: Key, on: date | None) -> float:
    """Of a unit in the form that it had in 2019 when the day is later, and the other way."""
    until = unit_lists()[FORMER].valid_until
    is_early = on is not None and until is not None and on <= until
    is_former = key[0] == FORMER
    if is_early:
        return _OTHER_VERSION if not is_former and (FORMER, key[1]) in rows() else 0.0
    return _OTHER_VERSION if is_former else 0.0


def _is_clean(found: Iterable[Parse]) -> bool:
    return any(way.is_commune and way.doubt <= _CLEAN for way in found)


def _without_frame(words: Sequence[Word]) -> Sequence[Word]:
    """Without the office in front and the country behind."""
    text = Text.of(words)
    begin = begins_with(text, 0, phrases_of("offices"))
    end = len(words)
    for at in range(max(begin, end - _LONGEST_COUNTRY), end):
        if at > begin and at + begins_with(text, at, phrases_of("countries")) == end:
            return words[begin:at]
    return words[begin:]


def _reversed(words: Sequence[Word]) -> Sequence[Word]:
    """The parts between commas in the other order."""
    parts: list[list[Word]] = []
    for word in words:
        if word.boundary is Boundary.HARD or not parts:
            parts.append([])
        parts[-1].append(word)
    return [word for part in reversed(parts) for word in part]


def _before_last(text: Text) -> Text:
    """The words before the last part, which may be the misread name of a province."""
    return Text(text.words[: part_begin(text, len(text.words) - 1)], text.is_bare)


def _without_province(found: Sequence[Parse]) -> list[Parse]:
    """The communes in a district that are named before a last part that names nothing."""
    kept = (way for way in found if way.is_commune and way.has_district)
    return [replace(way, is_exact=False) for way in kept]


def _best(found: Sequence[Parse], is_new: bool | None) -> tuple[Parse, ...]:
    if not found:
        return ()
    least = min(way.doubt for way in found)
    good = sorted(
        (way for way in found if way.doubt <= least + _window(way, found, is_new)),
        key=lambda way: (way.doubt, -len(way.keys), way.keys[0][0] == FORMER),
    )
    kept: dict[object, Parse] = {}
    for way in good:
        kept.setdefault(way.keys, way)
    return _without_same(list(kept.values()))


def _window(way: Parse, found: Sequence[Parse], is_new: bool | None) -> float:
    if is_new is not None:
        return _EQUAL
    best = min(found, key=lambda other: other.doubt)
    return _EQUAL if way.is_new == best.is_new or not way.is_commune else _EQUAL_LISTS


def _without_same(good: Sequence[Parse]) -> tuple[Parse, ...]:
    """Without units of 2019 that are there with their later form too."""
    keys = {key for way in good for key in way.keys}
    return tuple(way for way in good if not any(_goes_on(key, keys) for key in way.keys))


def _goes_on(key: Key, keys: set[Key]) -> bool:
    return key[0] == FORMER and any(merger.into in keys for merger in mergers().get(key, ()))
