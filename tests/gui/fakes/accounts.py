"""Accounts in memory, with the real rules."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from digitizer.domain.accounts import (
    Account,
    AccountState,
    PasswordRules,
    Role,
    Standing,
    after_failure,
    after_success,
    name_key,
    require_good_password,
    standing,
)
from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import NotAllowed
from digitizer.schemas.accounts import load_password_rules, load_rights

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend


@dataclass(frozen=True, slots=True)
class FakeAccounts:
    """``backend.data.accounts`` has each account with its password, by the name in lower case."""

    backend: FakeBackend

    @property
    def password_rules(self) -> PasswordRules:
        return load_password_rules()

    def are_in_use(self) -> bool:
        return bool(self.backend.data.accounts)

    def own(self) -> Account | None:
        found = self.backend.data.accounts.get(name_key(self.backend.actor.name))
        return found[0] if found else None

    def allowed(self) -> frozenset[str] | None:
        own = self.own()
        if own is None:
            return frozenset() if self.are_in_use() else None
        duties = [duty for duty in load_rights().duties if duty.roles & own.roles]
        return frozenset().union(*(duty.actions for duty in duties))

    def list(self) -> Sequence[Account]:
        allowed = self.allowed()
        if allowed is not None and "read-accounts" not in allowed:
            raise NotAllowed("no-right", name="", duty="reading-accounts", ask="")
        return [account for account, _ in self.backend.data.accounts.values()]

    def standing(self, account: Account) -> Standing:
        return standing(account, self.password_rules, _now())

    def log_in(self, name: str, password: str) -> Account:
        found = self.backend.data.accounts.get(name_key(name))
        if found is None:
            raise NotAllowed("log-in-wrong")
        account, right = found
        if password != right:
            self._put(after_failure(account, self.password_rules, _now()), right)
            raise NotAllowed("log-in-wrong")
        self._put(after_success(account, _now()), right)
        return account

    def change_password(self, present: str, wanted: str) -> ChangeSet:
        account, right = self.backend.data.accounts[name_key(self.backend.actor.name)]
        if present != right:
            raise NotAllowed("log-in-wrong")
        require_good_password(self.password_rules, wanted, account.name)
        return self._put(replace(account, must_change=False), wanted)

    def add(self, name: str, roles: Collection[Role], password: str) -> ChangeSet:
        require_good_password(self.password_rules, password, name)
        number = len(self.backend.data.accounts) + 1
        made = Account(
            number,
            name,
            frozenset(roles),
            AccountState.ACTIVE,
            must_change=number > 1,
            last_seen=_now(),
        )
        return self._put(made, password)

    def change_roles(self, name: str, roles: Collection[Role]) -> ChangeSet:
        account, password = self.backend.data.accounts[name_key(name)]
        return self._put(replace(account, roles=frozenset(roles)), password)

    def set_password(self, name: str, password: str) -> ChangeSet:
        require_good_password(self.password_rules, password, name)
        account, _ = self.backend.data.accounts[name_key(name)]
        return self._put(replace(account, must_change=True), password)

    def disable(self, name: str) -> ChangeSet:
        return self._set_state(name, AccountState.DISABLED)

    def enable(self, name: str) -> ChangeSet:
        return self._set_state(name, AccountState.ACTIVE)

    def unlock(self, name: str) -> ChangeSet:
        account, password = self.backend.data.accounts[name_key(name)]
        return self._put(replace(account, failures=0, locked_until=None), password)

    def _set_state(self, name: str, state: AccountState) -> ChangeSet:
        account, password = self.backend.data.accounts[name_key(name)]
        return self._put(replace(account, state=state), password)

    def _put(self, account: Account, password: str) -> ChangeSet:
        self.backend.data.accounts[name_key(account.name)] = (account, password)
        return ChangeSet("change-roles")


def _now() -> datetime:
    return datetime.now(UTC)
