"""A person's own new password."""

from __future__ import annotations

from dataclasses import replace

from digitizer.domain.accounts import password_text, require_good_password
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import Conflict, InvalidInput, NotAllowed
from digitizer.workflow.accounts_port import Access
from digitizer.workflow.ports import Ports
from digitizer.workflow.rights import CHANGE_PASSWORD
from digitizer.workflow.transaction import transaction


def change_password(
    ports: Ports, actor: Actor, access: Access, present: str, wanted: str
) -> ChangeSet:
    """Take ``wanted`` in the place of ``present``.

    Raises NotAllowed ``log-in-wrong`` where ``present`` is not the password, InvalidInput where
    the new one breaks a rule or is the same, Conflict where it was changed in between.
    """
    with ports.unit_of_work() as unit:
        account = unit.accounts.find(actor.name)
        hashed = unit.accounts.password(account.id) if account else ""
    if account is None:
        raise NotAllowed("no-account", name=actor.name, ask="")
    if not access.hasher.is_right(hashed, password_text(present)):
        raise NotAllowed("log-in-wrong")
    require_good_password(access.passwords, wanted, account.name)
    if password_text(present) == password_text(wanted):
        raise InvalidInput("password-same")
    new = access.hasher.hash(password_text(wanted))
    with transaction(ports, actor, CHANGE_PASSWORD) as run:
        account = run.unit.accounts.change(actor.name)
        if run.unit.accounts.password(account.id) != hashed:
            raise Conflict("changed-meanwhile")
        run.unit.accounts.set_password(account.id, new, ports.clock())
        run.unit.accounts.save(replace(account, must_change=False))
        run.note(f"account:{account.id}", name=account.name)
    return run.changes()
