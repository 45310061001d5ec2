"""accounts rescue, rescue-code, rescues, rules: what an office does when nobody gets in, and the
rules of passwords and locks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import click

from digitizer.cli.log_in import password_in, secret_asked
from digitizer.cli.session import Session, print_json, print_table
from digitizer.cli.texts import text
from digitizer.domain.accounts import PasswordRules
from digitizer.domain.errors import InvalidInput

_sheet = click.option(
    "--sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help=text("cli-accounts-sheet"),
)


@click.command(help=text("cli-accounts-rescue-help"))
@click.argument("name")
@click.option(
    "--code-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help=text("cli-accounts-code-file"),
)
@_sheet
@click.pass_obj
def rescue(session: Session, name: str, code_file: Path | None, sheet: Path | None) -> None:
    from digitizer.bootstrap.rescuing import print_rescue_code, rescue

    if session.workspace is None:
        raise InvalidInput("workspace-needed")
    code = password_in(code_file) if code_file else secret_asked(text("accounts-rescue-code"))
    rescued = rescue(session.workspace, session.messages, name, code)
    session.say("accounts-first-password-once", name=rescued.name, password=rescued.password)
    session.say("accounts-must-change", name=rescued.name)
    session.say("accounts-rescue-code-once", code=rescued.code)
    if sheet is not None:
        print_rescue_code(session.workspace, session.messages, sheet, rescued.code)
        session.say("handed-printed", file=str(sheet))


@click.command("rescue-code", help=text("cli-accounts-rescue-code-help"))
@_sheet
@click.pass_obj
def rescue_code(session: Session, sheet: Path | None) -> None:
    with session.workstation() as station:
        code = station.accounts.new_rescue_code()
        session.say("accounts-rescue-code-once", code=code)
        if sheet is not None:
            station.accounts.print_code(sheet, code)
            session.say("handed-printed", file=str(sheet))


@click.command(help=text("cli-accounts-rescues-help"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def rescues(session: Session, as_json: bool) -> None:
    with session.workstation() as station:
        found = station.accounts.rescues()
        if station.accounts.unseen_rescues():
            station.accounts.tell_of_rescues()
    for one in found:
        if as_json:
            facts = {"name": one.name, "at": one.at.isoformat(), "user": one.computer_user}
            print_json(facts)
            continue
        moment = one.at.astimezone().strftime("%d/%m/%Y %H:%M")
        session.say("rescue-told", moment=moment, name=one.name, user=one.computer_user)
    if not found and not as_json:
        session.say("accounts-rescues-none")


_FIGURES: dict[str, Callable[[PasswordRules], int]] = {
    "least_length": lambda rules: rules.least_length,
    "classes": lambda rules: rules.classes,
    "most_failures": lambda rules: rules.most_failures,
    "lock_hours": lambda rules: rules.lock // timedelta(hours=1),
    "idle_minutes": lambda rules: rules.idle_lock // timedelta(minutes=1),
    "idle_days": lambda rules: rules.dormant_after // timedelta(days=1),
}


@click.command(help=text("cli-accounts-rules-help"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def rules(session: Session, as_json: bool) -> None:
    with session.workstation() as station:
        present, floor = station.accounts.password_rules, station.accounts.password_floor
    if as_json:
        for name, figure in _FIGURES.items():
            print_json({"rule": name, "figure": figure(present), "floor": figure(floor)})
        return
    print_table(
        [text(f"accounts-rules-column-{column}") for column in ("rule", "figure", "floor")],
        [
            (text(f"accounts-rules-{name}"), figure(present), figure(floor))
            for name, figure in _FIGURES.items()
        ],
    )
    session.say("accounts-source", version=present.version, source=present.source)
