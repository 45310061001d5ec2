"""init, doctor, samples, gui."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from digitizer.bootstrap import SampleWish, create_workspace, examine, write_samples
from digitizer.bootstrap.doctor import Health
from digitizer.cli.session import ExitCode, Session, print_json
from digitizer.cli.texts import text
from digitizer.domain.errors import EnvironmentFault, InvalidInput


@click.command(help=text("cli-gui-help"))
@click.pass_obj
def gui(session: Session) -> None:
    if session.workspace is None:
        raise InvalidInput("workspace-needed")
    start_window(session, [])


def has_display() -> bool:
    """Whether somebody could see a window here."""
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def start_window(session: Session, extra: list[str]) -> None:
    """Become the window's process; the command line does not know Qt.

    Raises EnvironmentFault where no window can be shown.
    """
    if not has_display() and not os.environ.get("QT_QPA_PLATFORM"):
        raise EnvironmentFault("no-display")
    arguments = ["--workspace", str(session.workspace), "--user", session.user, *extra]
    os.execv(sys.executable, [sys.executable, "-m", "ui", *arguments])  # noqa: S606


@click.command(help=text("cli-init-help"))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--database", default=None, help=text("cli-init-database"))
@click.pass_obj
def init(session: Session, folder: Path, database: str | None) -> None:
    folders = create_workspace(folder, database)
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


@click.command(help=text("cli-samples-help"))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--count", default=40, type=click.IntRange(1, 100_000), help=text("cli-samples-count")
)
@click.option("--seed", default=1, type=int, help=text("cli-samples-seed"))
@click.option("--damage", "damages", multiple=True, help=text("cli-samples-damage"))
@click.option("--layout", default=None, help=text("cli-samples-layout"))
@click.option("--type", "types", multiple=True, help=text("cli-samples-type"))
@click.option("--form", "forms", multiple=True, help=text("cli-samples-form"))
@click.option("--split", default="", help=text("cli-samples-split"))
@click.option("--slots", default="printed", help=text("cli-samples-slots"))
@click.pass_obj
def samples(
    session: Session,
    folder: Path,
    count: int,
    seed: int,
    damages: tuple[str, ...],
    layout: str | None,
    types: tuple[str, ...],
    forms: tuple[str, ...],
    split: str,
    slots: str,
) -> None:
    wish = SampleWish(types, forms, damages, split, slots, (layout,) if layout else ())
    try:
        written = write_samples(folder, count, seed, wish=wish)
    except ValueError as error:
        raise InvalidInput("no-such-sample", name=str(error)) from error
    session.say("cli-samples-done", count=len(written), folder=str(folder))
