"""What the use cases of accounts need from the store, and from whoever hashes passwords."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from digitizer.domain.accounts import Account, Part, PasswordRules, Rights, Role


class AccountRepository(Protocol):
    """An account is never removed and keeps its name."""

    def in_use(self) -> bool:
        """Whether there is any account; from the first on everybody needs one."""
        ...

    def find(self, name: str) -> Account | None:
        """The account of that name, in upper or lower case."""
        ...

    def change(self, name: str) -> Account:
        """The account of that name, which nobody else changes until this transaction ends. Raises
        NotFound."""
        ...

    def list(self) -> Sequence[Account]:
        """All accounts, by name."""
        ...

    def add(
        self,
        name: str,
        roles: Collection[Role],
        password: str,
        at: datetime,
        *,
        must_change: bool,
    ) -> Account:
        """``password`` is the hash."""
        ...

    def save(self, account: Account) -> None:
        """Keep everything but the name and the password."""
        ...

    def password(self, account_id: int) -> str:
        """The hash."""
        ...

    def set_password(self, account_id: int, password: str, at: datetime) -> None:
        """``password`` is the hash."""
        ...

    def take_part(self, batch_id: int, person: str, part: Part) -> None:
        """Note what a person does at a batch. Raises NotAllowed ``two-parts`` in a store with
        accounts where that person did something else there."""
        ...

    def part(self, batch_id: int, person: str) -> Part | None: ...


class PasswordHasher(Protocol):
    """Slow on purpose; never called within a transaction."""

    def hash(self, password: str) -> str: ...
    def is_right(self, hashed: str, password: str) -> bool: ...
    def is_outdated(self, hashed: str) -> bool:
        """Whether it was made with other figures than today's."""
        ...

    def spend(self, password: str) -> None:
        """Take as long as :meth:`is_right`, for a name that has no account."""
        ...


@dataclass(frozen=True, slots=True)
class Access:
    """The rules by which a store with accounts lets somebody in and do something."""

    passwords: PasswordRules
    rights: Rights
    hasher: PasswordHasher
