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
    PackageMark,
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

    def bring(
        self, item: Item, known: Receipt | None, watch: Watch, *, is_older: bool = False
    ) -> Answer:
        """Bring one document, or find that it is there. ``known`` is the newest receipt that tells
        what lies under this name at this receiver: only what we brought ourselves is ever replaced.
        ``is_older`` tells that a newer package went there: its receipts may be lost, so what lies
        there without one stays.

        Raises Stopped, Unanswered for what concerns this document alone, and EnvironmentFault or
        NotAllowed for what concerns all: a medium that is full or gone, a receiver that does not
        answer or is not the one it should be."""
        ...


class DeliveryRepository(Protocol):
    """Append-only. Deliveries of one file under one name to one receiver at one target are one."""

    def begin(self, parcel: Parcel, receiver: Receiver, at: datetime, actor: str) -> Delivery:
        """The delivery of this file under this name, made where there is none yet."""
        ...

    def add_receipt(self, receipt: Receipt) -> None: ...

    def vouching_at(self, receiver: Receiver, documents: Collection[str]) -> Mapping[str, Receipt]:
        """For each of these documents that was ever brought to this receiver at this target, also
        as part of other packages, the newest receipt that tells what lies there: one after which
        nothing changed there (:data:`digitizer.domain.delivery.VOUCHING`) does not count. Where a
        document was only ever found there, nobody knows its metadata: the content of the item is
        empty."""
        ...

    def left_number(self, mark: PackageMark) -> int | None:
        """Tells in which order packages left from here: a later one has the larger number. None for
        one that did not."""
        ...

    def names_in_books(self, mark: PackageMark) -> Sequence[str]:
        """The names that packages with this manifest left under, the newest first."""
        ...

    def name_at(self, receiver: Receiver, mark: PackageMark) -> str | None:
        """Another name under which something of this package was brought to this receiver."""
        ...

    def is_begun(self, receiver: Receiver, mark: PackageMark) -> bool:
        """Whether bringing this package there was begun before."""
        ...

    def has_any(self, receiver: Receiver) -> bool:
        """Whether anything was ever brought to this receiver at this target."""
        ...

    def newer_at(self, receiver: Receiver, mark: PackageMark) -> str | None:
        """The newest package that left after this one with some of its cases and of which something
        was brought to this receiver at this target. None where there is none, or where this package
        did not leave from here."""
        ...

    def batches_of(self, mark: PackageMark) -> frozenset[int]:
        """The batches that this package left from; none for one of another workspace."""
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
