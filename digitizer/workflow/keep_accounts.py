"""The administrator's work: who has an account, in which roles, and whether it is open."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from digitizer.domain.accounts import (
    Account,
    AccountState,
    Role,
    account_name,
    disabled,
    enabled,
    password_text,
    require_fitting_roles,
    require_good_password,
    unlocked,
)
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import Conflict, InvalidInput, NotAllowed
from digitizer.domain.handed_secrets import rescue_code_text
from digitizer.workflow.accounts_port import Access
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import Transaction, transaction


def add_account(
    ports: Ports, actor: Actor, access: Access, name: str, roles: Collection[Role], password: str
) -> ChangeSet:
    """Give a person an account, with a password that must be changed at the first log-in. The
    first account of all closes the store to everybody without one: it must be an administrator's,
    who chose the password just now; :func:`add_first_account` leaves a rescue code as well.

    Raises InvalidInput for a name that is taken or cannot be one, for roles that do not go
    together, for a weak password, and ``first-is-administrator``.
    """
    return _add(ports, actor, access, name, roles, password)


def add_first_account(
    ports: Ports,
    actor: Actor,
    access: Access,
    name: str,
    roles: Collection[Role],
    password: str,
    code: str,
) -> ChangeSet:
    """As :func:`add_account` in a store without accounts, with the rescue code in force from now
    on. Raises Conflict where somebody else made the first account meanwhile."""
    return _add(ports, actor, access, name, roles, password, code)


def _add(
    ports: Ports,
    actor: Actor,
    access: Access,
    name: str,
    roles: Collection[Role],
    password: str,
    code: str = "",
) -> ChangeSet:
    wanted = account_name(name)
    fitting = require_fitting_roles(access.rights, roles)
    require_good_password(access.passwords, password, wanted)
    hashed = access.hasher.hash(password_text(password))
    kept = access.hasher.hash(rescue_code_text(code)) if code else ""
    with transaction(ports, actor, "add-account") as run:
        is_first = not run.unit.accounts.in_use()
        if is_first and Role.ADMINISTRATOR not in fitting:
            raise InvalidInput("first-is-administrator")
        if kept and not is_first:
            raise Conflict("changed-meanwhile")
        if run.unit.accounts.find(wanted) is not None:
            raise InvalidInput("account-exists", name=wanted)
        account = run.unit.accounts.add(
            wanted, fitting, hashed, ports.clock(), must_change=not is_first
        )
        if kept:
            run.unit.rescue.add_code(kept, ports.clock(), account.name)
        _note(run, account)
    return run.changes()


def change_roles(
    ports: Ports, actor: Actor, access: Access, name: str, roles: Collection[Role]
) -> ChangeSet:
    """Give a person these roles and no others; counts at once."""
    fitting = require_fitting_roles(access.rights, roles)

    def change(account: Account) -> Account:
        return replace(account, roles=fitting)

    return _change(ports, actor, "change-roles", name, change)


def set_password(ports: Ports, actor: Actor, access: Access, name: str, password: str) -> ChangeSet:
    """Give a person who forgot theirs another first password, and unlock the account."""
    require_good_password(access.passwords, password, name)
    hashed = access.hasher.hash(password_text(password))
    with transaction(ports, actor, "set-password") as run:
        account = run.unit.accounts.change(name)
        if account.name == actor.name:
            raise NotAllowed("password-own")
        run.unit.accounts.set_password(account.id, hashed, ports.clock())
        run.unit.accounts.save(replace(unlocked(account), must_change=True))
        _note(run, account)
    return run.changes()


def disable_account(ports: Ports, actor: Actor, name: str) -> ChangeSet:
    """Close an account; counts at once."""
    return _change(ports, actor, "disable-account", name, disabled)


def enable_account(ports: Ports, actor: Actor, name: str) -> ChangeSet:
    """Open an account that was closed, or that was not used for too long."""
    return _change(
        ports, actor, "enable-account", name, lambda account: enabled(account, ports.clock())
    )


def unlock_account(ports: Ports, actor: Actor, name: str) -> ChangeSet:
    """Open an account before its lock after wrong passwords is over."""
    return _change(ports, actor, "unlock-account", name, unlocked)


def _change(
    ports: Ports, actor: Actor, action: str, name: str, change: Callable[[Account], Account]
) -> ChangeSet:
    with transaction(ports, actor, action) as run:
        before = run.unit.accounts.change(name)
        account = change(before)
        run.unit.accounts.save(account)
        _require_administrator(run)
        _note(run, account, before)
    return run.changes()


def _require_administrator(run: Transaction) -> None:
    """Raises NotAllowed when nobody could keep the accounts any more."""
    if not any(
        Role.ADMINISTRATOR in account.roles and account.state is AccountState.ACTIVE
        for account in run.unit.accounts.list()
    ):
        raise NotAllowed("last-administrator")


def _note(run: Transaction, account: Account, before: Account | None = None) -> None:
    details = {"name": account.name, "roles": _shown(account.roles)}
    if before is not None and before.roles != account.roles:
        details["before"] = _shown(before.roles)
    run.note(f"account:{account.id}", **details)


def _shown(roles: Collection[Role]) -> str:
    return " ".join(sorted(role.value for role in roles))
