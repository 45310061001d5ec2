"""audit: the log of who did what, its check, and the way out for an auditor."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path

import click

from digitizer.bootstrap.desk.audit import AuditDesk
from digitizer.bootstrap.log_checking import check_log
from digitizer.cli.contract import problem_list
from digitizer.cli.session import ExitCode, Session, print_json, print_table
from digitizer.cli.texts import text
from digitizer.domain.audit_chain import moment
from digitizer.domain.changes import Edit
from digitizer.workflow.audit_port import AuditFilter, LoggedAct
from digitizer.workflow.verify_audit import AuditReport

_DAY = click.DateTime(["%Y-%m-%d"])
_PACKAGE = click.Path(path_type=Path)
_COLUMNS = ("seq", "at", "actor", "what")


@click.group(help=text("cli-audit-help"))
def audit() -> None:
    """The group of the commands below."""


@audit.command(name="list", help=text("cli-audit-list-help"))
@click.option("--actor", default=None, help=text("cli-audit-actor"))
@click.option("--action", default=None, help=text("cli-audit-action"))
@click.option("--subject", default=None, help=text("cli-audit-subject"))
@click.option("--from", "first", default=None, type=_DAY, help=text("cli-audit-from"))
@click.option("--to", "last", default=None, type=_DAY, help=text("cli-audit-to"))
@click.option("--text", "words", default=None, help=text("cli-audit-text"))
@click.option("--before", default=None, type=click.IntRange(1), help=text("cli-audit-before"))
@click.option("--limit", default=100, type=click.IntRange(1), help=text("cli-option-limit"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def list_entries(
    session: Session,
    actor: str | None,
    action: str | None,
    subject: str | None,
    first: datetime | None,
    last: datetime | None,
    words: str | None,
    before: int | None,
    limit: int,
    as_json: bool,
) -> None:
    where = AuditFilter(actor, action, subject, _start(first), _start(last, days=1), words, before)
    with session.workstation() as station:
        found = station.audit.page(where, limit=limit)
        if as_json:
            for act in found:
                print_json(_json(act, station.audit.sentence(act)))
            return
        print_table(
            [session.messages.text(f"audit-column-{name}") for name in _COLUMNS],
            [_row(act, station.audit) for act in found],
        )
    if len(found) == limit:
        session.say("cli-audit-more", seq=str(found[-1].seq))


@audit.command(name="show", help=text("cli-audit-show-help"))
@click.argument("seq", type=click.IntRange(1))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def show_entry(session: Session, seq: int, as_json: bool) -> None:
    with session.workstation() as station:
        act, edits = station.audit.act(seq), station.audit.edits_of(seq)
        sentence, line = station.audit.sentence(act), _row(act, station.audit)
        names = [station.audit.field_name(act.document_type, edit.key) for edit in edits]
    if as_json:
        print_json({**_json(act, sentence), "edits": [_edit_json(edit) for edit in edits]})
        return
    click.echo(" ".join(str(cell) for cell in line))
    for told, value in act.entry.details:
        click.echo(f"  {told}: {value}")
    if edits:
        header = [session.messages.text(f"audit-detail-{one}") for one in _CHANGE]
        rows = zip(names, edits, strict=True)
        print_table(header, [(name, edit.before_text, edit.after_text) for name, edit in rows])


_CHANGE = ("field", "before", "after")


@audit.command(help=text("cli-audit-verify-help"))
@click.option("--package", "packages", multiple=True, type=_PACKAGE, help=text("cli-audit-package"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def verify(session: Session, packages: tuple[Path, ...], as_json: bool) -> int:
    def tell(done: int, everything: int) -> None:
        said = session.messages.text("cli-audit-progress", done=str(done), all=str(everything))
        click.echo(f"\r{said}", nl=False, err=True)

    shows_progress = sys.stderr.isatty() and not as_json
    with session.workstation() as station:
        if shows_progress:
            report = station.audit.verify(packages, tell)
            click.echo(err=True)
        else:
            report = station.audit.verify(packages)
    if as_json:
        print_json(_report_json(session, report))
    else:
        _print_report(session, report)
    return ExitCode.DONE if report.is_sound else ExitCode.SOME_FAILED


@audit.command(name="check", help=text("cli-audit-check-help"))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--head", "heads", multiple=True, help=text("cli-audit-check-head"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def check_export(session: Session, folder: Path, heads: tuple[str, ...], as_json: bool) -> int:
    found = check_log(folder, heads, session.messages)
    if as_json:
        print_json(
            {
                "sound": found.is_sound,
                "entries": found.entries,
                "edits": found.edits,
                "head": found.head,
                "faults": found.faults,
                "lines": list(found.lines),
            }
        )
        return ExitCode.DONE if found.is_sound else ExitCode.SOME_FAILED
    for line in found.lines:
        click.echo(f"✗ {line}")
    word = "audit-log-sound" if found.is_sound else "audit-log-unsound"
    session.say(word, entries=found.entries, edits=found.edits, faults=found.faults)
    session.say("audit-log-head", head=found.head)
    return ExitCode.DONE if found.is_sound else ExitCode.SOME_FAILED


@audit.command(help=text("cli-audit-export-help"))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def export(session: Session, folder: Path, as_json: bool) -> None:
    with session.workstation() as station:
        made = station.audit.export(folder)
    if as_json:
        print_json(
            {
                "folder": str(made.folder),
                "head": made.head,
                "entries": made.entries,
                "edits": made.edits,
            }
        )
    else:
        session.say("audit-export-done", entries=str(made.entries), folder=str(made.folder))


def _start(day: datetime | None, *, days: int = 0) -> datetime | None:
    """The first moment of a day by this computer's clock."""
    return None if day is None else (day + timedelta(days=days)).astimezone()


def _row(act: LoggedAct, log: AuditDesk) -> tuple[object, ...]:
    at = act.entry.at.astimezone()
    who = log.actor_name(act.entry.actor)
    return act.seq, f"{at:%d/%m/%Y %H:%M:%S}", who, log.sentence(act)


def _json(act: LoggedAct, sentence: str) -> dict[str, object]:
    return {
        "seq": act.seq,
        "at": moment(act.entry.at),
        "actor": act.entry.actor,
        "action": act.entry.action,
        "subject": act.entry.subject,
        "details": dict(act.entry.details),
        "sentence": sentence,
        "hash": act.hash,
    }


def _edit_json(edit: Edit) -> dict[str, object]:
    return {
        "id": edit.id,
        "case": edit.case_id,
        "field": edit.key,
        "before": edit.before_text,
        "after": edit.after_text,
        "before_state": edit.before_state,
        "after_state": edit.after_state,
        "actor": edit.actor,
        "at": moment(edit.at),
    }


def _report_json(session: Session, report: AuditReport) -> dict[str, object]:
    return {
        "sound": report.is_sound,
        "entries": report.entries,
        "edits": report.edits,
        "older_edits": report.older_edits,
        "anchors": report.anchors,
        "head": report.head,
        "faults": report.fault_count,
        "problems": problem_list(report.problems, session.messages),
    }


def _print_report(session: Session, report: AuditReport) -> None:
    for problem in report.problems:
        click.echo(f"✗ {session.messages.problem(problem)}")
    if report.fault_count > len(report.problems):
        session.say("audit-check-more", count=report.fault_count - len(report.problems))
    if report.older_edits:
        session.say("audit-check-older", count=report.older_edits)
    if report.is_sound:
        session.say(
            "audit-check-sound",
            entries=report.entries,
            edits=report.edits,
            anchors=report.anchors,
        )
        session.say("audit-check-tail")
    else:
        session.say("audit-check-unsound", count=report.fault_count)
