"""Dates as a clerk types them in a hurry: ``1652024``, ``16.5.24``, ``16 5 2024``.

Only the keyboard is read so, never paper: what is meant is shown in official form and in words
before it counts.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from digitizer.domain.values.dates import FIRST_YEAR, LAST_YEAR, PartialDate, parse_written

_PARTED = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})", re.ASCII)
_DIGITS = re.compile(r"\d{5,8}", re.ASCII)
_FULL_DATE = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4})", re.ASCII)


def typed_dates(text: str, today: date) -> tuple[PartialDate, ...]:
    """The dates that a typed text may mean: one, or several where digits without signs can be
    parted in more than one way. A year of two digits is the last such year up to ``today``."""
    typed = text.strip()
    written = parse_written(typed)
    if written is not None:
        return (written,)
    if parted := _PARTED.fullmatch(typed):
        found = _date(parted[1], parted[2], _year(parted[3], today))
        return (found,) if found else ()
    if not _DIGITS.fullmatch(typed):
        return ()
    lengths = (4,) if len(typed) > 6 else (2, 4) if len(typed) == 6 else (2,)
    found_dates = [each for length in lengths for each in _divided(typed, length, today)]
    return tuple(dict.fromkeys(found_dates))


def days_of_month(text: str) -> tuple[int, int, int] | None:
    """Month, year and the days that the month has, for a date whose day it has not (31/04/2024);
    None for every other text."""
    match = _FULL_DATE.fullmatch(text.strip())
    if match is None:
        return None
    day, month, year = (int(part) for part in match.groups())
    if not (1 <= month <= 12 and FIRST_YEAR <= year <= LAST_YEAR):
        return None
    days = calendar.monthrange(year, month)[1]
    return (month, year, days) if day > days or day < 1 else None


def _divided(digits: str, year_length: int, today: date) -> Iterator[PartialDate]:
    """Ways to part digits into day, month and year; a part of two digits may begin with a zero,
    one of a single digit is none."""
    head, year = digits[:-year_length], _year(digits[-year_length:], today)
    for cut in (2, 1):
        day, month = head[:cut], head[cut:]
        if 1 <= len(month) <= 2 and day and "0" not in (day, month):
            found = _date(day, month, year)
            if found is not None:
                yield found


def _year(digits: str, today: date) -> int:
    if len(digits) == 4:
        return int(digits)
    century = today.year - today.year % 100
    year = century + int(digits)
    return year if year <= today.year else year - 100


def _date(day: str, month: str, year: int) -> PartialDate | None:
    try:
        return PartialDate(year, int(month), int(day))
    except ValueError:
        return None
