"""Dates that are no day of the calendar in force: of the lunar calendar, or only about a year.

Their canonical texts are ``lunar:1985-02-30`` (the second of two equal months of a leap year as
``lunar:1985-02L-30``), cut to what is known, and ``1950~`` after ISO 8601-2. Nothing is converted:
the paper's date is kept, and a clerk says the solar one where the law wants it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from digitizer.domain.values.dates import FIRST_YEAR, LAST_YEAR
from digitizer.domain.values.number_words import number_from_words
from digitizer.domain.values.text import fold

_LUNAR = "lunar:"
_CANONICAL = re.compile(r"lunar:(\d{4})(?:-(\d{2})(L?)(?:-(\d{2}))?)?")
_ABOUT = re.compile(r"(?:khoang|chung|do|vao khoang)\s*(?:nam\s*)?(\d{4})")
_CANONICAL_ABOUT = re.compile(r"(\d{4})~")
_MARK = re.compile(r"[\s,(]*\b(?:tinh theo |theo )?(?:am lich|a\.?l\.?)\b[\s).]*$")
_LUNAR_MONTHS = re.compile(r"\bthang\s+(?:gieng|chap)\b")
_WORDED = re.compile(
    r"(?:ngay\s*)?(?:(?P<day>(?:(?:mung|mong)\s*)?[a-z0-9 ]+?)\s*,?\s*)?"
    r"thang\s*(?P<month>[a-z0-9]+(?:\s(?:mot|hai))?)\s*(?P<leap>nhuan\s*)?,?\s*nam\s*(?P<year>\d{4})"
)
_NUMERIC = re.compile(
    r"(?:ngay\s*)?(?:(?:(?P<day>\d{1,2})[/.\-])?(?P<month>\d{1,2})\s*(?P<leap>nhuan\s*)?[/.\-])?"
    r"(?P<year>\d{4})"
)
_MOST_DAYS = 30


@dataclass(frozen=True, slots=True)
class LunarDate:
    """A date of the lunar calendar; a month has at most 30 days, ``is_leap`` tells the second of
    two months of one number."""

    year: int
    month: int | None = None
    day: int | None = None
    is_leap: bool = False

    @property
    def canonical(self) -> str:
        text = f"{_LUNAR}{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}{'L' if self.is_leap else ''}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text

    def formatted(self) -> str:
        """As offices write it: ``30/02/1985 (âm lịch)``."""
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}{' nhuận' if self.is_leap else ''}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return "/".join(reversed(parts)) + " (âm lịch)"


def parse_lunar(text: str) -> LunarDate | None:
    """The lunar date of a text that says so, by "âm lịch" or the month's name (Giêng, Chạp);
    None for every other text."""
    folded = fold(text).strip(" .,;:-")
    bare = _MARK.sub("", folded)
    if bare == folded and not _LUNAR_MONTHS.search(folded):
        return None
    match = _NUMERIC.fullmatch(bare) or _WORDED.fullmatch(bare)
    if match is None:
        return None
    day, month = _number(match["day"]), _number(match["month"])
    if (match["month"] and month is None) or (match["day"] and day is None):
        return None
    is_leap = bool(match.groupdict().get("leap"))
    return _checked(int(match["year"]), month, day, is_leap=is_leap)


def parse_about(text: str) -> int | None:
    """The year of "khoảng năm 1950", or None."""
    match = _ABOUT.fullmatch(fold(text).strip(" .,;:-"))
    year = int(match[1]) if match else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def spoken(value: str) -> str | None:
    """The canonical text of such a date as offices write it; None for another text."""
    if about := _CANONICAL_ABOUT.fullmatch(value):
        return f"khoảng {about[1]}"
    lunar = _CANONICAL.fullmatch(value)
    if lunar is None:
        return None
    month, day = lunar[2], lunar[4]
    found = _checked(
        int(lunar[1]),
        int(month) if month else None,
        int(day) if day else None,
        is_leap=bool(lunar[3]),
    )
    return found.formatted() if found else None


def is_lunar(value: str) -> bool:
    """Whether a canonical text is a lunar date."""
    return _CANONICAL.fullmatch(value) is not None


def _number(text: str | None) -> int | None:
    if not text:
        return None
    plain = re.sub(r"^(?:mung|mong)\s*", "", text.strip())
    return int(plain) if plain.isdigit() else number_from_words(plain)


def _checked(year: int, month: int | None, day: int | None, *, is_leap: bool) -> LunarDate | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and not 1 <= day <= _MOST_DAYS:
        return None
    return LunarDate(year, month, day, is_leap)
