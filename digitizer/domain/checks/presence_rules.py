"""Rules about what is there, and how it looks, because of what another field says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from digitizer.domain.checks.facts import Facts, RuleKind
from digitizer.domain.problems import Problem
from digitizer.domain.values.dates import parse_iso
from digitizer.domain.values.text import same_spelling

_CODES = frozenset({"codes"})


def _absent_when(facts: Facts) -> Iterator[Problem]:
    """Fields: a code, and those that stay empty when it is one of ``codes``."""
    if facts.value(0) in facts.codes():
        for index in range(1, len(facts.rule.fields)):
            if facts.value(index):
                yield facts.against("should-be-absent", index, 0)


def _present_when(facts: Facts) -> Iterator[Problem]:
    """Fields: a code, and those that are there when it is one of ``codes``."""
    if facts.value(0) in facts.codes():
        for index in range(1, len(facts.rule.fields)):
            if not facts.value(index):
                yield facts.against("should-be-present", index, 0)


def _expected_since(facts: Facts) -> Iterator[Problem]:
    """Fields: one that is expected when the date in the other is not before ``since``."""
    day, since = facts.day(1), parse_iso(facts.param("since") or "")
    if day and since and not facts.value(0) and not day.surely_before(since):
        yield facts.problem("expected-since", 0, since=since.formatted())


def _pattern_when(facts: Facts) -> Iterator[Problem]:
    """Fields: a code, and those whose canonical values match ``pattern`` whole when the code is
    one of ``codes``."""
    pattern = facts.param("pattern") or ""
    if facts.value(0) in facts.codes():
        for index in range(1, len(facts.rule.fields)):
            value = facts.value(index)
            if value and not re.fullmatch(pattern, value):
                yield facts.against("pattern-by-code", index, 0, text=value)


def _one_of(facts: Facts) -> Iterator[Problem]:
    """Fields: at least one of them is there."""
    if not any(facts.value(index) for index in range(len(facts.rule.fields))):
        yield facts.against("none-of-several", 0, 1)


def _same_value(facts: Facts) -> Iterator[Problem]:
    """Fields: two that say the same where both are there; spelling does not count."""
    left, right = facts.value(0), facts.value(1)
    if left and right and not same_spelling(left, right):
        yield facts.against("values-disagree", 0, 1, text=left, other_text=right)


PRESENCE_RULES: Mapping[str, RuleKind] = {
    "absent_when": RuleKind(_absent_when, 2, 50, needed=_CODES),
    "present_when": RuleKind(_present_when, 2, 50, needed=_CODES),
    "expected_since": RuleKind(_expected_since, 2, 2, needed=frozenset({"since"})),
    "pattern_when": RuleKind(_pattern_when, 2, 50, needed=frozenset({"codes", "pattern"})),
    "one_of": RuleKind(_one_of, 2, 50),
    "same_value": RuleKind(_same_value, 2, 2),
}
