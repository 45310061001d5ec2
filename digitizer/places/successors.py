"""The unit of today that a unit of an older list became, where it is one and known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from digitizer.domain.places import Candidate, PlaceState, Reason, Tier, Unit
from digitizer.places.lists import (
    FORMER,
    NEW,
    Key,
    mergers,
    new_communes,
    new_provinces,
    province_of,
    rows,
    unit_of,
)

_REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Today:
    """The unit of today, how sure it is, and what to choose from where it is not known."""

    unit: Unit | None
    state: PlaceState
    candidates: tuple[Candidate, ...] = ()


def today_of(key: Key) -> Today:
    """What a unit of any list is today; a commune that was split is ambiguous."""
    if rows()[key].tier is Tier.PROVINCE:
        provinces = (key,) if key[0] == NEW else new_provinces(key)
        return Today(unit_of(provinces[0]), PlaceState.PARTIAL)
    if rows()[key].tier is Tier.DISTRICT and key not in mergers():
        return _of_district(key)
    return _of_former_commune(key) if key[0] == FORMER else _of_commune(key)


def _of_commune(key: Key) -> Today:
    communes = new_communes(key)
    if len(communes) == 1:
        return Today(unit_of(communes[0]), PlaceState.EXACT)
    return Today(None, PlaceState.AMBIGUOUS, _offered(communes, Reason.SPLIT))


def _of_former_commune(key: Key) -> Today:
    """Its code may go on in the list of June 2025 under another name, with land of others; what
    is only reported to be its successor is offered."""
    went = mergers().get(key, ())
    if not went:
        return Today(None, PlaceState.UNKNOWN)
    if went[0].extent == _REPORTED:
        return Today(None, PlaceState.AMBIGUOUS, _offered(new_communes(key), Reason.MERGED_BEFORE))
    found = today_of(went[0].into)
    if rows()[went[0].into].name == rows()[key].name or found.unit is None:
        return found
    return Today(found.unit, PlaceState.LIKELY)


def _of_district(key: Key) -> Today:
    communes = new_communes(key)
    provinces = {province_of(commune) for commune in communes}
    province = unit_of(provinces.pop()) if len(provinces) == 1 else None
    state = PlaceState.PARTIAL if province else PlaceState.UNKNOWN
    return Today(province, state, _offered(communes, Reason.DISTRICT_ENDED))


def _offered(keys: Iterable[Key], reason: Reason) -> tuple[Candidate, ...]:
    return tuple(Candidate(unit_of(key), reason, today=True) for key in keys)
