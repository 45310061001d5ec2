"""A finished package is brought to a receiver, document by document, each with its receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from digitizer.domain.changes import Actor
from digitizer.domain.delivery import (
    Answer,
    Delivery,
    DeliveryState,
    Item,
    Outcome,
    PackageMark,
    Receipt,
)
from digitizer.domain.errors import NotAllowed
from digitizer.workflow.deliver_rules import (
    DELIVER_PACKAGE,
    is_newer,
    reason_to_leave,
    require_own_name,
    require_package,
    require_right_to_deliver,
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
from digitizer.workflow.sight import looking, require_whole
from digitizer.workflow.transaction import transaction

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
    none takes the place of what a package made later brought, also from another machine meanwhile.
    ``progress`` is called once before the first document. ``reason``: why a package leaves although
    the receiver has a newer one of the same cases, or one whose age nobody knows.

    Raises NotAllowed for a person without the right to packages or to what this one may hold, and
    as :func:`digitizer.workflow.deliver_rules.require_own_name` and ``reason_to_leave``; Unanswered
    where the receiver fails at three documents in a row or at all that there are, and what
    :meth:`Courier.bring` raises; what arrived until then stays noted."""
    parcel, receiver = courier.parcel, courier.receiver
    require_right_to_deliver(ports, actor, parcel.mark)
    with transaction(ports, actor, DELIVER_PACKAGE) as run:
        deliveries = run.unit.deliveries
        require_own_name(run.unit, parcel.mark, receiver)
        why = reason_to_leave(run.unit, parcel.mark, receiver, reason)
        delivery = deliveries.begin(parcel, receiver, ports.clock(), actor.name)
        known = deliveries.vouching_at(receiver, [item.document for item in parcel.items])
        is_older = deliveries.newer_at(receiver, parcel.mark) is not None
        run.note(
            f"delivery:{delivery.id}",
            package=parcel.package,
            package_sha256=parcel.sha256,
            receiver=receiver.key,
            target=receiver.target,
            documents=str(len(parcel.items)),
            **({"reason": why} if why else {}),
        )
    work = _Work(ports, actor, courier, delivery, known, is_older)
    was_stopped = False
    try:
        _bring_all(work, progress, stop)
    except Stopped:
        was_stopped = True
    with ports.unit_of_work() as unit:
        return replace(unit.deliveries.state(delivery), was_stopped=was_stopped)


def delivery_states(
    ports: Ports, actor: Actor, package: str | None = None, limit: int = 100
) -> Sequence[DeliveryState]:
    """The newest delivery first. Raises NotAllowed for a person without the right to look at
    packages and at what they may hold: the one of this name, or all. Of others that were brought
    under this name only those are told that the person may look at."""
    if package is None:
        require_whole(ports, actor, READ_DELIVERIES)
    else:
        require_package(ports, actor, PackageMark(package), READ_DELIVERIES)
    with looking(ports, actor, READ_DELIVERIES) as unit:
        found = unit.deliveries.states(package, limit=limit)
    return found if package is None else [one for one in found if _may_see(ports, actor, one)]


def delivery_receipts(
    ports: Ports, actor: Actor, delivery_id: int
) -> tuple[DeliveryState, Sequence[Receipt]]:
    """How far a delivery is, with all its receipts, the oldest first. Raises NotFound
    ``no-delivery``, and NotAllowed as :func:`delivery_states`."""
    with looking(ports, actor, READ_DELIVERIES) as unit:
        delivery = unit.deliveries.get(delivery_id)
    require_package(ports, actor, delivery.mark, READ_DELIVERIES)
    with ports.unit_of_work() as unit:
        return unit.deliveries.state(delivery), unit.deliveries.receipts(delivery_id)


def _may_see(ports: Ports, actor: Actor, one: DeliveryState) -> bool:
    try:
        require_package(ports, actor, one.delivery.mark, READ_DELIVERIES)
    except NotAllowed:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Work:
    """One run of a delivery. ``known`` are the receipts of what lay at the receiver when it began,
    ``ages`` the other deliveries that are known to be newer or not; ``is_older`` tells that a newer
    package went there."""

    ports: Ports
    actor: Actor
    courier: Courier
    delivery: Delivery
    known: Mapping[str, Receipt]
    is_older: bool
    ages: dict[int, bool] = field(default_factory=dict)

    def bring(self, item: Item, watch: Watch) -> tuple[Receipt | None, Answer]:
        """What was known of a document, and what came of it."""
        before = self.known.get(item.document)
        answer = self._known(item, before)
        if answer is None:
            # Somebody else may have brought it since this run began.
            with self.ports.unit_of_work() as unit:
                found = unit.deliveries.vouching_at(self.courier.receiver, [item.document])
            before = found.get(item.document)
            answer = self._known(item, before)
        if answer is None:
            answer = self.courier.bring(item, before, watch, is_older=self.is_older)
        return before, answer

    def _known(self, item: Item, before: Receipt | None) -> Answer | None:
        """What a receipt tells without asking the receiver."""
        if before is None or not (self.courier.trusts_receipts and before.has_arrived):
            return None
        if before.item.content == item.content:
            return Answer(Outcome.FOUND)
        return Answer(Outcome.SUPERSEDED) if self._is_newer(before.delivery_id) else None

    def _is_newer(self, number: int) -> bool:
        if number == self.delivery.id:
            return False
        if number not in self.ages:
            with self.ports.unit_of_work() as unit:
                other = unit.deliveries.get(number)
                self.ages[number] = is_newer(unit, other, self.delivery)
        return self.ages[number]


def _bring_all(work: _Work, progress: Progress, stop: Stopping) -> None:
    items, everything = work.courier.parcel.items, work.courier.parcel.size
    done = unanswered = 0
    progress(done, everything)
    for item in items:
        watch = _watch(progress, done, everything, stop)
        watch.go_on()
        fault = before = None
        try:
            (before, answer), unanswered = work.bring(item, watch), 0
        except Unanswered as error:
            answer, unanswered, fault = Answer(Outcome.UNANSWERED), unanswered + 1, error
        if not _is_noted(work.delivery, item, before, answer):
            _keep(work, item, answer)
        if fault is not None and unanswered == min(_MOST_UNANSWERED, len(items)):
            raise fault
        done += item.size
        progress(done, everything)


def _watch(progress: Progress, done: int, everything: int, stop: Stopping) -> Watch:
    """Tells how far the whole parcel is, after ``done`` bytes of it."""
    return Watch(lambda part: progress(done + part, everything), stop)


def _is_noted(delivery: Delivery, item: Item, before: Receipt | None, answer: Answer) -> bool:
    """Whether this delivery says so already; one that another package brought is noted here too."""
    return (
        answer.outcome is Outcome.FOUND
        and before is not None
        and before.delivery_id == delivery.id
        and before.has_arrived
        and before.item.content in (item.content, "")
        and before.item.sha256 == item.sha256
    )


def _keep(work: _Work, item: Item, answer: Answer) -> None:
    receipt = Receipt(work.delivery.id, item, answer, work.ports.clock(), work.actor.name)
    with transaction(work.ports, work.actor, KEEP_RECEIPT) as run:
        run.unit.deliveries.add_receipt(receipt)
        run.note(
            f"delivery:{receipt.delivery_id}",
            document=item.document,
            sha256=item.sha256,
            content=item.content,
            outcome=answer.outcome.value,
            status="" if answer.status is None else str(answer.status),
        )
