"""export, verify: the way out."""

from __future__ import annotations

from pathlib import Path

import click

from digitizer.bootstrap.verifying import trusted_in, verify_package
from digitizer.cli.contract import problem_list
from digitizer.cli.secrets import unlock
from digitizer.cli.session import ExitCode, Session, print_json
from digitizer.cli.signature_words import say_signature, signature_json
from digitizer.cli.texts import text
from digitizer.domain.package import PackageResult, VerifyReport
from digitizer.domain.problems import Severity

out_option = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help=text("cli-export-out"),
)


@click.command(help=text("cli-export-help"))
@click.argument("batch_name")
@out_option
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def export(session: Session, batch_name: str, out: Path | None, as_json: bool) -> None:
    with session.workstation() as station:
        if station.signing.signs_packages:
            unlock(station.signing)
        result = station.export_batch(station.batch(batch_name).id, out)
    if as_json:
        print_json({**result_json(result), "files": dict(result.files)})
    else:
        say_made(session, result)
        say_remarks(session, result)


def result_json(result: PackageResult) -> dict[str, str | int]:
    """What every kind of export tells of its package."""
    return {
        "folder": str(result.folder),
        "archive": str(result.archive),
        "cases": result.cases,
        "backlog": result.backlog,
        "larger": result.larger,
    }


def say_made(session: Session, result: PackageResult) -> None:
    folder, archive = str(result.folder), str(result.archive)
    session.say("cli-export-done", folder=folder, archive=archive, cases=result.cases)


def say_remarks(session: Session, result: PackageResult) -> None:
    """Documents larger than wanted, and what stays behind."""
    if result.larger:
        session.say("cli-export-larger", count=result.larger)
    if result.backlog:
        session.say("cli-export-backlog", count=result.backlog)


@click.command(help=text("cli-verify-help"))
@click.argument("package", type=click.Path(path_type=Path))
@click.option(
    "--trust",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help=text("cli-option-trust"),
)
@click.option("--signed", is_flag=True, help=text("cli-verify-signed"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def verify(
    session: Session, package: Path, trust: tuple[Path, ...], signed: bool, as_json: bool
) -> int:
    trusted = trust or trusted_in(session.workspace)
    report = verify_package(package, trusted, must_be_signed=signed)
    signature = report.signature
    if as_json:
        print_json(
            {
                "package": str(report.package),
                "sound": report.is_sound,
                "files_checked": report.files_checked,
                "cases": report.cases,
                "foreign": report.is_foreign,
                "problems": problem_list(report.problems, session.messages),
                "signature": signature_json(signature, session) if signature else None,
            }
        )
    else:
        _say(report, session)
    if signature and not as_json:
        say_signature(signature, session)
    return ExitCode.DONE if report.is_sound else ExitCode.SOME_FAILED


def _say(report: VerifyReport, session: Session) -> None:
    for problem in report.problems:
        sign = "✗" if problem.severity is Severity.ERROR else "!"
        click.echo(f"{sign} {session.messages.problem(problem)}")
    if not report.is_sound:
        errors = [each for each in report.problems if each.severity is Severity.ERROR]
        session.say("cli-verify-unsound", count=len(errors))
    elif report.is_foreign:
        session.say("bag-foreign-sound", files=report.files_checked)
    else:
        session.say("cli-verify-sound", files=report.files_checked, cases=report.cases)
