"""Dates with the precision that stands on the paper.

Canonical text is ISO 8601 cut to what is known: ``2006-03-16``, ``1984-06``, ``1984``.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from digitizer.domain.values.number_words import number_from_words
from digitizer.domain.values.text import clean, fold

FIRST_YEAR, LAST_YEAR = 1850, 2100

_NUMERIC = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_WORDED = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*,?\s*thang\s*(\d{1,2})\s*,?\s*nam\s*(\d{4})")
_MONTH_YEAR = re.compile(r"(?:thang\s*)?(\d{1,2})\s*(?:[/.\-]|,?\s*nam)\s*(\d{4})")
_YEAR = re.compile(r"(?:nam\s*)?(\d{4})")
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_IN_WORDS = re.compile(
    r"(?:ngay (?P<day>[a-z ]+?) ?,? )?(?:thang (?P<month>[a-z ]+?) ?,? )?nam (?P<year>[a-z ]+)"
)
_WITHOUT_DAY_WORD = re.compile(
    r"(?P<day>[a-z ]+?) ?,? thang (?P<month>[a-z ]+?) ?,? nam (?P<year>[a-z ]+)"
)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date of which day, or day and month, may be unknown (None)."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(f"year {self.year} out of range")
        if self.month is None:
            if self.day is not None:
                raise ValueError("a day needs a month")
            return
        if not 1 <= self.month <= 12:
            raise ValueError(f"month {self.month} out of range")
        if self.day is not None:
            days = calendar.monthrange(self.year, self.month)[1]
            if not 1 <= self.day <= days:
                raise ValueError(f"day {self.day} out of range")

    @property
    def iso(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text

    @property
    def is_full(self) -> bool:
        return self.day is not None

    def earliest(self) -> tuple[int, int, int]:
        return (self.year, self.month or 1, self.day or 1)

    def latest(self) -> tuple[int, int, int]:
        month = self.month or 12
        return (self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def surely_before(self, other: PartialDate) -> bool:
        """Whether every day it may mean lies before every day the other may mean."""
        return self.latest() < other.earliest()

    def formatted(self, separator: str = "/") -> str:
        """As Vietnamese offices write it: ``16/03/2006``, ``06/1984``, ``1984``."""
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return separator.join(reversed(parts))


def parse_iso(text: str) -> PartialDate | None:
    """The date of a canonical text, or None when it is none."""
    match = _ISO.fullmatch(text)
    return _build(match.group(1), match.group(2), match.group(3)) if match else None


def parse_written(text: str) -> PartialDate | None:
    """The date that a text from paper or keyboard means, or None when it means none.

    The whole text must be the date; a leading "ngày" and outer punctuation are allowed.
    An age ("32 tuổi") or a date in a calendar other than the Gregorian one is none.
    """
    folded = fold(text).strip(" .,;:-")
    if match := _WORDED.fullmatch(folded):
        return _build(match.group(3), match.group(2), match.group(1))
    bare = re.sub(r"^(?:ngay,? thang,? nam|ngay)\s*", "", folded)
    if match := _NUMERIC.fullmatch(bare):
        return _build(match.group(3), match.group(2), match.group(1))
    if match := _MONTH_YEAR.fullmatch(bare):
        return _build(match.group(2), match.group(1), None)
    if match := _YEAR.fullmatch(bare):
        return _build(match.group(1), None, None)
    return parse_iso(clean(text))


def parse_in_words(text: str) -> PartialDate | None:
    """The date of "Ngày mười sáu, tháng ba, năm hai nghìn không trăm linh sáu", or None.

    The word "ngày" may be missing, as after a label that ends with it.
    """
    folded = re.sub(r"[^a-z,]+", " ", fold(text)).strip(" ,")
    spaced = re.sub(r"\s*,\s*", ", ", folded)
    match = _IN_WORDS.fullmatch(spaced) or _WITHOUT_DAY_WORD.fullmatch(spaced)
    if not match:
        return None
    year = number_from_words(match["year"])
    month = number_from_words(match["month"]) if match["month"] else None
    day = number_from_words(match["day"]) if match["day"] else None
    if year is None or (match["month"] and month is None) or (match["day"] and day is None):
        return None
    return _checked(year, month, day)


def _build(year: str, month: str | None, day: str | None) -> PartialDate | None:
    return _checked(int(year), int(month) if month else None, int(day) if day else None)


def _checked(year: int, month: int | None, day: int | None) -> PartialDate | None:
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None
