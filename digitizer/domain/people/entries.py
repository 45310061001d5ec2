"""Persons out of mentions: who is together, without chains of half-alike names.

Two groups are joined along their strongest link only while no mention of one clashes with one of
the other. The result does not depend on the order in which cases came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from digitizer.domain.people.evidence import Comparison, Verdict, compare
from digitizer.domain.people.mention import Mention, MentionId
from digitizer.domain.people_rules import PeopleRules

Pair = tuple[MentionId, MentionId]


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
        self._known: dict[Pair, Comparison] = {}

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
    groups: dict[MentionId, list[Mention]] = {key: [each] for key, each in mentions.items()}
    told = sorted(pair for pair, is_same in comparer.decided.items() if is_same)
    vouched = {key for pair in told for key in pair}
    strong = sorted(
        (link for link in links if link.verdict is Verdict.SAME),
        key=lambda link: (-link.score, link.left, link.right),
    )
    # What people said comes first, then the links, the surest first.
    joining = [*told, *((link.left, link.right) for link in strong)]
    for left, right in joining:
        if left not in groups or right not in groups or groups[left] is groups[right]:
            continue
        one, other = groups[left], groups[right]
        if _kept_apart(one, other, comparer, vouched):
            continue
        one.extend(other)
        for each in other:
            groups[each.id] = one
    distinct = {id(group): group for group in groups.values()}
    found = (sorted(group, key=lambda each: each.id) for group in distinct.values())
    return tuple(sorted((PersonEntry(tuple(group)) for group in found), key=lambda each: each.id))


def _kept_apart(
    one: Sequence[Mention], other: Sequence[Mention], comparer: Comparer, vouched: set[MentionId]
) -> bool:
    """A mention that somebody vouched for holds only those away whom somebody said it is not."""
    for left in one:
        for right in other:
            decided = comparer.decided.get(pair_of(left.id, right.id))
            if decided is False:
                return True
            if left.id not in vouched and right.id not in vouched and comparer.clash(left, right):
                return True
    return False
