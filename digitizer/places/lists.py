"""The lists of units in ``data/`` and what became of each unit."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from digitizer.domain.places import Level, Tier, Unit, UnitList, UnitRef

NEW = "2025-07"
OLD = "2025-06"
FORMER = "2019-10"
_LEVELS = {level.value: level for level in Level}
_TIERS = {2: Tier.PROVINCE, 3: Tier.DISTRICT, 5: Tier.COMMUNE}

# A unit inside this package: the key of its list and its code there.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One unit of a list; ``parent`` is None for a province."""

    key: Key
    level: str
    name: str
    parent: Key | None

    @property
    def tier(self) -> Tier:
        return _TIERS[len(self.key[1])]


@dataclass(frozen=True, slots=True)
class Merger:
    """Where a unit went; ``extent`` is ``whole`` or ``part`` for the mergers of 2025, and ``code``
    (its code goes on) or ``reported`` for those before."""

    into: Key
    extent: str


@dataclass(frozen=True, slots=True)
class FormerProvince:
    """A province that ended before the lists; ``land`` are the later provinces on its land."""

    level: str
    name: str
    land: tuple[Key, ...]


def table(file: str) -> Iterator[Sequence[str]]:
    """The rows of a data file without its heading."""
    text = files("digitizer.places").joinpath("data", file).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


@cache
def unit_lists() -> Mapping[str, UnitList]:
    """The lists by their keys, the newest first."""
    text = files("digitizer.places").joinpath("data", "lists.toml").read_text(encoding="utf-8")
    found = (UnitList(**{"valid_until": None, **item}) for item in tomllib.loads(text)["lists"])
    return {each.key: each for each in found}


@cache
def rows() -> Mapping[Key, Row]:
    """All units of all lists. What the list of 2019 has as the next one stands only there."""
    found: dict[Key, Row] = {}
    for list_key in unit_lists():
        for code, level, name, parent in table(f"units_{list_key.replace('-', '_')}.tsv"):
            above: Key | None = (list_key, parent) if parent else None
            found[list_key, code] = Row((list_key, code), level, name, above)
    for key, row in found.items():
        if row.parent and row.parent not in found:
            found[key] = Row(key, row.level, row.name, (OLD, row.parent[1]))
    return found


@cache
def mergers() -> Mapping[Key, tuple[Merger, ...]]:
    """What became of the units of the two older lists."""
    found: defaultdict[Key, list[Merger]] = defaultdict(list)
    for file, older, newer in (
        ("mergers_2025_07.tsv", OLD, NEW),
        ("mergers_2019_10.tsv", FORMER, OLD),
    ):
        for old, new, extent in table(file):
            found[older, old].append(Merger((newer, new), extent))
    return {key: tuple(each) for key, each in found.items()}


@cache
def former_provinces() -> tuple[FormerProvince, ...]:
    return tuple(
        FormerProvince(level, name, tuple((OLD, code) for code in codes.split(",")))
        for level, name, _, codes, _ in table("provinces_former.tsv")
    )


@cache
def children() -> Mapping[Key, tuple[Key, ...]]:
    """The units right below each unit of the older lists and below each new province."""
    found: defaultdict[Key, list[Key]] = defaultdict(list)
    for row in rows().values():
        if row.parent:
            found[row.parent].append(row.key)
    return {key: tuple(each) for key, each in found.items()}


@lru_cache(maxsize=4096)
def unit_of(key: Key) -> Unit:
    """The unit with those above it."""
    row = rows()[key]
    own = unit_lists()[key[0]]
    ref = UnitRef(own.name, own.version, key[1], f"{row.level} {row.name}")
    parent = unit_of(row.parent) if row.parent else None
    return Unit(ref, _LEVELS[row.level], row.name, row.tier, parent)


def province_of(key: Key) -> Key:
    row = rows()[key]
    return province_of(row.parent) if row.parent else key


@cache
def new_communes(key: Key) -> tuple[Key, ...]:
    """The communes of today that have land of this unit; of all communes below a higher unit."""
    if key[0] == NEW:
        return (key,) if rows()[key].tier is Tier.COMMUNE else children()[key]
    found = [new for merger in mergers().get(key, ()) for new in new_communes(merger.into)]
    if rows()[key].tier is not Tier.COMMUNE:
        below = children().get(key, ())
        found += [new for child in below for new in new_communes(child)]
    return tuple(dict.fromkeys(found))


@cache
def new_provinces(key: Key) -> tuple[Key, ...]:
    """The provinces of today that have land of this one of an older list."""
    return tuple(sorted({province_of(commune) for commune in new_communes(key)}))
