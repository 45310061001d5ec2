"""The rule of practice, which is a data file."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, model_validator

from digitizer.domain.practice import Level, TrainingRule
from digitizer.samples import ALL_DAMAGES

_PLUS = "+"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    version: str
    valid_from: date
    source: str
    fewest_cases: int = Field(ge=1)
    harder_from: float = Field(gt=0, le=1)
    easier_below: float = Field(gt=0, le=1)
    usual_cases: int = Field(ge=1)
    most_cases: int = Field(ge=1)
    ahead: int = Field(ge=1)
    unoffered: list[str]
    damages: dict[Level, list[str]]

    @model_validator(mode="after")
    def _is_whole(self) -> _Model:
        named = {part for names in self.damages.values() for one in names for part in _parts(one)}
        if set(self.damages) != set(Level) or not all(self.damages.values()):
            raise ValueError("each level needs its damages")
        if unknown := named - set(ALL_DAMAGES):
            raise ValueError(f"no such damage: {sorted(unknown)}")
        return self


@cache
def training_rule() -> TrainingRule:
    """The shipped rule; a file that is not well formed is a bug."""
    text = (files("digitizer.bootstrap") / "practice.toml").read_text(encoding="utf-8")
    read = _Model.model_validate(tomllib.loads(text))
    return TrainingRule(
        read.fewest_cases,
        read.harder_from,
        read.easier_below,
        read.usual_cases,
        read.most_cases,
        read.ahead,
        {level: tuple(names) for level, names in read.damages.items()},
        frozenset(read.unoffered),
    )


def _parts(name: str) -> list[str]:
    return name.split(_PLUS)
