"""The word material of the samples: names, places and papers, read from ``words.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

UNITS_MERGED_ON = date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative unit as it was named on one day; `district` is empty after the mergers."""

    commune: str
    district: str
    province: str
    code: str

    @property
    def full(self) -> str:
        """The unit from the commune up, as an address ends."""
        return ", ".join(part for part in (self.commune, self.district, self.province) if part)


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune before and after the mergers of July 2025."""

    before: Place
    after: Place

    def on(self, day: date) -> Place:
        """The names in force on `day`."""
        return self.after if day >= UNITS_MERGED_ON else self.before


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of identity paper with its code in the national list."""

    code: str
    name: str
    issuers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """An ethnic group and how names are put together in it."""

    name: str
    weight: int
    pattern: str
    lineage: str
    families: tuple[str, ...]
    male_middles: tuple[str, ...]
    female_middles: tuple[str, ...]
    male_given: tuple[str, ...]
    female_given: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that values are made of."""

    hamlets: tuple[str, ...]
    clinics: tuple[str, ...]
    units: tuple[Unit, ...]
    papers: tuple[PaperKind, ...]
    country: str
    foreign_countries: tuple[str, ...]
    titles: tuple[str, ...]
    relations_male: tuple[str, ...]
    relations_female: tuple[str, ...]
    notes: tuple[str, ...]
    groups: tuple[Group, ...]


def _unit(row: dict[str, str]) -> Unit:
    return Unit(
        before=Place(row["commune"], row["district"], row["province"], row["code"]),
        after=Place(row["commune_2025"], "", row["province_2025"], row["code_2025"]),
    )


def _group(row: dict[str, Any]) -> Group:
    parts: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
    }
    return Group(**parts)


def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def register_words() -> Mapping[str, tuple[str, ...]]:
    """What the registers other than that of births say, by the names of the table `registers`."""
    return {name: tuple(lines) for name, lines in _data()["registers"].items()}


@cache
def load_words() -> Words:
    """Read the data file that stands beside this module."""
    data = _data()
    places, papers, office = data["places"], data["papers"], data["office"]
    return Words(
        hamlets=tuple(places["hamlets"]),
        clinics=tuple(places["clinics"]),
        units=tuple(_unit(row) for row in places["units"]),
        papers=tuple(
            PaperKind(row["code"], row["name"], tuple(row["issuers"])) for row in papers["kinds"]
        ),
        country=papers["country"],
        foreign_countries=tuple(papers["foreign_countries"]),
        titles=tuple(office["titles"]),
        relations_male=tuple(office["relations_male"]),
        relations_female=tuple(office["relations_female"]),
        notes=tuple(office["notes"]),
        groups=tuple(_group(row) for row in data["groups"]),
    )
