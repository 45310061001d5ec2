"""Are two mentions one person? A sum of evidence after Fellegi and Sunter whose parts are shown.

The sum alone never joins what says otherwise: other numbers of the same kind, other dates of birth,
another sex, or a name that only looks alike keep two mentions ``apart``. Where they differ by more
than a slip they ``clash``: no third mention brings them together, only a person who says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

from digitizer.domain.people.mention import REQUESTER, Aspect, Fact, Mention
from digitizer.domain.people.names import Likeness, has_marks, likeness, name_key
from digitizer.domain.people_rules import PeopleRules
from digitizer.domain.values.dates import PartialDate, parse_iso
from digitizer.domain.values.ids import parse_personal_number
from digitizer.domain.values.text import fold

_UNIT_WORDS = ("xa ", "phuong ", "thi tran ", "huyen ", "quan ", "tinh ", "thanh pho ", "thi xa ")
_BIRTH = "birth"
_CLASHES = frozenset({"number_other", "born_other", "died_other"})
_SLIPS = frozenset({"number_near", "born_near", "sex_other"})


class Verdict(StrEnum):
    SAME = "same"
    MAYBE = "maybe"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason: its sign, its bits, and the two facts that it compares."""

    sign: str
    bits: float
    left: Fact | None = None
    right: Fact | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """``apart``: the two alone are not taken for one person, whatever the sum; ``clash``: they may
    not stand in one entry at all unless a person says so."""

    verdict: Verdict
    score: float
    apart: bool
    clash: bool
    reasons: tuple[Evidence, ...]

    def has(self, sign: str) -> bool:
        return any(reason.sign == sign for reason in self.reasons)


def compare(left: Mention, right: Mention, rules: PeopleRules) -> Comparison:
    """The verdict on two mentions with its reasons; which of the two comes first has no effect on
    verdict and score."""
    same_case = left.id.case_id == right.id.case_id
    if same_case and (left.role == REQUESTER) == (right.role == REQUESTER):
        return Comparison(Verdict.DIFFERENT, 0.0, True, True, ())
    # A name that is not typed yet speaks neither for nor against.
    alike = likeness(left.name, right.name) if left.name and right.name else None
    reasons = [] if alike is None else [_name(left, right, alike, rules)]
    numbers = list(_numbers(left, right, rules))
    reasons += numbers
    by_number = any(reason.sign == "number_same" for reason in numbers)
    reasons += _birth(left, right, rules)
    reasons += _death(left, right, rules)
    reasons += _sex(left, right, rules)
    reasons += _family(left, right, rules)
    reasons += _belonging(left, right, rules)
    if same_case and alike is Likeness.SAME:
        reasons.append(Evidence("same_case", rules.weight("same_case")))
    score = sum(reason.bits for reason in reasons)
    signs = {reason.sign for reason in reasons}
    clash = _clash(left, right, alike, signs, by_number=by_number)
    apart = clash or (not by_number and bool(signs & _SLIPS))
    return Comparison(_verdict(score, rules, apart=apart), score, apart, clash, tuple(reasons))


def _verdict(score: float, rules: PeopleRules, *, apart: bool) -> Verdict:
    if score >= rules.same and not apart:
        return Verdict.SAME
    return Verdict.MAYBE if score >= rules.maybe else Verdict.DIFFERENT


def _clash(
    left: Mention,
    right: Mention,
    alike: Likeness | None,
    signs: set[str],
    *,
    by_number: bool,
) -> bool:
    if alike is Likeness.OTHER:
        return True
    if by_number:
        return False
    if signs & _CLASHES:
        return True
    return alike is Likeness.NEAR or _may_be_twins(left, right, alike)


def _may_be_twins(left: Mention, right: Mention, alike: Likeness | None) -> bool:
    """Two births whose names differ a little: Hoa and Hòa of one day may be sisters. A name typed
    without any mark is no name of its own."""
    if not left.event == right.event == _BIRTH or alike in (None, Likeness.SAME):
        return False
    marked = has_marks(left.name) and has_marks(right.name)
    return alike is Likeness.TYPO or marked


def _name(left: Mention, right: Mention, alike: Likeness, rules: PeopleRules) -> Evidence:
    facts = (left.facts[0], right.facts[0])
    if alike is Likeness.OTHER:
        return Evidence("name_other", rules.weight("name_other"), *facts)
    keys = (name_key(left.name), name_key(right.name))
    bits = min(rules.name_bits(key) for key in keys)
    sign = f"name_{alike.value}"
    return Evidence(sign, bits + rules.weight(sign), *facts)


def _numbers(left: Mention, right: Mention, rules: PeopleRules) -> Iterator[Evidence]:
    """Equal numbers; where none is equal, numbers of one length (one kind of paper) that differ."""
    pairs = [(one, other) for one in left.numbers for other in right.numbers]
    same = [pair for pair in pairs if pair[0].value == pair[1].value]
    if same:
        yield Evidence("number_same", rules.weight("number_same"), *same[0])
        return
    of_a_kind = [pair for pair in pairs if _same_kind(pair[0].value, pair[1].value)]
    if of_a_kind:
        near = [pair for pair in of_a_kind if OSA.distance(pair[0].value, pair[1].value) == 1]
        sign = "number_near" if near else "number_other"
        yield Evidence(sign, rules.weight(sign), *(near or of_a_kind)[0])


def _same_kind(left: str, right: str) -> bool:
    return len(left) == len(right) and left.isdecimal() == right.isdecimal()


def _birth(left: Mention, right: Mention, rules: PeopleRules) -> Iterator[Evidence]:
    facts = (left.fact(Aspect.BORN), right.fact(Aspect.BORN))
    dates = (left.date(Aspect.BORN), right.date(Aspect.BORN))
    if facts[0] and facts[1] and dates[0] and dates[1]:
        sign = birth_sign(dates[0], dates[1])
        yield Evidence(sign, rules.weight(sign), facts[0], facts[1])
        return
    yield from _told_by_number(left, dates[1], facts[1], rules)
    yield from _told_by_number(right, dates[0], facts[0], rules)


def _death(left: Mention, right: Mention, rules: PeopleRules) -> Iterator[Evidence]:
    days = (left.date(Aspect.DIED), right.date(Aspect.DIED))
    if days[0] and days[1] and days[0].is_full and days[1].is_full:
        sign = "died_same" if days[0] == days[1] else "died_other"
        yield Evidence(sign, rules.weight(sign), left.fact(Aspect.DIED), right.fact(Aspect.DIED))


def _told_by_number(
    mention: Mention, born: PartialDate | None, fact: Fact | None, rules: PeopleRules
) -> Iterator[Evidence]:
    """What a personal number says of the year that only the other mention states."""
    for number in mention.numbers:
        told = parse_personal_number(number.value)
        if told is not None and born is not None:
            sign = "number_tells" if told.birth_year == born.year else "number_denies"
            yield Evidence(sign, rules.weight(sign), number, fact)
            return


def birth_sign(left: PartialDate, right: PartialDate) -> str:
    """How two dates of birth agree, as far as both are known."""
    if left.is_full and right.is_full:
        if left == right:
            return "born_same"
        return "born_near" if _nearly_same_day(left, right) else "born_other"
    if left.year != right.year:
        return "born_near" if abs(left.year - right.year) == 1 else "born_other"
    if left.month is None or right.month is None:
        return "born_year"
    return "born_month" if left.month == right.month else "born_near"


def _nearly_same_day(left: PartialDate, right: PartialDate) -> bool:
    if left.year == right.year and (left.month, left.day) == (right.day, right.month):
        return True
    return OSA.distance(left.iso.replace("-", ""), right.iso.replace("-", "")) == 1


def sex_of(mention: Mention, rules: PeopleRules) -> str:
    """The sex code that a mention states or its role implies, empty when neither does."""
    return mention.value(Aspect.SEX) or rules.role_sex.get(mention.role, "")


def _sex(left: Mention, right: Mention, rules: PeopleRules) -> Iterator[Evidence]:
    sexes = (sex_of(left, rules), sex_of(right, rules))
    if all(sexes):
        sign = "sex_same" if sexes[0] == sexes[1] else "sex_other"
        facts = (left.fact(Aspect.SEX), right.fact(Aspect.SEX))
        yield Evidence(sign, rules.weight(sign), *facts)


def _family(left: Mention, right: Mention, rules: PeopleRules) -> Iterator[Evidence]:
    for aspect, kind in (
        (Aspect.FATHER, "parent"),
        (Aspect.MOTHER, "parent"),
        (Aspect.SPOUSE, "spouse"),
    ):
        one, other = left.fact(aspect), right.fact(aspect)
        if one is None or other is None:
            continue
        alike = likeness(one.value, other.value)
        if alike in (Likeness.SAME, Likeness.MARKS):
            bits = rules.name_bits(name_key(one.value))
            yield Evidence(f"{aspect.value}_same", bits, one, other)
        elif alike is Likeness.OTHER:
            weight = rules.weight(f"{kind}_other")
            yield Evidence(f"{aspect.value}_other", weight, one, other)
        else:
            weight = rules.weight(f"{kind}_near")
            yield Evidence(f"{aspect.value}_near", weight, one, other)


def _belonging(left: Mention, right: Mention, rules: PeopleRules) -> Iterator[Evidence]:
    ethnicity = (left.fact(Aspect.ETHNICITY), right.fact(Aspect.ETHNICITY))
    if ethnicity[0] and ethnicity[1] and ethnicity[0].value != ethnicity[1].value:
        yield Evidence("ethnicity_other", rules.weight("ethnicity_other"), *ethnicity)
    home = (left.fact(Aspect.RESIDENCE), right.fact(Aspect.RESIDENCE))
    if home[0] and home[1] and _same_hamlet(home[0].value, home[1].value):
        yield Evidence("residence_same", rules.weight("residence_same"), *home)
    origin = (left.fact(Aspect.ORIGIN), right.fact(Aspect.ORIGIN))
    if origin[0] and origin[1] and fold(origin[0].value) == fold(origin[1].value):
        yield Evidence("origin_same", rules.weight("origin_same"), *origin)


def _same_hamlet(left: str, right: str) -> bool:
    """Whether two addresses begin with the same place below the commune, which all share."""
    first, second = (fold(text.split(",")[0]) for text in (left, right))
    return first == second and not first.startswith(_UNIT_WORDS)


def dates_agree(left: str, right: str) -> bool:
    """Whether two written dates can be one day; texts that are no dates agree with all."""
    one, other = parse_iso(left), parse_iso(right)
    if one is None or other is None:
        return True
    return birth_sign(one, other) in ("born_same", "born_month", "born_year")
