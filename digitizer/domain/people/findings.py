"""What does not fit together in the register: contradictions, each with both its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from digitizer.domain.people.entries import PersonEntry
from digitizer.domain.people.evidence import Comparison, dates_agree, sex_of
from digitizer.domain.people.mention import Aspect, Fact, Mention, MentionId
from digitizer.domain.people.names import Likeness, likeness
from digitizer.domain.people_rules import PeopleRules
from digitizer.domain.problems import Severity
from digitizer.domain.values.dates import PartialDate
from digitizer.domain.values.text import fold

SeverityByCode = dict[str, Severity]
# In the order in which they are cleaned: what breaks the register's truth comes first.
SEVERITIES: SeverityByCode = {
    "number-shared": Severity.ERROR,
    "same-entry": Severity.ERROR,
    "registered-twice": Severity.ERROR,
    "after-death": Severity.ERROR,
    "married-twice": Severity.ERROR,
    "number": Severity.WARNING,
    "born": Severity.WARNING,
    "sex": Severity.WARNING,
    "father": Severity.WARNING,
    "mother": Severity.WARNING,
    "name": Severity.WARNING,
    "same-person": Severity.WARNING,
    "marks": Severity.INFO,
}
DUPLICATES = frozenset({"same-entry", "registered-twice", "same-person"})
CONTRADICTIONS = frozenset(SEVERITIES) - {"same-entry", "same-person", "marks"}


@dataclass(frozen=True, slots=True)
class Statement:
    """What one case says: ``mention`` names case and person, ``fact`` field and value."""

    mention: Mention
    fact: Fact


@dataclass(frozen=True, slots=True)
class Finding:
    """``is_sure`` False: the two are perhaps not one person. ``score`` are the bits for it."""

    code: str
    left: Statement
    right: Statement
    is_sure: bool = True
    score: float = 0.0

    @property
    def severity(self) -> Severity:
        return SEVERITIES[self.code]

    @property
    def cases(self) -> tuple[int, int]:
        return (self.left.mention.id.case_id, self.right.mention.id.case_id)


DeathOf = Callable[[MentionId], PartialDate | None]


def _finding(code: str, left: tuple[Mention, Fact], right: tuple[Mention, Fact]) -> Finding:
    first, second = sorted((left, right), key=lambda each: each[0].id)
    return Finding(code, Statement(*first), Statement(*second))


def contradictions_of(
    entry: PersonEntry, rules: PeopleRules, death_of: DeathOf
) -> Iterator[Finding]:
    """What the cases of one person say against each other. ``death_of`` gives the day on which
    somebody named in a case died, as far as the register knows."""
    for aspect, code, agree in (
        (Aspect.NAME, "name", _same_name),
        (Aspect.NAME, "marks", _same_marks),
        (Aspect.BORN, "born", dates_agree),
        (Aspect.NUMBER, "number", _numbers_agree),
        (Aspect.FATHER, "father", _same_parent),
        (Aspect.MOTHER, "mother", _same_parent),
    ):
        yield from _disagreeing(entry, aspect, code, agree)
    yield from _sexes(entry, rules)
    yield from _twice(entry, rules)
    yield from _after_death(entry, rules)
    yield from _married_twice(entry, rules, death_of)


def _disagreeing(
    entry: PersonEntry, aspect: Aspect, code: str, agree: Callable[[str, str], bool]
) -> Iterator[Finding]:
    """Each pair of values that cannot both be right, once, by the first case that says each."""
    first: dict[str, tuple[Mention, Fact]] = {}
    for mention in entry.mentions:
        for fact in mention.facts:
            if fact.aspect is aspect:
                first.setdefault(fact.value, (mention, fact))
    for one, other in combinations(first, 2):
        left, right = first[one], first[other]
        if left[0].id.case_id != right[0].id.case_id and not agree(one, other):
            yield _finding(code, left, right)


def _same_name(left: str, right: str) -> bool:
    return likeness(left, right) in (Likeness.SAME, Likeness.MARKS)


def _same_marks(left: str, right: str) -> bool:
    return likeness(left, right) is not Likeness.MARKS


def _same_parent(left: str, right: str) -> bool:
    return likeness(left, right) in (Likeness.SAME, Likeness.MARKS)


def _numbers_agree(left: str, right: str) -> bool:
    """Numbers of different length are of different papers: nine digits before, twelve today."""
    return len(left) != len(right) or left.isdecimal() != right.isdecimal()


def _sexes(entry: PersonEntry, rules: PeopleRules) -> Iterator[Finding]:
    first: dict[str, tuple[Mention, Fact]] = {}
    for mention in entry.mentions:
        sex = sex_of(mention, rules)
        if sex:
            first.setdefault(sex, (mention, mention.fact(Aspect.SEX) or mention.facts[0]))
    for one, other in combinations(first, 2):
        if first[one][0].id.case_id != first[other][0].id.case_id:
            yield _finding("sex", first[one], first[other])


def is_renewal(mention: Mention, rules: PeopleRules) -> bool:
    """Whether the document says that the event was registered before."""
    codes = rules.renewals.get(mention.document_type, ())
    return mention.value(Aspect.KIND) in codes


def _twice(entry: PersonEntry, rules: PeopleRules) -> Iterator[Finding]:
    """Birth or death registered twice, or one marriage by two entries, but for a renewal."""
    registered = [each for each in entry.mentions if each.event not in ("", "status")]
    for left, right in combinations(registered, 2):
        if (left.event, left.document_type) != (right.event, right.document_type):
            continue
        if is_renewal(left, rules) or is_renewal(right, rules):
            continue
        if left.event == "marriage" and not _same_marriage(left, right):
            continue
        yield _finding("registered-twice", (left, _dated(left)), (right, _dated(right)))


def _dated(mention: Mention) -> Fact:
    return mention.fact(Aspect.DATED) or mention.facts[0]


def _same_marriage(left: Mention, right: Mention) -> bool:
    spouses = (left.value(Aspect.SPOUSE), right.value(Aspect.SPOUSE))
    return all(spouses) and likeness(*spouses) is not Likeness.OTHER


def _after_death(entry: PersonEntry, rules: PeopleRules) -> Iterator[Finding]:
    for dead in entry.mentions:
        fact, died = dead.fact(Aspect.DIED), dead.date(Aspect.DIED)
        if dead.event != "death" or fact is None or died is None:
            continue
        for mention in entry.mentions:
            day = mention.date(Aspect.DATED)
            if mention.role not in rules.acting_roles or day is None:
                continue
            if mention.id.case_id != dead.id.case_id and died.surely_before(day):
                yield _finding("after-death", (dead, fact), (mention, _dated(mention)))


def _married_twice(entry: PersonEntry, rules: PeopleRules, death_of: DeathOf) -> Iterator[Finding]:
    """Two marriages with different people, and no sign that the earlier one had ended."""
    weddings = [each for each in entry.mentions if each.event == "marriage"]
    for left, right in combinations(weddings, 2):
        days = (left.date(Aspect.DATED), right.date(Aspect.DATED))
        if days[0] is None or days[1] is None or _same_marriage(left, right):
            continue
        first, second = (left, right) if days[0] <= days[1] else (right, left)
        if _has_ended(first, rules) or _widowed(first, max(days[0], days[1]), death_of):
            continue
        yield _finding("married-twice", (first, _dated(first)), (second, _dated(second)))


def _has_ended(wedding: Mention, rules: PeopleRules) -> bool:
    notes = (fold(fact.value) for fact in wedding.facts if fact.aspect is Aspect.ENDED)
    return any(word in note for note in notes for word in rules.ended_words)


def _widowed(wedding: Mention, until: PartialDate, death_of: DeathOf) -> bool:
    spouse = wedding.fact(Aspect.SPOUSE)
    died = death_of(MentionId(wedding.id.case_id, spouse.field)) if spouse else None
    return died is not None and not until.surely_before(died)


def suspicions_of(left: Mention, right: Mention, found: Comparison) -> Iterator[Finding]:
    """What two mentions that must stay apart say against each other: one number on two people, or
    a number or a day that is a digit off."""
    for reason in found.reasons:
        if reason.left is None or reason.right is None:
            continue
        facts = ((left, reason.left), (right, reason.right))
        if reason.sign == "number_same" and found.has("name_other"):
            code = "number-shared"
        elif reason.sign in ("number_near", "number_other"):
            code = "number"
        elif reason.sign == "born_near":
            code = "born"
        else:
            continue
        made = _finding(code, *facts)
        yield Finding(made.code, made.left, made.right, False, found.score)
