"""Reads the package's data file of how people are compared."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from digitizer.domain.people_rules import NameShares, PeopleRules
from digitizer.schemas.files import SchemaFile

_FILE = "people.toml"
Share = Annotated[float, Field(gt=0, le=1)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Names(_Model):
    source: str
    family: dict[str, Share]
    middle: dict[str, Share]
    other_family: Share
    other_middle: Share
    given: Share
    most: float


class _Weights(_Model):
    """Every sign that the comparison knows, so that none can be forgotten or misspelt."""

    number_same: float
    number_near: float
    number_other: float
    number_tells: float
    number_denies: float
    name_marks: float
    name_typo: float
    name_near: float
    name_other: float
    born_same: float
    born_month: float
    born_year: float
    born_near: float
    born_other: float
    died_same: float
    died_other: float
    sex_same: float
    sex_other: float
    parent_near: float
    parent_other: float
    spouse_near: float
    spouse_other: float
    ethnicity_other: float
    residence_same: float
    origin_same: float
    same_case: float


class _Acting(_Model):
    roles: list[str]
    source: str


class _Ended(_Model):
    words: list[str]


class PeopleModel(_Model):
    key: str
    version: str
    valid_from: date
    source: str
    same: float
    maybe: float
    names: _Names
    weights: _Weights
    role_sex: dict[str, str]
    acting: _Acting
    ended: _Ended
    renewals: dict[str, list[str]]

    def to_domain(self) -> PeopleRules:
        names = self.names
        return PeopleRules(
            self.version,
            self.source,
            self.same,
            self.maybe,
            self.weights.model_dump(),
            NameShares(
                names.family,
                names.middle,
                names.other_family,
                names.other_middle,
                names.given,
                names.most,
            ),
            self.role_sex,
            tuple(self.acting.roles),
            tuple(self.ended.words),
            {key: tuple(codes) for key, codes in self.renewals.items()},
        )


@cache
def load_people_rules() -> PeopleRules:
    """Raises BadSchema when the file is not well formed."""
    entry = files("digitizer.schemas") / _FILE
    return SchemaFile.read(entry, f"digitizer/schemas/{_FILE}").parse(PeopleModel).to_domain()
