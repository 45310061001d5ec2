"""rejects: lists of what receivers gave back, and the packages that put it right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from digitizer.bootstrap.workstation import Workstation
from digitizer.cli.packages import out_option, result_json, say_made, say_remarks
from digitizer.cli.secrets import unlock
from digitizer.cli.session import ExitCode, Session, print_json, print_table
from digitizer.cli.texts import text
from digitizer.domain.errors import InvalidInput, NotFound
from digitizer.domain.reject_list import Columns, RejectColumn, RejectTable, name_key
from digitizer.domain.reject_matching import RejectMatch, cases_to_open
from digitizer.domain.values.text import clean
from digitizer.workflow.rejects_port import Reject, TakenList
from digitizer.workflow.take_rejects import RejectQuestion, ready_pairs

_HEAD = ("list", "at", "name", "actor", "lines", "cases", "open")


@click.group(help=text("cli-rejects-help"))
def rejects() -> None:
    """The group of all commands on what was given back."""


@rejects.command("read", help=text("cli-rejects-read-help"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--batch", "batch_name", default=None, help=text("cli-rejects-option-batch"))
@click.option("--package", default="", help=text("cli-rejects-option-package"))
@click.option("--column", "columns", multiple=True, help=text("cli-rejects-option-column"))
@click.option("--reason", default="", help=text("cli-rejects-option-reason"))
@click.option("--dry-run", is_flag=True, help=text("cli-rejects-option-dry-run"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def read(
    session: Session,
    file: Path,
    batch_name: str | None,
    package: str,
    columns: tuple[str, ...],
    reason: str,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Ends with SOME_FAILED where a line opens nothing."""
    with session.workstation() as station:
        desk = station.rejects
        table = desk.read(file)
        batch_id = station.batch(batch_name).id if batch_name else None
        meant = _meant(table, desk.known_columns(table.header), columns)
        question = RejectQuestion(table, meant, batch_id, package)
        found = desk.look(question)
        if not as_json:
            for one in found:
                _say_match(session, one)
        ready = ready_pairs(found)
        # A program gets an answer also where nothing opens; a person is told what to do then.
        is_only_look = dry_run or (as_json and not ready)
        taken = None if is_only_look else desk.take(question, file, reason, ready)
    cases = taken.cases if taken else len(cases_to_open(found))
    left = sum(not one.is_ready for one in found)
    if as_json:
        print_json(
            {
                "file": table.name,
                "sha256": table.sha256,
                "list": taken.list_id if taken else None,
                "columns": [column.value if column else None for column in meant],
                "cases": cases,
                "left_alone": left,
                "lines": [_match_json(one) for one in found],
            }
        )
    else:
        said = "rejects-taken" if taken else "cli-rejects-would"
        session.say(said, name=table.name, cases=cases, left=left)
    return ExitCode.SOME_FAILED if left else ExitCode.DONE


@rejects.command("list", help=text("cli-rejects-list-help"))
@click.argument("list_id", type=int, required=False)
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def list_rejects(session: Session, list_id: int | None, as_json: bool) -> None:
    with session.workstation() as station:
        lists = station.rejects.lists()
        if list_id is not None:
            _show_list(session, station, lists, list_id, as_json=as_json)
            return
    if as_json:
        for one in lists:
            print_json(_list_json(one))
    elif not lists:
        session.say("cli-rejects-none")
    else:
        heads = [session.messages.text(f"cli-rejects-head-{name}") for name in _HEAD]
        print_table(heads, [_row(one) for one in lists])


@rejects.command("export", help=text("cli-rejects-export-help"))
@click.argument("batch_name")
@out_option
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def export(session: Session, batch_name: str, out: Path | None, as_json: bool) -> None:
    with session.workstation() as station:
        if station.signing.signs_packages:
            unlock(station.signing)
        done = station.rejects.export(station.batch(batch_name).id, out)
    result = done.result
    if as_json:
        print_json({**result_json(result), "replaced": done.replaced})
        return
    say_made(session, result)
    session.say("cli-rejects-exported", cases=result.cases, replaced=done.replaced)
    say_remarks(session, result)


def _meant(table: RejectTable, known: Columns, given: Sequence[str]) -> Columns:
    """What is known of the columns, and what ``NAME=meaning`` says of them; a meaning that is given
    to one column is taken from the others."""
    found = list(known)
    keys = [name_key(name) for name in table.header]
    choices = {column.value: column for column in RejectColumn}
    for said in given:
        name, _, meaning = said.rpartition("=")
        meaning = clean(meaning)
        if name_key(name) not in keys or (meaning and meaning not in choices):
            raise InvalidInput(
                "reject-column-option", text=said, columns=", ".join(sorted(choices))
            )
        wanted = choices.get(meaning)
        found = [None if column is wanted else column for column in found]
        found[keys.index(name_key(name))] = wanted
    return tuple(found)


def _show_list(
    session: Session,
    station: Workstation,
    lists: Sequence[TakenList],
    list_id: int,
    *,
    as_json: bool,
) -> None:
    if list_id not in {one.id for one in lists}:
        raise NotFound("reject-list-missing", list=list_id)
    for reject in station.rejects.of_list(list_id):
        if as_json:
            print_json(_reject_json(reject))
        else:
            session.say(
                "cli-rejects-reject",
                line=reject.line,
                case=reject.case_id,
                field=reject.field or session.messages.text("rejects-whole"),
                reason=reject.reason,
                row=reject.left.number or "?",
                package=reject.left.package,
            )


def _say_match(session: Session, match: RejectMatch) -> None:
    outcome = session.messages.text(f"reject-outcome-{match.outcome.value}")
    if match.case is None:
        session.say("cli-rejects-line", line=match.entry.number, outcome=outcome)
        return
    unknown = session.messages.text("rejects-field-unknown", text=match.unknown_field)
    whole = unknown if match.unknown_field else session.messages.text("rejects-whole")
    session.say(
        "cli-rejects-line-case",
        line=match.entry.number,
        outcome=outcome,
        case=match.case.case_id,
        title=match.case.title,
        field=", ".join(match.fields) or whole,
        reason=match.reason or session.messages.text("rejects-no-reason"),
    )


def _match_json(match: RejectMatch) -> Mapping[str, object]:
    return {
        "line": match.entry.number,
        "outcome": match.outcome.value,
        "case": match.case.case_id if match.case else None,
        "among": list(match.among),
        "batch": match.case.batch if match.case else None,
        "fields": list(match.fields),
        "unknown_field": match.unknown_field or None,
        "reason": match.reason,
        "package": match.left.package if match.left else None,
        "row": match.left.number if match.left else None,
        "document": match.left.file if match.left else None,
    }


def _row(one: TakenList) -> Sequence[object]:
    at = f"{one.at.astimezone():%d/%m/%Y %H:%M}"
    return (one.id, at, one.name, one.actor, one.lines, one.cases, one.open)


def _list_json(one: TakenList) -> Mapping[str, object]:
    return {
        "list": one.id,
        "at": one.at.isoformat(timespec="seconds"),
        "name": one.name,
        "actor": one.actor,
        "lines": one.lines,
        "cases": one.cases,
        "open": one.open,
        "sha256": one.sha256,
    }


def _reject_json(reject: Reject) -> Mapping[str, object]:
    return {
        "line": reject.line,
        "case": reject.case_id,
        "field": reject.field or None,
        "reason": reject.reason,
        "package": reject.left.package,
        "manifest_sha256": reject.left.manifest_sha256,
        "row": reject.left.number or None,
        "document": reject.left.file,
    }
