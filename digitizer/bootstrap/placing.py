"""The resolver of places."""

from __future__ import annotations

from functools import cache

from digitizer.places import ListedPlaces
from digitizer.workflow.ports import PlaceResolver

__all__ = ["place_resolver"]


@cache
def place_resolver() -> PlaceResolver:
    """The one resolver of the program; its lists are loaded when it is first asked."""
    return ListedPlaces()
