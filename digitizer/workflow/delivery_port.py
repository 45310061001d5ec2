"""What delivering needs: a courier, and the store of receipts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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

Progress = Callable[[int, int], None]
"""Called with how many bytes are brought, and how many there are."""


class Stopping(Protocol):
    """As ``threading.Event``."""

    def is_set(self) -> bool: ...


class Stopped(Exception):
    """A person stopped the run; what was under way is not there."""


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
        """Bring one document, or find that it is there. ``known`` is the newest receipt of a
        document of this name at this receiver: only what we brought ourselves is ever replaced.

        Raises Stopped, and EnvironmentFault or NotAllowed for what concerns all documents: a medium
        that is full or gone, a receiver that does not answer or is not the one it should be."""
        ...


class DeliveryRepository(Protocol):
    """Append-only. Deliveries of one package to one receiver at one target are one."""

    def begin(self, parcel: Parcel, receiver: Receiver, at: datetime, actor: str) -> Delivery:
        """The delivery of this package to this receiver, made where there is none yet."""
        ...

    def add_receipt(self, receipt: Receipt) -> None: ...

    def newest_at(self, receiver: Receiver) -> Mapping[str, Receipt]:
        """The newest receipt of each document that was ever brought to this receiver at this
        target, also as part of other packages."""
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
