"""Persons out of mentions: who is together, without chains of half-alike names.

Two groups are joined along their strongest link only while no mention of one clashes with one of
the other. The result does not depend on the order in which cases came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from digitizer.domain.people.evidence import Comparison, Verdict, compare
from digitizer.domain.people.mention import Aspect, Mention, MentionId
from digitizer.domain.people_rules import PeopleRules

Pair = tuple[MentionId, MentionId]
# What belongs to the paper and not to the person.
_PAPER = frozenset({Aspect.DATED, Aspect.KIND, Aspect.ENDED})


@dataclass(frozen=True, slots=True)
class Decision:
    """What a named person said of two mentions; never altered, the newest one counts."""

    left: MentionId
    right: MentionId
    is_same: bool
    actor: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Link:
    """Two mentions that are one person or may be; the left one has the smaller id."""

    left: MentionId
    right: MentionId
    verdict: Verdict
    score: float
    apart: bool


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """One person: all mentions, in the order of their ids. Its own id is the first one's."""

    mentions: tuple[Mention, ...]

    @property
    def id(self) -> MentionId:
        return self.mentions[0].id


def pair_of(left: MentionId, right: MentionId) -> Pair:
    return (left, right) if left <= right else (right, left)


def link_of(left: Mention, right: Mention, rules: PeopleRules) -> Link | None:
    """The link of two mentions, or None where nothing speaks for one person."""
    found = compare(left, right, rules)
    if found.verdict is Verdict.DIFFERENT:
        return None
    first, second = pair_of(left.id, right.id)
    return Link(first, second, found.verdict, found.score, found.apart)


def said(decisions: Iterable[Decision]) -> dict[Pair, bool]:
    """What people decided of each pair: whether it is one person. Oldest decision first."""
    return {pair_of(each.left, each.right): each.is_same for each in decisions}


class Comparer:
    """Compares mentions and remembers it; what people decided stands above all evidence."""

    def __init__(self, rules: PeopleRules, decided: Mapping[Pair, bool]) -> None:
        self.rules = rules
        self.decided = decided
        self.parted = {pair for pair, is_same in decided.items() if not is_same}
        self._known: dict[Pair, Comparison] = {}

    @property
    def count(self) -> int:
        """How many pairs were compared so far."""
        return len(self._known)

    def compared(self, left: Mention, right: Mention) -> Comparison:
        first, second = (left, right) if left.id <= right.id else (right, left)
        pair = (first.id, second.id)
        if pair not in self._known:
            self._known[pair] = compare(first, second, self.rules)
        return self._known[pair]

    def verdict(self, left: Mention, right: Mention) -> Verdict:
        decided = self.decided.get(pair_of(left.id, right.id))
        if decided is None:
            return self.compared(left, right).verdict
        return Verdict.SAME if decided else Verdict.DIFFERENT

    def clash(self, left: Mention, right: Mention) -> bool:
        decided = self.decided.get(pair_of(left.id, right.id))
        return self.compared(left, right).clash if decided is None else not decided


def entries_of(
    mentions: Mapping[MentionId, Mention], links: Iterable[Link], comparer: Comparer
) -> tuple[PersonEntry, ...]:
    """All persons among ``mentions``, in the order of their ids. ``links`` with a mention that is
    not among them are passed over."""
    told = sorted(pair for pair, is_same in comparer.decided.items() if is_same)
    vouched = {key for pair in told for key in pair}
    groups = {key: _Group.of(each, vouched) for key, each in mentions.items()}
    strong = sorted(
        (link for link in links if link.verdict is Verdict.SAME),
        key=lambda link: (-link.score, link.left, link.right),
    )
    # What people said comes first, then the links, the surest first.
    for left, right in [*told, *((link.left, link.right) for link in strong)]:
        one, other = groups.get(left), groups.get(right)
        if one is None or other is None or one is other or one.is_kept_from(other, comparer):
            continue
        one.take(other)
        for each in other.mentions:
            groups[each.id] = one
    distinct = {id(group): group for group in groups.values()}
    found = (sorted(group.mentions, key=lambda each: each.id) for group in distinct.values())
    return tuple(sorted((PersonEntry(tuple(group)) for group in found), key=lambda each: each.id))


@dataclass(slots=True)
class _Group:
    """Mentions joined so far. ``faces`` holds one mention of each that say the very same, so that
    a thousand requests of one official are compared once; a mention that somebody vouched for is
    not among them and holds nobody away but whom somebody said it is not."""

    mentions: list[Mention]
    cases: set[int]
    faces: dict[tuple[object, ...], Mention]

    @classmethod
    def of(cls, mention: Mention, vouched: set[MentionId]) -> _Group:
        faces = {} if mention.id in vouched else {_face(mention): mention}
        return cls([mention], {mention.id.case_id}, faces)

    def take(self, other: _Group) -> None:
        self.mentions += other.mentions
        self.cases |= other.cases
        self.faces |= other.faces

    def is_kept_from(self, other: _Group, comparer: Comparer) -> bool:
        if comparer.parted and _said_apart(self.mentions, other.mentions, comparer.parted):
            return True
        pairs = [(left, right) for left in self.faces.values() for right in other.faces.values()]
        shared = self.cases & other.cases
        if shared:
            own = [each for each in self.mentions if each.id.case_id in shared]
            theirs = [each for each in other.mentions if each.id.case_id in shared]
            pairs += [
                (left, right)
                for left in own
                for right in theirs
                if left.id.case_id == right.id.case_id
            ]
        return any(comparer.clash(left, right) for left, right in pairs)


def _face(mention: Mention) -> tuple[object, ...]:
    """All of a mention that a comparison with another case looks at."""
    facts = tuple((fact.aspect, fact.value) for fact in mention.facts if fact.aspect not in _PAPER)
    return (mention.event, mention.role, facts)


def _said_apart(one: Sequence[Mention], other: Sequence[Mention], parted: set[Pair]) -> bool:
    left, right = ({each.id for each in group} for group in (one, other))
    return any(
        (pair[0] in left and pair[1] in right) or (pair[0] in right and pair[1] in left)
        for pair in parted
    )
