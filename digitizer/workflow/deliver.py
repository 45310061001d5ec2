"""A finished package is brought to a receiver, document by document, each with its receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digitizer.domain.changes import Actor
from digitizer.domain.delivery import (
    Answer,
    Delivery,
    DeliveryState,
    Item,
    Outcome,
    Receipt,
)
from digitizer.workflow.delivery_port import Courier, Progress, Stopped, Stopping, Watch
from digitizer.workflow.ports import Ports
from digitizer.workflow.sight import looking
from digitizer.workflow.transaction import transaction

DELIVER_PACKAGE = "deliver-package"
KEEP_RECEIPT = "keep-receipt"
READ_DELIVERIES = "read-deliveries"


def deliver(
    ports: Ports, actor: Actor, courier: Courier, progress: Progress, stop: Stopping
) -> DeliveryState:
    """Bring every document that did not arrive yet. That it begins is written down before a byte
    leaves, and each receipt before the next document, so that a run that was killed is taken up
    where it was. A document that the receiver refuses does not keep the others.

    Raises NotAllowed for a person without the right, and what :meth:`Courier.bring` raises; what
    arrived until then stays noted."""
    parcel = courier.parcel
    with transaction(ports, actor, DELIVER_PACKAGE) as run:
        delivery = run.unit.deliveries.begin(parcel, courier.receiver, ports.clock(), actor.name)
        known = dict(run.unit.deliveries.newest_at(courier.receiver))
        run.note(
            f"delivery:{delivery.id}",
            package=parcel.package,
            package_sha256=parcel.sha256,
            receiver=courier.receiver.key,
            target=courier.receiver.target,
            documents=str(len(parcel.items)),
        )
    was_stopped, done = False, 0
    try:
        for item in parcel.items:
            before, watch = known.get(item.document), _watch(progress, done, parcel.size, stop)
            watch.go_on()
            answer = _brought(courier, item, before, watch)
            if not _is_noted(delivery, item, before, answer):
                _keep(ports, Receipt(delivery.id, item, answer, ports.clock(), actor.name), actor)
            done += item.size
            progress(done, parcel.size)
    except Stopped:
        was_stopped = True
    with ports.unit_of_work() as unit:
        return replace(unit.deliveries.state(delivery), was_stopped=was_stopped)


def delivery_states(
    ports: Ports, actor: Actor, package: str | None = None, limit: int = 100
) -> Sequence[DeliveryState]:
    """The newest delivery first. Raises NotAllowed for a person without the right to look."""
    with looking(ports, actor, READ_DELIVERIES) as unit:
        return unit.deliveries.states(package, limit=limit)


def delivery_receipts(
    ports: Ports, actor: Actor, delivery_id: int
) -> tuple[DeliveryState, Sequence[Receipt]]:
    """How far a delivery is, with all its receipts, the oldest first. Raises NotFound
    ``no-delivery``, and NotAllowed as :func:`delivery_states`."""
    with looking(ports, actor, READ_DELIVERIES) as unit:
        delivery = unit.deliveries.get(delivery_id)
        return unit.deliveries.state(delivery), unit.deliveries.receipts(delivery_id)


def _watch(progress: Progress, done: int, everything: int, stop: Stopping) -> Watch:
    """Tells how far the whole parcel is, after ``done`` bytes of it."""
    return Watch(lambda part: progress(done + part, everything), stop)


def _brought(courier: Courier, item: Item, before: Receipt | None, watch: Watch) -> Answer:
    is_same = before is not None and before.has_arrived and before.item.content == item.content
    if is_same and courier.trusts_receipts:
        return Answer(Outcome.FOUND)
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
