"""What a supervisor leaves at a field of a submitted case: that it was looked at, or a pin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Point:
    """A point on a page, in px of the upright page."""

    page_id: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Pin:
    """Why a field must be looked at again. ``point`` is None where the paper shows no place for
    it; ``is_sent`` once the case went back to its clerk with it."""

    case_id: int
    field: str
    reason: str
    point: Point | None
    by: str
    at: datetime
    is_sent: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """A supervisor looked at a field as the case stood at ``revision``, and it is right."""

    case_id: int
    field: str
    revision: int
    by: str
    at: datetime
