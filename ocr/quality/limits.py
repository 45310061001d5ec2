"""The limits of the data file, checked once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Grade:
    """A measurement's limits: from where it is told, and from where the page cannot be read."""

    warning: float
    too_poor: float


@dataclass(frozen=True, slots=True)
class CutLimits:
    letter_height_mm: tuple[float, float]
    letter_width_mm: float
    side_letters: int
    end_letters: int


@dataclass(frozen=True, slots=True)
class FingerLimits:
    thickness_mm: float
    area_share: tuple[float, float]
    chroma_red: tuple[int, int]
    chroma_blue: tuple[int, int]
    redder_than_paper: int


@dataclass(frozen=True, slots=True)
class Limits:
    """``blurred`` in mm, ``dark`` and ``faint`` in gray levels, ``resolution`` in dpi."""

    version: str
    most_ink_share: float
    most_trace_share: float
    blurred: Grade
    dark: Grade
    faint: Grade
    resolution: Grade
    cut: CutLimits
    finger: FingerLimits
    most_colour: int
    sealed_titles: tuple[str, ...]


@cache
def shipped_limits() -> Limits:
    """The limits that come with the program; raises KeyError when the data file lacks one."""
    data = tomllib.loads(files("ocr.quality").joinpath("limits.toml").read_text(encoding="utf-8"))
    return Limits(
        version=data["version"],
        most_ink_share=data["blank"]["most_ink_share"],
        most_trace_share=data["blank"]["most_trace_share"],
        blurred=_grade(data["blurred"], "mm"),
        dark=_grade(data["dark"], "level"),
        faint=_grade(data["faint"], "contrast"),
        resolution=_grade(data["resolution"], "dpi"),
        cut=CutLimits(**_frozen(data["cut"])),
        finger=FingerLimits(**_frozen(data["finger"])),
        most_colour=data["gray"]["most_colour"],
        sealed_titles=tuple(data["gray"]["sealed_titles"]),
    )


def _grade(table: dict[str, Any], unit: str) -> Grade:
    return Grade(table[f"warning_{unit}"], table[f"too_poor_{unit}"])


def _frozen(table: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in table.items()}
