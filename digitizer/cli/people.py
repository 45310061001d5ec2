"""people: the local register of people, what to clean in it, and what people decide about it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import click

from digitizer.bootstrap.workstation import Workstation
from digitizer.cli.people_contract import entry_json, finding_json, offer_json, view_json
from digitizer.cli.records import known_type
from digitizer.cli.session import Session, print_json, print_table
from digitizer.cli.texts import text
from digitizer.domain.people.entries import PersonEntry
from digitizer.domain.people.findings import CONTRADICTIONS, DUPLICATES, SEVERITIES, Finding
from digitizer.domain.people.mention import Aspect, Mention
from digitizer.domain.values.dates import parse_iso
from digitizer.messages import Messages
from digitizer.workflow.lists import PersonColumn, PersonOrder
from digitizer.workflow.people_case import KnownValue

_LIMIT = click.option("--limit", default=100, type=click.IntRange(1), help=text("cli-option-limit"))
_OFFSET = click.option(
    "--offset", default=0, type=click.IntRange(0), help=text("cli-option-offset")
)
_JSON = click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
_REASON = click.option("--reason", required=True, help=text("cli-option-reason"))


@click.group(help=text("cli-people-help"))
def people() -> None:
    """The group of all commands on the register of people."""


@people.command("list", help=text("cli-people-list-help"))
@click.argument("name", default="")
@click.option("--type", "document_type", default=None, help=text("cli-people-list-type"))
@click.option(
    "--sort",
    "column",
    type=click.Choice([column.value for column in PersonColumn]),
    default=PersonColumn.NAME.value,
    help=text("cli-people-list-sort"),
)
@click.option("--descending", is_flag=True, help=text("cli-people-list-descending"))
@_LIMIT
@_OFFSET
@_JSON
@click.pass_obj
def list_people(
    session: Session,
    name: str,
    document_type: str | None,
    column: str,
    descending: bool,
    limit: int,
    offset: int,
    as_json: bool,
) -> None:
    with session.workstation() as station:
        page = station.find_people(
            name,
            document_type=known_type(station, document_type),
            order=PersonOrder(PersonColumn(column), descending),
            limit=limit,
            offset=offset,
        )
    if as_json:
        for entry in page.entries:
            print_json(entry_json(entry))
        return
    columns = ("person", "name", "born", "number", "cases")
    print_table(
        [session.messages.text(f"people-column-{column}") for column in columns],
        [_row(entry) for entry in page.entries],
    )
    if page.next_offset is not None:
        session.say("people-more", offset=page.next_offset)


@people.command("show", help=text("cli-people-show-help"))
@click.argument("person")
@_JSON
@click.pass_obj
def show(session: Session, person: str, as_json: bool) -> None:
    with session.workstation() as station:
        view = station.person(person)
        if as_json:
            print_json(view_json(view, station, session.messages))
            return
        for mention in view.entry.mentions:
            for line in _mention_lines(session, station, mention):
                click.echo(line)
        for finding in view.findings:
            _print_finding(session, station, finding)
        for decision in view.decisions:
            session.say(
                "people-decided-same" if decision.is_same else "people-decided-different",
                left=str(decision.left),
                right=str(decision.right),
                actor=decision.actor,
                at=f"{decision.at:%d/%m/%Y %H:%M}",
                reason=decision.reason,
            )


@people.command("duplicates", help=text("cli-people-duplicates-help"))
@_LIMIT
@_OFFSET
@_JSON
@click.pass_obj
def duplicates(session: Session, limit: int, offset: int, as_json: bool) -> None:
    _say_findings(session, DUPLICATES, limit, offset, as_json=as_json)


@people.command("contradictions", help=text("cli-people-contradictions-help"))
@click.option("--case", "case_id", type=int, default=None, help=text("cli-people-option-case"))
@_LIMIT
@_OFFSET
@_JSON
@click.pass_obj
def contradictions(
    session: Session, case_id: int | None, limit: int, offset: int, as_json: bool
) -> None:
    if case_id is None:
        _say_findings(session, CONTRADICTIONS, limit, offset, as_json=as_json)
        return
    with session.workstation() as station:
        found = station.case_findings(case_id)
        _print_findings(session, station, found, as_json=as_json)


@people.command("clean", help=text("cli-people-clean-help"))
@_LIMIT
@_OFFSET
@_JSON
@click.pass_obj
def clean(session: Session, limit: int, offset: int, as_json: bool) -> None:
    _say_findings(session, SEVERITIES.keys(), limit, offset, as_json=as_json)


@people.command("offers", help=text("cli-people-offers-help"))
@click.argument("case_id", type=int)
@_JSON
@click.pass_obj
def offers(session: Session, case_id: int, as_json: bool) -> None:
    with session.workstation() as station:
        found = station.offers(case_id)
    if as_json:
        for known in found:
            print_json(offer_json(known))
        return
    columns = ("field", "value", "source", "dated", "strength")
    print_table(
        [session.messages.text(f"people-column-{column}") for column in columns],
        [_offer_row(session.messages, known) for known in found],
    )


@people.command("same", help=text("cli-people-same-help"))
@click.argument("left")
@click.argument("right")
@_REASON
@click.pass_obj
def same(session: Session, left: str, right: str, reason: str) -> None:
    _decide(session, left, right, reason, is_same=True)


@people.command("different", help=text("cli-people-different-help"))
@click.argument("left")
@click.argument("right")
@_REASON
@click.pass_obj
def different(session: Session, left: str, right: str, reason: str) -> None:
    _decide(session, left, right, reason, is_same=False)


@people.command("rebuild", help=text("cli-people-rebuild-help"))
@click.pass_obj
def rebuild(session: Session) -> None:
    with session.workstation() as station:
        count = station.rebuild_people()
    session.say("people-rebuilt", count=count)


def _decide(session: Session, left: str, right: str, reason: str, *, is_same: bool) -> None:
    with session.workstation() as station:
        station.decide_person(left, right, reason, is_same=is_same)
    said = "people-said-same" if is_same else "people-said-different"
    session.say(said, left=left, right=right)


def _row(entry: PersonEntry) -> tuple[object, ...]:
    def first(aspect: Aspect) -> str:
        return next((value for each in entry.mentions if (value := each.value(aspect))), "—")

    cases = sorted({each.id.case_id for each in entry.mentions})
    born = parse_iso(first(Aspect.BORN))
    return (
        entry.id,
        entry.mentions[0].name,
        born.formatted() if born else first(Aspect.BORN),
        first(Aspect.NUMBER),
        ", ".join(map(str, cases)),
    )


def _offer_row(messages: Messages, known: KnownValue) -> tuple[object, ...]:
    offer = known.offer
    dated = parse_iso(offer.dated)
    return (
        known.label.in_language(messages.language),
        known.shown,
        f"{offer.source.id.case_id}:{offer.fact.field}",
        dated.formatted() if dated else "—",
        messages.text(f"people-strength-{offer.verdict.value}"),
    )


def _mention_lines(session: Session, station: Workstation, mention: Mention) -> Iterator[str]:
    doc_type = station.catalog.types.get(mention.document_type)
    language = session.messages.language
    label = doc_type.label.in_language(language) if doc_type else mention.document_type
    yield f"{mention.id}  {label}"
    for fact in mention.facts:
        said = station.stated(mention, fact)
        yield f"  {said.label.in_language(language)} ({fact.field}): {said.shown}"


def _say_findings(
    session: Session, codes: Collection[str], limit: int, offset: int, *, as_json: bool
) -> None:
    with session.workstation() as station:
        page = station.people_findings(codes, limit=limit, offset=offset)
        _print_findings(session, station, page.findings, as_json=as_json)
    if not as_json:
        session.say("people-findings", shown=len(page.findings), total=page.total)


def _print_findings(
    session: Session, station: Workstation, found: Collection[Finding], *, as_json: bool
) -> None:
    for finding in found:
        if as_json:
            print_json(finding_json(finding, station, session.messages))
        else:
            _print_finding(session, station, finding)


def _print_finding(session: Session, station: Workstation, finding: Finding) -> None:
    data = finding_json(finding, station, session.messages)
    click.echo(f"[{session.messages.text(f'people-{finding.severity.value}')}] {data['message']}")
    reasons = data["reasons"]
    if isinstance(reasons, list) and reasons:
        click.echo(f"    {'; '.join(reasons)}")
