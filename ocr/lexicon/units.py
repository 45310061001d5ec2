"""Administrative units of both divisions: is there such a commune or district in that province?

A unit that no list knows is told only where a listed one of the same place is nearly the same: 93
of 100 wrong readings differ in marks alone, while books are full of communes that are long gone.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz.distance import Levenshtein

from digitizer.domain.values.text import fold, spelling_key

# The newer division first: where both know a name it is the one that counts.
_FILES = ("units_2025.tsv", "units_2024.tsv")
_COMMUNES = ("thị trấn", "đặc khu", "phường", "xã")
_DISTRICTS = ("thành phố", "thị xã", "huyện", "quận")
# A unit ends where its part of the place does: one is looked for between two commas.
_UNIT = re.compile(
    rf"\b(?P<level>{'|'.join((*_COMMUNES, *_DISTRICTS))})\s+(?P<name>[^\s,][^,]*)", re.I
)
_PROVINCE = re.compile(r"(?:.*\b)?(?:tỉnh|thành phố|tp\.?)\s+(?P<name>\S.*)", re.I)
_ONE_LETTER_FROM = 5
_MOST_NEAREST = 3

_Key = tuple[str, str]
_Names = dict[_Key, str]


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A unit as it is written, where its name begins in the text, and the listed names that it may
    stand for, the likeliest first."""

    written: str
    name: str
    start: int
    nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Province:
    communes: _Names = field(default_factory=dict)
    districts: _Names = field(default_factory=dict)
    by_district: dict[_Key, _Names] = field(default_factory=dict)


@lru_cache(maxsize=64)
def unlisted(text: str) -> tuple[Unlisted, ...]:
    """The units of a place that are not in the lists though nearly the same ones are; nothing
    where the place names no province that the lists have."""
    inside, comma, last = text.rpartition(",")
    province = _province_of(last) if comma else None
    if province is None:
        return ()
    return tuple(_unlisted(list(_UNIT.finditer(inside)), province))


def listed_readings(text: str) -> tuple[str, ...]:
    """The text with listed units in the place of those that :func:`unlisted` tells, the likeliest
    first; they are for a clerk to choose from."""
    found = unlisted(text)
    readings = []
    for rank in range(_MOST_NEAREST):
        changed = text
        for unit in reversed(found):
            name = unit.nearest[min(rank, len(unit.nearest) - 1)]
            name = name.upper() if unit.name.isupper() else name
            changed = changed[: unit.start] + name + changed[unit.start + len(unit.name) :]
        readings.append(changed)
    return tuple(dict.fromkeys(reading for reading in readings if reading != text))


def _unlisted(units: Sequence[re.Match[str]], province: _Province) -> Iterator[Unlisted]:
    names = {_level(match): spelling_key(_name(match)) for match in units}
    district = next((names[level] for level in _DISTRICTS if level in names), None)
    for match in units:
        is_district = _level(match) in _DISTRICTS
        listed = province.districts if is_district else province.communes
        if not is_district and district in province.by_district:
            listed = province.by_district[district]
        name = _name(match)
        nearest = _nearest(name, listed)
        if nearest:
            yield Unlisted(match[0].rstrip(" ."), name, match.start("name"), nearest)


def _level(match: re.Match[str]) -> str:
    return match["level"].casefold()


def _name(match: re.Match[str]) -> str:
    return match["name"].rstrip(" .")


def _nearest(name: str, listed: _Names) -> tuple[str, ...]:
    """Names that differ in marks only, or in one letter of a name long enough; none for a name
    that is listed."""
    if spelling_key(name) in listed:
        return ()
    plain = fold(name)
    errors = 1 if len(plain) >= _ONE_LETTER_FROM else 0
    found = [
        (Levenshtein.distance(plain, fold(other)), Levenshtein.distance(name, other), other)
        for other in listed.values()
        if abs(len(other) - len(name)) <= 1
    ]
    near = sorted(entry for entry in found if entry[0] <= errors)
    return tuple(other for _, _, other in near[:_MOST_NEAREST])


def _province_of(part: str) -> _Province | None:
    match = _PROVINCE.fullmatch(part.strip())
    name = (match["name"] if match else part).strip(" .")
    return _province(spelling_key(name))


@cache
def _rows() -> dict[_Key, list[tuple[str, str]]]:
    """By province: district and the names of its communes, as the files have them."""
    rows: dict[_Key, list[tuple[str, str]]] = {}
    for file in _FILES:
        text = files("ocr.lexicon").joinpath(file).read_text(encoding="utf-8")
        lines = (line for line in text.splitlines() if not line.startswith("#"))
        for province, district, _, names in csv.reader(lines, delimiter="\t"):
            rows.setdefault(spelling_key(province), []).append((district, names))
    return rows


@cache
def _province(key: _Key) -> _Province | None:
    """The units of one province in both divisions; None for a province that is in neither."""
    rows = _rows().get(key)
    if rows is None:
        return None
    found = _Province()
    newest = {
        spelling_key(name): name
        for district, names in rows
        if not district
        for name in names.split(", ")
    }
    found.communes.update(newest)
    for district, names in rows:
        if not district:
            continue
        level = next(level for level in _DISTRICTS if district.casefold().startswith(level))
        own = district[len(level) + 1 :]
        found.districts[spelling_key(own)] = own
        communes = {spelling_key(name): name for name in names.split(", ") if name}
        found.communes.update(communes)
        # After 1 July 2025 papers still name the old district beside the new commune.
        found.by_district.setdefault(spelling_key(own), dict(newest)).update(communes)
    return found
