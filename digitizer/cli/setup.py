"""init, doctor."""

from __future__ import annotations

from pathlib import Path

import click

from digitizer.bootstrap.doctor import Health, examine
from digitizer.bootstrap.workspace import create_workspace, setting_up
from digitizer.cli.secrets import secret_in_environment
from digitizer.cli.session import ExitCode, Session, print_json
from digitizer.cli.texts import text
from digitizer.domain.setup import Office


@click.command(help=text("cli-init-help"))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--database", default=None, help=text("cli-init-database"))
@click.option("--restricted", is_flag=True, help=text("cli-init-restricted"))
@click.option("--office", default="", help=text("cli-init-office"))
@click.option("--superior", default="", help=text("cli-init-superior"))
@click.option("--commune", default="", help=text("cli-init-commune"))
@click.option(
    "--inbox",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help=text("cli-init-inbox"),
)
@click.option("--profile", default="", help=text("cli-init-profile"))
@click.pass_obj
def init(
    session: Session,
    folder: Path,
    database: str | None,
    restricted: bool,
    office: str,
    superior: str,
    commune: str,
    inbox: Path | None,
    profile: str,
) -> None:
    desk = setting_up(session.messages, session.user)
    named = Office(office, superior, commune)
    desk.require_sound(named, profile)
    folders = create_workspace(folder, database, restricted=restricted)
    desk.workspace = folder.resolve()
    if named != Office("", "", ""):
        desk.set_office(named)
    if inbox is not None:
        desk.set_inbox(inbox.resolve())
    desk.set_profile(profile)
    if not office:
        desk.leave_to_window()
    session.say("cli-init-done", folder=str(folders.root), inbox=str(inbox or folders.inbox))


@click.command(help=text("cli-doctor-help"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def doctor(session: Session, as_json: bool) -> int:
    findings = examine(session.workspace, secret_in_environment())
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
