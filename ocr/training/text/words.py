"""The word lists beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """One data file by its stem."""
    path = files(__package__).joinpath(f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def words(content: str) -> tuple[str, ...]:
    """The words of a list that is divided by spaces."""
    return tuple(content.split())


def phrases(content: str) -> tuple[str, ...]:
    """The phrases of a list that is divided by bars and line ends."""
    parts = (part.strip() for row in content.splitlines() for part in row.split("|"))
    return tuple(part for part in parts if part)
