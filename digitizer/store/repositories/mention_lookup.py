"""Looking up mentions in the register of people by numbers and keys, in parts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import Session

from digitizer.domain.people.mention import Mention, MentionId
from digitizer.store import codec
from digitizer.store.people_rows import MentionKeyRow, MentionRow

MENTION = TypeAdapter(Mention)
# Beyond so many mentions a key tells nobody apart, such as the number of an official.
MOST_OF_A_KEY = 60
_AT_ONCE = 400
_T = TypeVar("_T")


def ids_by_key(session: Session, keys: Iterable[int]) -> dict[int, list[int]]:
    """The oldest mentions of each key, never more than tell people apart."""
    found: dict[int, list[int]] = {}
    for some in chunks(keys):
        query = (
            select(MentionKeyRow.hash, MentionKeyRow.mention_id)
            .where(MentionKeyRow.hash.in_(some))
            .order_by(MentionKeyRow.hash, MentionKeyRow.mention_id)
        )
        for key, number in session.execute(query):
            here = found.setdefault(key, [])
            if len(here) < MOST_OF_A_KEY:
                here.append(number)
    return found


def by_number(session: Session, numbers: Iterable[int]) -> dict[int, Mention]:
    found: dict[int, Mention] = {}
    for some in chunks(numbers):
        query = select(MentionRow.id, MentionRow.body).where(MentionRow.id.in_(some))
        for number, body in session.execute(query):
            found[number] = codec.from_json(body, MENTION)
    return found


def is_one_of(mention_ids: Collection[MentionId]) -> ColumnElement[bool]:
    """The cases say nothing new, but lead SQLite to the index; pairs alone make it read all."""
    pairs = [(each.case_id, each.key) for each in mention_ids]
    cases = sorted({each.case_id for each in mention_ids})
    return MentionRow.case_id.in_(cases) & tuple_(MentionRow.case_id, MentionRow.key).in_(pairs)


def chunks(items: Iterable[_T]) -> Iterator[list[_T]]:
    """Parts that stay below the limits on the parameters of one statement."""
    stream = iter(items)
    while some := list(islice(stream, _AT_ONCE)):
        yield some
