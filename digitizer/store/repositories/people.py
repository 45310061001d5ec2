"""The register of people, read by names, keys and links; what people decided of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy import Row as ResultRow
from sqlalchemy.orm import InstrumentedAttribute, Session

from digitizer.domain.people.entries import Decision, Link
from digitizer.domain.people.evidence import Verdict
from digitizer.domain.people.mention import Mention, MentionId
from digitizer.domain.people.names import name_key
from digitizer.domain.schema import Catalog
from digitizer.store import codec
from digitizer.store.people_rows import MentionRow, PersonDecisionRow, PersonLinkRow
from digitizer.store.repositories.mention_lookup import (
    MENTION,
    by_number,
    chunks,
    ids_by_key,
    is_one_of,
)
from digitizer.store.repositories.people_keeping import RegisterKeeper
from digitizer.workflow.lists import PersonColumn, PersonOrder, PersonSearch


class SqlPeopleRepository:
    def __init__(self, session: Session, catalog: Catalog) -> None:
        self._session = session
        self._keeper = RegisterKeeper(session, catalog)

    def is_current(self) -> bool:
        return self._keeper.is_current()

    def rebuild(self) -> int:
        return self._keeper.rebuild()

    def get(self, mention_ids: Iterable[MentionId]) -> dict[MentionId, Mention]:
        """Those of the mentions that the register holds."""
        found: dict[MentionId, Mention] = {}
        for some in chunks(mention_ids):
            query = select(MentionRow.body).where(is_one_of(some))
            for body in self._session.scalars(query):
                mention = codec.from_json(body, MENTION)
                found[mention.id] = mention
        return found

    def sharing(self, keys: Iterable[int]) -> Sequence[Mention]:
        """The mentions that share one of the blocking keys."""
        ids = ids_by_key(self._session, set(keys))
        return list(
            by_number(self._session, {number for here in ids.values() for number in here}).values()
        )

    def matching(
        self, search: PersonSearch, order: PersonOrder, *, limit: int, offset: int
    ) -> Sequence[Mention]:
        """The ids are found first, from an index alone, so that skipping reads no mention."""
        ids = _found(select(MentionRow.id), search).order_by(*_keys(order))
        wanted = ids.limit(limit).offset(offset).correlate(None).scalar_subquery()
        query = select(MentionRow.body).where(MentionRow.id.in_(wanted)).order_by(*_keys(order))
        return [codec.from_json(body, MENTION) for body in self._session.scalars(query)]

    def first_among(
        self, search: PersonSearch, order: PersonOrder, groups: Sequence[Collection[MentionId]]
    ) -> Sequence[MentionId | None]:
        places: dict[MentionId, tuple[bytes, int]] = {}
        key = _SORTED_BY[order.column, order.descending]
        for some in chunks({each for group in groups for each in group}):
            query = select(MentionRow.case_id, MentionRow.key, key, MentionRow.id)
            query = query.where(is_one_of(some))
            for case_id, name, place, number in self._session.execute(_found(query, search)):
                places[MentionId(case_id, name)] = (place, number)
        first = max if _is_backwards(order) else min
        return [
            first((each for each in group if each in places), key=places.__getitem__, default=None)
            for group in groups
        ]

    def count(self) -> int:
        return self._session.scalars(select(func.count()).select_from(MentionRow)).one()

    def around(
        self, mention_ids: Iterable[MentionId]
    ) -> tuple[dict[MentionId, Mention], list[Link]]:
        """The mentions, all that are linked to them as the same over any number of steps, and the
        links among these and to the next ones."""
        rows = [
            number
            for some in chunks(set(mention_ids))
            for number in self._session.scalars(select(MentionRow.id).where(is_one_of(some)))
        ]
        seen, links, frontier = set(rows), {}, set(rows)
        while frontier:
            reached: set[int] = set()
            for link in self._link_rows(frontier):
                links[link.left_id, link.right_id] = link
                if link.verdict is Verdict.SAME:
                    reached |= {link.left_id, link.right_id}
            frontier = reached - seen
            seen |= frontier
        ends = {number for pair in links for number in pair}
        return self._with_links(seen | ends, list(links.values()))

    def everything(self) -> tuple[dict[MentionId, Mention], list[Link]]:
        """All mentions that have a link, and all links."""
        query = select(
            PersonLinkRow.left_id,
            PersonLinkRow.right_id,
            PersonLinkRow.verdict,
            PersonLinkRow.score,
            PersonLinkRow.apart,
        )
        rows = self._session.execute(query).all()
        return self._with_links({number for row in rows for number in row[:2]}, rows)

    def same_entries(self) -> Sequence[tuple[Mention, Mention]]:
        """Pairs of mentions, one a case, whose cases name the same entry of the same book."""
        twice = (
            select(MentionRow.entry)
            .where(MentionRow.entry.is_not(None))
            .group_by(MentionRow.entry)
            .having(func.count(MentionRow.case_id.distinct()) > 1)
        )
        query = (
            select(MentionRow.entry, func.min(MentionRow.id))
            .where(MentionRow.entry.in_(twice))
            .group_by(MentionRow.entry, MentionRow.case_id)
            .order_by(MentionRow.entry, MentionRow.case_id)
        )
        by_entry: dict[int | None, list[int]] = {}
        for entry, number in self._session.execute(query):
            by_entry.setdefault(entry, []).append(number)
        mentions = by_number(
            self._session, {number for here in by_entry.values() for number in here}
        )
        return [
            (mentions[left], mentions[right])
            for here in by_entry.values()
            for left, right in combinations(here, 2)
        ]

    def _link_rows(self, numbers: Iterable[int]) -> Iterator[PersonLinkRow]:
        for some in chunks(numbers):
            touching = or_(PersonLinkRow.left_id.in_(some), PersonLinkRow.right_id.in_(some))
            yield from self._session.scalars(select(PersonLinkRow).where(touching))

    def _with_links(
        self,
        numbers: set[int],
        rows: Sequence[PersonLinkRow] | Sequence[ResultRow[int, int, Verdict, float, bool]],
    ) -> tuple[dict[MentionId, Mention], list[Link]]:
        mentions = by_number(self._session, numbers)
        links = [
            Link(
                mentions[row.left_id].id,
                mentions[row.right_id].id,
                row.verdict,
                row.score,
                row.apart,
            )
            for row in rows
        ]
        return {each.id: each for each in mentions.values()}, links

    # What people decided

    def decide(self, decision: Decision) -> None:
        self._session.add(
            PersonDecisionRow(
                left_case_id=decision.left.case_id,
                left_key=decision.left.key,
                right_case_id=decision.right.case_id,
                right_key=decision.right.key,
                is_same=decision.is_same,
                actor=decision.actor,
                at=decision.at,
                reason=decision.reason,
            )
        )
        self._session.flush()

    def decisions(self) -> Sequence[Decision]:
        """Oldest first."""
        query = select(PersonDecisionRow).order_by(PersonDecisionRow.id)
        return [
            Decision(
                MentionId(row.left_case_id, row.left_key),
                MentionId(row.right_case_id, row.right_key),
                row.is_same,
                row.actor,
                row.at,
                row.reason,
            )
            for row in self._session.scalars(query)
        ]


Q = TypeVar("Q", bound=Select[*tuple[Any, ...]])

_SORTED_BY: dict[tuple[PersonColumn, bool], InstrumentedAttribute[bytes]] = {
    (PersonColumn.NAME, False): MentionRow.name_key,
    (PersonColumn.NAME, True): MentionRow.name_key,
    (PersonColumn.BORN, False): MentionRow.oldest_key,
    (PersonColumn.BORN, True): MentionRow.youngest_key,
}


def _found(query: Q, search: PersonSearch) -> Q:
    if search.document_type is not None:
        query = query.where(MentionRow.document_type == search.document_type)
    for word in name_key(search.text).split():
        query = query.where(MentionRow.name.contains(word, autoescape=True))
    return query


def _is_backwards(order: PersonOrder) -> bool:
    """Birth has a key for each direction, so that the unknown are always last."""
    return order.descending and order.column is PersonColumn.NAME


def _keys(order: PersonOrder) -> list[ColumnElement[Any]]:
    key = _SORTED_BY[order.column, order.descending].expression
    keys: list[ColumnElement[Any]] = [key, MentionRow.id.expression]
    return [each.desc() for each in keys] if _is_backwards(order) else keys
