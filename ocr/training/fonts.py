"""The faces that training lines are drawn with: which families, and what was fetched of them.

They are fetched at build time (:mod:`ocr.training.fetching`) and never shipped.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import click

INDEX = "faces.json"


@dataclass(frozen=True, slots=True)
class Family:
    """One package: ``style`` is serif, sans, mono or hand; ``split`` train or unseen; ``weight``
    says how often it is drawn beside the others."""

    package: str
    version: str
    licence: str
    style: str
    split: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Face:
    """One font file and the characters of the alphabet that it has."""

    path: Path
    family: str
    style: str
    split: str
    weight: float
    letters: frozenset[str]


def families() -> tuple[Family, ...]:
    """The families of fonts.toml."""
    listed = tomllib.loads(
        resources.files("ocr.training").joinpath("fonts.toml").read_text("utf-8")
    )
    return tuple(Family(**entry) for entry in listed["family"])


def load_faces(folder: Path) -> tuple[Face, ...]:
    """The faces that were fetched into a folder. Raises ClickException where
    there are none."""
    try:
        index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise click.ClickException(f"no faces in {folder}: run the command fonts first") from error
    return tuple(
        Face(
            folder / entry["file"],
            entry["package"],
            entry["style"],
            entry["split"],
            entry["weight"],
            frozenset(entry["letters"]),
        )
        for entry in index
    )
