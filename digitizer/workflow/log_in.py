"""Who is in front of the program: the name and the password, against the stored account.

The comparison is slow on purpose and so stands outside the transaction; the account is looked at
again inside it, so that guesses made side by side cannot outrun the lock.
"""

from __future__ import annotations

from digitizer.domain.accounts import (
    Account,
    Standing,
    after_failure,
    after_success,
    password_text,
    standing,
)
from digitizer.domain.changes import AUTOMATION, AuditEntry
from digitizer.domain.errors import NotAllowed
from digitizer.workflow.accounts_port import Access
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.rights import administrators

LOG_IN, LOG_IN_REFUSED = "log-in", "log-in-refused"


def log_in(ports: Ports, access: Access, name: str, password: str) -> Account:
    """The account of whoever has this name and password.

    Raises NotAllowed ``log-in-wrong`` alike for a wrong password and for a name without account,
    ``account-locked`` after too many of them, ``account-disabled``, ``account-dormant``.
    """
    given = password_text(password)
    with ports.unit_of_work() as unit:
        known = unit.accounts.find(name)
        hashed = unit.accounts.password(known.id) if known else ""
    if known is None:
        access.hasher.spend(given)
        with ports.unit_of_work(write=True) as unit:
            _log(ports, unit, AUTOMATION.name, LOG_IN_REFUSED, "accounts")
            unit.commit()
        raise NotAllowed("log-in-wrong")
    is_right = access.hasher.is_right(hashed, given)
    renewed = access.hasher.hash(given) if is_right and access.hasher.is_outdated(hashed) else None
    with ports.unit_of_work(write=True) as unit:
        account = unit.accounts.change(known.name)
        is_right = is_right and unit.accounts.password(account.id) == hashed
        refused = _refusal(ports, access, unit, account, is_right=is_right)
        if refused is None:
            account = after_success(account, ports.clock())
            unit.accounts.save(account)
            if renewed:
                unit.accounts.set_password(account.id, renewed, ports.clock())
            _log(ports, unit, account.name, LOG_IN, f"account:{account.id}")
        unit.commit()
    if refused is not None:
        raise refused
    return account


def _refusal(
    ports: Ports, access: Access, unit: UnitOfWork, account: Account, *, is_right: bool
) -> NotAllowed | None:
    """Why this person does not come in; a wrong password is counted. What is wrong with an account
    is told only to whoever knows its password, but for the lock."""
    now, rules = ports.clock(), access.passwords
    state = standing(account, rules, now)
    if state is not Standing.LOCKED and not is_right:
        account = after_failure(account, rules, now)
        unit.accounts.save(account)
        state = standing(account, rules, now)
    if state is Standing.OPEN and is_right:
        return None
    code = f"account-{state.value}" if is_right or state is Standing.LOCKED else "log-in-wrong"
    _log(ports, unit, account.name, LOG_IN_REFUSED, f"account:{account.id}", reason=code)
    until = account.locked_until.astimezone() if account.locked_until else None
    return NotAllowed(
        code,
        name=account.name,
        until=f"{until:%H:%M %d/%m/%Y}" if until else "",
        days=rules.dormant_after.days,
        ask=administrators(unit),
    )


def _log(
    ports: Ports, unit: UnitOfWork, name: str, action: str, subject: str, **details: str
) -> None:
    pairs = tuple(sorted(details.items()))
    unit.audit.append(AuditEntry(ports.clock(), name, action, subject, pairs))
