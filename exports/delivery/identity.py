"""The certificate by which a receiver knows who sends (mutual TLS)."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from digitizer.domain.errors import EnvironmentFault, InvalidInput
from exports.private_file import private_bytes

_LARGEST = 2**20
_ENCRYPTED = (b"-----BEGIN ENCRYPTED PRIVATE KEY-----", b"Proc-Type: 4,ENCRYPTED")


@dataclass(frozen=True, slots=True)
class Identity:
    """``certificate`` is a PEM file with the sender's certificate, first, and those above it;
    ``key`` one with its private key, which may be the same. ``secret`` opens the key."""

    certificate: Path
    key: Path
    secret: str | None = field(default=None, repr=False)

    @property
    def wants_secret(self) -> bool:
        """Whether the key cannot be read without its secret. Raises InvalidInput
        ``delivery-key-open`` for a key that others can read, EnvironmentFault
        ``delivery-key-no-io``."""
        return _is_encrypted(_private_bytes(self.key))

    def certificates(self) -> tuple[x509.Certificate, ...]:
        """At least one. Raises InvalidInput ``delivery-key-wrong``, EnvironmentFault
        ``delivery-key-no-io``."""
        try:
            return tuple(x509.load_pem_x509_certificates(self.certificate.read_bytes()))
        except OSError as error:
            raise _no_io(self.certificate, error) from error
        except ValueError as error:
            raise self._wrong() from error

    def require_usable(self) -> None:
        """Raises as :attr:`wants_secret` and :meth:`certificates`, and InvalidInput
        ``delivery-key-secret`` for a secret that is missing or does not open the key,
        ``delivery-key-wrong`` for a file that holds no key or that of another certificate,
        ``delivery-key-unusable`` for one that OpenSSL does not show, such as a weak one."""
        data, certificates = _private_bytes(self.key), self.certificates()
        secret = (self.secret or "").encode() if _is_encrypted(data) else None
        if secret == b"":
            raise self._wrong(is_secret=True)
        try:
            key = load_pem_private_key(data, secret)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise self._wrong(is_secret=secret is not None) from error
        if key.public_key() != certificates[0].public_key():
            raise self._wrong()
        self._show(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))

    def present(self, context: ssl.SSLContext) -> None:
        """Let the connections of this context show it. Raises as :meth:`require_usable`."""
        self.require_usable()
        self._show(context)

    def _show(self, context: ssl.SSLContext) -> None:
        try:
            # Without a password OpenSSL would ask at the terminal.
            context.load_cert_chain(self.certificate, self.key, self.secret or "")
        except ssl.SSLError as error:
            raise InvalidInput(
                "delivery-key-unusable",
                certificate=self.certificate,
                file=self.key,
                reason=error.reason or type(error).__name__,
            ) from error
        except OSError as error:
            raise _no_io(self.certificate, error) from error

    def _wrong(self, *, is_secret: bool = False) -> InvalidInput:
        code = "delivery-key-secret" if is_secret else "delivery-key-wrong"
        return InvalidInput(code, certificate=self.certificate, file=self.key)


def _is_encrypted(data: bytes) -> bool:
    return any(mark in data for mark in _ENCRYPTED)


def _private_bytes(file: Path) -> bytes:
    """What stands in a file that nobody else can read."""
    try:
        return private_bytes(file, _LARGEST, "delivery-key-open")
    except OSError as error:
        raise _no_io(file, error) from error


def _no_io(file: Path, error: OSError) -> EnvironmentFault:
    reason = error.strerror or type(error).__name__
    return EnvironmentFault("delivery-key-no-io", file=file, reason=reason)
