"""Letting a person into a workspace: by their word where there are no accounts, else by name and
password."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from digitizer.domain.accounts import account_name, stricter_rules
from digitizer.domain.changes import AUTOMATION, Actor
from digitizer.domain.errors import BadSchema, DigitizerError, InvalidInput, NotAllowed
from digitizer.schemas.accounts import load_hash_rules, load_password_rules, load_rights
from digitizer.settings import FILE_NAME, AccountSettings
from digitizer.store.passwords import ArgonHasher
from digitizer.workflow.accounts_port import Access
from digitizer.workflow.change_password import change_password
from digitizer.workflow.doorkeeper import Doorkeeper
from digitizer.workflow.log_in import log_in
from digitizer.workflow.ports import Ports


@cache
def shipped_access() -> Access:
    """The rules that ship, and the hasher with their figures."""
    figures = load_hash_rules()
    hasher = ArgonHasher(passes=figures.passes, memory_kib=figures.memory_kib, lanes=figures.lanes)
    return Access(load_password_rules(), load_rights(), hasher)


def access_for(settings: AccountSettings) -> Access:
    """The rules that ship, made stricter by the settings of a workspace. Raises BadSchema
    ``rule-too-lax`` for settings that ask for less."""
    access = shipped_access()
    try:
        rules = stricter_rules(access.passwords, settings.chosen)
    except InvalidInput as error:
        raise BadSchema(error.code, file=FILE_NAME, place="accounts", **error.params) from error
    return replace(access, passwords=rules)


def has_accounts(ports: Ports) -> bool:
    with ports.unit_of_work() as unit:
        return unit.accounts.in_use()


def enter(
    ports: Ports,
    access: Access,
    name: str,
    doorkeeper: Doorkeeper,
    *,
    unattended: bool = False,
) -> Actor:
    """The person in front; asked again until it is right or the doorkeeper gives up.

    ``unattended`` lets the automation in where there are accounts: whoever may start programs in
    the folder of the workspace may start that, and it may do nothing but its own work. The
    operating system guards the folder, not a password. Raises InvalidInput for a name that cannot
    be a person's."""
    if not has_accounts(ports):
        return Actor(account_name(name))
    if unattended:
        return AUTOMATION
    refused: DigitizerError | None = None
    while True:
        given = doorkeeper.ask(name, refused)
        try:
            account = log_in(ports, access, given.name, given.password)
        except NotAllowed as error:
            refused = error
            continue
        actor = Actor(account.name)
        if account.must_change:
            _change(ports, access, actor, given.password, doorkeeper)
        return actor


def _change(
    ports: Ports, access: Access, actor: Actor, present: str, doorkeeper: Doorkeeper
) -> None:
    refused: DigitizerError | None = None
    while True:
        wanted = doorkeeper.ask_new(actor.name, refused)
        try:
            change_password(ports, actor, access, present, wanted)
        except InvalidInput as error:
            refused = error
            continue
        return
