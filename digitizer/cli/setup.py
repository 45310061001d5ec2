"""init, doctor."""

from __future__ import annotations

from pathlib import Path

import click

from digitizer.bootstrap.doctor import Health, examine
from digitizer.bootstrap.workspace import create_workspace
from digitizer.cli.session import ExitCode, Session, print_json
from digitizer.cli.texts import text


@click.command(help=text("cli-init-help"))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--database", default=None, help=text("cli-init-database"))
@click.option("--restricted", is_flag=True, help=text("cli-init-restricted"))
@click.pass_obj
def init(session: Session, folder: Path, database: str | None, restricted: bool) -> None:
    folders = create_workspace(folder, database, restricted=restricted)
    session.say("cli-init-done", folder=str(folders.root), inbox=str(folders.inbox))


@click.command(help=text("cli-doctor-help"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def doctor(session: Session, as_json: bool) -> int:
    findings = examine(session.workspace)
    for finding in findings:
        params = dict(finding.params)
        sentence = session.messages.text(f"doctor-{finding.code}", **params)
        well = finding.health is Health.WELL
        cure = "" if well else session.messages.text(f"doctor-{finding.code}.cure", **params)
        if as_json:
            print_json(
                {
                    "code": finding.code,
                    "health": finding.health.value,
                    "message": sentence,
                    "cure": cure,
                }
            )
        else:
            mark = session.messages.text(f"cli-health-{finding.health.value}")
            click.echo(f"[{mark}] {sentence}" + (f"\n    → {cure}" if cure else ""))
    faults = any(finding.health is Health.FAULT for finding in findings)
    return ExitCode.SOME_FAILED if faults else ExitCode.DONE
