"""What window and command line do with accounts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from digitizer.bootstrap.entering import has_accounts, shipped_access
from digitizer.domain.accounts import Account, PasswordRules, Rights, Role, Standing, standing
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.workflow import keep_accounts, rights
from digitizer.workflow.change_password import change_password
from digitizer.workflow.log_in import log_in
from digitizer.workflow.ports import Ports


@dataclass(frozen=True, slots=True)
class AccountsDesk:
    """What raises is said at the use cases of :mod:`digitizer.workflow.keep_accounts`."""

    ports: Ports
    actor: Actor

    @property
    def password_rules(self) -> PasswordRules:
        return shipped_access().passwords

    @property
    def rights(self) -> Rights:
        return shipped_access().rights

    def are_in_use(self) -> bool:
        return has_accounts(self.ports)

    def allowed(self) -> frozenset[str] | None:
        """The actions that this person has the right to now; None: all."""
        return rights.allowed_actions(self.ports, self.actor)

    def own(self) -> Account | None:
        with self.ports.unit_of_work() as unit:
            return unit.accounts.find(self.actor.name)

    def list(self) -> Sequence[Account]:
        rights.require_reading(self.ports, self.actor, "read-accounts")
        with self.ports.unit_of_work() as unit:
            return unit.accounts.list()

    def standing(self, account: Account) -> Standing:
        return standing(account, self.password_rules, self.ports.clock())

    def log_in(self, name: str, password: str) -> Account:
        """See :func:`digitizer.workflow.log_in.log_in`."""
        return log_in(self.ports, shipped_access(), name, password)

    def change_password(self, present: str, wanted: str) -> ChangeSet:
        return change_password(self.ports, self.actor, shipped_access(), present, wanted)

    def add(self, name: str, roles: Collection[Role], password: str) -> ChangeSet:
        access = shipped_access()
        return keep_accounts.add_account(self.ports, self.actor, access, name, roles, password)

    def change_roles(self, name: str, roles: Collection[Role]) -> ChangeSet:
        return keep_accounts.change_roles(self.ports, self.actor, shipped_access(), name, roles)

    def set_password(self, name: str, password: str) -> ChangeSet:
        return keep_accounts.set_password(self.ports, self.actor, shipped_access(), name, password)

    def disable(self, name: str) -> ChangeSet:
        return keep_accounts.disable_account(self.ports, self.actor, name)

    def enable(self, name: str) -> ChangeSet:
        return keep_accounts.enable_account(self.ports, self.actor, name)

    def unlock(self, name: str) -> ChangeSet:
        return keep_accounts.unlock_account(self.ports, self.actor, name)
