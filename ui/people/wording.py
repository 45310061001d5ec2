"""How persons, their sources and what does not fit are told."""

from __future__ import annotations

from digitizer.domain.people.entries import Decision, PersonEntry
from digitizer.domain.people.evidence import Verdict, compare
from digitizer.domain.people.findings import Finding, Statement
from digitizer.domain.people.mention import Aspect, Mention
from digitizer.domain.values.dates import parse_iso
from digitizer.workflow.people_case import KnownValue
from ui.session import Session

_ROLES = frozenset(
    {
        "business_owner",
        "buyer",
        "cadre",
        "child",
        "deceased",
        "father",
        "holder",
        "husband",
        "land_user",
        "member",
        "mother",
        "other",
        "parent",
        "payer",
        "person",
        "requester",
        "wife",
    }
)
_OF_THE_PAPER = frozenset({Aspect.KIND, Aspect.ENDED})


def role_text(session: Session, mention: Mention) -> str:
    """What somebody is in a document; a role of a commune's own type is told by its document."""
    if mention.role in _ROLES:
        return session.text(f"people-role-{mention.role.replace('_', '-')}")
    return session.type_label(mention.document_type)


def roles_text(session: Session, entry: PersonEntry) -> str:
    return ", ".join(dict.fromkeys(role_text(session, each) for each in entry.mentions))


def born_text(entry: PersonEntry) -> str:
    value = _first(entry, Aspect.BORN)
    born = parse_iso(value)
    return born.formatted() if born else value


def numbers_of(entry: PersonEntry) -> list[str]:
    """All numbers of identity papers, each once, the personal number before older ones."""
    found = (fact.value for mention in entry.mentions for fact in mention.numbers)
    return sorted(dict.fromkeys(found), key=len, reverse=True)


def cases_of(entry: PersonEntry) -> list[int]:
    return sorted({each.id.case_id for each in entry.mentions})


def source_text(session: Session, mention: Mention) -> str:
    """Case, kind of document and role of one mention."""
    return session.text(
        "people-source",
        case=str(mention.id.case_id),
        type=session.type_label(mention.document_type),
        role=role_text(session, mention),
    )


def case_text(session: Session, case_id: int) -> str:
    return session.text("people-case", case=str(case_id))


def what_text(session: Session, finding: Finding) -> str:
    """In a few words what does not fit."""
    return session.text(f"people-short-{finding.code}")


def names_text(finding: Finding) -> str:
    """Whom a finding is about; two names where they differ."""
    names = (finding.left.mention.name, finding.right.mention.name)
    return " / ".join(dict.fromkeys(names))


def cases_text(finding: Finding) -> str:
    return ", ".join(str(number) for number in dict.fromkeys(finding.cases))


def finding_text(session: Session, finding: Finding) -> str:
    """The whole sentence with both sources."""
    what = session.text(f"people-found-{finding.code}")
    told = session.text(
        "people-both-say",
        what=what,
        left=_said(session, finding.left),
        right=_said(session, finding.right),
    )
    return told if finding.is_sure else f"{session.text('people-maybe')} {told}"


def signs_text(session: Session, finding: Finding) -> str:
    """What speaks for and against one person, the strongest first."""
    rules = session.backend.catalog.people
    found = compare(finding.left.mention, finding.right.mention, rules)
    by_weight = sorted(found.reasons, key=lambda reason: -abs(reason.bits))
    signs = [
        session.text(f"people-sign-{reason.sign.replace('_', '-')}")
        for reason in by_weight
        if reason.bits
    ]
    return "; ".join(dict.fromkeys(signs))


def decision_text(session: Session, decision: Decision) -> str:
    return session.text(
        "people-decided-same" if decision.is_same else "people-decided-different",
        left=case_text(session, decision.left.case_id),
        right=case_text(session, decision.right.case_id),
        actor=decision.actor,
        at=session.moment(decision.at),
        reason=decision.reason,
    )


def offer_source(session: Session, known: KnownValue) -> str:
    """Where a known value comes from, and whether that is surely the same person."""
    offer = known.offer
    is_sure = offer.verdict is Verdict.SAME
    return session.text(
        "people-offer-source" if is_sure else "people-offer-source-maybe",
        case=str(offer.source.id.case_id),
        role=role_text(session, offer.source),
        name=offer.source.name,
    )


def aspects_in_common(finding: Finding) -> list[Aspect]:
    """What at least one side says of the person, in a fixed order."""
    said = {
        fact.aspect for side in (finding.left, finding.right) for fact in side.mention.facts
    } - _OF_THE_PAPER
    return [aspect for aspect in Aspect if aspect in said]


def aspect_text(session: Session, mention: Mention, aspect: Aspect) -> str:
    """The values of an aspect as officials write them, nothing where none is known."""
    facts = (fact for fact in mention.facts if fact.aspect is aspect and fact.value)
    return ", ".join(session.backend.stated(mention, fact).shown for fact in facts)


def _said(session: Session, statement: Statement) -> str:
    stated = session.backend.stated(statement.mention, statement.fact)
    return session.text(
        "people-says",
        case=str(statement.mention.id.case_id),
        name=statement.mention.name,
        label=session.label(stated.label),
        value=stated.shown,
    )


def _first(entry: PersonEntry, aspect: Aspect) -> str:
    return next((value for each in entry.mentions if (value := each.value(aspect))), "")
