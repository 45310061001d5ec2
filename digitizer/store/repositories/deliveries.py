"""Deliveries and the receipts of their documents."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from digitizer.domain.delivery import (
    ARRIVED,
    PUT,
    TURNED_DOWN,
    VOUCHING,
    Answer,
    Delivery,
    DeliveryState,
    Item,
    Outcome,
    PackageMark,
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
            select(DeliveryRow).where(
                DeliveryRow.package == parcel.package,
                DeliveryRow.package_sha256 == parcel.sha256,
                *_at(receiver),
            )
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
            manifest_sha256=parcel.manifest,
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
        found = self._newest_at(receiver, documents, VOUCHING)
        only_found = [name for name, each in found.items() if each.answer.outcome is Outcome.FOUND]
        put = self._newest_at(receiver, only_found, PUT)
        return {name: _backed(each, put.get(name)) for name, each in found.items()}

    def left_number(self, mark: PackageMark) -> int | None:
        return self._session.scalar(select(func.max(LeftPackageRow.id)).where(_left_as(mark)))

    def names_in_books(self, mark: PackageMark) -> Sequence[str]:
        query = select(LeftPackageRow.name).where(LeftPackageRow.manifest_sha256 == mark.manifest)
        known = query.order_by(LeftPackageRow.id.desc())
        return self._session.scalars(known).all() if mark.manifest else ()

    def name_at(self, receiver: Receiver, mark: PackageMark) -> str | None:
        query = (
            select(DeliveryRow.package)
            .where(*_at(receiver), _same(mark), DeliveryRow.package != mark.name)
            .where(_has_vouched())
            .order_by(DeliveryRow.id.desc())
            .limit(1)
        )
        return self._session.scalar(query)

    def is_begun(self, receiver: Receiver, mark: PackageMark) -> bool:
        by_name = and_(DeliveryRow.manifest_sha256 == "", DeliveryRow.package == mark.name)
        same = or_(_same(mark), by_name) if mark.manifest else _same(mark)
        query = select(DeliveryRow.id).where(*_at(receiver), same).limit(1)
        return self._session.scalar(query) is not None

    def has_any(self, receiver: Receiver) -> bool:
        query = select(DeliveryRow.id).where(*_at(receiver), _has_vouched())
        return self._session.scalar(query.limit(1)) is not None

    def newer_at(self, receiver: Receiver, mark: PackageMark) -> str | None:
        number = self.left_number(mark)
        if number is None:
            return None
        own = select(LeftRowRow.case_id).where(LeftRowRow.package_id == number)
        query = (
            select(LeftPackageRow.name)
            .join(LeftRowRow, LeftRowRow.package_id == LeftPackageRow.id)
            .where(LeftPackageRow.id > number, _brought(receiver), LeftRowRow.case_id.in_(own))
            .order_by(LeftPackageRow.id.desc())
            .limit(1)
        )
        return self._session.scalar(query)

    def batches_of(self, mark: PackageMark) -> frozenset[int]:
        query = select(LeftPackageRow.batch_id).where(_left_as(mark)).distinct()
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

    def _newest_at(
        self, receiver: Receiver, documents: Collection[str], outcomes: Collection[Outcome]
    ) -> dict[str, Receipt]:
        newest = (
            select(func.max(DeliveryReceiptRow.id))
            .join(DeliveryRow, DeliveryRow.id == DeliveryReceiptRow.delivery_id)
            .where(*_at(receiver), DeliveryReceiptRow.outcome.in_(sorted(outcomes)))
            .group_by(DeliveryReceiptRow.document)
        )
        found: dict[str, Receipt] = {}
        for some in _in_parts(sorted(documents)):
            these = newest.where(DeliveryReceiptRow.document.in_(some))
            query = select(DeliveryReceiptRow).where(DeliveryReceiptRow.id.in_(these))
            found |= {row.document: _receipt(row) for row in self._session.scalars(query)}
        return found

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


def _same(mark: PackageMark) -> ColumnElement[bool]:
    """Deliveries of this very file, or of a package with its manifest."""
    of_file = DeliveryRow.package_sha256 == mark.sha256
    return or_(of_file, DeliveryRow.manifest_sha256 == mark.manifest) if mark.manifest else of_file


def _left_as(mark: PackageMark) -> ColumnElement[bool]:
    """The packages of the books with its manifest; by name where one of the two is not known."""
    by_name = LeftPackageRow.name == mark.name
    if not mark.manifest:
        return by_name
    is_noted = LeftPackageRow.manifest_sha256 == mark.manifest
    return or_(is_noted, and_(LeftPackageRow.manifest_sha256 == "", by_name))


def _has_vouched() -> ColumnElement[bool]:
    """Deliveries that brought something."""
    return exists().where(
        DeliveryReceiptRow.delivery_id == DeliveryRow.id,
        DeliveryReceiptRow.outcome.in_(sorted(VOUCHING)),
    )


def _brought(receiver: Receiver) -> ColumnElement[bool]:
    """The packages of the books of which something was brought there; by name where a manifest is
    not known."""
    there = (*_at(receiver), _has_vouched())
    manifests = select(DeliveryRow.manifest_sha256).where(*there)
    names = select(DeliveryRow.package).where(*there)
    unmarked = names.where(DeliveryRow.manifest_sha256 == "")
    noted = LeftPackageRow.manifest_sha256
    return or_(
        and_(noted != "", noted.in_(manifests)),
        LeftPackageRow.name.in_(unmarked),
        and_(noted == "", LeftPackageRow.name.in_(names)),
    )


def _backed(receipt: Receipt, put: Receipt | None) -> Receipt:
    """What tells of the metadata too: a document that was only found may have others than were
    meant to be sent."""
    if receipt.answer.outcome is not Outcome.FOUND:
        return receipt
    if put is None:
        return replace(receipt, item=replace(receipt.item, content=""))
    return receipt if put.item.content == receipt.item.content else put


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
        row.manifest_sha256,
    )


def _receipt(row: DeliveryReceiptRow) -> Receipt:
    return Receipt(
        row.delivery_id,
        Item(row.document, row.sha256, row.content, row.size),
        Answer(row.outcome, row.status, row.answer),
        row.at,
        row.actor,
    )
