"""What delivering needs: a courier, and the store of receipts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from digitizer.domain.delivery import (
    Answer,
    Delivery,
    DeliveryState,
    Item,
    Parcel,
    Receipt,
    Receiver,
)
from digitizer.domain.errors import EnvironmentFault

Progress = Callable[[int, int], None]
"""Called with how many bytes are brought, and how many there are."""


class Stopping(Protocol):
    """As ``threading.Event``."""

    def is_set(self) -> bool: ...


class Stopped(Exception):
    """A person stopped the run; what was under way is not there."""


class Unanswered(EnvironmentFault):
    """The receiver is there, but fails at this document after all tries: others may still
    arrive."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks at a delivery. ``tell`` takes how many bytes of the document under way are
    brought."""

    tell: Callable[[int], None]
    stop: Stopping

    def go_on(self) -> None:
        """Raises Stopped when the person wants no more."""
        if self.stop.is_set():
            raise Stopped


class Courier(Protocol):
    """Brings the documents of one opened package to one receiver."""

    @property
    def receiver(self) -> Receiver: ...
    @property
    def parcel(self) -> Parcel: ...
    @property
    def trusts_receipts(self) -> bool:
        """Whether a document with a receipt need not be looked at again; a folder is looked at
        each time, since files can be taken out of it."""
        ...

    def bring(self, item: Item, known: Receipt | None, watch: Watch) -> Answer:
        """Bring one document, or find that it is there. ``known`` is the newest receipt that tells
        what lies under this name at this receiver: only what we brought ourselves is ever replaced.

        Raises Stopped, Unanswered for what concerns this document alone, and EnvironmentFault or
        NotAllowed for what concerns all: a medium that is full or gone, a receiver that does not
        answer or is not the one it should be."""
        ...


class DeliveryRepository(Protocol):
    """Append-only. Deliveries of one package to one receiver at one target are one."""

    def begin(self, parcel: Parcel, receiver: Receiver, at: datetime, actor: str) -> Delivery:
        """The delivery of this package to this receiver, made where there is none yet."""
        ...

    def add_receipt(self, receipt: Receipt) -> None: ...

    def vouching_at(self, receiver: Receiver, documents: Collection[str]) -> Mapping[str, Receipt]:
        """For each of these documents that was ever brought to this receiver at this target, also
        as part of other packages, the newest receipt that tells what lies there: one after which
        nothing changed there (:data:`digitizer.domain.delivery.VOUCHING`) does not count."""
        ...

    def left_order(self, packages: Collection[str]) -> Mapping[str, int]:
        """In which order those of these packages left that left from here: a later one has the
        larger number."""
        ...

    def newer_at(self, receiver: Receiver, package: str) -> str | None:
        """The newest package that left after this one with some of its cases and of which something
        was brought to this receiver at this target. None where there is none, where this package
        did not leave from here, or where bringing it there was begun before."""
        ...

    def batches_of(self, package: str) -> frozenset[int]:
        """The batches that packages of this name left from; none for one of another workspace."""
        ...

    def get(self, delivery_id: int) -> Delivery:
        """Raises NotFound ``no-delivery``."""
        ...

    def receipts(self, delivery_id: int) -> Sequence[Receipt]:
        """The oldest first."""
        ...

    def states(self, package: str | None = None, *, limit: int = 100) -> Sequence[DeliveryState]:
        """The newest delivery first; only of a package of this name, if one is given."""
        ...

    def state(self, delivery: Delivery) -> DeliveryState: ...
