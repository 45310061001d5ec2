"""The JSON shapes of the register of people that the command line promises."""

from __future__ import annotations

from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.people.entries import PersonEntry
from digitizer.domain.people.evidence import compare
from digitizer.domain.people.findings import Finding, Statement
from digitizer.domain.people.mention import Mention
from digitizer.messages import Messages
from digitizer.workflow.people import PersonView
from digitizer.workflow.people_case import KnownValue

Json = dict[str, object]


def entry_json(entry: PersonEntry) -> Json:
    return {"person": str(entry.id), "mentions": [_mention(each) for each in entry.mentions]}


def view_json(view: PersonView, station: Workstation, messages: Messages) -> Json:
    return {
        **entry_json(view.entry),
        "findings": [finding_json(each, station, messages) for each in view.findings],
        "decisions": [
            {
                "left": str(each.left),
                "right": str(each.right),
                "same": each.is_same,
                "actor": each.actor,
                "at": each.at.isoformat(),
                "reason": each.reason,
            }
            for each in view.decisions
        ],
    }


def finding_json(finding: Finding, station: Workstation, messages: Messages) -> Json:
    """``reasons`` say what speaks for one person, where that is not sure."""
    left, right = finding.left, finding.right
    says, other_says = (station.stated(each.mention, each.fact) for each in (left, right))
    language = messages.language
    sentence = messages.text(
        "people-finding",
        what=messages.text(f"people-found-{finding.code}"),
        person=str(left.mention.id),
        name=left.mention.name,
        label=says.label.in_language(language),
        value=says.shown,
        other=str(right.mention.id),
        other_name=right.mention.name,
        other_label=other_says.label.in_language(language),
        other_value=other_says.shown,
    )
    reasons = [] if finding.is_sure else _reasons(finding, station, messages)
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "sure": finding.is_sure,
        "score": round(finding.score, 1),
        "left": _statement(left),
        "right": _statement(right),
        "reasons": reasons,
        "message": sentence if finding.is_sure else f"{messages.text('people-maybe')} {sentence}",
    }


def offer_json(known: KnownValue) -> Json:
    offer = known.offer
    return {
        "field": offer.field,
        "value": offer.value,
        "shown": known.shown,
        "strength": offer.verdict.value,
        "score": round(offer.score, 1),
        "source": {
            "case": offer.source.id.case_id,
            "document_type": offer.source.document_type,
            "field": offer.fact.field,
            "dated": offer.dated or None,
        },
    }


def _reasons(finding: Finding, station: Workstation, messages: Messages) -> list[str]:
    found = compare(finding.left.mention, finding.right.mention, station.catalog.people)
    return [
        f"{messages.text('people-sign-' + reason.sign.replace('_', '-'))} ({reason.bits:+.1f})"
        for reason in found.reasons
    ]


def _statement(statement: Statement) -> Json:
    return {
        "person": str(statement.mention.id),
        "case": statement.mention.id.case_id,
        "name": statement.mention.name,
        "field": statement.fact.field,
        "value": statement.fact.value,
    }


def _mention(mention: Mention) -> Json:
    return {
        "person": str(mention.id),
        "case": mention.id.case_id,
        "document_type": mention.document_type,
        "role": mention.role,
        "facts": [
            {"aspect": fact.aspect.value, "field": fact.field, "value": fact.value}
            for fact in mention.facts
        ],
    }
