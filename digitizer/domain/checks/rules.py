"""The kinds of cross-field rules, by the name that a document type gives.

A kind is a function from a rule's facts to its problems. A rule whose fields are empty, or not
understood, finds nothing: that is the business of the field's own checks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from digitizer.domain.checks.amount_rules import AMOUNT_RULES
from digitizer.domain.checks.date_rules import DATE_RULES
from digitizer.domain.checks.facts import FEMALE, Facts, RuleKind, as_amount
from digitizer.domain.checks.person_rules import PERSON_RULES
from digitizer.domain.checks.presence_rules import PRESENCE_RULES
from digitizer.domain.errors import BadSchema
from digitizer.domain.problems import Problem
from digitizer.domain.schema import DocumentType, Rule
from digitizer.domain.values.dates import parse_iso


def _compiles(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def _has_words(text: str) -> bool:
    return bool(text.split())


def _is_date(text: str) -> bool:
    return parse_iso(text) is not None


_PARAM_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "codes": _has_words,
    "on_time": _has_words,
    "late": _has_words,
    "of": _has_words,
    "cell": str.isalnum,
    "sex": lambda text: text in ("1", FEMALE),
    "subject": lambda text: text in ("organisation", "household"),
    "at_least": str.isdigit,
    "at_most": str.isdigit,
    "days": str.isdigit,
    "tolerance": lambda text: as_amount(text) is not None,
    "since": _is_date,
    "until": _is_date,
    "pattern": _compiles,
}
RULE_KINDS: Mapping[str, RuleKind] = {
    **DATE_RULES,
    **PERSON_RULES,
    **PRESENCE_RULES,
    **AMOUNT_RULES,
}


def check_rule(rule: Rule, doc_type: DocumentType) -> None:
    """Raises BadSchema when the kind is unknown, or its fields, their cells or its parameters do
    not fit it."""
    kind = RULE_KINDS.get(rule.kind)
    if kind is None:
        raise BadSchema("schema-unknown-rule", file="", place="", reason=rule.kind)
    if not kind.least_fields <= len(rule.fields) <= kind.most_fields:
        raise BadSchema("schema-rule-fields", file="", place="", reason=rule.kind)
    params = dict(rule.params)
    known = kind.needed | kind.allowed
    for name in (kind.needed - params.keys()) | (params.keys() - known):
        raise BadSchema("schema-rule-params", file="", place="", reason=f"{rule.kind}: {name}")
    for name, value in params.items():
        if not _PARAM_CHECKS[name](value):
            raise BadSchema("schema-rule-params", file="", place="", reason=f"{name} = {value}")
    cells = [*params.get("cell", "").split(), *params.get("of", "").split()]
    table = doc_type.field(rule.fields[-1])
    columns = {column.key for column in table.columns} if table else set()
    for cell in cells:
        if cell not in columns:
            raise BadSchema("schema-unknown-field", file="", place="", reason=cell)


def rule_problems(facts: Facts) -> tuple[Problem, ...]:
    """What one rule finds; nothing while the rule is not in force on the day of checking."""
    rule, today = facts.rule, facts.today
    if (rule.valid_from and today < rule.valid_from) or (
        rule.valid_until and today > rule.valid_until
    ):
        return ()
    return tuple(RULE_KINDS[rule.kind].check(facts))
