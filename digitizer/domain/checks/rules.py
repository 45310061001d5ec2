"""The kinds of cross-field rules, by the name that a document type gives.

A kind is a function from a rule's facts to its problems. A rule whose fields are empty, or not
understood, finds nothing: that is the business of the field's own checks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from digitizer.domain.errors import BadSchema
from digitizer.domain.problems import Problem
from digitizer.domain.schema import DocumentType, Rule
from digitizer.domain.values.dates import PartialDate, parse_in_words, parse_iso
from digitizer.domain.values.ids import parse_personal_number
from digitizer.domain.values.text import clean, same_spelling

_FEMALE = "2"
_YEAR_AT_END = re.compile(r".*/(\d{4})")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a rule may look at: itself, the canonical values, the type, and the day of checking."""

    rule: Rule
    values: Mapping[str, str | None]
    doc_type: DocumentType
    today: date

    def value(self, index: int) -> str | None:
        return self.values.get(self.rule.fields[index])

    def day(self, index: int) -> PartialDate | None:
        value = self.value(index)
        return parse_iso(value) if value else None

    def param(self, name: str) -> str | None:
        return dict(self.rule.params).get(name)

    def codes(self) -> frozenset[str]:
        return frozenset((self.param("codes") or "").split())

    def problem(self, code: str, index: int, **params: str) -> Problem:
        """A finding on one of the rule's fields, with that field's label in both languages."""
        key = self.rule.fields[index]
        named = {**params, **self._label("label", index)}
        return Problem(code, self.rule.severity, key, tuple(sorted(named.items())))

    def against(self, code: str, index: int, other: int, **params: str) -> Problem:
        """A finding that sets one field against another."""
        return self.problem(code, index, **params, **self._label("other", other))

    def _label(self, name: str, index: int) -> dict[str, str]:
        spec = self.doc_type.field(self.rule.fields[index])
        label = spec.label if spec else None
        return {name: label.vi if label else "", f"{name}_en": label.en if label else ""}


Check = Callable[[Facts], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class RuleKind:
    """A check with the number of fields it wants and the parameters it needs."""

    check: Check
    least_fields: int
    most_fields: int
    needed: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()


def _not_before(facts: Facts) -> Iterator[Problem]:
    later, earlier = facts.day(0), facts.day(1)
    if later and earlier and later.surely_before(earlier):
        yield facts.against(
            "date-before", 0, 1, date=later.formatted(), other_date=earlier.formatted()
        )


def _not_in_future(facts: Facts) -> Iterator[Problem]:
    today = (facts.today.year, facts.today.month, facts.today.day)
    for index in range(len(facts.rule.fields)):
        day = facts.day(index)
        if day and day.earliest() > today:
            yield facts.problem("date-in-future", index, date=day.formatted())


def _same_year(facts: Facts) -> Iterator[Problem]:
    year, day = _year_at_end(facts.value(0)), facts.day(1)
    if year and day and year != day.year:
        yield facts.against(
            "year-differs", 0, 1, text=facts.value(0) or "", other_date=day.formatted()
        )


def _year_not_after(facts: Facts) -> Iterator[Problem]:
    year, day = _year_at_end(facts.value(0)), facts.day(1)
    if year and day and year > day.year:
        yield facts.against(
            "year-after", 0, 1, text=facts.value(0) or "", other_date=day.formatted()
        )


def _year_at_end(value: str | None) -> int | None:
    match = _YEAR_AT_END.fullmatch(value or "")
    return int(match[1]) if match else None


def _words_agree(facts: Facts) -> Iterator[Problem]:
    day, words = facts.day(0), facts.value(1)
    if not day or not words:
        return
    meant = parse_in_words(words)
    if meant is None:
        yield facts.problem("words-not-understood", 1, text=words)
    elif meant != day:
        yield facts.against(
            "words-disagree", 0, 1, date=day.formatted(), other_date=meant.formatted()
        )


def _id_structure(facts: Facts) -> Iterator[Problem]:
    """Fields: number, date of birth, and the sex's code as third field or parameter ``sex``."""
    number = parse_personal_number(facts.value(0) or "")
    if number is None:
        return
    born = facts.day(1)
    if born and born.year != number.birth_year:
        yield facts.problem("id-year", 0, said=str(number.birth_year), other_date=born.formatted())
    sex = facts.value(2) if len(facts.rule.fields) > 2 else facts.param("sex")
    if sex in ("1", _FEMALE) and (sex == _FEMALE) != number.is_female:
        yield facts.problem("id-sex", 0)
    if not number.place_is_known:
        yield facts.problem("id-place", 0, place=number.place)


def _years_apart(facts: Facts) -> Iterator[Problem]:
    """Fields: the younger person's date of birth, the older one's."""
    young, old = facts.day(0), facts.day(1)
    least, most = facts.param("at_least"), facts.param("at_most")
    if not young or not old:
        return
    years = young.year - old.year
    if least and years < int(least):
        yield facts.against("years-few", 1, 0, years=str(years), limit=least)
    if most and years > int(most):
        yield facts.against("years-many", 1, 0, years=str(years), limit=most)


def _family_name(facts: Facts) -> Iterator[Problem]:
    """Fields: a child's name, and its parents' names; the child bears the family name of one of
    them. Some groups put it last; names without one (Y, H', A, K') are left alone, and so is a
    child one of whose parents is not named: that one may be who gave it."""
    child = clean(facts.value(0) or "").split()
    parents = [
        clean(facts.value(place) or "").split() for place in range(1, len(facts.rule.fields))
    ]
    if not child or not all(parents) or len(child[0]) == 1 or "'" in child[0]:
        return
    if not any(same_spelling(child[place], words[place]) for words in parents for place in (0, -1)):
        yield facts.against("family-name", 0, 1, text=child[0])


def _age_at_least(facts: Facts) -> Iterator[Problem]:
    """Fields: a date of birth and the day that asks for ``at_least`` full years of age; only days
    from ``since`` and up to ``until`` ask. What a partial date leaves open is not found."""
    born, day = facts.day(0), facts.day(1)
    since, until = parse_iso(facts.param("since") or ""), parse_iso(facts.param("until") or "")
    if not born or not day:
        return
    if (since and day.surely_before(since)) or (until and until.surely_before(day)):
        return
    (by, bm, bd), (y, m, d) = born.earliest(), day.latest()
    years = y - by - ((m, d) < (bm, bd))
    limit = facts.param("at_least") or "0"
    if 0 <= years < int(limit):
        yield facts.against("age-too-low", 0, 1, years=str(years), limit=limit)


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


_PARAM_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "codes": lambda text: bool(text.split()),
    "sex": lambda text: text in ("1", _FEMALE),
    "at_least": str.isdigit,
    "at_most": str.isdigit,
    "since": lambda text: parse_iso(text) is not None,
    "until": lambda text: parse_iso(text) is not None,
}
_CODES = frozenset({"codes"})
RULE_KINDS: Mapping[str, RuleKind] = {
    "not_before": RuleKind(_not_before, 2, 2),
    "not_in_future": RuleKind(_not_in_future, 1, 50),
    "same_year": RuleKind(_same_year, 2, 2),
    "year_not_after": RuleKind(_year_not_after, 2, 2),
    "words_agree": RuleKind(_words_agree, 2, 2),
    "id_structure": RuleKind(_id_structure, 2, 3, allowed=frozenset({"sex"})),
    "years_apart": RuleKind(_years_apart, 2, 2, allowed=frozenset({"at_least", "at_most"})),
    "family_name": RuleKind(_family_name, 2, 3),
    "age_at_least": RuleKind(
        _age_at_least, 2, 2, frozenset({"at_least"}), frozenset({"since", "until"})
    ),
    "absent_when": RuleKind(_absent_when, 2, 50, needed=_CODES),
    "present_when": RuleKind(_present_when, 2, 50, needed=_CODES),
    "expected_since": RuleKind(_expected_since, 2, 2, needed=frozenset({"since"})),
}


def check_rule(rule: Rule) -> None:
    """Raises BadSchema when the kind is unknown or its fields or parameters do not fit it."""
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


def rule_problems(facts: Facts) -> tuple[Problem, ...]:
    """What one rule finds; nothing while the rule is not in force on the day of checking."""
    rule, today = facts.rule, facts.today
    if (rule.valid_from and today < rule.valid_from) or (
        rule.valid_until and today > rule.valid_until
    ):
        return ()
    return tuple(RULE_KINDS[rule.kind].check(facts))
