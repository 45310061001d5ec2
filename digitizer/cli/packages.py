"""export, verify: the way out."""

from __future__ import annotations

from pathlib import Path

import click

from digitizer.bootstrap.verifying import verify_package
from digitizer.cli.contract import problem_list
from digitizer.cli.session import ExitCode, Session, print_json
from digitizer.cli.texts import text


@click.command(help=text("cli-export-help"))
@click.argument("batch_name")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help=text("cli-export-out"),
)
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def export(session: Session, batch_name: str, out: Path | None, as_json: bool) -> None:
    with session.workstation() as station:
        result = station.export_batch(station.batch(batch_name).id, out)
    if as_json:
        print_json(
            {
                "folder": str(result.folder),
                "archive": str(result.archive),
                "cases": result.cases,
                "files": dict(result.files),
            }
        )
    else:
        session.say(
            "cli-export-done",
            folder=str(result.folder),
            archive=str(result.archive),
            cases=result.cases,
        )


@click.command(help=text("cli-verify-help"))
@click.argument("package", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def verify(session: Session, package: Path, as_json: bool) -> int:
    report = verify_package(package)
    if as_json:
        print_json(
            {
                "package": str(report.package),
                "sound": report.is_sound,
                "files_checked": report.files_checked,
                "cases": report.cases,
                "problems": problem_list(report.problems, session.messages),
            }
        )
    elif report.is_sound:
        session.say("cli-verify-sound", files=report.files_checked, cases=report.cases)
    else:
        for problem in report.problems:
            click.echo(f"✗ {session.messages.problem(problem)}")
        session.say("cli-verify-unsound", count=len(report.problems))
    return ExitCode.DONE if report.is_sound else ExitCode.SOME_FAILED
