"""The provinces that personal numbers begin with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from digitizer.places.lists import OLD, table

_PROVINCE_DIGITS = 2


def province_of_number(place: str) -> str | None:
    """The province of the first three digits of a personal number (Thông tư 59/2021/TT-BCA, Điều
    4); None for a country or an unknown code. A province's code there is a zero before its code in
    the list of units until 30 June 2025: 63 values, which are those that
    :mod:`digitizer.domain.values.ids` knows. The pattern is from secondary sources, so the name is
    shown to a clerk as a help and never stored."""
    return _provinces().get(place[1:]) if place.startswith("0") else None


@cache
def _provinces() -> Mapping[str, str]:
    units = table(f"units_{OLD.replace('-', '_')}.tsv")
    return {
        code: f"{level} {name}" for code, level, name, _ in units if len(code) == _PROVINCE_DIGITS
    }
