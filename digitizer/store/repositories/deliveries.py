"""Deliveries and the receipts of their documents."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from digitizer.domain.delivery import (
    ARRIVED,
    TURNED_DOWN,
    VOUCHING,
    Answer,
    Delivery,
    DeliveryState,
    Item,
    Outcome,
    Parcel,
    Receipt,
    Receiver,
)
from digitizer.domain.errors import NotFound
from digitizer.store.delivery_rows import DeliveryReceiptRow, DeliveryRow
from digitizer.store.reject_rows import LeftPackageRow, LeftRowRow

# Databases limit the values of one statement.
_AT_ONCE = 500


class SqlDeliveryRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def begin(self, parcel: Parcel, receiver: Receiver, at: datetime, actor: str) -> Delivery:
        found = self._session.scalar(
            select(DeliveryRow).where(DeliveryRow.package_sha256 == parcel.sha256, *_at(receiver))
        )
        if found is not None:
            return _delivery(found)
        row = DeliveryRow(
            package=parcel.package,
            package_sha256=parcel.sha256,
            receiver=receiver.key,
            name=receiver.name,
            way=receiver.way,
            target=receiver.target,
            documents=len(parcel.items),
            begun_at=at,
            actor=actor,
        )
        self._session.add(row)
        self._session.flush()
        return _delivery(row)

    def add_receipt(self, receipt: Receipt) -> None:
        item, answer = receipt.item, receipt.answer
        self._session.add(
            DeliveryReceiptRow(
                delivery_id=receipt.delivery_id,
                document=item.document,
                sha256=item.sha256,
                content=item.content,
                size=item.size,
                outcome=answer.outcome,
                status=answer.status,
                answer=answer.text,
                at=receipt.at,
                actor=receipt.actor,
            )
        )
        self._session.flush()

    def vouching_at(self, receiver: Receiver, documents: Collection[str]) -> Mapping[str, Receipt]:
        newest = (
            select(func.max(DeliveryReceiptRow.id))
            .join(DeliveryRow, DeliveryRow.id == DeliveryReceiptRow.delivery_id)
            .where(*_at(receiver), DeliveryReceiptRow.outcome.in_(sorted(VOUCHING)))
            .group_by(DeliveryReceiptRow.document)
        )
        found: dict[str, Receipt] = {}
        for some in _in_parts(sorted(documents)):
            these = newest.where(DeliveryReceiptRow.document.in_(some))
            query = select(DeliveryReceiptRow).where(DeliveryReceiptRow.id.in_(these))
            found |= {row.document: _receipt(row) for row in self._session.scalars(query)}
        return found

    def left_order(self, packages: Collection[str]) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for some in _in_parts(sorted(packages)):
            query = (
                select(LeftPackageRow.name, func.max(LeftPackageRow.id))
                .where(LeftPackageRow.name.in_(some))
                .group_by(LeftPackageRow.name)
            )
            found |= dict(self._session.execute(query).all())
        return found

    def newer_at(self, receiver: Receiver, package: str) -> str | None:
        number = self.left_order([package]).get(package)
        begun = select(DeliveryRow.id).where(DeliveryRow.package == package, *_at(receiver))
        if number is None or self._session.scalar(begun.limit(1)) is not None:
            return None
        own = select(LeftRowRow.case_id).where(LeftRowRow.package_id == number)
        brought = (
            select(DeliveryRow.package)
            .join(DeliveryReceiptRow, DeliveryReceiptRow.delivery_id == DeliveryRow.id)
            .where(*_at(receiver), DeliveryReceiptRow.outcome.in_(sorted(VOUCHING)))
        )
        query = (
            select(LeftPackageRow.name)
            .join(LeftRowRow, LeftRowRow.package_id == LeftPackageRow.id)
            .where(
                LeftPackageRow.id > number,
                LeftPackageRow.name.in_(brought),
                LeftRowRow.case_id.in_(own),
            )
            .order_by(LeftPackageRow.id.desc())
            .limit(1)
        )
        return self._session.scalar(query)

    def batches_of(self, package: str) -> frozenset[int]:
        query = select(LeftPackageRow.batch_id).where(LeftPackageRow.name == package).distinct()
        return frozenset(self._session.scalars(query))

    def get(self, delivery_id: int) -> Delivery:
        row = self._session.get(DeliveryRow, delivery_id)
        if row is None:
            raise NotFound("no-delivery", number=delivery_id)
        return _delivery(row)

    def receipts(self, delivery_id: int) -> Sequence[Receipt]:
        query = (
            select(DeliveryReceiptRow)
            .where(DeliveryReceiptRow.delivery_id == delivery_id)
            .order_by(DeliveryReceiptRow.id)
        )
        return [_receipt(row) for row in self._session.scalars(query)]

    def states(self, package: str | None = None, *, limit: int = 100) -> Sequence[DeliveryState]:
        query = select(DeliveryRow).order_by(DeliveryRow.id.desc()).limit(limit)
        if package is not None:
            query = query.where(DeliveryRow.package == package)
        return [self.state(_delivery(row)) for row in self._session.scalars(query).all()]

    def state(self, delivery: Delivery) -> DeliveryState:
        newest = (
            select(func.max(DeliveryReceiptRow.id).label("id"))
            .where(DeliveryReceiptRow.delivery_id == delivery.id)
            .group_by(DeliveryReceiptRow.document)
            .subquery()
        )
        counts = dict(
            self._session.execute(
                select(DeliveryReceiptRow.outcome, func.count())
                .join(newest, newest.c.id == DeliveryReceiptRow.id)
                .group_by(DeliveryReceiptRow.outcome)
            ).all()
        )
        last = self._session.scalar(
            select(func.max(DeliveryReceiptRow.at)).where(
                DeliveryReceiptRow.delivery_id == delivery.id
            )
        )
        arrived = sum(count for outcome, count in counts.items() if outcome in ARRIVED)
        refused = sum(count for outcome, count in counts.items() if outcome in TURNED_DOWN)
        superseded = counts.get(Outcome.SUPERSEDED, 0)
        return DeliveryState(delivery, arrived, refused, last, superseded=superseded)


def _at(receiver: Receiver) -> tuple[ColumnElement[bool], ...]:
    return (
        DeliveryRow.receiver == receiver.key,
        DeliveryRow.target == receiver.target,
        DeliveryRow.way == receiver.way,
    )


def _in_parts(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(names), _AT_ONCE):
        yield names[at : at + _AT_ONCE]


def _delivery(row: DeliveryRow) -> Delivery:
    return Delivery(
        row.id,
        row.package,
        row.package_sha256,
        Receiver(row.receiver, row.name, row.way, row.target),
        row.documents,
        row.begun_at,
        row.actor,
    )


def _receipt(row: DeliveryReceiptRow) -> Receipt:
    return Receipt(
        row.delivery_id,
        Item(row.document, row.sha256, row.content, row.size),
        Answer(row.outcome, row.status, row.answer),
        row.at,
        row.actor,
    )
