"""Secrets handed over on paper, and rules that an office makes stricter."""

from __future__ import annotations

import random
import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.bootstrap.entering import access_for
from digitizer.domain.accounts import (
    LONGEST_PASSWORD,
    STRICTER,
    broken_rules,
    require_good_password,
    stricter_rules,
)
from digitizer.domain.errors import BadSchema, InvalidInput
from digitizer.domain.handed_secrets import first_password, rescue_code, rescue_code_text
from digitizer.messages import LANGUAGES, Messages
from digitizer.schemas.accounts import load_password_rules
from digitizer.settings import AccountSettings

RULES = load_password_rules()


@given(seed=st.integers(0, 10_000), name=st.sampled_from(["An", "Ê", "Trần Thị Mai", "Y"]))
def test_a_first_password_keeps_the_rules_and_has_no_sign_like_another(
    seed: int, name: str
) -> None:
    password = first_password(RULES, name, random.Random(seed).choice)
    require_good_password(RULES, password, name)
    assert len(password) >= 14
    assert not set(password) & set("01OIlijJo")


def test_a_first_password_is_as_long_as_a_stricter_office_asks() -> None:
    for least in (14, 15, 23, 64):
        rules = stricter_rules(RULES, {"least_length": least})
        assert len(first_password(rules, "An", random.Random(1).choice)) >= least


@given(seed=st.integers(0, 10_000))
def test_a_rescue_code_is_the_same_however_it_is_copied(seed: int) -> None:
    code = rescue_code(random.Random(seed).choice)
    assert re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){5}", code)
    plain = rescue_code_text(code)
    assert len(plain) == 24
    copied = code.lower().replace("0", "o").replace("1", "l").replace("-", "  ")
    assert rescue_code_text(copied) == plain
    assert rescue_code_text(code.replace("1", "I").replace("-", "–")) == plain


def test_what_stands_against_a_password_is_told_all_at_once() -> None:
    codes = [error.code for error in broken_rules(RULES, "mai", "Mai")]
    assert codes == ["password-too-short", "password-too-plain", "password-has-name"]
    assert broken_rules(RULES, "Mùa Thu 2026!", "Trần Thị Mai") == ()
    long = "aA1!" * LONGEST_PASSWORD
    assert [error.code for error in broken_rules(RULES, long, "Mai")] == ["password-too-long"]


FLOOR = {"least_length": 8, "most_failures": 5, "idle_minutes": 10, "idle_days": 45}


@pytest.mark.parametrize(("rule", "stricter"), [(rule, STRICTER[rule][2]) for rule in STRICTER])
def test_an_office_may_ask_for_more_and_never_for_less(rule: str, stricter: bool) -> None:
    step = 1 if stricter else -1
    asked = stricter_rules(RULES, {rule: FLOOR[rule] + step})
    assert asked != RULES
    assert stricter_rules(RULES, {rule: FLOOR[rule]}) == RULES
    with pytest.raises(InvalidInput) as refused:
        stricter_rules(RULES, {rule: FLOOR[rule] - step})
    assert refused.value.code == "rule-too-lax"
    assert refused.value.params["floor"] == str(FLOOR[rule])


def test_settings_laxer_than_the_standard_are_refused_with_a_sentence() -> None:
    with pytest.raises(BadSchema) as refused:
        access_for(AccountSettings(most_failures=9))
    for language in LANGUAGES:
        said = Messages(language).error(refused.value)
        assert "9" in said
        assert "5" in said
    strict = access_for(AccountSettings(idle_minutes=3, idle_days=30)).passwords
    assert (strict.idle_lock, strict.dormant_after) == (timedelta(minutes=3), timedelta(days=30))
