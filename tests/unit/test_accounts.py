"""The rules of accounts: passwords, locks, idle time, and the table of rights."""

from __future__ import annotations

import ast
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.accounts import (
    Account,
    AccountState,
    Role,
    Standing,
    account_name,
    after_failure,
    after_success,
    disabled,
    enabled,
    name_key,
    password_text,
    require_fitting_roles,
    require_good_password,
    standing,
    unlocked,
)
from digitizer.domain.errors import InvalidInput
from digitizer.messages import LANGUAGES, Messages
from digitizer.schemas.accounts import load_hash_rules, load_password_rules, load_rights
from digitizer.store.passwords import ArgonHasher

ROOT = Path(__file__).parents[2]
RULES, RIGHTS = load_password_rules(), load_rights()
NOW = datetime(2026, 11, 28, 8, tzinfo=UTC)
MAI = Account(1, "Lê Thị Mai", frozenset({Role.CLERK}), AccountState.ACTIVE, False, NOW)
GOOD = "Mùa Thu 2026!"


def refused(text: str, name: str = MAI.name) -> str:
    with pytest.raises(InvalidInput) as error:
        require_good_password(RULES, text, name)
    return error.value.code


def test_the_rules_lie_in_what_the_regulation_allows() -> None:
    assert RULES.least_length >= 8
    assert RULES.classes == 4
    assert RULES.most_failures <= 5
    assert timedelta(hours=12) <= RULES.lock <= timedelta(days=30)
    assert RULES.idle_lock <= timedelta(minutes=15)
    assert RULES.dormant_after == timedelta(days=45)
    assert "QCVN 12:2026/BCA" in RULES.source
    assert load_hash_rules().memory_kib >= 19 * 1024


def test_a_password_has_length_and_all_four_kinds_of_signs() -> None:
    require_good_password(RULES, GOOD, MAI.name)
    require_good_password(RULES, "ẰằÒò1ẦẦ.", MAI.name)
    assert refused("Aa1!aaa") == "password-too-short"
    assert refused("Aa1!" * 65) == "password-too-long"
    for plain in ("mùa thu 2026!", "MÙA THU 2026!", "Mùa Thu năm!", "MuaThu2026"):
        assert refused(plain) == "password-too-plain"
    assert refused("Mua Thu 2026") == "password-too-plain", "a space is no sign"


def test_a_password_does_not_hold_the_name_with_or_without_marks() -> None:
    assert refused("Le Thi Mai 1!") == "password-has-name"
    assert refused("lêTHỊmai-2026") == "password-has-name"


def test_a_password_is_the_same_however_its_marks_were_typed() -> None:
    assert password_text(unicodedata.normalize("NFD", GOOD)) == password_text(GOOD)


def test_a_name_is_cleaned_and_never_the_automation_s() -> None:
    spelt = unicodedata.normalize("NFD", "  Lê  Thị\u200bMai\n")
    assert account_name(spelt) == "Lê ThịMai"
    assert name_key("LÊ THỊ MAI") == name_key(MAI.name)
    for text, code in (("  ", "user-needed"), ("Automation", "user-reserved")):
        with pytest.raises(InvalidInput) as error:
            account_name(text)
        assert error.value.code == code


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 40_000)), max_size=60))
def test_nobody_ever_tries_more_often_in_a_row_than_the_rules_allow(
    tries: list[tuple[bool, int]],
) -> None:
    """Right or wrong passwords at any moments: between a success and the lock, or from one lock to
    the next, there are never more wrong ones than allowed; a lock always lasts whole."""
    account, now, in_a_row = MAI, NOW, 0
    for is_right, seconds in tries:
        now += timedelta(seconds=seconds)
        state = standing(account, RULES, now)
        if state is Standing.LOCKED:
            assert account.locked_until is not None
            assert account.locked_until - now <= RULES.lock
            continue
        assert state is Standing.OPEN
        if is_right:
            account, in_a_row = after_success(account, now), 0
            assert standing(account, RULES, now) is Standing.OPEN
            continue
        account, in_a_row = after_failure(account, RULES, now), in_a_row + 1
        is_locked = standing(account, RULES, now) is Standing.LOCKED
        assert is_locked == (in_a_row == RULES.most_failures)
        if is_locked:
            assert account.locked_until == now + RULES.lock
            in_a_row = 0


def test_a_lock_ends_by_itself_to_the_second_or_by_an_administrator() -> None:
    account = MAI
    for _ in range(RULES.most_failures):
        account = after_failure(account, RULES, NOW)
    second = timedelta(seconds=1)
    assert standing(account, RULES, NOW + RULES.lock - second) is Standing.LOCKED
    assert standing(account, RULES, NOW + RULES.lock) is Standing.OPEN
    assert standing(unlocked(account), RULES, NOW) is Standing.OPEN


def test_an_account_that_nobody_uses_for_45_days_is_closed_until_enabled() -> None:
    late = NOW + timedelta(days=45, seconds=1)
    assert standing(MAI, RULES, NOW + timedelta(days=45)) is Standing.OPEN
    assert standing(MAI, RULES, late) is Standing.DORMANT
    assert standing(enabled(MAI, late), RULES, late) is Standing.OPEN


def test_a_disabled_account_is_closed_whatever_else() -> None:
    closed = disabled(replace(MAI, locked_until=NOW + timedelta(hours=1)))
    assert standing(closed, RULES, NOW) is Standing.DISABLED
    assert standing(enabled(closed, NOW), RULES, NOW) is Standing.LOCKED


def test_auditor_and_automation_go_with_no_other_role() -> None:
    both = {Role.CLERK, Role.SECOND_CLERK}
    assert require_fitting_roles(RIGHTS, both) == both
    for alone in (Role.AUDITOR, Role.AUTOMATION):
        assert require_fitting_roles(RIGHTS, [alone]) == {alone}
        with pytest.raises(InvalidInput) as error:
            require_fitting_roles(RIGHTS, [alone, Role.CLERK])
        assert error.value.code == "role-stands-alone"
    with pytest.raises(InvalidInput):
        require_fitting_roles(RIGHTS, [])


def test_a_hash_fits_its_password_only_and_shows_outdated_figures() -> None:
    hasher = ArgonHasher(passes=1, memory_kib=64, lanes=1)
    hashed = hasher.hash(GOOD)
    assert GOOD not in hashed
    assert hasher.hash(GOOD) != hashed
    assert hasher.is_right(hashed, GOOD)
    assert not hasher.is_right(hashed, GOOD + " ")
    assert not hasher.is_right("no hash", GOOD)
    assert not hasher.is_outdated(hashed)
    assert ArgonHasher(passes=2, memory_kib=64, lanes=1).is_outdated(hashed)
    hasher.spend(GOOD)


def test_nobody_enters_and_approves_by_the_same_role() -> None:
    parts = ("set-field", "key-second", "settle", "approve-batch", "add-account")
    for role in Role:
        assert sum(RIGHTS.allows([role], action) for action in parts) <= 1
    assert not RIGHTS.allows(list(Role), "burn-everything")
    assert not RIGHTS.allows([Role.CLERK], "read-people")
    assert not RIGHTS.allows([Role.ADMINISTRATOR], "read-case")


def test_every_action_of_a_use_case_has_a_row_in_the_table() -> None:
    used = _actions_of_use_cases()
    assert len(used) > 40
    everybodys = {"change-password"}
    lacking = {name for name in used - everybodys if RIGHTS.duty_of(name) is None}
    assert lacking == set()


def test_every_row_of_the_table_is_the_right_to_something_that_there_is() -> None:
    known = {action for duty in RIGHTS.duties for action in duty.actions}
    assert known - _actions_of_use_cases() - _texts_in("digitizer") == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_refusal_names_exactly_the_roles_of_the_table(language: str) -> None:
    messages = Messages(language)
    words = {role: messages.text(f"role-{role.value}") for role in Role}
    for duty in RIGHTS.duties:
        said = messages.text("error-no-right", name="X", duty=duty.key, ask="Y")
        _, told = said.replace(messages.text(f"duty-{duty.key}"), "", 1).rsplit(":", 1)
        assert set(told.strip(" .").split(", ")) == {words[role] for role in duty.roles}


def _actions_of_use_cases() -> set[str]:
    """The third argument of every ``transaction(…)`` in the use cases."""
    found: set[str] = set()
    for path in (ROOT / "digitizer" / "workflow").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "transaction":
                found |= _values(node.args[2], f"digitizer.workflow.{path.stem}")
    return found


def _values(node: ast.expr, module: str) -> set[str]:
    match node:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.IfExp(body=one, orelse=other):
            return _values(one, module) | _values(other, module)
        case ast.Name(id="action"):
            return set()
        case ast.Name(id=name):
            return {getattr(import_module(module), name)}
    raise AssertionError(f"{module}: {ast.unparse(node)}")


def _texts_in(package: str) -> set[str]:
    """All short texts in the sources, to find actions that are handed on or are no use cases."""
    return {
        node.value
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
