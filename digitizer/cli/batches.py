"""batch: books and folders of cases, from open to approved."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from digitizer.bootstrap.workstation import Workstation
from digitizer.cli.contract import batch_json
from digitizer.cli.page_counts import pages
from digitizer.cli.second_entry import look, pin, plan, review
from digitizer.cli.session import ExitCode, Session, print_json, print_table
from digitizer.cli.texts import text
from digitizer.domain.book import Book, MissingNumber, MissingReason
from digitizer.domain.case import CaseSummary
from digitizer.domain.checks import BatchFinding, blocking
from digitizer.domain.errors import InvalidInput
from digitizer.domain.lifecycle import CaseState
from digitizer.workflow.ports import CaseFilter

_PAGE = 500
_MISSING = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?:([a-z_]+)")
_LONGEST_GAP = 10_000


@click.group(help=text("cli-batch-help"))
def batch() -> None:
    """The group of all commands on batches."""


for _command in (plan, review, look, pin, pages):
    batch.add_command(_command)


@batch.command("list", help=text("cli-batch-list-help"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def list_batches(session: Session, as_json: bool) -> None:
    with session.workstation() as station:
        rows = station.batches()
    if as_json:
        for row in rows:
            print_json(batch_json(row))
        return
    names = ("batch", "name", "state", "cases", "checked", "approved", "exported")
    print_table(
        [session.messages.text(f"cli-column-{name}") for name in names],
        [
            (
                row.batch.id,
                row.batch.name,
                session.messages.text(f"cli-batch-state-{row.batch.state.value}"),
                row.cases,
                row.checked,
                row.approved,
                row.exported,
            )
            for row in rows
        ],
    )


@batch.command("create", help=text("cli-batch-create-help"))
@click.argument("name")
@click.pass_obj
def create(session: Session, name: str) -> None:
    with session.workstation() as station:
        station.create_batch(name)
        session.say("cli-batch-created", name=name, batch=station.batch(name).id)


@batch.command("add", help=text("cli-batch-add-help"))
@click.argument("batch_name")
@click.argument("case_ids", nargs=-1, type=int)
@click.option("--unbatched", is_flag=True, help=text("cli-batch-add-unbatched"))
@click.pass_obj
def add(session: Session, batch_name: str, case_ids: tuple[int, ...], unbatched: bool) -> None:
    with session.workstation() as station:
        found = station.batch(batch_name)
        wanted = (*case_ids, *(_unbatched(station) if unbatched else ()))
        station.add_to_batch(found.id, wanted)
        session.say("cli-batch-added", name=found.name, count=len(wanted))


@batch.command("submit", help=text("cli-batch-submit-help"))
@click.argument("batch_name")
@click.pass_obj
def submit(session: Session, batch_name: str) -> None:
    with session.workstation() as station:
        found = station.batch(batch_name)
        station.submit_batch(found.id)
        session.say("cli-batch-submitted", name=found.name)


@batch.command("approve", help=text("cli-batch-approve-help"))
@click.argument("batch_name")
@click.argument("case_ids", nargs=-1, type=int)
@click.option("--all-but", "but", type=int, multiple=True, help=text("cli-batch-approve-all-but"))
@click.option("--unpinned", is_flag=True, help=text("cli-batch-approve-unpinned"))
@click.option("--rest-reason", default="", help=text("cli-batch-approve-rest-reason"))
@click.pass_obj
def approve(
    session: Session,
    batch_name: str,
    case_ids: tuple[int, ...],
    but: tuple[int, ...],
    unpinned: bool,
    rest_reason: str,
) -> None:
    if case_ids and (but or unpinned):
        raise InvalidInput("part-both-ways")
    with session.workstation() as station:
        found = station.batch(batch_name)
        if not (case_ids or but or unpinned or rest_reason):
            station.approve_batch(found.id)
            session.say("cli-batch-approved", name=found.name, user=session.user)
            return
        station.answering.approve_part(found.id, rest_reason, only=case_ids, but=but)
        now = next(each for each in station.batches() if each.batch.id == found.id)
    session.say(
        "cli-batch-approved-part",
        name=found.name,
        user=session.user,
        approved=now.answered,
        backlog=now.backlog,
    )


@batch.command("reopen", help=text("cli-batch-reopen-help"))
@click.argument("batch_name")
@click.argument("case_ids", nargs=-1, required=True, type=int)
@click.option("--reason", required=True, help=text("cli-option-reason"))
@click.option("--field", default=None, help=text("cli-batch-reopen-field"))
@click.pass_obj
def reopen(
    session: Session, batch_name: str, case_ids: tuple[int, ...], reason: str, field: str | None
) -> None:
    with session.workstation() as station:
        found = station.batch(batch_name)
        change = station.answering.reopen(found.id, case_ids, reason, field)
    session.say("cli-batch-reopened", name=found.name, count=len(change.cases))


@batch.command("return", help=text("cli-batch-return-help"))
@click.argument("batch_name")
@click.argument("case_ids", nargs=-1, type=int)
@click.option("--reason", required=True, help=text("cli-option-reason"))
@click.pass_obj
def return_(session: Session, batch_name: str, case_ids: tuple[int, ...], reason: str) -> None:
    with session.workstation() as station:
        found = station.batch(batch_name)
        station.return_batch(found.id, reason, case_ids)
        session.say("cli-batch-returned", name=found.name)


@batch.command("check", help=text("cli-batch-check-help"))
@click.argument("batch_name")
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def check(session: Session, batch_name: str, as_json: bool) -> int:
    with session.workstation() as station:
        found = station.batch(batch_name)
        of_pages = station.page_counts.against(found.id, found.page_count)
        findings = [
            *station.batch_findings(found.id, found.book),
            *(BatchFinding(problem) for problem in of_pages),
        ]
    for finding in findings:
        sentence = session.messages.problem(finding.problem)
        if as_json:
            print_json(
                {
                    "code": finding.problem.code,
                    "severity": finding.problem.severity.value,
                    "message": sentence,
                    "cases": list(finding.cases),
                }
            )
        else:
            severity = session.messages.text(f"cli-severity-{finding.problem.severity.value}")
            cases = f" ({', '.join(map(str, finding.cases))})" if finding.cases else ""
            click.echo(f"[{severity}] {sentence}{cases}")
    if not findings and not as_json:
        session.say("cli-batch-check-well", name=found.name)
    stopping = blocking(finding.problem for finding in findings)
    return ExitCode.SOME_FAILED if stopping else ExitCode.DONE


@batch.command("book", help=text("cli-batch-book-help"))
@click.argument("batch_name")
@click.option("--first", default=1, type=click.IntRange(1), help=text("cli-batch-book-first"))
@click.option("--last", default=None, type=click.IntRange(1), help=text("cli-batch-book-last"))
@click.option("--total", default=None, type=click.IntRange(0), help=text("cli-batch-book-total"))
@click.option("--missing", multiple=True, help=text("cli-batch-book-missing"))
@click.option("--none", "none", is_flag=True, help=text("cli-batch-book-none"))
@click.pass_obj
def book(
    session: Session,
    batch_name: str,
    first: int,
    last: int | None,
    total: int | None,
    missing: tuple[str, ...],
    none: bool,
) -> None:
    if last is not None and last < first:
        raise InvalidInput("book-last-before-first", first=first, last=last)
    gone = tuple(number for described in missing for number in _missing(described))
    with session.workstation() as station:
        found = station.batch(batch_name)
        station.declare_book(found.id, None if none else Book(first, last, gone, total))
        session.say("cli-batch-book-done", name=found.name)


def _missing(described: str) -> Iterator[MissingNumber]:
    """``45:torn`` or ``45-48:lost``."""
    match = _MISSING.fullmatch(described)
    reasons = {reason.value for reason in MissingReason}
    if match is None or match[3] not in reasons:
        raise InvalidInput("book-missing-option", text=described, reasons=", ".join(reasons))
    low, high = int(match[1]), int(match[2] or match[1])
    if not low <= high < low + _LONGEST_GAP:
        raise InvalidInput("book-missing-option", text=described, reasons=", ".join(reasons))
    for number in range(low, high + 1):
        yield MissingNumber(number, MissingReason(match[3]))


def _unbatched(station: Workstation) -> list[int]:
    """All cases that are in no batch and were not set aside."""
    found: list[CaseSummary] = []
    where = CaseFilter(without_batch=True)
    while rows := station.case_summaries(where, limit=_PAGE, offset=len(found)):
        found.extend(rows)
    return [row.id for row in found if row.state is not CaseState.SET_ASIDE]
