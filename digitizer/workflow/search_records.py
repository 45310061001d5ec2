"""Searching through everything confirmed, which is looking at personal data and is noted.

The log says who searched, when, and exactly which cases were shown; the words that were searched
for are in it in no form. In clear they would spread names to everybody who may read the log and
nothing else. As a hash they would do so too: names are few enough to try them all, and a key to
prevent it would lie beside the log. Who was looked up is told by the numbers of the cases, which
say nothing to a reader without the right to open them. A search that finds nothing is noted with
nothing shown.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from digitizer.domain.changes import Actor
from digitizer.domain.errors import InvalidInput, NotFound
from digitizer.domain.search.marking import FoundField, found_fields
from digitizer.domain.search.query import LONGEST_TEXT, Query, parse
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.rights import allowed_actions, require_reading
from digitizer.workflow.search_port import (
    FoundCase,
    Search,
    SearchFilter,
    SearchPlace,
    Waiting,
)
from digitizer.workflow.transaction import transaction

SEARCH = "search-records"
OPEN = "open-found"
RESTRICTED = "read-restricted-case"
MOST_COUNTED = 1000
"""Of more hits than these nobody needs the number, but to ask for less."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A case that was found, why, and where it stands among all."""

    case: FoundCase
    fields: tuple[FoundField, ...]
    place: SearchPlace


@dataclass(frozen=True, slots=True)
class HitPage:
    """Hits, the best first. ``total`` is how many there are, up to one more than
    :data:`MOST_COUNTED`; ``after`` is where the next ones begin, None at the end. ``waiting`` says
    what cannot be found yet."""

    hits: tuple[Hit, ...]
    total: int
    after: SearchPlace | None
    waiting: Waiting


def search_records(
    ports: Ports,
    actor: Actor,
    words: str,
    where: SearchFilter,
    *,
    limit: int,
    after: SearchPlace | None = None,
) -> HitPage:
    """Confirmed cases that say all of ``words``, or the next ones of a search. What the person may
    not open is neither found nor counted.

    Raises NotAllowed, and InvalidInput ``search-no-words`` or ``search-too-long``."""
    require_reading(ports, actor, SEARCH)
    query = _query(words)
    visible, hidden = _sight(ports, actor)
    search = Search(query, where, visible, hidden)
    with ports.unit_of_work() as unit:
        most = max(limit, MOST_COUNTED if after is None else 0) + 1
        places = unit.search.find(search, limit=most, after=after)
        hits = _hits(unit, search, places[:limit])
        waiting = unit.search.waiting()
    is_end = len(places) <= limit
    page = HitPage(hits, len(places), None if is_end else places[limit - 1], waiting)
    _note(ports, actor, where, page, is_first=after is None)
    return page


def open_found(ports: Ports, actor: Actor, case_id: int) -> None:
    """Note that a case was opened out of a search. Raises NotAllowed, and NotFound for a case that
    the person may not see as for one that is not there."""
    visible, _ = _sight(ports, actor)
    with transaction(ports, actor, OPEN) as run:
        found = run.unit.search.cases([case_id]).get(case_id)
        if found is None or (visible is not None and found.document_type not in visible):
            raise NotFound("case-missing", case=case_id)
        run.note(f"case:{case_id}")


def _query(words: str) -> Query:
    if len(words) > LONGEST_TEXT:
        raise InvalidInput("search-too-long", limit=LONGEST_TEXT)
    query = parse(words)
    if query is None:
        raise InvalidInput("search-no-words")
    return query


def _sight(ports: Ports, actor: Actor) -> tuple[Collection[str] | None, Collection[str]]:
    """The types that the person may see (None: all), and those that not. A type that is known no
    more may have been restricted."""
    allowed = allowed_actions(ports, actor)
    if allowed is None or RESTRICTED in allowed:
        return None, ()
    types = ports.catalog.types.values()
    return (
        frozenset(each.key for each in types if not each.is_restricted),
        frozenset(each.key for each in types if each.is_restricted),
    )


def _hits(unit: UnitOfWork, search: Search, places: Sequence[SearchPlace]) -> tuple[Hit, ...]:
    case_ids = [place.case_id for place in places]
    cases, fields = unit.search.cases(case_ids), unit.search.fields(case_ids)
    only = search.where.field
    return tuple(
        Hit(
            cases[place.case_id],
            found_fields(
                search.query,
                (each for each in fields[place.case_id] if only in (None, each.key)),
                place.tier,
            ),
            place,
        )
        for place in places
    )


def _note(
    ports: Ports, actor: Actor, where: SearchFilter, page: HitPage, *, is_first: bool
) -> None:
    """Nothing is handed out without an entry: where none can be written, the search fails."""
    details = {"shown": " ".join(str(hit.case.case_id) for hit in page.hits)}
    details["count"] = str(page.total) if is_first else str(len(page.hits))
    given = {
        "type": where.document_type,
        "batch": where.batch_id,
        "field": where.field,
        "state": where.state,
        "year": where.year,
    }
    details |= {name: str(value) for name, value in given.items() if value is not None}
    with transaction(ports, actor, SEARCH) as run:
        run.note("search", **details)
