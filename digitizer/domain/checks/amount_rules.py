"""Rules about amounts: money and areas in digits and words, sums, rows of tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from digitizer.domain.checks.facts import Facts, RuleKind, as_amount
from digitizer.domain.problems import Problem
from digitizer.domain.values.amounts import grouped, plain
from digitizer.domain.values.number_words import amount_from_words
from digitizer.domain.values.tables import table_rows

_TOLERANCE = frozenset({"tolerance"})


def _amount_words(facts: Facts) -> Iterator[Problem]:
    """Fields: an amount in digits, the same in words."""
    amount, words = facts.amount(0), facts.value(1)
    if amount is None or not words:
        return
    meant = amount_from_words(words)
    if meant is None:
        yield facts.problem("amount-words-not-understood", 1, text=words)
    elif meant != amount:
        yield facts.against("amount-words-disagree", 0, 1, amount=_said(amount), meant=_said(meant))


def _sum_equals(facts: Facts) -> Iterator[Problem]:
    """Fields: a total, and its parts; missing parts count nothing, but one must be there."""
    total = facts.amount(0)
    parts = [facts.amount(index) for index in range(1, len(facts.rule.fields))]
    yield from _compared(facts, total, [part for part in parts if part is not None])


def _table_sum(facts: Facts) -> Iterator[Problem]:
    """Fields: a total, and a table whose column ``cell`` adds up to it."""
    total, place = facts.amount(0), facts.cell_place(1, facts.param("cell") or "")
    if place is None:
        return
    parts = (as_amount(row[place]) for row in table_rows(facts.value(1)))
    yield from _compared(facts, total, [part for part in parts if part is not None])


def _table_product(facts: Facts) -> Iterator[Problem]:
    """Field: a table; in each row ``cell`` is the product of the columns ``of``."""
    result = facts.cell_place(0, facts.param("cell") or "")
    factors = [facts.cell_place(0, key) for key in (facts.param("of") or "").split()]
    for number, row in enumerate(table_rows(facts.value(0)), start=1):
        numbers = [as_amount(row[place]) for place in factors if place is not None]
        said = as_amount(row[result]) if result is not None else None
        known = [each for each in numbers if each is not None]
        if said is None or len(known) < len(factors):
            continue
        product = Decimal(1)
        for each in known:
            product *= each
        if abs(product - said) > _tolerance(facts):
            yield facts.problem(
                "row-product", 0, row=str(number), said=_said(said), product=_said(product)
            )


def _table_rows(facts: Facts) -> Iterator[Problem]:
    """Field: a table of no more than ``at_most`` rows: the form that it leaves on has no more."""
    count, limit = len(table_rows(facts.value(0))), facts.param("at_most") or ""
    if count > int(limit):
        yield facts.problem("too-many-rows", 0, count=str(count), limit=limit)


def _not_more_than(facts: Facts) -> Iterator[Problem]:
    """Fields: an amount that does not pass the other."""
    part, whole = facts.amount(0), facts.amount(1)
    if part is not None and whole is not None and part > whole + _tolerance(facts):
        yield facts.against("amount-more-than", 0, 1, amount=_said(part), limit=_said(whole))


def _compared(facts: Facts, total: Decimal | None, parts: list[Decimal]) -> Iterator[Problem]:
    if total is None or not parts:
        return
    found = sum(parts, Decimal(0))
    if abs(found - total) > _tolerance(facts):
        yield facts.against("sum-differs", 0, 1, total=_said(total), sum=_said(found))


def _tolerance(facts: Facts) -> Decimal:
    return Decimal(facts.param("tolerance") or "0")


def _said(amount: Decimal) -> str:
    return grouped(plain(amount))


AMOUNT_RULES: Mapping[str, RuleKind] = {
    "amount_words": RuleKind(_amount_words, 2, 2),
    "sum_equals": RuleKind(_sum_equals, 2, 50, allowed=_TOLERANCE),
    "table_sum": RuleKind(_table_sum, 2, 2, frozenset({"cell"}), _TOLERANCE),
    "table_product": RuleKind(_table_product, 1, 1, frozenset({"cell", "of"}), _TOLERANCE),
    "table_rows": RuleKind(_table_rows, 1, 1, frozenset({"at_most"})),
    "not_more_than": RuleKind(_not_more_than, 2, 2, allowed=_TOLERANCE),
}
