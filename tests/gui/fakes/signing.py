"""A key in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digitizer.domain.errors import DigitizerError, InvalidInput, NotAllowed
from digitizer.domain.signatures import Certificate, Mark, SignatureReport, SignedPaper

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend

CERTIFICATE = Certificate(
    "Trần Văn Mẫu",
    "UBND xã Mẫu",
    "Gốc Mẫu",
    "1F",
    "ab" * 32,
    datetime(2026, 1, 1, tzinfo=UTC),
    datetime(2030, 1, 1, tzinfo=UTC),
)


@dataclass(slots=True)
class SigningScript:
    """``secret`` opens the key; ``opened_by`` is whoever did. ``signed`` are the files of which a
    signed copy was made; ``fault`` stops the next one."""

    signs_packages: bool = False
    has_key: bool = False
    is_token: bool = False
    secret: str = "1234 mo khoa"  # noqa: S105
    opened_by: str | None = None
    signed: list[tuple[Path, Mark | None]] = field(default_factory=list)
    fault: DigitizerError | None = None


@dataclass(frozen=True, slots=True)
class FakeSigning:
    backend: FakeBackend
    script: SigningScript
    key_name: str = "keys/office.p12"

    @property
    def is_configured(self) -> bool:
        return self.script.signs_packages or self.script.has_key

    @property
    def signs_packages(self) -> bool:
        return self.script.signs_packages

    @property
    def is_token(self) -> bool:
        return self.script.is_token

    @property
    def is_unlocked(self) -> bool:
        return self.script.opened_by == self.backend.actor.name

    def unlock(self, secret: str) -> Certificate:
        if secret != self.script.secret:
            raise InvalidInput("signing-password", file=self.key_name)
        self.script.opened_by = self.backend.actor.name
        return CERTIFICATE

    def lock(self) -> None:
        self.script.opened_by = None

    def sign(
        self,
        source: Path,
        target: Path | None = None,
        field: str | None = None,
        mark: Mark | None = None,
    ) -> SignedPaper:
        if not self.is_unlocked:
            raise NotAllowed("signing-locked", key=self.key_name)
        if self.script.fault is not None:
            raise self.script.fault
        self.script.signed.append((source, mark))
        wanted = target or source.with_suffix(".signed.pdf")
        return SignedPaper(wanted, "cd" * 32, field or "Digitizer-1", CERTIFICATE)

    def check(self, file: Path) -> Sequence[SignatureReport]:
        return ()
