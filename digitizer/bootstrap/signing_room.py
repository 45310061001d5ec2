"""The key of a workspace, locked until somebody opens it with its password or PIN."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from digitizer.domain.errors import NotAllowed
from digitizer.domain.signatures import Certificate
from digitizer.settings import SigningSettings
from digitizer.workflow.signing_port import Signer

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate as ParsedCertificate

    from exports.signing.keys import TokenPlace

_KIND = ".ttf"


class SigningRoom:
    """Holds the unlocked key in memory, for whoever unlocked it and for nobody else; it is never
    written anywhere. Safe to use from several threads."""

    def __init__(self, settings: SigningSettings, root: Path) -> None:
        self._settings = settings
        self._root = root
        self._lock = Lock()
        self._open: tuple[str, Signer] | None = None

    @property
    def is_configured(self) -> bool:
        return self._settings.is_configured

    @property
    def signs_packages(self) -> bool:
        return self._settings.packages

    @property
    def is_token(self) -> bool:
        """Whether a PIN of a token is asked for, instead of a password of a file."""
        return bool(self._settings.module)

    @property
    def key_name(self) -> str:
        """What to name the key by, when its secret is asked for."""
        settings = self._settings
        return settings.token or settings.label if settings.module else settings.key_file

    @property
    def trusted(self) -> tuple[Path, ...]:
        return tuple(self._root / name for name in self._settings.trusted)

    def unlock(self, person: str, secret: str) -> Certificate:
        """Raises NotAllowed ``signing-not-configured`` and what
        :func:`exports.signing.keys.open_key_file` and ``open_token`` raise."""
        self._require_configured()
        self.lock()
        with self._lock:
            signer = self._opened(secret)
            self._open = (person, signer)
        return signer.certificate

    def lock(self) -> None:
        """Forget the key."""
        with self._lock:
            if self._open is not None:
                self._open[1].close()
            self._open = None

    def is_unlocked(self, person: str) -> bool:
        with self._lock:
            return self._open is not None and self._open[0] == person

    def signer(self, person: str) -> Signer:
        """Raises NotAllowed ``signing-not-configured``, ``signing-locked``."""
        self._require_configured()
        with self._lock:
            if self._open is None or self._open[0] != person:
                raise NotAllowed("signing-locked", key=self.key_name)
            return self._open[1]

    def package_signer(self, person: str) -> Signer | None:
        """The signer of what this person exports; None where packages are not signed. Raises as
        :meth:`signer`."""
        return self.signer(person) if self.signs_packages else None

    def public_certificate(self) -> Certificate | None:
        """The certificate as far as it can be seen without a secret: that of a token. Raises as
        :func:`exports.signing.keys.token_certificate`."""
        if not self.is_token:
            return None
        from exports.signing.certificates import told
        from exports.signing.keys import token_certificate

        return told(token_certificate(self._token()))

    def _opened(self, secret: str) -> Signer:
        # A second of imports that only those who sign wait for.
        from exports.signing.keys import open_key_file, open_token
        from exports.signing.signer import KeySigner

        settings = self._settings
        if settings.module:
            key = open_token(self._token(), secret, self._chain())
        else:
            key = open_key_file(self._root / settings.key_file, secret, self._chain())
        return KeySigner(key, self._face, settings.time_stamps)

    def _token(self) -> TokenPlace:
        from exports.signing.keys import TokenPlace

        settings = self._settings
        return TokenPlace(
            self._root / settings.module, settings.token, settings.slot, settings.label
        )

    def _chain(self) -> tuple[ParsedCertificate, ...]:
        from exports.signing.certificates import load_certificates

        files = (self._root / name for name in self._settings.chain)
        return tuple(found for file in files for found in load_certificates(file))

    @property
    def _face(self) -> Callable[[], Path]:
        return lambda: self._root / self._settings.font if self._settings.font else mark_face()

    def _require_configured(self) -> None:
        if not self.is_configured:
            raise NotAllowed("signing-not-configured")


def mark_face() -> Path:
    """A TrueType face of this machine with the shapes of Times New Roman. Raises EnvironmentFault
    ``fonts-missing``."""
    from digitizer.samples import MissingFontsError, label_families

    for family in label_families():
        if family.regular.suffix == _KIND:
            return family.regular
    raise MissingFontsError("serif", [f"*{_KIND}"])
