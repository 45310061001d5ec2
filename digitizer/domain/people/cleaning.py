"""What there is to clean in a register, in the order in which it should be cleaned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from digitizer.domain.people.entries import Comparer, Link, PersonEntry, pair_of
from digitizer.domain.people.findings import (
    SEVERITIES,
    DeathOf,
    Finding,
    Statement,
    contradictions_of,
    suspicions_of,
)
from digitizer.domain.people.mention import Aspect, Mention, MentionId
from digitizer.domain.values.dates import PartialDate


def findings_of(
    entries: Sequence[PersonEntry],
    links: Iterable[Link],
    same_entries: Iterable[tuple[Mention, Mention]],
    comparer: Comparer,
    death_of: DeathOf | None = None,
) -> tuple[Finding, ...]:
    """Everything to clean. ``same_entries`` are pairs of mentions whose cases name one entry of
    one book; without ``death_of`` the deaths among ``entries`` are all there are."""
    home = {mention.id: entry for entry in entries for mention in entry.mentions}
    found: list[Finding] = []
    died = death_of or _deaths_in(home)
    for entry in entries:
        if len(entry.mentions) > 1:
            found += contradictions_of(entry, comparer.rules, died)
    found += _between(home, links, comparer)
    found += [_same_entry(left, right) for left, right in same_entries]
    return in_order(found)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, the gravest first; of one kind the surest first."""
    rank = {code: number for number, code in enumerate(SEVERITIES)}
    distinct = dict.fromkeys(findings)
    return tuple(
        sorted(
            distinct,
            key=lambda each: (
                rank[each.code],
                not each.is_sure,
                -each.score,
                each.left.mention.id,
                each.right.mention.id,
            ),
        )
    )


def _deaths_in(home: Mapping[MentionId, PersonEntry]) -> DeathOf:
    """The day on which the person of a mention died, by the entry that it belongs to."""

    def death_of(mention_id: MentionId) -> PartialDate | None:
        entry = home.get(mention_id)
        dates = [each.date(Aspect.DIED) for each in entry.mentions] if entry else []
        return next((day for day in dates if day is not None), None)

    return death_of


def _between(
    home: Mapping[MentionId, PersonEntry], links: Iterable[Link], comparer: Comparer
) -> Iterator[Finding]:
    """Two entries that may be one person, once by their strongest link; what they say against each
    other takes the place of the mere likeness."""
    strongest: dict[tuple[MentionId, MentionId], Link] = {}
    for link in sorted(links, key=lambda each: (-each.score, each.left, each.right)):
        if link.left not in home or link.right not in home:
            continue
        one, other = home[link.left], home[link.right]
        if one is not other:
            strongest.setdefault(pair_of(one.id, other.id), link)
    for pair, link in strongest.items():
        one, other = home[pair[0]], home[pair[1]]
        if _told_apart(one, other, comparer):
            continue
        left, right = _mention(home, link.left), _mention(home, link.right)
        compared = comparer.compared(left, right)
        against = list(suspicions_of(left, right, compared))
        if against:
            yield from against
        else:
            facts = (Statement(left, left.facts[0]), Statement(right, right.facts[0]))
            yield Finding("same-person", *facts, False, link.score)


def _mention(home: Mapping[MentionId, PersonEntry], mention_id: MentionId) -> Mention:
    return next(each for each in home[mention_id].mentions if each.id == mention_id)


def _told_apart(one: PersonEntry, other: PersonEntry, comparer: Comparer) -> bool:
    if not comparer.parted:
        return False
    pairs = (pair_of(left.id, right.id) for left in one.mentions for right in other.mentions)
    return any(pair in comparer.parted for pair in pairs)


def _same_entry(left: Mention, right: Mention) -> Finding:
    first, second = sorted((left, right), key=lambda each: each.id)
    return Finding(
        "same-entry", Statement(first, first.facts[0]), Statement(second, second.facts[0])
    )
