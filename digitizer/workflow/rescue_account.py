"""When no administrator gets in any more: the rescue code that lies in the safe.

Nobody is logged in at a rescue, so it asks for no right: what lets it pass is the code. The
comparison is slow and stands outside the transaction, as at a log-in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digitizer.domain.accounts import (
    Account,
    Role,
    enabled,
    password_text,
    require_good_password,
    unlocked,
)
from digitizer.domain.changes import AUTOMATION, Actor, AuditEntry, ChangeSet
from digitizer.domain.errors import Conflict, NotAllowed
from digitizer.domain.handed_secrets import Rescue, rescue_code_text
from digitizer.workflow.accounts_port import Access
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.rescue_port import KeptCode
from digitizer.workflow.rights import require_reading
from digitizer.workflow.transaction import transaction

RESCUE, RESCUE_REFUSED = "rescue-administrator", "rescue-refused"
RENEW, TOLD = "renew-rescue-code", "told-of-rescue"


def renew_rescue_code(ports: Ports, actor: Actor, access: Access, code: str) -> ChangeSet:
    """Put another code in force; the one before counts no more."""
    hashed = access.hasher.hash(rescue_code_text(code))
    with transaction(ports, actor, RENEW) as run:
        run.unit.rescue.add_code(hashed, ports.clock(), actor.name)
        run.note("accounts")
    return run.changes()


def rescue_administrator(
    ports: Ports,
    access: Access,
    name: str,
    code: str,
    password: str,
    renewed: str,
    computer_user: str,
) -> Account:
    """Give the administrator of this name ``password``, which must be changed at the log-in, open
    the account, and put the code ``renewed`` in force. ``computer_user`` is whom the computer
    knows at the keyboard, for the log.

    Raises NotAllowed ``rescue-wrong`` alike for a wrong code and where there is none,
    ``rescue-not-administrator`` for the name of anybody else, Conflict where the code was used or
    renewed in between.
    """
    require_good_password(access.passwords, password, name)
    kept = _right_code(ports, access, code, computer_user)
    hashed = access.hasher.hash(password_text(password))
    following = access.hasher.hash(rescue_code_text(renewed))
    with ports.unit_of_work(write=True) as unit:
        account = _administrator(unit, name)
        now = ports.clock()
        present = unit.rescue.code()
        if present is None or present.id != kept.id:
            raise Conflict("changed-meanwhile")
        unit.rescue.add(kept.id, account.id, now, computer_user)
        unit.rescue.add_code(following, now, account.name)
        unit.accounts.set_password(account.id, hashed, now)
        account = replace(unlocked(enabled(account, now)), must_change=True)
        unit.accounts.save(account)
        subject = f"account:{account.id}"
        _log(ports, unit, account.name, RESCUE, subject, computer_user, name=account.name)
        unit.commit()
    ports.publish(ChangeSet(RESCUE))
    return account


def rescues(ports: Ports, actor: Actor) -> Sequence[Rescue]:
    """All that took place, the newest first; needs the right to see accounts."""
    require_reading(ports, actor, "read-accounts")
    with ports.unit_of_work() as unit:
        return unit.rescue.all()


def unseen_rescues(ports: Ports, actor: Actor) -> Sequence[Rescue]:
    """Those that this person, being an administrator, was not told of; nothing for others."""
    with ports.unit_of_work() as unit:
        account = unit.accounts.find(actor.name)
        if account is None or Role.ADMINISTRATOR not in account.roles:
            return ()
        return unit.rescue.unseen(account.id)


def tell_of_rescues(ports: Ports, actor: Actor) -> ChangeSet:
    """Note that this administrator was told of every rescue so far."""
    with transaction(ports, actor, TOLD) as run:
        account = run.unit.accounts.change(actor.name)
        told = [rescue.id for rescue in run.unit.rescue.unseen(account.id)]
        run.unit.rescue.look(told, account.id, ports.clock())
        run.note(f"account:{account.id}", count=str(len(told)))
    return run.changes()


def _right_code(ports: Ports, access: Access, code: str, computer_user: str) -> KeptCode:
    given = rescue_code_text(code)
    with ports.unit_of_work() as unit:
        kept = unit.rescue.code()
    if kept is None:
        access.hasher.spend(given)
    elif access.hasher.is_right(kept.hashed, given):
        return kept
    with ports.unit_of_work(write=True) as unit:
        _log(ports, unit, AUTOMATION.name, RESCUE_REFUSED, "accounts", computer_user)
        unit.commit()
    raise NotAllowed("rescue-wrong")


def _administrator(unit: UnitOfWork, name: str) -> Account:
    """Whoever knows the code may know who is an administrator."""
    found = unit.accounts.find(name)
    if found is None or Role.ADMINISTRATOR not in found.roles:
        names = (one.name for one in unit.accounts.list() if Role.ADMINISTRATOR in one.roles)
        raise NotAllowed("rescue-not-administrator", name=name, ask=", ".join(names))
    return unit.accounts.change(found.name)


def _log(
    ports: Ports,
    unit: UnitOfWork,
    actor: str,
    action: str,
    subject: str,
    computer_user: str,
    **details: str,
) -> None:
    pairs = tuple(sorted({"computer_user": computer_user, **details}.items()))
    unit.audit.append(AuditEntry(ports.clock(), actor, action, subject, pairs))
