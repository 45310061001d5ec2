"""rehearse: a package as its receiver would see it, before it is exported."""

from __future__ import annotations

import click

from digitizer.cli.secrets import unlock
from digitizer.cli.session import ExitCode, Session, print_json, print_table
from digitizer.cli.texts import text
from digitizer.domain.problems import Severity
from digitizer.domain.rehearsal import Finding, Rehearsal

_MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}


@click.command(help=text("cli-rehearse-help"))
@click.argument("batch_name")
@click.option("--rows", "with_rows", is_flag=True, help=text("cli-rehearse-rows"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def rehearse(session: Session, batch_name: str, with_rows: bool, as_json: bool) -> int:
    with session.workstation() as station:
        if station.signing.signs_packages:
            unlock(station.signing)
        found = station.rehearsal.rehearse(station.batch(batch_name).id)
    if as_json:
        print_json(_json(session, found, with_rows=with_rows))
    else:
        _say(session, batch_name, found, with_rows=with_rows)
    return ExitCode.DONE if found.is_clean else ExitCode.SOME_FAILED


def _say(session: Session, name: str, found: Rehearsal, *, with_rows: bool) -> None:
    if with_rows and found.columns:
        print_table(found.columns, found.rows)
    for finding in found.findings:
        mark = _MARKS[finding.problem.severity]
        click.echo(f"{mark} {session.messages.problem(finding.problem)}")
    counts = {"rows": len(found.rows), "files": len(found.files)}
    if found.is_clean:
        session.say("cli-rehearse-clean", name=name, **counts)
    else:
        session.say("cli-rehearse-faults", name=name, errors=found.errors)


def _json(session: Session, found: Rehearsal, *, with_rows: bool) -> dict[str, object]:
    said: dict[str, object] = {
        "clean": found.is_clean,
        "cases": found.cases,
        "errors": found.errors,
        "warnings": found.warnings,
        "content_sha256": found.content_sha256,
        "size": found.size,
        "signed_by": found.signed_by,
        "columns": list(found.columns),
        "row_count": len(found.rows),
        "files": [
            {"name": file.name, "size": file.size, "pages": file.pages} for file in found.files
        ],
        "findings": [_finding(session, each) for each in found.findings],
    }
    return said | ({"rows": [list(row) for row in found.rows]} if with_rows else {})


def _finding(session: Session, finding: Finding) -> dict[str, object]:
    problem = finding.problem
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "field": problem.field,
        "case": finding.case_id,
        "row": finding.row,
        "message": session.messages.problem(problem),
    }
