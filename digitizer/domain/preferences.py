"""What one person likes: language, looks, keys, typing, and the place on the desk to go on at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SCALES = (100, 125, 150, 175, 200)
"""The sizes of text and buttons that a person may choose, in percent."""


class Look(StrEnum):
    """``system`` follows the computer."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


class TypingMethod(StrEnum):
    """How marks are typed; ``off`` leaves it to the computer's own input method."""

    OFF = "off"
    TELEX = "telex"
    VNI = "vni"


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """Where a person was on the desk. ``zoom`` is screen px a page px, None fits the width;
    ``turn`` the clockwise turn of the view in degrees; ``batch_id`` the filter of the list."""

    case_id: int
    field: str | None = None
    batch_id: int | None = None
    zoom: float | None = None
    turn: int = 0


@dataclass(frozen=True, slots=True)
class ListLook:
    """How a list is shown. ``widths`` are px at 100 % of all its columns in their order, 0 for
    those that take the room that is left; ``sorted_by`` is a column's place, None as rows come."""

    widths: tuple[int, ...] = ()
    sorted_by: int | None = None
    descends: bool = False


@dataclass(frozen=True, slots=True)
class Preferences:
    """``language`` None follows the computer, ``scale`` is one of :data:`SCALES`, ``keys`` are
    the keys of actions that the person assigned otherwise, by the action's id; ``lists`` are the
    looks of lists by their names."""

    language: str | None = None
    look: Look = Look.SYSTEM
    scale: int = 100
    typing: TypingMethod = TypingMethod.OFF
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    place: DeskPlace | None = None
    lists: Mapping[str, ListLook] = field(default_factory=dict)
