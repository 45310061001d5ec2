"""A printed form whose blank sheet is known: where its own words stand and where values belong.

All lengths are millimetres on the blank sheet, origin top left, x to the right, y down.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on the sheet, in mm."""

    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        return self.left + self.width / 2, self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class FormWord:
    """A word that the form itself prints."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Zone:
    """Where a part of a field's value stands. A field whose value goes on over more lines has
    several, in reading order."""

    field: str
    place: Place


@dataclass(frozen=True, slots=True)
class Form:
    """One edition of a form. ``blank`` is the picture of its empty sheet, ``width`` by ``height``
    mm large."""

    key: str
    document_type: str
    version: str
    source: str
    valid_from: date
    width: float
    height: float
    blank: Path
    words: tuple[FormWord, ...]
    zones: tuple[Zone, ...]
