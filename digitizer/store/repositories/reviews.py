"""What supervisors leave at fields: looks and pins."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Update, delete, select, update
from sqlalchemy.orm import Session

from digitizer.domain.review import Kept, Look, Pin, Point
from digitizer.store.repositories.mention_lookup import chunks
from digitizer.store.rows import CaseRow
from digitizer.store.second_rows import PinRow, ReviewLookRow


class SqlReviewRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def look(self, look: Look) -> None:
        row = ReviewLookRow(
            case_id=look.case_id, key=look.field, revision=look.revision, actor=look.by, at=look.at
        )
        self._session.merge(row)
        self._session.flush()

    def looks(self, batch_id: int, by: str) -> Collection[tuple[int, str]]:
        query = (
            select(ReviewLookRow.case_id, ReviewLookRow.key)
            .join(CaseRow, CaseRow.id == ReviewLookRow.case_id)
            .where(CaseRow.batch_id == batch_id, CaseRow.revision == ReviewLookRow.revision)
            .where(ReviewLookRow.actor == by)
        )
        return frozenset((row[0], row[1]) for row in self._session.execute(query))

    def pin(self, pin: Pin) -> None:
        self.unpin(pin.case_id, pin.field, pin.by)
        self._session.add(
            PinRow(
                case_id=pin.case_id,
                key=pin.field,
                reason=pin.reason,
                page_id=pin.point.page_id if pin.point else None,
                x=pin.point.x if pin.point else None,
                y=pin.point.y if pin.point else None,
                actor=pin.by,
                at=pin.at,
                is_sent=pin.is_sent,
                stood=pin.stood,
                is_kept=False,
            )
        )
        self._session.flush()

    def unpin(self, case_id: int, field: str, by: str) -> None:
        self._session.execute(
            delete(PinRow)
            .where(PinRow.case_id == case_id, PinRow.key == field, PinRow.actor == by)
            .where(PinRow.is_sent.is_(False))
        )

    def drafts(self, batch_id: int, by: str) -> Sequence[Pin]:
        query = (
            select(PinRow)
            .join(CaseRow, CaseRow.id == PinRow.case_id)
            .where(CaseRow.batch_id == batch_id, PinRow.actor == by, PinRow.is_sent.is_(False))
            .order_by(PinRow.case_id, PinRow.id)
        )
        return [pin_of(row) for row in self._session.scalars(query)]

    def send(self, case_ids: Collection[int], by: str) -> None:
        for some in chunks(case_ids):
            answered = delete(PinRow).where(PinRow.case_id.in_(some), PinRow.is_sent.is_(True))
            self._session.execute(answered)
            sent = update(PinRow).where(PinRow.case_id.in_(some), PinRow.actor == by)
            self._session.execute(sent.values(is_sent=True))

    def sent(self, case_id: int) -> Sequence[Pin]:
        query = select(PinRow).where(PinRow.case_id == case_id, PinRow.is_sent.is_(True))
        return [pin_of(row) for row in self._session.scalars(query.order_by(PinRow.id))]

    def keep(self, case_id: int, field: str, kept: Kept) -> None:
        self._session.execute(
            _sent_at(case_id, field).values(
                kept_by=kept.actor, kept_why=kept.reason, kept_at=kept.at, is_kept=True
            )
        )

    def keep_again(self, case_id: int, field: str) -> None:
        """Only where it was kept before."""
        was_kept = PinRow.kept_at.is_not(None)
        self._session.execute(_sent_at(case_id, field).where(was_kept).values(is_kept=True))

    def open_again(self, case_id: int, field: str) -> None:
        self._session.execute(_sent_at(case_id, field).values(is_kept=False))


def _sent_at(case_id: int, field: str) -> Update:
    here: ColumnElement[bool] = (PinRow.case_id == case_id) & (PinRow.key == field)
    return update(PinRow).where(here, PinRow.is_sent.is_(True))


def pin_of(row: PinRow) -> Pin:
    point = None
    if row.page_id is not None and row.x is not None and row.y is not None:
        point = Point(row.page_id, row.x, row.y)
    kept = None
    if row.is_kept and row.kept_at is not None:
        kept = Kept(row.kept_by or "", row.kept_why or "", row.kept_at)
    return Pin(
        row.case_id, row.key, row.reason, point, row.actor, row.at, row.is_sent, row.stood, kept
    )
