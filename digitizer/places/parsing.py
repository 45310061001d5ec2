"""The ways in which the words of a place name units, from the province at its end inwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from digitizer.places.gazetteer import Gazetteer, Names, communes_on_land
from digitizer.places.lists import Key, new_provinces, province_of, rows
from digitizer.places.matching import (
    COMMUNE_LEVELS,
    Match,
    Text,
    has_detail,
    level_before,
    names_at_end,
    near_names_at_end,
    part_begin,
)

_NO_PROVINCE = 2.0
_NO_DISTRICT = 0.9
_NO_COMMUNE = 4.0
_BESIDE_ENDED_DISTRICT = 1.7
_PROVINCE_ENDED = 1.0
_PROVINCE_OF_TODAY = 2.0
_NAME_LEFT_OVER = 2.0
_MOST_FOR_EXACT = 0.15
_MOST_ABOVE_FOR_EXACT = 0.6

_Finder = Callable[[Text, int, Names, str], Iterator[Match]]


@dataclass(frozen=True, slots=True)
class Parse:
    """One way to understand a place: the units that it may mean and how much speaks against it.

    ``keys`` is one unit, or the successors of a province that ended; ``is_commune`` tells whether
    a commune is known, ``is_exact`` whether all units up to the province are written as listed;
    ``has_level`` whether the lowest is written with its level; ``start`` is the word where the
    units begin.
    """

    keys: tuple[Key, ...]
    doubt: float
    start: int
    is_commune: bool
    is_new: bool
    has_level: bool
    has_district: bool
    in_ended_province: bool
    is_exact: bool


@dataclass(frozen=True, slots=True)
class _Province:
    """A province that the text may name; ``keys`` are the provinces to look in."""

    match: Match | None
    keys: tuple[Key, ...]
    doubt: float
    end: int


def parses(text: Text, gazetteer: Gazetteer, *, nearly: bool) -> list[Parse]:
    """All ways to understand the words; with ``nearly`` also those with errors in letters and
    those that name a province of today above an old district."""
    found: list[Parse] = []
    for province in _provinces(text, gazetteer, nearly=nearly):
        inside = list(_inside(text, gazetteer, province, nearly=nearly))
        found += inside
        if province.match and not any(parse.is_commune for parse in inside):
            found += _of_province(text, gazetteer, province)
    return found


def _find(text: Text, end: int, names: Names, tier: str, *, nearly: bool) -> list[Match]:
    if end == 0:
        return []
    found = list(names_at_end(text, end, names, tier))
    if nearly and not any(match.doubt < _NO_PROVINCE for match in found):
        found += near_names_at_end(text, end, names, tier)
    return found


def _provinces(text: Text, gazetteer: Gazetteer, *, nearly: bool) -> Iterator[_Province]:
    end = len(text.words)
    for match in _find(text, end, gazetteer.provinces, "province", nearly=nearly):
        doubt = match.doubt + (_PROVINCE_ENDED if match.entry.ended else 0.0)
        yield _Province(match, match.entry.keys, doubt, match.start)
        if nearly and not gazetteer.is_new and not match.entry.ended:
            beside = _merged_with(match.entry.keys[0])
            if beside:
                yield _Province(match, beside, doubt + _PROVINCE_OF_TODAY, match.start)
    yield _Province(None, (), _NO_PROVINCE, end)


def _merged_with(province: Key) -> tuple[Key, ...]:
    """The other old provinces on the land of the one of today with that name."""
    name = rows()[province].name
    today = [new for new in new_provinces(province) if rows()[new].name == name]
    return tuple(
        key
        for key, row in rows().items()
        if row.parent is None
        and key[0] == province[0]
        and key != province
        and any(new in today for new in new_provinces(key))
    )


def _inside(
    text: Text, gazetteer: Gazetteer, province: _Province, *, nearly: bool
) -> Iterator[Parse]:
    districts = [
        match
        for names in _district_names(gazetteer, province)
        for match in _find(text, province.end, names, "district", nearly=nearly)
    ]
    for district in districts:
        yield from _in_district(text, gazetteer, province, district, nearly=nearly)
    missing = 0.0 if gazetteer.is_new else _NO_DISTRICT
    is_placed = province.match is not None
    for names in _commune_names(gazetteer, province):
        for commune in _find(text, province.end, names, "commune", nearly=nearly and is_placed):
            # A name alone is only a unit where nothing else is written or its level is.
            if is_placed or commune.has_level or commune.start == 0:
                without = missing
                if missing and _may_be_district(commune, districts):
                    without = _NO_COMMUNE
                yield _of_commune(text, gazetteer, province, commune, without, None)


def _may_be_district(commune: Match, districts: list[Match]) -> bool:
    """Whether a name without its level is that of a district too, as many a township's is."""
    return not commune.has_level and any(
        district.start == commune.start and district.doubt <= commune.doubt
        for district in districts
    )


def _district_names(gazetteer: Gazetteer, province: _Province) -> Iterable[Names]:
    if province.match is None:
        return (gazetteer.districts,)
    return [gazetteer.in_province(key, gazetteer.districts_in) for key in province.keys]


def _commune_names(gazetteer: Gazetteer, province: _Province) -> Iterable[Names]:
    if province.match is None:
        return (gazetteer.communes,)
    return [gazetteer.in_province(key, gazetteer.communes_in) for key in province.keys]


def _in_district(
    text: Text, gazetteer: Gazetteer, province: _Province, district: Match, *, nearly: bool
) -> Iterator[Parse]:
    (key,) = district.entry.keys
    names = communes_on_land(key) if gazetteer.is_new else gazetteer.communes_in.get(key)
    ended = _BESIDE_ENDED_DISTRICT if gazetteer.is_new else 0.0
    communes = (
        _find(text, district.start, names, "commune", nearly=nearly) if names is not None else ()
    )
    for commune in communes:
        if _same_province(gazetteer, province, commune):
            yield _of_commune(text, gazetteer, province, commune, ended, district)
    if not gazetteer.is_new:
        yield Parse(
            (key,),
            province.doubt + district.doubt + _NO_COMMUNE,
            district.start,
            is_commune=False,
            is_new=False,
            has_level=district.has_level,
            has_district=True,
            in_ended_province=_is_ended(province),
            is_exact=_is_exact(province, district),
        )


def _same_province(gazetteer: Gazetteer, province: _Province, commune: Match) -> bool:
    """Whether a commune of today lies in the province that was written."""
    if not gazetteer.is_new or province.match is None:
        return True
    return province_of(commune.entry.keys[0]) in province.keys


def _of_commune(
    text: Text,
    gazetteer: Gazetteer,
    province: _Province,
    commune: Match,
    missing: float,
    district: Match | None,
) -> Parse:
    above = district.doubt if district else 0.0
    doubt = province.doubt + above + commune.doubt + missing
    if _leaves_a_name(text, commune):
        doubt += _NAME_LEFT_OVER
    return Parse(
        commune.entry.keys,
        doubt,
        commune.start,
        is_commune=True,
        is_new=gazetteer.is_new,
        has_level=commune.has_level,
        has_district=district is not None,
        in_ended_province=_is_ended(province),
        is_exact=not missing and commune.doubt <= _MOST_FOR_EXACT and _is_exact(province, district),
    )


def _leaves_a_name(text: Text, commune: Match) -> bool:
    """Whether the part before the commune may be one more unit: it has the level of one, or names
    no hamlet or street, or only seems to (as Bản Nguyên does) before a name without its level."""
    end = commune.start
    if end == 0:
        return False
    begin = part_begin(text, end - 1)
    if begin + 1 < end and level_before(text, begin + 1)[0] in COMMUNE_LEVELS:
        return True
    if commune.has_level:
        return not has_detail(text, begin, end)
    return not any(char.isdigit() for word in text.words[begin:end] for char in word.lower)


def _of_province(text: Text, gazetteer: Gazetteer, province: _Province) -> Iterator[Parse]:
    if province.match is None or province.doubt >= _NO_COMMUNE:
        return
    yield Parse(
        province.keys,
        province.doubt + _NO_COMMUNE + (_NO_DISTRICT if province.end else 0.0),
        province.end,
        is_commune=False,
        is_new=gazetteer.is_new,
        has_level=province.match.has_level,
        has_district=False,
        in_ended_province=_is_ended(province),
        is_exact=_is_exact(province, None),
    )


def _is_exact(province: _Province, district: Match | None) -> bool:
    written = province.match is not None and province.doubt <= _MOST_ABOVE_FOR_EXACT
    return written and (district is None or district.doubt <= _MOST_ABOVE_FOR_EXACT)


def _is_ended(province: _Province) -> bool:
    return province.match is not None and province.match.entry.ended
