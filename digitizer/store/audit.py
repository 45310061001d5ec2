"""The chain of the audit log: every entry's hash covers the entry before it.

Hash = SHA-256 of the previous hash (hex, ASCII) followed by the canonical JSON of the entry:
UTF-8, keys sorted, no spaces, with its sequence number and its moment in UTC to the microsecond.
Whoever changes, removes or reorders an entry must write all later ones anew; a head noted
elsewhere (each export package carries one) then shows even that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from contextlib import closing
from datetime import UTC, datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from digitizer.store.engine import for_reading
from digitizer.store.rows import AuditRow

EMPTY_HEAD = "0" * 64
_ROWS_AT_A_TIME = 1000


def entry_hash(
    previous: str, seq: int, at: datetime, actor: str, action: str, subject: str, details: str
) -> str:
    """The hash (hex) of an entry whose texts are already as stored."""
    document = {
        "action": action,
        "actor": actor,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "details": details,
        "seq": seq,
        "subject": subject,
    }
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(previous.encode("ascii") + text.encode("utf-8")).hexdigest()


def verify_chain(engine: Engine, known_heads: Collection[str] = ()) -> int | None:
    """The sequence number of the first entry that is changed, missing or out of its place; None
    for a sound log.

    ``known_heads`` are heads noted outside, for instance in export packages. One that the log
    lacks means that entries were cut off or written anew: then the number after the last.
    """
    missing = set(known_heads) - {EMPTY_HEAD}
    seq, head = 0, EMPTY_HEAD
    query = select(AuditRow).order_by(AuditRow.seq).execution_options(yield_per=_ROWS_AT_A_TIME)
    with Session(for_reading(engine)) as session, closing(session.scalars(query)) as rows:
        for row in rows:
            seq += 1
            if not _follows(row, seq, head):
                return seq
            head = row.hash
            missing.discard(head)
    return seq + 1 if missing else None


def _follows(row: AuditRow, seq: int, previous: str) -> bool:
    true_hash = entry_hash(previous, seq, row.at, row.actor, row.action, row.subject, row.details)
    return row.seq == seq and row.previous == previous and row.hash == true_hash
