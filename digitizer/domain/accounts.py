"""Accounts: who a person is to the program, what they may do, and when they may enter.

One account is one person; its name is the name that stands in the records, in the log and on the
papers. All rules are figures of :class:`PasswordRules` and rows of :class:`Rights`, which are data.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from digitizer.domain.changes import AUTOMATION
from digitizer.domain.errors import InvalidInput
from digitizer.domain.values.text import clean, fold

LONGEST_PASSWORD = 256
"""In characters; what is longer is refused, since hashing it would only cost time."""


class Role(StrEnum):
    CLERK = "clerk"
    SECOND_CLERK = "second_clerk"
    ARBITER = "arbiter"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    AUTOMATION = "automation"


class Part(StrEnum):
    """What one person does at one batch; nobody has two of them."""

    WORKER = "worker"
    SECOND = "second"
    ARBITER = "arbiter"
    APPROVER = "approver"


class AccountState(StrEnum):
    ACTIVE = "active"
    DISABLED = "disabled"


class Standing(StrEnum):
    """Whether an account may be entered now, and if not, why."""

    OPEN = "open"
    LOCKED = "locked"
    DISABLED = "disabled"
    DORMANT = "dormant"


@dataclass(frozen=True, slots=True)
class Account:
    """``last_seen`` is the last log-in, or when the account was made or enabled again; ``failures``
    counts the wrong passwords since. The hash of the password is not here: only the store and
    whoever compares it see it."""

    id: int
    name: str
    roles: frozenset[Role]
    state: AccountState
    must_change: bool
    last_seen: datetime
    failures: int = 0
    locked_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class PasswordRules:
    """``classes``: of lower case, upper case, digits and other signs so many must occur;
    ``most_failures``: with so many wrong passwords in a row the account is locked for ``lock``."""

    version: str
    source: str
    least_length: int
    classes: int
    most_failures: int
    lock: timedelta
    idle_lock: timedelta
    dormant_after: timedelta


STRICTER: Mapping[str, tuple[str, timedelta | None, bool]] = {
    "least_length": ("least_length", None, True),
    "most_failures": ("most_failures", None, False),
    "idle_minutes": ("idle_lock", timedelta(minutes=1), False),
    "idle_days": ("dormant_after", timedelta(days=1), False),
}
"""What an office may set stricter: the field of :class:`PasswordRules`, the unit of its figure,
and whether more of it is stricter."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A part of the work: the actions of use cases that belong to it, and who may do them."""

    key: str
    roles: frozenset[Role]
    actions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rights:
    """Which roles may take which action. An action without a duty is nobody's. A person with a
    role of ``alone`` has no other."""

    version: str
    source: str
    duties: tuple[Duty, ...]
    alone: frozenset[Role]

    def duty_of(self, action: str) -> Duty | None:
        return next((duty for duty in self.duties if action in duty.actions), None)

    def allows(self, roles: Collection[Role], action: str) -> bool:
        duty = self.duty_of(action)
        return duty is not None and not duty.roles.isdisjoint(roles)


def account_name(text: str) -> str:
    """The name of a person as accounts and records keep it. Raises InvalidInput where it is empty
    or the automation's."""
    name = clean("".join(each for each in text if unicodedata.category(each)[0] != "C"))
    if not name:
        raise InvalidInput("user-needed")
    if name.casefold() == AUTOMATION.name:
        raise InvalidInput("user-reserved", name=name)
    return name


def name_key(name: str) -> str:
    """Equal for names that only differ in upper and lower case: those are one account."""
    return clean(name).casefold()


def require_fitting_roles(rights: Rights, roles: Collection[Role]) -> frozenset[Role]:
    """Raises InvalidInput without a role, or where one of them must stand alone."""
    if not roles:
        raise InvalidInput("role-needed")
    if len(set(roles)) > 1:
        for role in sorted(rights.alone.intersection(roles)):
            raise InvalidInput("role-stands-alone", role=role)
    return frozenset(roles)


def password_text(password: str) -> str:
    """The password as it is hashed: the same for the same letters, however they were typed."""
    return unicodedata.normalize("NFC", password)


def broken_rules(rules: PasswordRules, password: str, name: str) -> tuple[InvalidInput, ...]:
    """What stands against a new password of this person; nothing where it is good."""
    text = password_text(password)
    broken: list[InvalidInput] = []
    if len(text) < rules.least_length:
        broken.append(InvalidInput("password-too-short", least=rules.least_length))
    if len(text) > LONGEST_PASSWORD:
        broken.append(InvalidInput("password-too-long", most=LONGEST_PASSWORD))
    if _classes(text) < rules.classes:
        broken.append(InvalidInput("password-too-plain", classes=rules.classes))
    if fold(name).replace(" ", "") in fold(text).replace(" ", ""):
        broken.append(InvalidInput("password-has-name"))
    return tuple(broken)


def require_good_password(rules: PasswordRules, password: str, name: str) -> None:
    """Raises InvalidInput where a new password breaks a rule."""
    for error in broken_rules(rules, password, name):
        raise error


def stricter_rules(floor: PasswordRules, wanted: Mapping[str, int]) -> PasswordRules:
    """The rules of an office that asks for more than ``floor``, by the names of
    :data:`STRICTER`. Raises InvalidInput ``rule-too-lax`` for a figure that asks for less."""
    changes: dict[str, Any] = {}
    for name, figure in wanted.items():
        field, unit, is_least = STRICTER[name]
        least = getattr(floor, field) // unit if unit else getattr(floor, field)
        if figure < least if is_least else figure > least:
            raise InvalidInput("rule-too-lax", rule=name, figure=figure, floor=least)
        changes[field] = figure * unit if unit else figure
    return replace(floor, **changes)


def standing(account: Account, rules: PasswordRules, now: datetime) -> Standing:
    if account.state is AccountState.DISABLED:
        return Standing.DISABLED
    if account.locked_until is not None and now < account.locked_until:
        return Standing.LOCKED
    if now - account.last_seen > rules.dormant_after:
        return Standing.DORMANT
    return Standing.OPEN


def after_failure(account: Account, rules: PasswordRules, now: datetime) -> Account:
    """The account after one more wrong password; a lock that is over counts no more."""
    failures = account.failures + 1
    if failures >= rules.most_failures:
        return replace(account, failures=0, locked_until=now + rules.lock)
    return replace(account, failures=failures)


def after_success(account: Account, now: datetime) -> Account:
    return replace(account, failures=0, locked_until=None, last_seen=now)


def unlocked(account: Account) -> Account:
    return replace(account, failures=0, locked_until=None)


def enabled(account: Account, now: datetime) -> Account:
    """Active again, also after too long a time without a log-in."""
    return replace(account, state=AccountState.ACTIVE, last_seen=now)


def disabled(account: Account) -> Account:
    return replace(account, state=AccountState.DISABLED)


def _classes(text: str) -> int:
    lower = any(each.islower() for each in text)
    upper = any(each.isupper() for each in text)
    digit = any(each.isdecimal() for each in text)
    other = any(not each.isalnum() and not each.isspace() for each in text)
    return lower + upper + digit + other
