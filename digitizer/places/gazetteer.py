"""Names of units by where they stand, for one division of the country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from digitizer.domain.places import Tier
from digitizer.places.lists import (
    NEW,
    OLD,
    Key,
    Row,
    former_provinces,
    new_communes,
    new_provinces,
    rows,
    table,
)
from digitizer.places.spelling import Spelling, spelling_of, unit_spelling

_ONE_ERROR_FROM = 5
_TWO_ERRORS_FROM = 11
_MOST_NEAR = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """A name of a unit. ``keys`` is the unit, or for a province that ended the later ones on its
    land (``ended`` says so)."""

    spelling: Spelling
    level: str
    keys: tuple[Key, ...]
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """Names of one place by their letters without marks."""

    by_plain: dict[str, tuple[Entry, ...]] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        plain = entry.spelling.plain
        self.by_plain[plain] = (*self.by_plain.get(plain, ()), entry)

    def get(self, plain: str) -> tuple[Entry, ...]:
        return self.by_plain.get(plain, ())

    def near(self, plain: str) -> Sequence[tuple[Entry, int]]:
        """Names with an error or two in their letters, and how many; none for a short name."""
        if len(plain) < _ONE_ERROR_FROM:
            return ()
        most = 2 if len(plain) >= _TWO_ERRORS_FROM else 1
        found = process.extract(
            plain,
            self.by_plain.keys(),
            scorer=Levenshtein.distance,
            score_cutoff=most,
            limit=_MOST_NEAR,
        )
        return [(entry, int(errors)) for name, errors, _ in found for entry in self.get(name)]


_NO_NAMES = Names()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The names of one division. In that of today the districts are those that ended, each with
    the communes of today on its land, since papers go on naming them."""

    is_new: bool
    provinces: Names = field(default_factory=Names)
    districts: Names = field(default_factory=Names)
    communes: Names = field(default_factory=Names)
    districts_in: defaultdict[Key, Names] = field(default_factory=lambda: defaultdict(Names))
    communes_in: defaultdict[Key, Names] = field(default_factory=lambda: defaultdict(Names))

    def in_province(self, province: Key, names: Mapping[Key, Names]) -> Names:
        """Those of ``districts_in`` or ``communes_in`` in a province, whichever of the older lists
        has it."""
        place = province if self.is_new else (OLD, province[1])
        return names.get(place, _NO_NAMES)


@cache
def old_gazetteer() -> Gazetteer:
    """The units until 30 June 2025, with those of 2019 that had ended before, and provinces that
    ended earlier."""
    found = Gazetteer(is_new=False)
    for key, row in rows().items():
        if key[0] == NEW:
            continue
        for entry in _entries(row):
            _add_old(found, row, entry)
    for former in former_provinces():
        entry = Entry(spelling_of(former.name), former.level, former.land, ended=True)
        found.provinces.add(entry)
    return found


def _add_old(found: Gazetteer, row: Row, entry: Entry) -> None:
    if row.parent is None:
        found.provinces.add(entry)
    elif row.tier is Tier.DISTRICT:
        found.districts.add(entry)
        found.districts_in[OLD, row.parent[1]].add(entry)
    else:
        found.communes.add(entry)
        found.communes_in[row.parent].add(entry)
        above = rows()[row.parent].parent
        if above:
            found.communes_in[OLD, above[1]].add(entry)


@cache
def new_gazetteer() -> Gazetteer:
    """The units since 1 July 2025."""
    found = Gazetteer(is_new=True)
    for key, row in rows().items():
        if key[0] == NEW:
            for entry in _entries(row):
                _add_new(found, row, entry)
        elif row.tier is Tier.DISTRICT:
            for entry in _entries(row):
                found.districts.add(entry)
                for province in new_provinces(key):
                    found.districts_in[province].add(entry)
    return found


def _add_new(found: Gazetteer, row: Row, entry: Entry) -> None:
    if row.parent is None:
        found.provinces.add(entry)
    else:
        found.communes.add(entry)
        found.communes_in[row.parent].add(entry)


@lru_cache(maxsize=1024)
def communes_on_land(district: Key) -> Names:
    """The names of the communes of today on the land of a district that ended."""
    found = Names()
    for key in new_communes(district):
        for entry in _entries(rows()[key]):
            found.add(entry)
    return found


def _entries(row: Row) -> Iterable[Entry]:
    for name in (row.name, *_other_spellings().get(row.key, ())):
        yield Entry(unit_spelling(row.level, name), row.level, (row.key,))


@cache
def _other_spellings() -> dict[Key, tuple[str, ...]]:
    found: dict[Key, tuple[str, ...]] = {}
    for list_key, code, written in table("spellings.tsv"):
        found[list_key, code] = (*found.get((list_key, code), ()), written)
    return found


def is_number(entry: Entry) -> bool:
    return entry.spelling.plain.isdecimal()
