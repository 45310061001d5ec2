"""Digital signatures as values: who signs, what is asked of a signature, what checking one says.

What a check can say is bounded, because nothing is fetched from a network: whether a certificate
was revoked stays unknown, and the time of a signature is what the signer wrote unless a time-stamp
vouches for it. So :attr:`Verdict.VALID` means no more than: unchanged, by a certificate that leads
to one of the given anchors and was in force at that time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class Verdict(StrEnum):
    """From the best to the worst; a signature has the worst that holds."""

    VALID = "valid"
    UNKNOWN_SIGNER = "unknown-signer"
    """Intact, but the certificate leads to no anchor that the caller named."""
    EXPIRED = "expired"
    """Intact, but made when the certificate was not in force."""
    WRONG_USE = "wrong-use"
    """Intact, but the certificate was not issued for signing documents."""
    WEAK = "weak"
    """Fits, but by a method that no longer proves anything, such as SHA-1."""
    TIME_STAMP_WRONG = "time-stamp-wrong"
    """Intact, but its time-stamp does not fit it."""
    CHANGED_AFTER = "changed-after"
    """The signed part is intact, but what was added to the file later changes what it shows."""
    BROKEN = "broken"
    """What was signed is not what lies here."""
    UNREADABLE = "unreadable"


INTACT = frozenset(
    {
        Verdict.VALID,
        Verdict.UNKNOWN_SIGNER,
        Verdict.EXPIRED,
        Verdict.WRONG_USE,
    }
)


@dataclass(frozen=True, slots=True)
class Certificate:
    """``name`` is the common name of its subject; ``fingerprint`` the SHA-256 (hex) of all."""

    name: str
    organisation: str
    issuer: str
    serial: str
    fingerprint: str
    valid_from: datetime
    valid_until: datetime

    def is_in_force(self, moment: datetime) -> bool:
        return self.valid_from <= moment <= self.valid_until


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """What checking one signature says.

    ``signed_at`` is the signer's own word unless ``is_time_vouched``. ``covers_file`` tells whether
    nothing was added to the file after this signature. ``has_anchors`` tells whether anybody said
    whom to trust. ``certificate`` is None for one that cannot be read, and ``reason`` then names
    what is wrong in a word.
    """

    field: str
    verdict: Verdict
    certificate: Certificate | None = None
    signed_at: datetime | None = None
    is_time_vouched: bool = False
    covers_file: bool = True
    has_anchors: bool = False
    reason: str = ""

    @property
    def is_intact(self) -> bool:
        return self.verdict in INTACT


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page (from 1): millimetres from its left and upper edge, as it is shown, to the
    upper left corner of a mark."""

    page: int
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Mark:
    """The visible part of a signature.

    ``form`` is a key of ``exports/signing/marks.toml``. ``words`` are what its lines say beside the
    time: by key (``copy``, ``office``, ``notation``). ``spot`` is for forms whose place is chosen;
    ``image`` (PNG) is shown ``image_width`` millimetres wide.
    """

    form: str
    words: tuple[tuple[str, str], ...] = ()
    spot: Spot | None = None
    image: Path | None = None
    image_width: float = 0.0


@dataclass(frozen=True, slots=True)
class SigningRequest:
    """``at`` is the time that the signature tells. ``field`` names the signature field: an empty
    one of the paper is filled, otherwise a new one is made. Without a ``mark`` nothing shows."""

    at: datetime
    field: str | None = None
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """A signed file, its SHA-256 (hex) and the field that holds the signature."""

    file: Path
    sha256: str
    field: str
    certificate: Certificate
