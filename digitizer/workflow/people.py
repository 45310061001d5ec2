"""The register of people: who is in it, what to clean, and what a person decides about it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import InvalidInput, NotAllowed, NotFound
from digitizer.domain.people.cleaning import findings_of, in_order
from digitizer.domain.people.entries import Decision, PersonEntry, entries_of, pair_of
from digitizer.domain.people.findings import Finding
from digitizer.domain.people.keys import number_key, oldest_first, youngest_first
from digitizer.domain.people.mention import Aspect, Mention, MentionId
from digitizer.domain.values.alphabet import alphabet_key
from digitizer.domain.values.text import clean
from digitizer.workflow.lists import BY_NAME, PersonColumn, PersonOrder, PersonSearch
from digitizer.workflow.people_case import Register, findings_of_case
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.transaction import transaction

_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Persons in the order of their names; ``next_offset`` goes on from here, None at the end."""

    entries: tuple[PersonEntry, ...]
    next_offset: int | None


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person with all sources, what does not fit, and what was decided about the mentions."""

    entry: PersonEntry
    findings: tuple[Finding, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class FindingPage:
    """A part of the findings, and how many there are in all."""

    findings: tuple[Finding, ...]
    total: int


def ensure_register(ports: Ports) -> None:
    """Build the register where this program or its document types are others than those that it
    was built with, as in a workspace of an older program."""
    with ports.unit_of_work() as unit:
        if unit.people.is_current():
            return
    with ports.unit_of_work(write=True) as unit:
        # Another program may have built it in between.
        if not unit.people.is_current():
            unit.people.rebuild()
            unit.commit()


def rebuild(ports: Ports, actor: Actor) -> int:
    """Build the register anew from all finished cases; how many mentions it holds then."""
    with transaction(ports, actor, "people-rebuild") as run:
        count = run.unit.people.rebuild()
        run.note("people", mentions=str(count))
    return count


def find(
    ports: Ports,
    text: str = "",
    *,
    document_type: str | None = None,
    order: PersonOrder = BY_NAME,
    limit: int = 100,
    offset: int = 0,
) -> PersonPage:
    """Persons with a name that has all the words of ``text``, marks or none, or who have it as the
    number of an identity paper; of a document type those whom such a document names. Each comes
    with all mentions and once, where the first of the matching ones stands."""
    with ports.unit_of_work() as unit:
        register = Register.open(ports.catalog, unit)
        if text.strip().isdecimal():
            found = _holders(register, text.strip(), document_type, order)
            following = offset + limit if offset + limit < len(found) else None
            return PersonPage(found[offset : offset + limit], following)
        return _listed(register, PersonSearch(text, document_type), order, limit, offset)


def _holders(
    register: Register, number: str, document_type: str | None, order: PersonOrder
) -> tuple[PersonEntry, ...]:
    """Whoever has a number; few."""
    holders = [each.id for each in register.unit.people.sharing([number_key(number)])]
    whole = _entries_of(register, holders)
    entries = dict.fromkeys(whole[each] for each in holders)
    wanted = [
        entry
        for entry in entries
        if document_type is None
        or any(each.document_type == document_type for each in entry.mentions)
    ]
    if order.column is PersonColumn.BORN:
        key = youngest_first if order.descending else oldest_first
        return tuple(sorted(wanted, key=lambda one: min(key(_born(each)) for each in one.mentions)))
    names = {entry: min(alphabet_key(each.name) for each in entry.mentions) for entry in wanted}
    return tuple(sorted(wanted, key=names.__getitem__, reverse=order.descending))


def _born(mention: Mention) -> str:
    return mention.value(Aspect.BORN)


def _listed(
    register: Register, search: PersonSearch, order: PersonOrder, limit: int, offset: int
) -> PersonPage:
    found: list[PersonEntry] = []
    while True:
        page = register.unit.people.matching(search, order, limit=_AT_ONCE, offset=offset)
        whole = _entries_of(register, [each.id for each in page])
        several = {whole[each.id] for each in page if len(whole[each.id].mentions) > 1}
        groups = [[each.id for each in entry.mentions] for entry in several]
        later = {each for group in groups for each in group}
        later.difference_update(register.unit.people.first_among(search, order, groups))
        for mention in page:
            offset += 1
            if mention.id not in later:
                found.append(whole[mention.id])
            if len(found) == limit:
                return PersonPage(tuple(found), offset)
        if len(page) < _AT_ONCE:
            return PersonPage(tuple(found), None)


def _entries_of(
    register: Register, mention_ids: Sequence[MentionId]
) -> dict[MentionId, PersonEntry]:
    """The whole person of each of these mentions, and of others."""
    return {each.id: entry for entry in register.around(mention_ids) for each in entry.mentions}


def person(ports: Ports, mention_id: MentionId) -> PersonView:
    """The person of a mention; raises NotFound when no finished case names them."""
    with ports.unit_of_work() as unit:
        register = Register.open(ports.catalog, unit)
        mentions, links = register.neighbours([_get(unit, mention_id).id])
        entries = entries_of(mentions, links, register.comparer)
        entry = _holding(entries, mention_id)
        ids = {each.id for each in entry.mentions}
        found = findings_of(entries, links, (), register.comparer, register.death_of)
        touching = [each for each in found if ids & {each.left.mention.id, each.right.mention.id}]
        decisions = [each for each in unit.people.decisions() if ids & {each.left, each.right}]
        return PersonView(entry, in_order(touching), tuple(decisions))


def findings(
    ports: Ports, codes: Collection[str], *, limit: int = 100, offset: int = 0
) -> FindingPage:
    """What there is to clean of these kinds, in the order in which to clean it."""
    with ports.unit_of_work() as unit:
        mentions, links = unit.people.everything()
        comparer = Register.open(ports.catalog, unit).comparer
        known = dict(mentions)
        told = {key for pair in comparer.decided for key in pair} - known.keys()
        known |= unit.people.get(told)
        entries = entries_of(known, links, comparer)
        found = findings_of(entries, links, unit.people.same_entries(), comparer)
    wanted = [each for each in found if each.code in codes]
    return FindingPage(tuple(wanted[offset : offset + limit]), len(wanted))


def case_findings(ports: Ports, case_id: int) -> tuple[Finding, ...]:
    """What a case, finished or not, says against the register."""
    with ports.unit_of_work() as unit:
        record = unit.cases.get(case_id).record
        doc_type = ports.catalog.type_of(record)
        if record is None or doc_type is None:
            raise NotAllowed("type-unknown", case=case_id)
        return findings_of_case(ports.catalog, unit, case_id, record, doc_type)


def decide(
    ports: Ports, actor: Actor, left: MentionId, right: MentionId, reason: str, *, is_same: bool
) -> ChangeSet:
    """Say that two mentions are one person, or are not; the newest word on a pair counts.

    Raises InvalidInput without a reason or for one mention twice, NotFound for a mention that the
    register does not hold.
    """
    with transaction(ports, actor, "people-same" if is_same else "people-different") as run:
        why = clean(reason)
        if not why:
            raise InvalidInput("reason-needed")
        if left == right:
            raise InvalidInput("person-itself", person=left)
        first, second = pair_of(_get(run.unit, left).id, _get(run.unit, right).id)
        run.unit.people.decide(Decision(first, second, is_same, actor.name, ports.clock(), why))
        run.cases.update((first.case_id, second.case_id))
        run.note(f"person:{first}", other=str(second), reason=why)
    return run.changes()


def _get(unit: UnitOfWork, mention_id: MentionId) -> Mention:
    found = unit.people.get([mention_id]).get(mention_id)
    if found is None:
        raise NotFound("person-missing", person=mention_id)
    return found


def _holding(entries: Sequence[PersonEntry], mention_id: MentionId) -> PersonEntry:
    return next(entry for entry in entries if any(each.id == mention_id for each in entry.mentions))
