"""Rules that set dates against each other, or against what else says when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from digitizer.domain.checks.facts import Facts, RuleKind
from digitizer.domain.problems import Problem
from digitizer.domain.values.dates import parse_in_words, parse_iso
from digitizer.domain.values.inexact_dates import is_lunar, spoken

_YEAR_AT_END = re.compile(r".*/(\d{4})")


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


def _solar_calendar(facts: Facts) -> Iterator[Problem]:
    """Fields: dates that the law wants in the solar calendar."""
    for index in range(len(facts.rule.fields)):
        value = facts.value(index)
        if value and is_lunar(value):
            yield facts.problem("date-must-be-solar", index, date=spoken(value) or value)


def _late_registration(facts: Facts) -> Iterator[Problem]:
    """Fields: the day of the event, the day of its registration, the kind of registration. More
    than ``days`` between them is late, which is legal; what is found is a kind that says
    otherwise: one of the ``on_time`` codes though it is late, of the ``late`` codes though not.
    Registrations before ``since`` went by other limits and are left alone."""
    event, registered, kind = facts.day(0), facts.day(1), facts.value(2)
    if event is None or registered is None or not (event.is_full and registered.is_full):
        return
    since = parse_iso(facts.param("since") or "")
    if since and registered.surely_before(since):
        return
    days = (date(*registered.earliest()) - date(*event.earliest())).days
    limit = int(facts.param("days") or "0")
    said = {name: (facts.param(name) or "").split() for name in ("on_time", "late")}
    if days > limit and kind in said["on_time"]:
        yield facts.against("registered-late", 2, 1, days=str(days), limit=str(limit))
    elif 0 <= days <= limit and kind in said["late"]:
        yield facts.against("registered-in-time", 2, 1, days=str(days), limit=str(limit))


DATE_RULES: Mapping[str, RuleKind] = {
    "not_before": RuleKind(_not_before, 2, 2),
    "not_in_future": RuleKind(_not_in_future, 1, 50),
    "same_year": RuleKind(_same_year, 2, 2),
    "year_not_after": RuleKind(_year_not_after, 2, 2),
    "words_agree": RuleKind(_words_agree, 2, 2),
    "solar_calendar": RuleKind(_solar_calendar, 1, 50),
    "late_registration": RuleKind(
        _late_registration, 3, 3, frozenset({"days"}), frozenset({"on_time", "late", "since"})
    ),
}
