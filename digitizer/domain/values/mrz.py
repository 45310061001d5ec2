"""The machine-readable lines of the Vietnamese citizen card (TD1: three lines of 30 characters).

Layout and check digits follow ICAO Doc 9303, part 3 (check digits) and part 5 (TD1 cards). The
card's document number is the last nine digits of the personal number, whose twelve digits stand in
the optional part of the first line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from digitizer.domain.problems import Problem
from digitizer.domain.values.dates import PartialDate
from digitizer.domain.values.ids import parse_personal_number

_LINE = re.compile(r"[A-Z0-9<]{30}", re.ASCII)
_NAME = re.compile(r"[A-Z]+(?:<[A-Z]+)*<<[A-Z]+(?:<[A-Z]+)*<*|[A-Z]+<*", re.ASCII)
_SEXES = {"M": False, "F": True}
_WEIGHTS = (7, 3, 1)


@dataclass(frozen=True, slots=True)
class CardMrz:
    """``name`` has no marks: it can only be compared with a name, never replace one."""

    number: str
    name: str
    born: PartialDate
    is_female: bool
    expires: PartialDate


def check_digit(text: str) -> str:
    """The digit over digits, capitals and fillers (ICAO 9303-3, 4.9: weights 7, 3, 1; mod 10)."""
    values = (0 if char == "<" else int(char, 36) for char in text)
    return str(sum(value * _WEIGHTS[i % 3] for i, value in enumerate(values)) % 10)


def is_mrz_line(text: str) -> bool:
    """Whether a text without its spaces could be one of the three lines."""
    return _LINE.fullmatch(text) is not None


def parse_card_mrz(lines: tuple[str, str, str]) -> CardMrz | Problem:
    """The card of the three lines (without spaces), or the first thing that is wrong with them."""
    if not all(is_mrz_line(line) for line in lines):
        return Problem.warning("mrz-shape")
    first, second, third = lines
    if not first.startswith("IDVNM") or second[15:18] != "VNM":
        return Problem.warning("mrz-kind")
    return _wrong_check(first, second) or _content(first, second, third)


def _wrong_check(first: str, second: str) -> Problem | None:
    whole = first[5:30] + second[0:7] + second[8:15] + second[18:29]
    checks = (
        ("number", first[5:14], first[14]),
        ("birth", second[0:6], second[6]),
        ("expiry", second[8:14], second[14]),
        ("whole", whole, second[29]),
    )
    for part, text, digit in checks:
        if check_digit(text) != digit:
            return Problem.warning("mrz-check", part=part)
    return None


def _content(first: str, second: str, third: str) -> CardMrz | Problem:
    number = first[15:27]
    personal = parse_personal_number(number)
    if personal is None or number[3:] != first[5:14]:
        return Problem.warning("mrz-content", part="number")
    born = _date(personal.birth_year // 100, second[0:6])
    if born is None or born.year != personal.birth_year:
        return Problem.warning("mrz-content", part="birth")
    expires = _date(20, second[8:14])
    if expires is None:
        return Problem.warning("mrz-content", part="expiry")
    if second[7] not in _SEXES or _SEXES[second[7]] != personal.is_female:
        return Problem.warning("mrz-content", part="sex")
    if not _NAME.fullmatch(third):
        return Problem.warning("mrz-content", part="name")
    name = " ".join(part for part in third.split("<") if part)
    return CardMrz(number, name, born, _SEXES[second[7]], expires)


def _date(century: int, text: str) -> PartialDate | None:
    if not (text.isascii() and text.isdigit()):
        return None
    try:
        return PartialDate(century * 100 + int(text[0:2]), int(text[2:4]), int(text[4:6]))
    except ValueError:
        return None
