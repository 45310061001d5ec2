"""Places as they are written, and the administrative units that they name.

A code means nothing without its list: 2,145 codes of the list of 2025 stood for a unit of another
name or level in the list before it. So a code exists only inside a :class:`UnitRef`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """The level of a unit as the law names it; a city is a province or a district."""

    PROVINCE = "tỉnh"
    CITY = "thành phố"
    URBAN_DISTRICT = "quận"
    RURAL_DISTRICT = "huyện"
    TOWN = "thị xã"
    WARD = "phường"
    COMMUNE = "xã"
    TOWNSHIP = "thị trấn"
    SPECIAL_ZONE = "đặc khu"


class Tier(StrEnum):
    """How high a unit stands: with a district under its province until 30 June 2025."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class UnitList:
    """A list of units with its codes. ``name`` is the decision that it belongs to, ``version`` the
    day whose state it shows (ISO 8601), ``source`` where our copy comes from and what it lacks."""

    key: str
    name: str
    version: str
    valid_from: date
    valid_until: date | None
    source: str

    def is_valid(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)


@dataclass(frozen=True, slots=True)
class UnitRef:
    """What may be stored of a unit: its code together with the list that gives it its meaning.

    Raises ValueError when any part is empty.
    """

    list_name: str
    list_version: str
    code: str
    name: str

    def __post_init__(self) -> None:
        if not (self.list_name and self.list_version and self.code and self.name):
            raise ValueError("unit reference without list, version, code or name")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a list. ``name`` is without the level, ``parent`` the unit above it."""

    ref: UnitRef
    level: Level
    name: str
    tier: Tier
    parent: Unit | None = None

    @property
    def full_name(self) -> str:
        return f"{self.level} {self.name}"

    @property
    def address(self) -> str:
        """The unit and those above it, as an address writes them."""
        text = ", ".join(unit.full_name for unit in self.upwards())
        return text[:1].upper() + text[1:]

    def upwards(self) -> Iterator[Unit]:
        """The unit, then each one above it."""
        unit: Unit | None = self
        while unit is not None:
            yield unit
            unit = unit.parent


class PlaceState(StrEnum):
    """How sure a unit is. Only ``EXACT`` may be taken without a person; ``LIKELY`` has one unit
    that is to be looked at, ``PARTIAL`` knows a province or district only."""

    EXACT = "exact"
    LIKELY = "likely"
    AMBIGUOUS = "ambiguous"
    PARTIAL = "partial"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why a unit is offered to choose from."""

    SEVERAL = "several-of-that-name"
    SPLIT = "split"
    DISTRICT_ENDED = "district-ended"
    MERGED_BEFORE = "merged-before-2025"
    OLD_PROVINCE = "old-province"
    OTHER_DISTRICT = "other-district"
    OTHER_LIST = "other-list"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit to choose from; ``today`` tells which of the two units it may become."""

    unit: Unit
    reason: Reason
    today: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a place names. ``text`` is as written and is what a record keeps; ``detail`` is the part
    before the unit (hamlet, street). ``unit`` is valid on the record's date unless ``other_list``
    says that only a list of another time knows it; ``unit_today`` is its successor. A unit is None
    where its state is ambiguous or unknown."""

    text: str
    on: date | None
    detail: str = ""
    unit: Unit | None = None
    state: PlaceState = PlaceState.UNKNOWN
    unit_today: Unit | None = None
    state_today: PlaceState = PlaceState.UNKNOWN
    other_list: bool = False
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceUnits:
    """The units that a record keeps beside the text of a place: the one of the record's day and the
    one of today. None stands for one that nobody could tell. ``chosen_by`` is who chose where the
    text alone does not decide."""

    on: UnitRef | None
    today: UnitRef | None
    chosen_by: str | None = None
