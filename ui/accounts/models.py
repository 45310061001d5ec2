"""The accounts as rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from digitizer.domain.accounts import Account, Role, Standing
from ui.models.paged import Column, PagedTableModel
from ui.session import Session
from ui.theme import Tone
from ui.wording import Sign

_SIGNS = {
    Standing.OPEN: Sign("confirmed", Tone.GOOD, "accounts-standing-open"),
    Standing.LOCKED: Sign("lock", Tone.WARN, "accounts-standing-locked"),
    Standing.DISABLED: Sign("quarantined", Tone.PLAIN, "accounts-standing-disabled"),
    Standing.DORMANT: Sign("empty", Tone.PLAIN, "accounts-standing-dormant"),
}


class AccountTableModel(PagedTableModel[Account]):
    """Few enough to be fetched at once."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(_columns(session), parent)
        self._session = session

    def fetch(self, loaded: Sequence[Account], limit: int) -> Sequence[Account]:
        return self._session.backend.accounts.list()[len(loaded) : len(loaded) + limit]

    def id_of(self, row: Account) -> int:
        return row.id


def role_words(session: Session, roles: Sequence[Role]) -> str:
    return ", ".join(session.text(f"role-{role.value}") for role in roles)


def _columns(session: Session) -> list[Column[Account]]:
    def standing(account: Account) -> str:
        state = session.backend.accounts.standing(account)
        said = session.text(f"accounts-standing-{state.value}")
        if account.must_change:
            said += ", " + session.text("accounts-standing-must-change")
        return said

    def sign(account: Account) -> Sign:
        return _SIGNS[session.backend.accounts.standing(account)]

    return [
        Column(session.text("accounts-column-name"), lambda account: account.name),
        Column(
            session.text("accounts-column-roles"),
            lambda account: role_words(session, sorted(account.roles)),
        ),
        Column(session.text("accounts-column-standing"), standing, sign),
        Column(
            session.text("accounts-column-seen"), lambda account: session.moment(account.last_seen)
        ),
    ]
