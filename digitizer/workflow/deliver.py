"""A finished package is brought to a receiver, document by document, each with its receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from digitizer.domain.changes import Actor
from digitizer.domain.delivery import (
    Answer,
    Delivery,
    DeliveryState,
    Item,
    Outcome,
    Receipt,
    Receiver,
)
from digitizer.domain.errors import NotAllowed
from digitizer.domain.values.text import clean
from digitizer.workflow.delivery_port import (
    Courier,
    Progress,
    Stopped,
    Stopping,
    Unanswered,
    Watch,
)
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.sight import looking, require_batch, require_whole
from digitizer.workflow.transaction import transaction

DELIVER_PACKAGE = "deliver-package"
KEEP_RECEIPT = "keep-receipt"
READ_DELIVERIES = "read-deliveries"

_MOST_UNANSWERED = 3


def deliver(
    ports: Ports,
    actor: Actor,
    courier: Courier,
    progress: Progress,
    stop: Stopping,
    reason: str = "",
) -> DeliveryState:
    """Bring every document that did not arrive yet. That it begins is written down before a byte
    leaves, and each receipt before the next document, so that a run that was killed is taken up
    where it was. A document that the receiver refuses or fails at does not keep the others, and
    none takes the place of what a package made later brought. ``progress`` is called once before
    the first document. ``reason``: why a package leaves although the receiver has a newer one of
    the same cases.

    Raises NotAllowed for a person without the right to packages or to what this one may hold,
    and ``delivery-older`` for the first delivery of a package that is older than one that the
    receiver has, without a reason, ``delivery-renamed`` for one that went there under another
    name; Unanswered where the receiver fails at three documents in a row or at all that there
    are, and what :meth:`Courier.bring` raises; what arrived until then stays noted."""
    parcel = courier.parcel
    require_package(ports, actor, parcel.package, DELIVER_PACKAGE)
    with transaction(ports, actor, DELIVER_PACKAGE) as run:
        why = _why(run.unit, parcel.package, courier.receiver, reason)
        delivery = run.unit.deliveries.begin(parcel, courier.receiver, ports.clock(), actor.name)
        if delivery.package != parcel.package:
            raise NotAllowed(
                "delivery-renamed",
                package=parcel.package,
                known=delivery.package,
                receiver=courier.receiver.name,
            )
        documents = [item.document for item in parcel.items]
        known = run.unit.deliveries.vouching_at(courier.receiver, documents)
        newer = _newer(run.unit, delivery, known)
        run.note(
            f"delivery:{delivery.id}",
            package=parcel.package,
            package_sha256=parcel.sha256,
            receiver=courier.receiver.key,
            target=courier.receiver.target,
            documents=str(len(parcel.items)),
            **({"reason": why} if why else {}),
        )
    was_stopped = False
    try:
        _bring_all(ports, actor, courier, delivery, _Known(known, newer), progress, stop)
    except Stopped:
        was_stopped = True
    with ports.unit_of_work() as unit:
        return replace(unit.deliveries.state(delivery), was_stopped=was_stopped)


def delivery_states(
    ports: Ports, actor: Actor, package: str | None = None, limit: int = 100
) -> Sequence[DeliveryState]:
    """The newest delivery first. Raises NotAllowed for a person without the right to look at
    packages and at what they may hold: those of this name, or all."""
    if package is None:
        require_whole(ports, actor, READ_DELIVERIES)
    else:
        require_package(ports, actor, package, READ_DELIVERIES)
    with looking(ports, actor, READ_DELIVERIES) as unit:
        return unit.deliveries.states(package, limit=limit)


def delivery_receipts(
    ports: Ports, actor: Actor, delivery_id: int
) -> tuple[DeliveryState, Sequence[Receipt]]:
    """How far a delivery is, with all its receipts, the oldest first. Raises NotFound
    ``no-delivery``, and NotAllowed as :func:`delivery_states`."""
    with looking(ports, actor, READ_DELIVERIES) as unit:
        delivery = unit.deliveries.get(delivery_id)
    require_package(ports, actor, delivery.package, READ_DELIVERIES)
    with ports.unit_of_work() as unit:
        return unit.deliveries.state(delivery), unit.deliveries.receipts(delivery_id)


def require_newest(
    ports: Ports, actor: Actor, package: str, receiver: Receiver, reason: str = ""
) -> None:
    """Told before a package is opened: what :func:`deliver` will say of its age. Raises NotAllowed
    ``delivery-older`` and as :func:`delivery_states`."""
    require_package(ports, actor, package, DELIVER_PACKAGE)
    with looking(ports, actor, DELIVER_PACKAGE) as unit:
        _why(unit, package, receiver, reason)


def require_package(ports: Ports, actor: Actor, package: str, action: str) -> None:
    """The right to a package: to the batches that it left from, or to all that it may hold where
    that is not known."""
    with looking(ports, actor, action) as unit:
        batches = unit.deliveries.batches_of(package)
    if not batches:
        require_whole(ports, actor, action)
    for batch_id in sorted(batches):
        require_batch(ports, actor, batch_id, action)


@dataclass(frozen=True, slots=True)
class _Known:
    """What lies at the receiver by the ``receipts`` of its documents, and which deliveries are
    ``newer`` than this one."""

    receipts: Mapping[str, Receipt]
    newer: frozenset[int]


def _why(unit: UnitOfWork, package: str, receiver: Receiver, reason: str) -> str:
    """The reason where one is needed. Raises NotAllowed ``delivery-older``."""
    newer, why = unit.deliveries.newer_at(receiver, package), clean(reason)
    if newer is None:
        return ""
    if not why:
        raise NotAllowed("delivery-older", package=package, newer=newer, receiver=receiver.name)
    return why


def _newer(unit: UnitOfWork, delivery: Delivery, known: Mapping[str, Receipt]) -> frozenset[int]:
    """The deliveries of packages that were made later; where that is not known of both, those that
    were begun later."""
    ids = {receipt.delivery_id for receipt in known.values()} - {delivery.id}
    others = [unit.deliveries.get(number) for number in sorted(ids)]
    order = unit.deliveries.left_order({each.package for each in (delivery, *others)})

    def is_newer(other: Delivery) -> bool:
        if delivery.package in order and other.package in order:
            mine, its = order[delivery.package], order[other.package]
            return (its, other.id) > (mine, delivery.id)
        return other.id > delivery.id

    return frozenset(other.id for other in others if is_newer(other))


def _bring_all(
    ports: Ports,
    actor: Actor,
    courier: Courier,
    delivery: Delivery,
    known: _Known,
    progress: Progress,
    stop: Stopping,
) -> None:
    items, everything = courier.parcel.items, courier.parcel.size
    done = unanswered = 0
    progress(done, everything)
    for item in items:
        before = known.receipts.get(item.document)
        watch = _watch(progress, done, everything, stop)
        watch.go_on()
        fault = None
        try:
            answer, unanswered = _brought(courier, known, item, watch), 0
        except Unanswered as error:
            answer, unanswered, fault = Answer(Outcome.UNANSWERED), unanswered + 1, error
        if not _is_noted(delivery, item, before, answer):
            _keep(ports, Receipt(delivery.id, item, answer, ports.clock(), actor.name), actor)
        if fault is not None and unanswered == min(_MOST_UNANSWERED, len(items)):
            raise fault
        done += item.size
        progress(done, everything)


def _watch(progress: Progress, done: int, everything: int, stop: Stopping) -> Watch:
    """Tells how far the whole parcel is, after ``done`` bytes of it."""
    return Watch(lambda part: progress(done + part, everything), stop)


def _brought(courier: Courier, known: _Known, item: Item, watch: Watch) -> Answer:
    before = known.receipts.get(item.document)
    if courier.trusts_receipts and before is not None and before.has_arrived:
        if before.item.content == item.content:
            return Answer(Outcome.FOUND)
        if before.delivery_id in known.newer:
            return Answer(Outcome.SUPERSEDED)
    return courier.bring(item, before, watch)


def _is_noted(delivery: Delivery, item: Item, before: Receipt | None, answer: Answer) -> bool:
    """Whether this delivery says so already; one that another package brought is noted here too."""
    return (
        answer.outcome is Outcome.FOUND
        and before is not None
        and before.delivery_id == delivery.id
        and before.has_arrived
        and before.item.content == item.content
    )


def _keep(ports: Ports, receipt: Receipt, actor: Actor) -> None:
    answer = receipt.answer
    with transaction(ports, actor, KEEP_RECEIPT) as run:
        run.unit.deliveries.add_receipt(receipt)
        run.note(
            f"delivery:{receipt.delivery_id}",
            document=receipt.item.document,
            sha256=receipt.item.sha256,
            content=receipt.item.content,
            outcome=answer.outcome.value,
            status="" if answer.status is None else str(answer.status),
        )
