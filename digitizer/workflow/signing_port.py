"""What signing needs: a key that somebody unlocked."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import IO, Protocol

from digitizer.domain.signatures import Certificate, SignedPaper, SigningRequest


class Signer(Protocol):
    """An unlocked key with its certificate. Every method raises NotAllowed for a certificate that
    is not in force or not for signing, EnvironmentFault for a key or a time-stamp server that does
    not answer."""

    @property
    def certificate(self) -> Certificate: ...

    def sign_pdf(self, source: Path, target: Path, request: SigningRequest) -> SignedPaper:
        """A copy of ``source`` with one more signature, added after its bytes, which stay as they
        are. ``target`` appears whole and replaces nothing. Raises UnreadableFile for a file that
        is no PDF to sign, InvalidInput for a field, a mark or a target that cannot be."""
        ...

    def sign_bytes(self, data: bytes | IO[bytes], at: datetime) -> bytes:
        """A detached CMS signature (DER) over the bytes, of a stream over what it still holds."""
        ...

    def close(self) -> None:
        """Give the key back: nothing is signed with this one any more."""
        ...
