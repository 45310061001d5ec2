"""Accounts with the hashes of their passwords, and the parts of persons at batches."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from digitizer.domain.accounts import Account, AccountState, Part, Role, name_key
from digitizer.domain.errors import NotFound
from digitizer.store.account_rows import AccountRow, BatchPartRow


class SqlAccountRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def in_use(self) -> bool:
        return self._session.scalar(select(AccountRow.id).limit(1)) is not None

    def find(self, name: str) -> Account | None:
        row = self._session.scalar(select(AccountRow).where(AccountRow.key == name_key(name)))
        return _account(row) if row else None

    def change(self, name: str) -> Account:
        query = select(AccountRow).where(AccountRow.key == name_key(name))
        fresh = query.with_for_update().execution_options(populate_existing=True)
        row = self._session.scalar(fresh)
        if row is None:
            raise NotFound("account-missing", name=name)
        return _account(row)

    def list(self) -> Sequence[Account]:
        query = select(AccountRow).order_by(AccountRow.key)
        return [_account(row) for row in self._session.scalars(query)]

    def add(
        self,
        name: str,
        roles: Collection[Role],
        password: str,
        at: datetime,
        *,
        must_change: bool,
    ) -> Account:
        row = AccountRow(
            name=name,
            key=name_key(name),
            roles=_stored(roles),
            state=AccountState.ACTIVE,
            must_change=must_change,
            password=password,
            password_at=at,
            created_at=at,
            last_seen=at,
            failures=0,
            locked_until=None,
        )
        self._session.add(row)
        self._session.flush()
        return _account(row)

    def save(self, account: Account) -> None:
        row = self._row(account.id)
        row.roles = _stored(account.roles)
        row.state = account.state
        row.must_change = account.must_change
        row.last_seen = account.last_seen
        row.failures = account.failures
        row.locked_until = account.locked_until
        self._session.flush()

    def password(self, account_id: int) -> str:
        return self._row(account_id).password

    def set_password(self, account_id: int, password: str, at: datetime) -> None:
        row = self._row(account_id)
        row.password, row.password_at = password, at
        self._session.flush()

    def take_part(self, batch_id: int, person: str, part: Part) -> None:
        # A row that is there already is passed over by the trigger, which an ORM insert with its
        # count of rows would take for a failure.
        values = {"batch_id": batch_id, "person": person, "part": part}
        self._session.execute(insert(BatchPartRow).values(values))

    def part(self, batch_id: int, person: str) -> Part | None:
        query = select(BatchPartRow.part).where(
            BatchPartRow.batch_id == batch_id, BatchPartRow.person == person
        )
        return self._session.scalar(query)

    def _row(self, account_id: int) -> AccountRow:
        row = self._session.get(AccountRow, account_id)
        if row is None:
            raise NotFound("account-missing", name=str(account_id))
        return row


def _stored(roles: Collection[Role]) -> str:
    return " ".join(sorted(role.value for role in roles))


def _account(row: AccountRow) -> Account:
    return Account(
        id=row.id,
        name=row.name,
        roles=frozenset(Role(role) for role in row.roles.split()),
        state=row.state,
        must_change=row.must_change,
        last_seen=row.last_seen,
        failures=row.failures,
        locked_until=row.locked_until,
    )
