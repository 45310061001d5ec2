"""accounts: who may work in a workspace, and as what."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from digitizer.cli.account_rescue import rescue, rescue_code, rescues, rules
from digitizer.cli.log_in import TerminalDoorkeeper, new_password
from digitizer.cli.session import Session, print_json, print_table
from digitizer.cli.texts import text
from digitizer.domain.accounts import Account, Role, Standing

_roles = click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
    help=text("cli-accounts-role"),
)
_password_file = click.option(
    "--password-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help=text("cli-accounts-password-file"),
)


@click.group(help=text("cli-accounts-help"))
def accounts() -> None:
    """The group of all commands on accounts."""


for _command in (rescue, rescue_code, rescues, rules):
    accounts.add_command(_command)


@accounts.command("list", help=text("cli-accounts-list-help"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def show(session: Session, as_json: bool) -> None:
    with session.workstation() as station:
        found = [
            (account, station.accounts.standing(account)) for account in station.accounts.list()
        ]
        for one in station.accounts.unseen_rescues():
            moment = one.at.astimezone().strftime("%d/%m/%Y %H:%M")
            told = {"moment": moment, "name": one.name, "user": one.computer_user}
            click.echo(session.messages.text("rescue-told-title"), err=True)
            click.echo(session.messages.text("rescue-told", **told), err=True)
    if as_json:
        for account, standing in found:
            print_json(_json(account, standing))
        return
    if not found:
        session.say("accounts-none")
        return
    columns = ("name", "roles", "standing", "seen")
    print_table(
        [session.messages.text(f"accounts-column-{column}") for column in columns],
        [_line(session, account, standing) for account, standing in found],
    )


@accounts.command(help=text("cli-accounts-add-help"))
@click.argument("name")
@_roles
@_password_file
@click.option("--generate", is_flag=True, help=text("cli-accounts-generate"))
@click.pass_obj
def add(
    session: Session,
    name: str,
    roles: tuple[str, ...],
    password_file: Path | None,
    generate: bool,
) -> None:
    wanted = [Role(role) for role in roles]
    with session.workstation() as station:
        if not station.accounts.are_in_use():
            code = station.accounts.add_first(name, wanted, new_password(password_file))
            session.say("accounts-added", name=name)
            session.say("accounts-closed-now", name=name)
            session.say("accounts-rescue-code-once", code=code)
            return
        if generate:
            handed = station.accounts.invite(name, wanted)
            session.say("accounts-first-password-once", name=name, password=handed.password)
        else:
            station.accounts.add(name, wanted, new_password(password_file))
    session.say("accounts-added", name=name)
    session.say("accounts-must-change", name=name)


@accounts.command("roles", help=text("cli-accounts-roles-help"))
@click.argument("name")
@_roles
@click.pass_obj
def change_roles(session: Session, name: str, roles: tuple[str, ...]) -> None:
    with session.workstation() as station:
        station.accounts.change_roles(name, [Role(role) for role in roles])
    session.say("accounts-roles-changed", name=name, roles=_words(session, map(Role, roles)))


@accounts.command(help=text("cli-accounts-password-help"))
@click.argument("name", required=False)
@_password_file
@click.pass_obj
def password(session: Session, name: str | None, password_file: Path | None) -> None:
    if name is not None:
        with session.workstation() as station:
            station.accounts.set_password(name, new_password(password_file))
        session.say("accounts-must-change", name=name)
        return
    keeper = TerminalDoorkeeper(lambda: new_password(password_file))
    with session.workstation(keeper) as station:
        if not keeper.has_changed:
            present = keeper.given.password if keeper.given else ""
            station.accounts.change_password(present, new_password(password_file))
    session.say("accounts-password-changed")


@accounts.command(help=text("cli-accounts-disable-help"))
@click.argument("name")
@click.pass_obj
def disable(session: Session, name: str) -> None:
    with session.workstation() as station:
        station.accounts.disable(name)
    session.say("accounts-disabled", name=name)


@accounts.command(help=text("cli-accounts-enable-help"))
@click.argument("name")
@click.pass_obj
def enable(session: Session, name: str) -> None:
    with session.workstation() as station:
        station.accounts.enable(name)
    session.say("accounts-enabled", name=name)


@accounts.command(help=text("cli-accounts-unlock-help"))
@click.argument("name")
@click.pass_obj
def unlock(session: Session, name: str) -> None:
    with session.workstation() as station:
        station.accounts.unlock(name)
    session.say("accounts-unlocked", name=name)


@accounts.command(help=text("cli-accounts-rights-help"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def rights(session: Session, as_json: bool) -> None:
    with session.workstation() as station:
        table = station.accounts.rights
    if as_json:
        for duty in table.duties:
            print_json(
                {
                    "duty": duty.key,
                    "roles": sorted(role.value for role in duty.roles),
                    "actions": sorted(duty.actions),
                }
            )
        return
    for duty in table.duties:
        what = session.messages.text(f"duty-{duty.key}")
        click.echo(f"{what}: {_words(session, sorted(duty.roles))}")
    session.say("accounts-source", version=table.version, source=table.source)


def _line(session: Session, account: Account, standing: Standing) -> tuple[str, ...]:
    said = session.messages.text(f"accounts-standing-{standing.value}")
    if account.must_change:
        said += ", " + session.messages.text("accounts-standing-must-change")
    seen = account.last_seen.astimezone().strftime("%d/%m/%Y %H:%M")
    return account.name, _words(session, sorted(account.roles)), said, seen


def _words(session: Session, roles: Iterable[Role]) -> str:
    return ", ".join(session.messages.text(f"role-{role.value}") for role in roles)


def _json(account: Account, standing: Standing) -> dict[str, object]:
    until = account.locked_until
    return {
        "name": account.name,
        "roles": sorted(role.value for role in account.roles),
        "standing": standing.value,
        "must_change": account.must_change,
        "last_seen": account.last_seen.isoformat(),
        "locked_until": until.isoformat() if until and standing is Standing.LOCKED else None,
    }
