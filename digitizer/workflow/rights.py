"""Whether somebody may do something, asked of the stored account each time: a role that was taken
away counts at once. A store without any account takes names at their word."""

from __future__ import annotations

from digitizer.domain.accounts import Account, AccountState, Role
from digitizer.domain.changes import AUTOMATION, Actor
from digitizer.domain.errors import NotAllowed
from digitizer.workflow.ports import Ports, UnitOfWork

CHANGE_PASSWORD = "change-password"  # noqa: S105
_RIGHT_OF_EVERYBODY = frozenset({CHANGE_PASSWORD})


def require_right(unit: UnitOfWork, ports: Ports, actor: Actor, action: str) -> None:
    """Raises NotAllowed: ``no-account``, ``account-disabled``, ``password-must-change``, or
    ``no-right`` with the duty that the action belongs to and whom to ask."""
    account = unit.accounts.find(actor.name) if actor != AUTOMATION else None
    if account is None and not unit.accounts.in_use():
        return
    roles = frozenset({Role.AUTOMATION})
    if actor != AUTOMATION:
        if account is None:
            raise NotAllowed("no-account", name=actor.name, ask=administrators(unit))
        _require_usable(unit, account, action)
        roles = account.roles
    if action in _RIGHT_OF_EVERYBODY:
        return
    rights = ports.access.rights if ports.access else None
    if rights is None or not rights.allows(roles, action):
        duty = rights.duty_of(action) if rights else None
        key = duty.key if duty else "none"
        raise NotAllowed("no-right", name=actor.name, duty=key, ask=administrators(unit))


def require_reading(ports: Ports, actor: Actor, action: str) -> None:
    """As :func:`require_right`, for looking, and for what changes files and not the store."""
    with ports.unit_of_work() as unit:
        require_right(unit, ports, actor, action)


def allowed_actions(ports: Ports, actor: Actor) -> frozenset[str] | None:
    """All that :func:`require_right` would let pass now; None in a store without accounts."""
    with ports.unit_of_work() as unit:
        account = unit.accounts.find(actor.name)
        if account is None and not unit.accounts.in_use():
            return None
    if account is None or account.state is AccountState.DISABLED or account.must_change:
        return frozenset()
    duties = ports.access.rights.duties if ports.access else ()
    mine = (duty.actions for duty in duties if not duty.roles.isdisjoint(account.roles))
    return _RIGHT_OF_EVERYBODY.union(*mine)


def administrators(unit: UnitOfWork) -> str:
    """The names of whom to ask."""
    return ", ".join(
        account.name
        for account in unit.accounts.list()
        if Role.ADMINISTRATOR in account.roles and account.state is AccountState.ACTIVE
    )


def _require_usable(unit: UnitOfWork, account: Account, action: str) -> None:
    if account.state is AccountState.DISABLED:
        raise NotAllowed("account-disabled", name=account.name, ask=administrators(unit))
    if account.must_change and action != CHANGE_PASSWORD:
        raise NotAllowed("password-must-change", name=account.name)
