"""Rules about people: their numbers, ages and names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from digitizer.domain.checks.facts import FEMALE, Facts, RuleKind
from digitizer.domain.problems import Problem
from digitizer.domain.values.dates import parse_iso
from digitizer.domain.values.ids import parse_personal_number
from digitizer.domain.values.tax_codes import TaxCodeKind, tax_code_kind
from digitizer.domain.values.text import clean, same_spelling


def _id_structure(facts: Facts) -> Iterator[Problem]:
    """Fields: number, date of birth, and the sex's code as third field or parameter ``sex``."""
    number = parse_personal_number(facts.value(0) or "")
    if number is None:
        return
    born = facts.day(1)
    if born and born.year != number.birth_year:
        yield facts.problem("id-year", 0, said=str(number.birth_year), other_date=born.formatted())
    sex = facts.value(2) if len(facts.rule.fields) > 2 else facts.param("sex")
    if sex in ("1", FEMALE) and (sex == FEMALE) != number.is_female:
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


def _tax_subject(facts: Facts) -> Iterator[Problem]:
    """Fields: a tax code, and the day of the paper. ``subject`` is ``organisation``, which never
    has a personal number for a tax code, or ``household``, which has one since ``since``."""
    kind, day = tax_code_kind(facts.value(0) or ""), facts.day(1)
    since = parse_iso(facts.param("since") or "")
    if kind is None:
        return
    if facts.param("subject") == "organisation":
        if kind is TaxCodeKind.PERSON:
            yield facts.problem("tax-code-of-person", 0)
        return
    if not day or not since:
        return
    if kind is TaxCodeKind.PERSON and day.surely_before(since):
        yield facts.against("tax-code-too-new", 0, 1, since=since.formatted())
    elif kind is not TaxCodeKind.PERSON and since.surely_before(day):
        yield facts.against("tax-code-too-old", 0, 1, since=since.formatted())


PERSON_RULES: Mapping[str, RuleKind] = {
    "id_structure": RuleKind(_id_structure, 2, 3, allowed=frozenset({"sex"})),
    "years_apart": RuleKind(_years_apart, 2, 2, allowed=frozenset({"at_least", "at_most"})),
    "family_name": RuleKind(_family_name, 2, 3),
    "age_at_least": RuleKind(
        _age_at_least, 2, 2, frozenset({"at_least"}), frozenset({"since", "until"})
    ),
    "tax_subject": RuleKind(_tax_subject, 2, 2, frozenset({"subject"}), frozenset({"since"})),
}
