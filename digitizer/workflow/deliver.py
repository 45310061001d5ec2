"""A finished package is brought to a receiver, document by document, each with its receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from digitizer.workflow.delivery_port import (
    Courier,
    Progress,
    Stopped,
    Stopping,
    Unanswered,
    Watch,
)
from digitizer.workflow.ports import Ports
from digitizer.workflow.sight import looking, require_batch, require_whole
from digitizer.workflow.transaction import transaction

DELIVER_PACKAGE = "deliver-package"
KEEP_RECEIPT = "keep-receipt"
READ_DELIVERIES = "read-deliveries"

_MOST_UNANSWERED = 3


def deliver(
    ports: Ports, actor: Actor, courier: Courier, progress: Progress, stop: Stopping
) -> DeliveryState:
    """Bring every document that did not arrive yet. That it begins is written down before a byte
    leaves, and each receipt before the next document, so that a run that was killed is taken up
    where it was. A document that the receiver refuses or fails at does not keep the others.
    ``progress`` is called once before the first document.

    Raises NotAllowed for a person without the right to packages or to what this one may hold,
    Unanswered where the receiver fails at three documents in a row or at all that there are, and
    what :meth:`Courier.bring` raises; what arrived until then stays noted."""
    parcel = courier.parcel
    require_package(ports, actor, parcel.package, DELIVER_PACKAGE)
    with transaction(ports, actor, DELIVER_PACKAGE) as run:
        delivery = run.unit.deliveries.begin(parcel, courier.receiver, ports.clock(), actor.name)
        documents = [item.document for item in parcel.items]
        known = run.unit.deliveries.vouching_at(courier.receiver, documents)
        run.note(
            f"delivery:{delivery.id}",
            package=parcel.package,
            package_sha256=parcel.sha256,
            receiver=courier.receiver.key,
            target=courier.receiver.target,
            documents=str(len(parcel.items)),
        )
    was_stopped = False
    try:
        _bring_all(ports, actor, courier, delivery, known, progress, stop)
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


def require_package(ports: Ports, actor: Actor, package: str, action: str) -> None:
    """The right to a package: to the batches that it left from, or to all that it may hold where
    that is not known."""
    with looking(ports, actor, action) as unit:
        batches = unit.deliveries.batches_of(package)
    if not batches:
        require_whole(ports, actor, action)
    for batch_id in sorted(batches):
        require_batch(ports, actor, batch_id, action)


def _bring_all(
    ports: Ports,
    actor: Actor,
    courier: Courier,
    delivery: Delivery,
    known: Mapping[str, Receipt],
    progress: Progress,
    stop: Stopping,
) -> None:
    items, everything = courier.parcel.items, courier.parcel.size
    done = unanswered = 0
    progress(done, everything)
    for item in items:
        before, watch = known.get(item.document), _watch(progress, done, everything, stop)
        watch.go_on()
        fault = None
        try:
            answer, unanswered = _brought(courier, delivery, item, before, watch), 0
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


def _brought(
    courier: Courier, delivery: Delivery, item: Item, before: Receipt | None, watch: Watch
) -> Answer:
    """A package that was begun earlier never takes the place of what a later one brought."""
    if courier.trusts_receipts and before is not None and before.has_arrived:
        if before.item.content == item.content:
            return Answer(Outcome.FOUND)
        if before.delivery_id > delivery.id:
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
