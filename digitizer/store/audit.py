"""Which edits of a transaction no audit entry vouches for yet, and covering those of older
programs.

Repositories that add edits say so with :func:`await_entry`; the next entry of the transaction takes
them in. What edits and entries are hashed from is said in :mod:`digitizer.domain.audit_chain`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, insert, select
from sqlalchemy.orm import Session

from digitizer.domain.audit_chain import (
    EDITS,
    EMPTY_HEAD,
    SEAL,
    ChainedEntry,
    KeptEdit,
    edit_hash,
    entry_hash,
    hash_together,
    moment,
    sealing,
    vouched,
)
from digitizer.domain.changes import AUTOMATION
from digitizer.store import codec
from digitizer.store.column_types import storable
from digitizer.store.raw import raw, raw_moment, raw_text, raw_texts
from digitizer.store.rows import AuditRow, EditRow

_WAITING = "edits-without-entry"
_SEALED_AT_A_TIME = 1000
_READ_AT_ONCE = 500


class Awaiting(NamedTuple):
    """An edit that waits for an entry, by what that will say of it: there may be many at once."""

    vouched: str
    at: str


def await_entry(session: Session, rows: Iterable[EditRow]) -> None:
    """Remember stored edits until an audit entry vouches for them."""
    kept = map(_kept, rows)
    waiting = (Awaiting(vouched(edit), edit.at) for edit in kept)
    session.info.setdefault(_WAITING, []).extend(waiting)


def take_waiting(session: Session) -> Sequence[Awaiting]:
    """The edits that wait for an entry; they wait no longer."""
    found: list[Awaiting] = session.info.pop(_WAITING, [])
    return found


def kept_edits() -> Select[*tuple[Any, ...]]:
    """All edits as they are stored, for :func:`kept_edit`."""
    return select(*(raw(EditRow.__table__.c[name]) for name in KeptEdit._fields))


def kept_edit(row: Row[*tuple[Any, ...]]) -> KeptEdit:
    number, case_id, revision, undoes, at, before, *texts = row
    before = before if before is None else raw_text(before)
    return KeptEdit(number, case_id, revision, undoes, raw_moment(at), before, *raw_texts(texts))


def seal_older_edits(connection: Connection) -> None:
    """Vouch, from now on, for the edits of an older program, which no entry covers; nothing when
    an entry covers any edit already."""
    is_covered = select(AuditRow.seq).where(AuditRow.details.contains(f'"{EDITS}"')).limit(1)
    if connection.scalar(is_covered) is not None:
        return
    last = 0
    while block := _next_block(connection, last):
        last = block[-1].id
        together = hash_together(edit_hash(edit) for edit in block)
        details = codec.to_json(sealing(block[0].id, last, together), codec.DETAILS)
        _append(connection, details)


def _next_block(connection: Connection, last: int) -> list[KeptEdit]:
    query = kept_edits().where(EditRow.id > last).order_by(EditRow.id).limit(_SEALED_AT_A_TIME)
    return [kept_edit(row) for row in connection.execute(query)]


def _append(connection: Connection, details: str) -> None:
    newest = connection.execute(
        select(AuditRow.seq, AuditRow.hash).order_by(AuditRow.seq.desc()).limit(1)
    ).one_or_none()
    seq, previous = (newest.seq + 1, newest.hash) if newest else (1, EMPTY_HEAD)
    at = datetime.now(UTC)
    said = (AUTOMATION.name, SEAL, "edits", details)
    connection.execute(
        insert(AuditRow).values(
            seq=seq,
            at=at,
            actor=said[0],
            action=said[1],
            subject=said[2],
            details=details,
            previous=previous,
            hash=entry_hash(previous, seq, moment(at), *said),
        )
    )


def _kept(row: EditRow) -> KeptEdit:
    return KeptEdit(
        id=row.id,
        case_id=row.case_id,
        key=storable(row.key),
        action=storable(row.action),
        before_text=storable(row.before_text),
        after_text=storable(row.after_text),
        before_state=storable(row.before_state),
        after_state=storable(row.after_state),
        actor=storable(row.actor),
        at=moment(row.at),
        revision=row.revision,
        before=None if row.before is None else storable(row.before),
        undoes=row.undoes,
    )


def stored_chain(session: Session) -> Iterator[ChainedEntry]:
    """All entries as they are stored, in the order of their numbers, few at a time in memory."""
    columns = AuditRow.__table__.c
    query = select(*(raw(columns[name]) for name in ChainedEntry._fields)).order_by(columns.seq)
    found = session.execute(query.execution_options(yield_per=_READ_AT_ONCE))
    for rows in found.partitions():
        for row in rows:
            yield ChainedEntry(row[0], raw_moment(row[1]), *raw_texts(row[2:]))
