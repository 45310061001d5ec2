"""How progress is measured, and the plan of the work: both are data files."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from digitizer.domain.errors import BadSchema, NotFound
from digitizer.domain.field_lengths import LengthRule
from digitizer.domain.progress import Stage
from digitizer.domain.work_plan import Milestone, PaceRule, WorkPlan
from digitizer.workflow.see_progress import ProgressRule

_PLACE = "digitizer.bootstrap"
_Name = Annotated[str, Field(min_length=1, max_length=200)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Lengths(_Strict):
    bounds: tuple[Annotated[int, Field(ge=1)], ...] = Field(min_length=1)
    valid_from: date
    source: str

    @field_validator("bounds")
    @classmethod
    def _rises(cls, bounds: tuple[int, ...]) -> tuple[int, ...]:
        if sorted(set(bounds)) != list(bounds):
            raise ValueError("each bound is longer than the one before")
        return bounds


class _Rule(_Strict):
    key: str
    version: str
    valid_from: date
    source: str
    pace_days: int = Field(ge=2)
    fewest_days: int = Field(ge=2)
    sample: int = Field(ge=1)
    lengths: _Lengths


class _Milestone(_Strict):
    name: _Name
    due: date
    target: int = Field(ge=1)
    stage: Stage = Stage.EXPORTED
    document_type: str | None = None
    source: str = ""

    @field_validator("stage")
    @classmethod
    def _counts_cases(cls, stage: Stage) -> Stage:
        if stage is Stage.SCANNED:
            raise ValueError("a milestone counts cases, not pages")
        return stage


class _Plan(_Strict):
    version: str
    valid_from: date
    superior: str = ""
    office: _Name
    code: str = Field(default="", pattern=r"^(\d{5})?$")
    start: date
    saturdays: bool = False
    days_off: tuple[date, ...] = ()
    milestones: tuple[_Milestone, ...]


@cache
def progress_rule() -> ProgressRule:
    """The shipped rule; a file that is not well formed is a bug."""
    text = (files(_PLACE) / "progress.toml").read_text(encoding="utf-8")
    read = _Rule.model_validate(tomllib.loads(text))
    lengths = LengthRule(read.lengths.bounds, read.lengths.valid_from, read.lengths.source)
    return ProgressRule(PaceRule(read.pace_days, read.fewest_days), read.sample, lengths)


def example_plan() -> str:
    """The text of the example that is shipped."""
    return (files(_PLACE) / "work_plan.toml").read_text(encoding="utf-8")


def read_plan(path: Path) -> WorkPlan:
    """Raises NotFound for a file that cannot be read, BadSchema for one that is not right."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NotFound("plan-file-missing", file=path) from error
    try:
        read = _Plan.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadSchema("plan-file-wrong", file=path, place="", reason=str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BadSchema("plan-file-wrong", file=path, place=place, reason=first["msg"]) from error
    milestones = tuple(
        Milestone(one.name, one.due, one.target, one.stage, one.document_type or None, one.source)
        for one in read.milestones
    )
    return WorkPlan(
        read.start,
        milestones,
        read.saturdays,
        frozenset(read.days_off),
        read.superior,
        read.office,
        read.code,
    )
