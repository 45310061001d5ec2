"""Administrative units of both divisions: is there such a commune or district in that province?

A unit that no list knows is told only where a listed one of the same place is nearly the same: 93
of 100 wrong readings differ in marks alone, while books are full of communes that are long gone.
Units that were merged from 2019 to 2024 are known too, but offered only where no newer one is near.
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
_LISTED = ("units_2025.tsv", "units_2024.tsv")
_FORMER = ("units_2019.tsv",)
_SPELLINGS = "unit_spellings.tsv"
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
class _Units:
    """Names of units by their keys."""

    communes: _Names = field(default_factory=dict)
    districts: _Names = field(default_factory=dict)
    by_district: dict[_Key, _Names] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Province:
    """The units of the newer divisions and those that were gone before them; in the sequences that
    it gives, the names to offer first come first."""

    listed: _Units
    former: _Units

    def districts(self) -> tuple[_Names, ...]:
        return self.listed.districts, self.former.districts

    def communes(self, district: _Key | None) -> tuple[_Names, ...]:
        """Those of a district that is known, else all."""
        divisions = self.listed, self.former
        found = [
            units.by_district[district] for units in divisions if district in units.by_district
        ]
        return tuple(found) or tuple(units.communes for units in divisions)


@lru_cache(maxsize=64)
def unlisted(text: str) -> tuple[Unlisted, ...]:
    """The units of a place that are not in the lists though nearly the same ones are; nothing
    where the place names no province that the lists have."""
    inside, comma, last = text.rpartition(",")
    province = _province(spelling_key(_province_name(last))) if comma else None
    if province is None:
        return ()
    return tuple(_unlisted(inside, province))


def is_unknown_commune(text: str) -> bool:
    """Whether a text is a commune's name alone, with no district or province to look it up by,
    that no list has anywhere: "thị trấn Quỳ Hạp"."""
    match = _UNIT.fullmatch(text.strip())
    if match is None or _level(match) not in _COMMUNES:
        return False
    return spelling_key(_name(match)) not in _communes_anywhere()


@cache
def _communes_anywhere() -> frozenset[_Key]:
    listed = (
        name
        for rows in (_rows(_LISTED), _rows(_FORMER))
        for province in rows.values()
        for _, names in province
        for name in names.split(", ")
    )
    written = (written for _, written, _ in table(_SPELLINGS))
    return frozenset(spelling_key(name) for name in (*listed, *written))


@lru_cache(maxsize=64)
def listed_words(text: str) -> frozenset[str]:
    """The words of a place that are names of its province and of units that the lists have there;
    nothing where the place names no province that the lists have."""
    inside, _, last = text.rpartition(",")
    name = _province_name(last)
    province = _province(spelling_key(name))
    if province is None:
        return frozenset()
    words = set(name.split())
    for match, divisions in _looked_up(inside, province):
        if any(spelling_key(_name(match)) in names for names in divisions):
            words.update(_name(match).split())
    return frozenset(words)


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


def _unlisted(inside: str, province: _Province) -> Iterator[Unlisted]:
    for match, divisions in _looked_up(inside, province):
        name = _name(match)
        nearest = _nearest(name, divisions)
        if nearest:
            yield Unlisted(match[0].rstrip(" ."), name, match.start("name"), nearest)


def _looked_up(
    inside: str, province: _Province
) -> Iterator[tuple[re.Match[str], Sequence[_Names]]]:
    """Each unit of a place with the names that it may have there."""
    units = list(_UNIT.finditer(inside))
    names = {_level(match): spelling_key(_name(match)) for match in units}
    district = next((names[level] for level in _DISTRICTS if level in names), None)
    for match in units:
        is_district = _level(match) in _DISTRICTS
        yield match, province.districts() if is_district else province.communes(district)


def _level(match: re.Match[str]) -> str:
    return match["level"].casefold()


def _name(match: re.Match[str]) -> str:
    return match["name"].rstrip(" .")


def _nearest(name: str, divisions: Sequence[_Names]) -> tuple[str, ...]:
    """The names near to this one in the first division that has any; none for a name that any
    division has."""
    key = spelling_key(name)
    if any(key in names for names in divisions):
        return ()
    return next(filter(None, (_near(name, names) for names in divisions)), ())


def _near(name: str, names: _Names) -> tuple[str, ...]:
    """Names that differ in marks only, or in one letter of a name long enough."""
    plain = fold(name)
    errors = 1 if len(plain) >= _ONE_LETTER_FROM else 0
    found = [
        (Levenshtein.distance(plain, fold(other)), Levenshtein.distance(name, other), other)
        for other in names.values()
        if abs(len(other) - len(name)) <= 1
    ]
    near = sorted(entry for entry in found if entry[0] <= errors)
    return tuple(other for _, _, other in near[:_MOST_NEAREST])


def _province_name(part: str) -> str:
    match = _PROVINCE.fullmatch(part.strip())
    return (match["name"] if match else part).strip(" .")


def table(file: str) -> Iterator[Sequence[str]]:
    """The rows of a data file of units, by the columns that its header tells."""
    text = files("ocr.lexicon").joinpath(file).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return csv.reader(lines, delimiter="\t")


def district_name(district: str) -> str:
    """The name of a district without its level, as the rows of :func:`table` have it in front."""
    level = next(level for level in _DISTRICTS if district.casefold().startswith(level))
    return district[len(level) + 1 :]


@cache
def _rows(names_of_files: tuple[str, ...]) -> dict[_Key, list[tuple[str, str]]]:
    """By province: district and the names of its communes, as the files have them."""
    rows: dict[_Key, list[tuple[str, str]]] = {}
    for file in names_of_files:
        for province, district, _, names in table(file):
            rows.setdefault(spelling_key(province), []).append((district, names))
    return rows


@cache
def _province(key: _Key) -> _Province | None:
    """The units of one province in all divisions; None for a province that is in none."""
    listed, former = _rows(_LISTED).get(key, ()), _rows(_FORMER).get(key, ())
    if not listed and not former:
        return None
    found = _Province(_units(listed), _units(former))
    for province, written, name in table(_SPELLINGS):
        if spelling_key(province) == key:
            _add_spelling(found.listed, written, spelling_key(name))
            _add_spelling(found.former, written, spelling_key(name))
    return found


def _units(rows: Sequence[tuple[str, str]]) -> _Units:
    found = _Units()
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
        own = district_name(district)
        found.districts[spelling_key(own)] = own
        communes = {spelling_key(name): name for name in names.split(", ") if name}
        found.communes.update(communes)
        # After 1 July 2025 papers still name the old district beside the new commune.
        found.by_district.setdefault(spelling_key(own), dict(newest)).update(communes)
    return found


def _add_spelling(units: _Units, written: str, listed: _Key) -> None:
    """Makes a unit known by a second spelling wherever it is known by the listed one."""
    key = spelling_key(written)
    for names in (units.communes, units.districts, *units.by_district.values()):
        if listed in names:
            names.setdefault(key, written)
    if listed in units.by_district:
        units.by_district.setdefault(key, units.by_district[listed])
