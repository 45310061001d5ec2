"""Keeping the register of people in step with the finished cases."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.orm import Session

from digitizer.domain.lifecycle import CaseState
from digitizer.domain.people.entries import Link, link_of
from digitizer.domain.people.keys import (
    blocking_keys,
    entry_key,
    oldest_first,
    youngest_first,
)
from digitizer.domain.people.mention import Aspect, Mention, MentionId, mentions_of
from digitizer.domain.people.names import name_key
from digitizer.domain.record import FieldValue, Record
from digitizer.domain.schema import Catalog
from digitizer.domain.values.alphabet import alphabet_key
from digitizer.store import codec
from digitizer.store.people_rows import MentionKeyRow, MentionRow, PeopleRegisterRow, PersonLinkRow
from digitizer.store.repositories.mention_lookup import (
    MENTION,
    MOST_OF_A_KEY,
    by_number,
    chunks,
    ids_by_key,
)
from digitizer.store.rows import CaseRow, FieldRow

FINISHED = (CaseState.CHECKED, CaseState.APPROVED, CaseState.EXPORTED)
# Raised when the same records give other mentions, keys or links than before.
_METHOD = "1"
# Any number that no other use of PostgreSQL's advisory locks in this database takes.
_REGISTER_LOCK = 20_250_106


class RegisterKeeper:
    """``catalog`` tells who is in a document and how people are compared."""

    def __init__(self, session: Session, catalog: Catalog) -> None:
        self._session = session
        self._catalog = catalog

    def keep(self, case_id: int, record: Record | None) -> None:
        """Let the register hold whom the record of a finished case names, and nobody else of this
        case; None for a case that is not finished (any more)."""
        self._lock()
        self._forget(case_id)
        self._add(self._mentions_of(case_id, record))

    def fingerprint(self) -> str:
        """Of all that decides what the register holds."""
        types = sorted(self._catalog.types.values(), key=lambda each: each.key)
        parts = [_METHOD, repr(self._catalog.people)]
        parts += [
            repr((each.key, each.version, each.identity_fields, each.date_field, each.people))
            for each in types
        ]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def is_current(self) -> bool:
        row = self._session.get(PeopleRegisterRow, 1)
        return row is not None and row.fingerprint == self.fingerprint()

    def rebuild(self) -> int:
        """Build the register anew from all finished cases; how many mentions they gave."""
        self._start_anew()
        count = 0
        for records in self._finished():
            found = [each for one in records.items() for each in self._mentions_of(*one)]
            self._add(found)
            count += len(found)
        return count

    def _finished(self) -> Iterator[dict[int, Record]]:
        """The records of finished cases in parts; their fields hold the values alone."""
        query = select(CaseRow.id, CaseRow.document_type, CaseRow.type_version)
        query = query.where(CaseRow.state.in_(FINISHED), CaseRow.document_type.is_not(None))
        for some in chunks(self._session.execute(query.order_by(CaseRow.id)).all()):
            values: dict[int, dict[str, FieldValue]] = {row.id: {} for row in some}
            fields = select(FieldRow.case_id, FieldRow.key, FieldRow.value).where(
                FieldRow.case_id.in_(values), FieldRow.value.is_not(None)
            )
            for case_id, key, value in self._session.execute(fields):
                values[case_id][key] = FieldValue(key, value=value)
            yield {
                row.id: Record(row.document_type or "", row.type_version or "", values[row.id])
                for row in some
            }

    def _start_anew(self) -> None:
        self._lock()
        for table in (PersonLinkRow, MentionKeyRow, MentionRow, PeopleRegisterRow):
            self._session.execute(delete(table))
        self._session.add(PeopleRegisterRow(id=1, fingerprint=self.fingerprint()))
        self._session.flush()

    def _lock(self) -> None:
        """Two cases finished at once must see each other; on SQLite writers queue anyway."""
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(select(func.pg_advisory_xact_lock(_REGISTER_LOCK)))

    def _mentions_of(self, case_id: int, record: Record | None) -> tuple[Mention, ...]:
        doc_type = self._catalog.type_of(record)
        if record is None or doc_type is None:
            return ()
        values = {key: value.value for key, value in record.fields.items()}
        return mentions_of(case_id, doc_type, values)

    def _forget(self, case_id: int) -> None:
        query = select(MentionRow.id).where(MentionRow.case_id == case_id)
        ids = self._session.scalars(query).all()
        if not ids:
            return
        touching = or_(PersonLinkRow.left_id.in_(ids), PersonLinkRow.right_id.in_(ids))
        self._session.execute(delete(PersonLinkRow).where(touching))
        self._session.execute(delete(MentionKeyRow).where(MentionKeyRow.mention_id.in_(ids)))
        self._session.execute(delete(MentionRow).where(MentionRow.id.in_(ids)))

    def _add(self, mentions: Sequence[Mention]) -> None:
        if not mentions:
            return
        rows = [
            MentionRow(
                case_id=each.id.case_id,
                key=each.id.key,
                name=name_key(each.name),
                entry=entry_key(each),
                body=codec.to_json(each, MENTION),
                document_type=each.document_type,
                name_key=alphabet_key(each.name),
                oldest_key=oldest_first(each.value(Aspect.BORN)),
                youngest_key=youngest_first(each.value(Aspect.BORN)),
            )
            for each in mentions
        ]
        self._session.add_all(rows)
        self._session.flush()
        numbers = {each.id: row.id for each, row in zip(mentions, rows, strict=True)}
        keys = {each.id: blocking_keys(each) for each in mentions}
        self._link(mentions, keys, numbers)
        self._session.execute(
            insert(MentionKeyRow),
            [
                {"hash": key, "mention_id": numbers[mention_id]}
                for mention_id, found in keys.items()
                for key in found
            ],
        )
        for row in rows:
            self._session.expunge(row)

    def _link(
        self,
        mentions: Sequence[Mention],
        keys: Mapping[MentionId, frozenset[int]],
        numbers: dict[MentionId, int],
    ) -> None:
        """Compare new mentions with those that share a key, the stored ones and each other."""
        sharing = ids_by_key(self._session, {key for found in keys.values() for key in found})
        stored = by_number(self._session, {each for ids in sharing.values() for each in ids})
        numbers |= {mention.id: number for number, mention in stored.items()}
        by_key: dict[int, list[Mention]] = {
            key: [stored[number] for number in ids] for key, ids in sharing.items()
        }
        found: dict[tuple[int, int], Link] = {}
        for mention in mentions:
            others: dict[MentionId, Mention] = {}
            for key in keys[mention.id]:
                here = by_key.setdefault(key, [])
                others |= {each.id: each for each in here}
                if len(here) < MOST_OF_A_KEY:
                    here.append(mention)
            for other in others.values():
                link = link_of(mention, other, self._catalog.people)
                if link is not None:
                    found[numbers[link.left], numbers[link.right]] = link
        if found:
            self._session.execute(
                insert(PersonLinkRow), [_link_row(*each) for each in found.items()]
            )


def _link_row(numbers: tuple[int, int], link: Link) -> dict[str, object]:
    return {
        "left_id": numbers[0],
        "right_id": numbers[1],
        "verdict": link.verdict,
        "score": link.score,
        "apart": link.apart,
    }
