"""Accounts in memory, with the real rules."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
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
from digitizer.domain.handed_secrets import Rescue, Rescued
from digitizer.schemas.accounts import load_password_rules, load_rights

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend


RESCUE_PASSWORD = "Cứu Hộ 2026!"  # noqa: S105


@dataclass(slots=True)
class RescueScript:
    """The codes so far, the newest last; the rescues; who was told of them."""

    codes: list[str] = field(default_factory=list)
    done: list[Rescue] = field(default_factory=list)
    told: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class FakeAccounts:
    """``backend.data.accounts`` has each account with its password, by the name in lower case."""

    backend: FakeBackend

    @property
    def password_rules(self) -> PasswordRules:
        return load_password_rules()

    @property
    def password_floor(self) -> PasswordRules:
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

    def add_first(self, name: str, roles: Collection[Role], password: str) -> str:
        self.add(name, roles, password)
        return self.new_rescue_code()

    def new_rescue_code(self) -> str:
        self.backend.data.rescue.codes.append(f"CODE-{len(self.backend.data.rescue.codes)}")
        return self.backend.data.rescue.codes[-1]

    def rescue(self, name: str, code: str) -> Rescued:
        if code != self.backend.data.rescue.codes[-1]:
            raise NotAllowed("rescue-wrong")
        self.set_password(name, RESCUE_PASSWORD)
        self.backend.data.rescue.done.append(Rescue(1, name, _now(), "ngoc"))
        return Rescued(name, RESCUE_PASSWORD, self.new_rescue_code())

    def unseen_rescues(self) -> Sequence[Rescue]:
        own = self.own()
        is_told = own is None or Role.ADMINISTRATOR not in own.roles
        return (
            ()
            if is_told or own.name in self.backend.data.rescue.told
            else tuple(self.backend.data.rescue.done)
        )

    def tell_of_rescues(self) -> ChangeSet:
        self.backend.data.rescue.told.add(self.backend.actor.name)
        return ChangeSet("told-of-rescue")

    def print_code(self, target: Path, code: str) -> None:
        target.write_text(code, encoding="utf-8")

    def _set_state(self, name: str, state: AccountState) -> ChangeSet:
        account, password = self.backend.data.accounts[name_key(name)]
        return self._put(replace(account, state=state), password)

    def _put(self, account: Account, password: str) -> ChangeSet:
        self.backend.data.accounts[name_key(account.name)] = (account, password)
        return ChangeSet("change-roles")


def _now() -> datetime:
    return datetime.now(UTC)
