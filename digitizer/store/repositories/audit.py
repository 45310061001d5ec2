"""The audit log: append-only, chained by hash."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from digitizer.domain.audit_chain import (
    EMPTY_HEAD,
    LATE,
    covering_vouched,
    entry_hash,
    moment,
)
from digitizer.domain.changes import AUTOMATION, AuditEntry
from digitizer.store import codec
from digitizer.store.audit import take_waiting
from digitizer.store.column_types import storable
from digitizer.store.rows import AuditRow

# Any number that no other use of PostgreSQL's advisory locks in this database takes.
_CHAIN_LOCK = 20_250_104


class SqlAuditLog:
    def __init__(self, session: Session) -> None:
        self._session = session

    def append(self, entry: AuditEntry) -> None:
        """Chain the entry to the newest one, with the hashes of the edits that were stored since
        the transaction's entry before. Writers queue here until the other has committed; on SQLite
        they already did at the beginning."""
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(select(func.pg_advisory_xact_lock(_CHAIN_LOCK)))
        newest = self._newest()
        seq, previous = (newest.seq + 1, newest.hash) if newest else (1, EMPTY_HEAD)
        actor, action, subject = map(storable, (entry.actor, entry.action, entry.subject))
        waiting = (each.vouched for each in take_waiting(self._session))
        pairs = (*entry.details, *covering_vouched(waiting))
        details = codec.to_json(pairs, codec.DETAILS)
        row = AuditRow(
            seq=seq,
            at=entry.at,
            actor=actor,
            action=action,
            subject=subject,
            details=details,
            previous=previous,
            hash=entry_hash(previous, seq, moment(entry.at), actor, action, subject, details),
        )
        self._session.add(row)
        self._session.flush()

    def cover_rest(self) -> None:
        """Vouch for edits that no entry was written after."""
        edits = take_waiting(self._session)
        if edits:
            at = datetime.fromisoformat(max(edit.at for edit in edits))
            pairs = covering_vouched(edit.vouched for edit in edits)
            self.append(AuditEntry(at, AUTOMATION.name, LATE, "edits", pairs))

    def head(self) -> str:
        """The hash (hex) of the newest entry; 64 zeros for an empty log."""
        newest = self._newest()
        return newest.hash if newest else EMPTY_HEAD

    def list(self, *, limit: int = 100, after_seq: int = 0) -> Sequence[AuditEntry]:
        query = select(AuditRow).where(AuditRow.seq > after_seq).order_by(AuditRow.seq)
        return [codec.audit_entry(row) for row in self._session.scalars(query.limit(limit))]

    def _newest(self) -> AuditRow | None:
        query = select(AuditRow).order_by(AuditRow.seq.desc()).limit(1)
        return self._session.scalars(query).one_or_none()
