"""Secrets that are handed over on paper: first passwords, and the rescue code of an office.

They are copied by hand from a sheet: signs that look alike are left out, or stand where only one
of them can. Whoever calls gives the source of chance, which must be one for secrets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from digitizer.domain.accounts import PasswordRules, Role, broken_rules

Choose = Callable[[Sequence[str]], str]
"""One of several signs, by chance that nobody can foretell."""

_LOWER, _UPPER, _DIGITS = "abcdefghkmnpqrstuvwxyz", "ABCDEFGHKLMNPQRSTUVWXYZ", "23456789"
_SIGNS = (_LOWER, _UPPER, _DIGITS, _LOWER)
_JOINT = "-"
_GROUP = 4
_SHORTEST = 14
"""Characters of a first password with its joints: 12 chosen ones, some 65 bits."""

_CODE_SIGNS = "0123456789ACDEFGHJKMNPQRTVWXY"
_CODE_GROUPS = 6
"""Groups of four of 29 signs: some 116 bits, which nobody guesses."""

_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "B": "8"})
_BETWEEN = re.compile(r"[\s\-–—]+")


@dataclass(frozen=True, slots=True)
class HandedSecret:
    """The first password of a person, who must change it at the first log-in."""

    name: str
    roles: tuple[Role, ...]
    password: str


@dataclass(frozen=True, slots=True)
class Rescued:
    """What a rescue gives: the first password of the administrator, and the code that is in force
    from now on."""

    name: str
    password: str
    code: str


@dataclass(frozen=True, slots=True)
class Rescue:
    """A rescue that took place: whose account, when, and by whom at the computer."""

    id: int
    name: str
    at: datetime
    computer_user: str


def first_password(rules: PasswordRules, name: str, choose: Choose) -> str:
    """A password for the person of this name that keeps the rules: groups of four of lower case,
    upper case and digits with joints between them."""
    length = max(rules.least_length, _SHORTEST)
    count = ceil((length + len(_JOINT)) / (_GROUP + len(_JOINT)))
    while True:
        groups = ("".join(map(choose, _SIGNS)) for _ in range(count))
        password = _JOINT.join(groups)
        if not broken_rules(rules, password, name):
            return password


def rescue_code(choose: Choose) -> str:
    """A new rescue code as it is printed: 24 signs in groups of four."""
    groups = ("".join(choose(_CODE_SIGNS) for _ in range(_GROUP)) for _ in range(_CODE_GROUPS))
    return _JOINT.join(groups)


def rescue_code_text(typed: str) -> str:
    """The code as it is hashed: the same with or without joints, in upper or lower case, and with
    a letter for the digit that it looks like."""
    return _BETWEEN.sub("", typed).upper().translate(_ALIKE)
