"""What keeps a package from leaving: whose it is, its name, and its age."""

from __future__ import annotations

from digitizer.domain.changes import Actor
from digitizer.domain.delivery import Delivery, PackageMark, Receiver
from digitizer.domain.errors import NotAllowed
from digitizer.domain.values.text import clean
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.sight import looking, require_batch, require_whole

DELIVER_PACKAGE = "deliver-package"


def require_package(ports: Ports, actor: Actor, mark: PackageMark, action: str) -> None:
    """The right to a package: to the batches that it left from, or to all that it may hold where
    that is not known."""
    with looking(ports, actor, action) as unit:
        batches = unit.deliveries.batches_of(mark)
    if not batches:
        require_whole(ports, actor, action)
    for batch_id in sorted(batches):
        require_batch(ports, actor, batch_id, action)


def require_right_to_deliver(ports: Ports, actor: Actor, mark: PackageMark) -> None:
    """As :func:`require_package`; what was sealed by hand is known by a name that anybody can give,
    so it may hold anything."""
    if mark.manifest:
        require_package(ports, actor, mark, DELIVER_PACKAGE)
    else:
        require_whole(ports, actor, DELIVER_PACKAGE)


def require_newest(
    ports: Ports, actor: Actor, mark: PackageMark, receiver: Receiver, reason: str = ""
) -> None:
    """Told before a package is checked, which can take long: what
    :func:`digitizer.workflow.deliver.deliver` will say of it. Raises as that does."""
    require_right_to_deliver(ports, actor, mark)
    with looking(ports, actor, DELIVER_PACKAGE) as unit:
        require_own_name(unit, mark, receiver)
        reason_to_leave(unit, mark, receiver, reason)


def require_own_name(unit: UnitOfWork, mark: PackageMark, receiver: Receiver) -> None:
    """A package leaves under the name of the books, and one that they do not know under the name by
    which it went there before, so that nothing arrives twice. Raises NotAllowed
    ``delivery-not-its-name``, ``delivery-renamed``."""
    names = unit.deliveries.names_in_books(mark)
    if mark.name in names:
        return
    if names:
        raise NotAllowed("delivery-not-its-name", package=mark.name, known=names[0])
    known = unit.deliveries.name_at(receiver, mark)
    if known is not None:
        raise NotAllowed("delivery-renamed", package=mark.name, known=known, receiver=receiver.name)


def reason_to_leave(unit: UnitOfWork, mark: PackageMark, receiver: Receiver, reason: str) -> str:
    """The reason where one is needed: for a package that is older than one that is there, and for
    one whose age nobody knows. None is needed once it was begun. Raises NotAllowed
    ``delivery-older``, ``delivery-age-unknown``."""
    why, deliveries = clean(reason), unit.deliveries
    if mark.manifest:
        newer = deliveries.newer_at(receiver, mark)
        fault = NotAllowed(
            "delivery-older", package=mark.name, newer=newer or "", receiver=receiver.name
        )
        is_doubtful = newer is not None
    else:
        # The file is known only once it is read.
        fault = NotAllowed("delivery-age-unknown", package=mark.name, receiver=receiver.name)
        is_doubtful = bool(mark.sha256) and deliveries.has_any(receiver)
    if not is_doubtful or deliveries.is_begun(receiver, mark):
        return ""
    if not why:
        raise fault
    return why


def is_newer(unit: UnitOfWork, other: Delivery, than: Delivery) -> bool:
    """Whether the package of the other delivery was made later; where that is not known of both,
    whether it was begun later."""
    its, mine = (unit.deliveries.left_number(each.mark) for each in (other, than))
    if its is None or mine is None:
        return other.id > than.id
    return (its, other.id) > (mine, than.id)
