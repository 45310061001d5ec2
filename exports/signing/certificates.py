"""Certificates: read from files, told as values, judged for what they may be used for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto import pem, x509

from digitizer.domain.errors import EnvironmentFault, InvalidInput
from digitizer.domain.signatures import Certificate

_LARGEST = 2**20
_SIGNING = frozenset({"digital_signature", "non_repudiation"})
_FOR_DOCUMENTS = frozenset(
    {
        "any_extended_key_usage",
        "email_protection",
        "client_auth",
        "microsoft_document_signing",
        "pdf_signing",
        # The purpose of RFC 9336, which the library has no name for.
        "1.3.6.1.5.5.7.3.36",
    }
)


@dataclass(frozen=True, slots=True)
class Trust:
    """The certificates that the user said to trust; what does not lead to one of them is called
    unknown. There are no others: the lists of the operating system do not count."""

    anchors: tuple[x509.Certificate, ...] = ()


NO_TRUST = Trust()


def load_trust(files: Iterable[Path]) -> Trust:
    """Raises what :func:`load_certificates` raises."""
    return Trust(tuple(found for file in files for found in load_certificates(file)))


def load_certificates(file: Path) -> tuple[x509.Certificate, ...]:
    """The certificates of a PEM or DER file, at least one. Raises InvalidInput
    ``certificate-file-wrong`` and EnvironmentFault ``certificate-file-no-io``."""
    try:
        with file.open("rb") as stream:
            data = stream.read(_LARGEST)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EnvironmentFault("certificate-file-no-io", file=file, reason=reason) from error
    try:
        found = tuple(_parsed(der) for der in _parts(data))
    except (ValueError, TypeError) as error:
        raise InvalidInput("certificate-file-wrong", file=file) from error
    if not found:
        raise InvalidInput("certificate-file-wrong", file=file)
    return found


def told(certificate: x509.Certificate) -> Certificate:
    """Raises ValueError for one whose parts cannot be read."""
    subject = certificate.subject.native
    return Certificate(
        _shown(subject.get("common_name")) or certificate.subject.human_friendly,
        _shown(subject.get("organization_name")),
        _shown(certificate.issuer.native.get("common_name")) or certificate.issuer.human_friendly,
        f"{certificate.serial_number:X}",
        certificate.sha256.hex(),
        certificate.not_valid_before,
        certificate.not_valid_after,
    )


def is_for_signing(certificate: x509.Certificate) -> bool:
    """Whether nothing in the certificate speaks against signing documents with its key: a key
    usage that lacks signing, or purposes that are all for something else (a web server, say)."""
    usage, purposes = certificate.key_usage_value, certificate.extended_key_usage_value
    if usage is not None and not _SIGNING & set(usage.native):
        return False
    return purposes is None or bool(_FOR_DOCUMENTS & set(purposes.native))


def in_force(certificate: x509.Certificate, moment: datetime) -> bool:
    return bool(certificate.not_valid_before <= moment <= certificate.not_valid_after)


def _parts(data: bytes) -> list[bytes]:
    if not pem.detect(data):
        return [data]
    return [der for kind, _, der in pem.unarmor(data, multiple=True) if kind == "CERTIFICATE"]


def _parsed(der: bytes) -> x509.Certificate:
    certificate = x509.Certificate.load(der, strict=True)
    told(certificate)
    return certificate


def _shown(value: object) -> str:
    """The text of a name's part; a part may be given more than once."""
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
