"""Structure of Vietnamese personal numbers.

Twelve digits: three for the place of registration (province, or country from 101), one for
century and sex, two for the year of birth, six at random. There is no check digit
(Nghị định 137/2015/NĐ-CP, Điều 13). Numbers with a wrong structure exist and stay valid until
their holder asks for another (Nghị định 70/2024/NĐ-CP, Điều 11), so nothing here is a proof.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PROVINCE_CODES = (
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 "
    "036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 "
    "074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096"
)
_PROVINCES = frozenset(_PROVINCE_CODES.split())
_FIRST_COUNTRY, _LAST_COUNTRY = 101, 295
_TWELVE = re.compile(r"(\d{3})(\d)(\d{2})\d{6}", re.ASCII)
_NINE = re.compile(r"\d{9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """What a twelve-digit number says of its holder."""

    place: str
    is_female: bool
    birth_year: int

    @property
    def place_is_known(self) -> bool:
        """Whether the place is a province before the mergers of 2025 or a country."""
        return self.place in _PROVINCES or _FIRST_COUNTRY <= int(self.place) <= _LAST_COUNTRY


def parse_personal_number(text: str) -> PersonalNumber | None:
    """The parts of exactly twelve digits, or None for any other text."""
    match = _TWELVE.fullmatch(text)
    if not match:
        return None
    century_and_sex = int(match[2])
    year = (19 + century_and_sex // 2) * 100 + int(match[3])
    return PersonalNumber(match[1], century_and_sex % 2 == 1, year)


def is_old_identity_number(text: str) -> bool:
    """Whether it is the nine digits of an old identity card (CMND), which have no structure."""
    return _NINE.fullmatch(text) is not None
