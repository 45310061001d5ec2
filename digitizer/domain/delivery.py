"""Packages on their way to a receiver: what is brought, what came of it, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_OK = 200


class Way(StrEnum):
    """How a package reaches its receiver: a folder, a removable medium, or document by document
    over HTTPS."""

    FOLDER = "folder"
    MEDIA = "media"
    HTTPS = "https"


class Outcome(StrEnum):
    """What came of one document. ``ACCEPTED`` arrived now; ``REPLACED`` took the place of what we
    brought under the same code before; ``FOUND`` lay there already: its file is the same byte for
    byte, its metadata are those that an earlier receipt of what we brought names, if one does;
    ``REFUSED`` the receiver does not take; ``TAKEN`` was not sent, since its code has a document
    that we did not bring; ``DIFFERS`` the receiver has something else than what was sent;
    ``SUPERSEDED`` was not sent, since a package that was made later brought its correction;
    ``UNANSWERED`` was sent, but the receiver failed at it."""

    ACCEPTED = "accepted"
    REPLACED = "replaced"
    FOUND = "found"
    REFUSED = "refused"
    TAKEN = "taken"
    DIFFERS = "differs"
    SUPERSEDED = "superseded"
    UNANSWERED = "unanswered"


ARRIVED = frozenset({Outcome.ACCEPTED, Outcome.REPLACED, Outcome.FOUND})
VOUCHING = ARRIVED | {Outcome.DIFFERS}
"""After these what lies at the receiver is ours. The others change nothing there: what an earlier
receipt says still holds."""

PUT = VOUCHING - {Outcome.FOUND}
"""Only after these it is known with which metadata."""

TURNED_DOWN = frozenset({Outcome.REFUSED, Outcome.TAKEN, Outcome.DIFFERS})


@dataclass(frozen=True, slots=True)
class Receiver:
    """``target`` is the folder or the address."""

    key: str
    name: str
    way: Way
    target: str


@dataclass(frozen=True, slots=True)
class Item:
    """One document to bring. ``document`` is its code or file name at the receiver, ``sha256``
    (hex) that of its file of ``size`` bytes; ``content`` (hex) covers all that is sent of it, also
    the metadata: document and content together tell whether this very thing was brought. It is
    empty where nobody confirmed the metadata of what lies at a receiver."""

    document: str
    sha256: str
    content: str
    size: int


@dataclass(frozen=True, slots=True)
class PackageMark:
    """What tells a package from others: the SHA-256 (hex) of its manifest, empty for one that was
    sealed by hand or brought by an older program, and that of its archive as it is brought, empty
    before it was read. ``name`` is that of the file, which anybody can change."""

    name: str
    manifest: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A package ready to be brought; the first three as in :class:`PackageMark`."""

    package: str
    sha256: str
    items: tuple[Item, ...]
    manifest: str = ""

    @property
    def mark(self) -> PackageMark:
        return PackageMark(self.package, self.manifest, self.sha256)

    @property
    def size(self) -> int:
        return sum(item.size for item in self.items)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the receiver said: ``status`` of HTTP, None for a folder, and the beginning of its
    words."""

    outcome: Outcome
    status: int | None = None
    text: str = ""

    @property
    def is_unconfirmed(self) -> bool:
        """Whether the same file lies there, but the receiver took its metadata not again."""
        return self.outcome is Outcome.FOUND and self.status not in (None, _OK)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is known of one document at one receiver since ``at``."""

    delivery_id: int
    item: Item
    answer: Answer
    at: datetime
    actor: str

    @property
    def has_arrived(self) -> bool:
        return self.answer.outcome in ARRIVED


@dataclass(frozen=True, slots=True)
class Delivery:
    """One package for one receiver, begun once and taken up again until all of it arrived;
    ``manifest`` as in :class:`PackageMark`."""

    id: int
    package: str
    package_sha256: str
    receiver: Receiver
    documents: int
    begun_at: datetime
    begun_by: str
    manifest: str = ""

    @property
    def mark(self) -> PackageMark:
        return PackageMark(self.package, self.manifest, self.package_sha256)


@dataclass(frozen=True, slots=True)
class DeliveryState:
    """How far a delivery is: the newest receipt of each document counts. ``superseded`` are not
    sent, since a later package brought their corrections. ``was_stopped`` tells that a person
    stopped this run before its end."""

    delivery: Delivery
    arrived: int
    refused: int
    newest_at: datetime | None
    was_stopped: bool = False
    superseded: int = 0

    @property
    def waiting(self) -> int:
        return self.delivery.documents - self.arrived - self.refused - self.superseded

    @property
    def is_complete(self) -> bool:
        return self.arrived == self.delivery.documents

    @property
    def is_settled(self) -> bool:
        """Whether sending again would bring nothing more."""
        return self.arrived + self.superseded == self.delivery.documents


def shown_outcome(answer: Answer) -> str:
    """The word of an outcome in the catalogs."""
    return "unconfirmed" if answer.is_unconfirmed else answer.outcome.value


def newest_by_document(receipts: Sequence[Receipt]) -> dict[str, Receipt]:
    """The last of each document; ``receipts`` are oldest first."""
    return {receipt.item.document: receipt for receipt in receipts}
