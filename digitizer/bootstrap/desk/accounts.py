"""What window and command line do with accounts."""

from __future__ import annotations

import getpass
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from digitizer.bootstrap.account_papers import rescue_sheet, secrets_sheet
from digitizer.bootstrap.entering import has_accounts, shipped_access
from digitizer.bootstrap.printing import print_sheet
from digitizer.domain.accounts import (
    Account,
    PasswordRules,
    Rights,
    Role,
    Standing,
    account_name,
    standing,
)
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.handed_secrets import (
    HandedSecret,
    Rescue,
    Rescued,
    first_password,
    rescue_code,
)
from digitizer.domain.progress import work_day
from digitizer.domain.work_plan import WorkPlan
from digitizer.messages import Messages
from digitizer.workflow import keep_accounts, rescue_account, rights
from digitizer.workflow.accounts_port import Access
from digitizer.workflow.change_password import change_password
from digitizer.workflow.log_in import log_in
from digitizer.workflow.ports import Ports


@dataclass(frozen=True, slots=True)
class AccountsDesk:
    """What raises is said at the use cases of :mod:`digitizer.workflow.keep_accounts` and
    :mod:`digitizer.workflow.rescue_account`. ``workspace`` is its name on papers."""

    ports: Ports
    actor: Actor
    messages: Messages
    workspace: str

    @property
    def password_rules(self) -> PasswordRules:
        return self._access.passwords

    @property
    def password_floor(self) -> PasswordRules:
        """The rules that ship, which a workspace may only make stricter."""
        return shipped_access().passwords

    @property
    def rights(self) -> Rights:
        return self._access.rights

    @property
    def _access(self) -> Access:
        return self.ports.access or shipped_access()

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
        return log_in(self.ports, self._access, name, password)

    def change_password(self, present: str, wanted: str) -> ChangeSet:
        return change_password(self.ports, self.actor, self._access, present, wanted)

    def add(self, name: str, roles: Collection[Role], password: str) -> ChangeSet:
        return keep_accounts.add_account(
            self.ports, self.actor, self._access, name, roles, password
        )

    def add_first(self, name: str, roles: Collection[Role], password: str) -> str:
        """The first account of all; the rescue code, which is told this once."""
        code = rescue_code(secrets.choice)
        keep_accounts.add_first_account(
            self.ports, self.actor, self._access, name, roles, password, code
        )
        return code

    def invite(self, name: str, roles: Collection[Role]) -> HandedSecret:
        """An account with a first password made by chance, which is told this once."""
        known = account_name(name)
        password = first_password(self.password_rules, known, secrets.choice)
        self.add(known, roles, password)
        return HandedSecret(known, tuple(sorted(roles)), password)

    def change_roles(self, name: str, roles: Collection[Role]) -> ChangeSet:
        return keep_accounts.change_roles(self.ports, self.actor, self._access, name, roles)

    def set_password(self, name: str, password: str) -> ChangeSet:
        return keep_accounts.set_password(self.ports, self.actor, self._access, name, password)

    def disable(self, name: str) -> ChangeSet:
        return keep_accounts.disable_account(self.ports, self.actor, name)

    def enable(self, name: str) -> ChangeSet:
        return keep_accounts.enable_account(self.ports, self.actor, name)

    def unlock(self, name: str) -> ChangeSet:
        return keep_accounts.unlock_account(self.ports, self.actor, name)

    # When no administrator gets in

    def new_rescue_code(self) -> str:
        """Another rescue code, which is told this once; the one before counts no more."""
        code = rescue_code(secrets.choice)
        rescue_account.renew_rescue_code(self.ports, self.actor, self._access, code)
        return code

    def rescue(self, name: str, code: str) -> Rescued:
        """Let an administrator in again by the code in force; asks for no right."""
        return rescue_with(self.ports, self._access, name, code)

    def rescues(self) -> Sequence[Rescue]:
        return rescue_account.rescues(self.ports, self.actor)

    def unseen_rescues(self) -> Sequence[Rescue]:
        return rescue_account.unseen_rescues(self.ports, self.actor)

    def tell_of_rescues(self) -> ChangeSet:
        return rescue_account.tell_of_rescues(self.ports, self.actor)

    def print_code(self, target: Path, code: str) -> None:
        """Raises as :func:`digitizer.bootstrap.printing.print_sheet`."""
        day = work_day(self.ports.clock())
        sheet = rescue_sheet(code, self.workspace, self._plan(), day, self.messages)
        print_sheet(target, sheet)

    def print_secrets(self, target: Path, handed: Sequence[HandedSecret]) -> None:
        """Raises as :func:`digitizer.bootstrap.printing.print_sheet`."""
        day = work_day(self.ports.clock())
        sheet = secrets_sheet(handed, self.workspace, self._plan(), day, self.messages)
        print_sheet(target, sheet)

    def _plan(self) -> WorkPlan | None:
        with self.ports.unit_of_work() as unit:
            return unit.progress.plan()


def rescue_with(ports: Ports, access: Access, name: str, code: str) -> Rescued:
    """See :func:`digitizer.workflow.rescue_account.rescue_administrator`."""
    known = account_name(name)
    password = first_password(access.passwords, known, secrets.choice)
    renewed = rescue_code(secrets.choice)
    account = rescue_account.rescue_administrator(
        ports, access, known, code, password, renewed, getpass.getuser()
    )
    return Rescued(account.name, password, renewed)
