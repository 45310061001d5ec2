"""The QR code of the Vietnamese citizen card: seven parts with ``|`` between them.

Number | number of the old identity card (may be empty) | name | date of birth | sex | address |
date of issue; dates are ``ddmmyyyy``. Newer cards append further parts, which are left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from digitizer.domain.problems import Problem
from digitizer.domain.values.dates import PartialDate
from digitizer.domain.values.ids import is_old_identity_number, parse_personal_number
from digitizer.domain.values.text import clean

_PARTS = 7
_DATE = re.compile(r"(\d{2})(\d{2})(\d{4})", re.ASCII)
_SEXES = {"nam": False, "nữ": True}


@dataclass(frozen=True, slots=True)
class CitizenCard:
    """What the QR code says; ``old_number`` is empty where the holder never had one."""

    number: str
    old_number: str
    name: str
    born: PartialDate
    is_female: bool
    address: str
    issued: PartialDate


def is_card_payload(text: str) -> bool:
    """Whether a QR text means to be a citizen card: twelve digits before the first bar."""
    number, bar, _ = text.partition("|")
    return bool(bar) and len(number) == 12 and number.isascii() and number.isdigit()


def parse_citizen_card(text: str) -> CitizenCard | Problem:
    """The card of a QR payload, or what is wrong with it. Names come in NFC with their marks."""
    parts = [clean(part) for part in text.split("|")]
    if len(parts) < _PARTS:
        return Problem.warning("card-parts")
    number, old_number, name, born_text, sex, address, issued_text = parts[:_PARTS]
    personal = parse_personal_number(number)
    if personal is None:
        return Problem.warning("card-number")
    if old_number and not is_old_identity_number(old_number):
        return Problem.warning("card-old-number")
    if not name or any(char.isdigit() for char in name):
        return Problem.warning("card-name")
    born, issued = _date(born_text), _date(issued_text)
    if born is None or issued is None or issued.surely_before(born):
        return Problem.warning("card-date")
    if sex.lower() not in _SEXES:
        return Problem.warning("card-sex")
    return CitizenCard(number, old_number, name, born, _SEXES[sex.lower()], address, issued)


def _date(text: str) -> PartialDate | None:
    match = _DATE.fullmatch(text)
    if not match:
        return None
    try:
        return PartialDate(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None
