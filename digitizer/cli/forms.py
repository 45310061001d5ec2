"""form: a blank sheet becomes a form that pages are laid over."""

from __future__ import annotations

from pathlib import Path

import click

from digitizer.cli.session import Session
from digitizer.cli.texts import text


@click.command(help=text("cli-form-help"))
@click.argument("scan", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("name")
@click.option("--type", "type_key", required=True, help=text("cli-read-type"))
@click.pass_obj
def form(session: Session, scan: Path, name: str, type_key: str) -> None:
    with session.workstation() as station:
        made = station.make_form(scan, name, type_key)
    fields = len({zone.field for zone in made.zones})
    session.say("cli-form-done", folder=str(made.blank.parent), fields=fields)
