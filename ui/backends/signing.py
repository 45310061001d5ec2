"""The key that signs what leaves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from digitizer.domain.signatures import Certificate, Mark, SignatureReport, SignedPaper


class Signing(Protocol):
    """All methods may raise DigitizerError and may be called from any thread."""

    @property
    def is_configured(self) -> bool: ...
    @property
    def signs_packages(self) -> bool:
        """Whether an export needs the key."""
        ...

    @property
    def is_token(self) -> bool:
        """Whether the key asks for a PIN instead of a password."""
        ...

    @property
    def key_name(self) -> str: ...
    @property
    def is_unlocked(self) -> bool:
        """Whether this person opened the key in this run."""
        ...

    def unlock(self, secret: str) -> Certificate: ...
    def lock(self) -> None: ...
    def sign(
        self,
        source: Path,
        target: Path | None = None,
        field: str | None = None,
        mark: Mark | None = None,
    ) -> SignedPaper:
        """A signed copy of a PDF, by default beside it."""
        ...

    def check(self, file: Path) -> Sequence[SignatureReport]: ...
