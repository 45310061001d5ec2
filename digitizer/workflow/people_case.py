"""One case against the register of people: what it contradicts, and what it need not be typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from digitizer.domain.case import Case
from digitizer.domain.people.cleaning import in_order
from digitizer.domain.people.entries import Comparer, Link, PersonEntry, entries_of, said
from digitizer.domain.people.evidence import Verdict
from digitizer.domain.people.findings import (
    Finding,
    contradictions_of,
    suspicions_of,
)
from digitizer.domain.people.keys import blocking_keys
from digitizer.domain.people.mention import (
    Aspect,
    Fact,
    Mention,
    MentionId,
    mention_of,
    mentions_of,
)
from digitizer.domain.people.offers import Known, Offer, offers_for
from digitizer.domain.problems import Problem, Severity
from digitizer.domain.record import Record
from digitizer.domain.schema import Catalog, DocumentType, Localized
from digitizer.domain.values.canonical import shown_for
from digitizer.domain.values.dates import PartialDate
from digitizer.workflow.ports import Ports, UnitOfWork


@dataclass(frozen=True, slots=True)
class KnownValue:
    """An offer with the label of its field and the value as an official writes it."""

    offer: Offer
    label: Localized
    shown: str


@dataclass(frozen=True, slots=True)
class Stated:
    """The label of a field and its value as an official writes it."""

    label: Localized
    shown: str


@dataclass(frozen=True, slots=True)
class Register:
    """The register of people in an open unit, with what people decided."""

    unit: UnitOfWork
    comparer: Comparer

    @classmethod
    def open(cls, catalog: Catalog, unit: UnitOfWork) -> Register:
        decided = said(unit.people.decisions())
        return cls(unit, Comparer(catalog.people, decided))

    def around(self, mention_ids: Iterable[MentionId]) -> tuple[PersonEntry, ...]:
        """The persons of the mentions, and those next to them, whose mentions may lack some."""
        mentions, links = self.neighbours(mention_ids)
        return entries_of(mentions, links, self.comparer)

    def neighbours(
        self, mention_ids: Iterable[MentionId]
    ) -> tuple[Mapping[MentionId, Mention], Sequence[Link]]:
        """All mentions that can be of one person with these, with their links; what people said to
        be the same counts as a link."""
        told = [pair for pair, is_same in self.comparer.decided.items() if is_same]
        wanted = set(mention_ids)
        while True:
            mentions, links = self.unit.people.around(wanted)
            more = {key for pair in told if not mentions.keys().isdisjoint(pair) for key in pair}
            if more <= wanted:
                return mentions, links
            wanted |= more

    def others(self, own: Mention) -> list[Mention]:
        """Mentions in other cases that share a key."""
        found = self.unit.people.sharing(blocking_keys(own))
        return [each for each in found if each.id.case_id != own.id.case_id]

    def death_of(self, mention_id: MentionId) -> PartialDate | None:
        """When somebody whom a finished case names died, as far as the register knows."""
        own = self.unit.people.get([mention_id]).get(mention_id)
        for other in self.others(own) if own else ():
            died = other.date(Aspect.DIED)
            if own and died and self.comparer.verdict(own, other) is Verdict.SAME:
                return died
        return None


def findings_of_case(
    catalog: Catalog, unit: UnitOfWork, case_id: int, record: Record, doc_type: DocumentType
) -> tuple[Finding, ...]:
    """What a record says against the register, the gravest first; indexed look-ups only."""
    register = Register.open(catalog, unit)
    found: list[Finding] = []
    for own in mentions_of(case_id, doc_type, _values(record)):
        found += _against(register, own)
    return in_order(found)


def _against(register: Register, own: Mention) -> list[Finding]:
    same, found = [own], list[Finding]()
    for other in register.others(own):
        verdict = register.comparer.verdict(own, other)
        compared = register.comparer.compared(own, other)
        if verdict is Verdict.SAME:
            same.append(other)
        elif verdict is Verdict.MAYBE and compared.apart:
            found += suspicions_of(own, other, compared)
    entry = PersonEntry(tuple(sorted(same, key=lambda each: each.id)))
    if len(same) > 1:
        all_of_them = contradictions_of(entry, register.comparer.rules, register.death_of)
        found += [each for each in all_of_them if own.id.case_id in each.cases]
    return found


def problems_with_people(
    ports: Ports, unit: UnitOfWork, case: Case, doc_type: DocumentType
) -> tuple[Problem, ...]:
    """The contradictions of a case with the register as problems that name the other case."""
    if case.record is None or not doc_type.people:
        return ()
    found = findings_of_case(ports.catalog, unit, case.id, case.record, doc_type)
    return tuple(_problem(ports, each, case.id) for each in found)


def _problem(ports: Ports, finding: Finding, case_id: int) -> Problem:
    """Never an error: which of two records is right, only a person can tell."""
    is_left = finding.left.mention.id.case_id == case_id
    own, other = finding.left, finding.right
    if not is_left:
        own, other = other, own
    mine, theirs = (stated(ports, each.mention, each.fact) for each in (own, other))
    code = f"person-{finding.code}" if finding.is_sure else f"person-maybe-{finding.code}"
    params = {
        "case": str(other.mention.id.case_id),
        "label": mine.label.vi,
        "label_en": mine.label.en,
        "name": other.mention.name,
        "other": theirs.shown,
        "own": mine.shown,
    }
    return Problem(code, _capped(finding), own.fact.field, tuple(sorted(params.items())))


def _capped(finding: Finding) -> Severity:
    return Severity.INFO if finding.severity is Severity.INFO else Severity.WARNING


def stated(ports: Ports, mention: Mention, fact: Fact) -> Stated:
    """What a mention says, in words; field key and canonical value where its type is gone."""
    doc_type = ports.catalog.types.get(mention.document_type)
    spec = doc_type.field(fact.field) if doc_type else None
    if spec is None:
        return Stated(Localized(fact.field, fact.field), fact.value)
    return Stated(spec.label, shown_for(ports.catalog, spec, fact.value))


def offers(
    ports: Ports, case_id: int, typed: Mapping[str, str] | None = None
) -> tuple[KnownValue, ...]:
    """What the register knows for the fields of a case, in the order of its fields, the surest
    value of a field first. ``typed`` are canonical values that are not stored yet."""
    with ports.unit_of_work() as unit:
        record = unit.cases.get(case_id).record
        doc_type = ports.catalog.type_of(record)
        if record is None or doc_type is None:
            return ()
        register = Register.open(ports.catalog, unit)
        values = {**_values(record), **(typed or {})}
        found: list[Offer] = []
        for person in doc_type.people:
            own = mention_of(case_id, person, doc_type, values)
            found += offers_for(person, doc_type, own, _known(register, own))
    place = {spec.key: number for number, spec in enumerate(doc_type.fields)}
    found.sort(key=lambda offer: place[offer.field])
    return tuple(_known_value(ports, doc_type, offer) for offer in found)


def _known(register: Register, own: Mention) -> list[Known]:
    """The persons of the register who are or may be the one of a case, with all their mentions."""
    likely = {
        other.id: (verdict, register.comparer.compared(own, other).score)
        for other in register.others(own)
        if (verdict := register.comparer.verdict(own, other)) is not Verdict.DIFFERENT
        and not (verdict is Verdict.MAYBE and register.comparer.compared(own, other).apart)
    }
    if not likely:
        return []
    mentions, links = register.neighbours(likely)
    elsewhere = {key: each for key, each in mentions.items() if key.case_id != own.id.case_id}
    entries = entries_of(elsewhere, links, register.comparer)
    return [known for entry in entries if (known := _as_known(entry.mentions, likely))]


def _as_known(
    mentions: Sequence[Mention], likely: Mapping[MentionId, tuple[Verdict, float]]
) -> Known | None:
    found = [likely[each.id] for each in mentions if each.id in likely]
    if not found:
        return None
    is_same = any(verdict is Verdict.SAME for verdict, _ in found)
    verdict = Verdict.SAME if is_same else Verdict.MAYBE
    return Known(tuple(mentions), verdict, max(score for _, score in found))


def _known_value(ports: Ports, doc_type: DocumentType, offer: Offer) -> KnownValue:
    spec = doc_type.field(offer.field)
    if spec is None:
        return KnownValue(offer, Localized(offer.field, offer.field), offer.value)
    text = shown_for(ports.catalog, spec, offer.value)
    return KnownValue(offer, spec.label, text)


def _values(record: Record) -> dict[str, str | None]:
    return {key: value.value for key, value in record.fields.items()}
