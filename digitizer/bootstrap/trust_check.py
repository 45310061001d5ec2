"""What is configured for signing and sealing, and whether it will still work next month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from digitizer.bootstrap.signing_room import SigningRoom
from digitizer.domain.errors import DigitizerError
from digitizer.domain.problems import Severity
from digitizer.domain.signatures import Certificate
from digitizer.settings import Settings

SOON = timedelta(days=30)
_SIGNING = ("signing-certificate", "signing-expires", "signing-expired")
_TRUSTED = ("trusted-certificate", "trusted-expires", "trusted-expired")


@dataclass(frozen=True, slots=True)
class TrustFinding:
    """``code`` is one of the doctor's."""

    severity: Severity
    code: str
    params: tuple[tuple[str, str], ...]


def trust_findings(
    settings: Settings, root: Path, secret: str | None, now: datetime | None = None
) -> Iterator[TrustFinding]:
    """Without the ``secret`` the certificate in a key file stays unseen, which is said."""
    moment = now or datetime.now(UTC)
    if settings.signing.is_configured:
        yield from _key(SigningRoom(settings.signing, root), secret, moment)
    for name in settings.signing.trusted:
        yield from _trusted(root / name, moment)
    for key, receiver in settings.receivers.items():
        if receiver.key is not None:
            yield _receiver(key, root / receiver.key)


def _key(room: SigningRoom, secret: str | None, now: datetime) -> Iterator[TrustFinding]:
    try:
        # A token shows its certificate to anybody, and counts wrong PINs.
        is_opened = secret is not None and not room.is_token
        found = room.unlock("", secret or "") if is_opened else room.public_certificate()
    except DigitizerError as error:
        yield _found(Severity.ERROR, "signing-fault", key=room.key_name, reason=error.code)
        return
    if found is None:
        yield _found(Severity.INFO, "signing-unseen", key=room.key_name)
        return
    yield _in_force(_SIGNING, found, now)


def _trusted(file: Path, now: datetime) -> Iterator[TrustFinding]:
    from exports.signing.certificates import load_certificates, told

    try:
        found = [told(one) for one in load_certificates(file)]
    except DigitizerError as error:
        yield _found(Severity.ERROR, "trusted-fault", file=str(file), reason=error.code)
        return
    for certificate in found:
        yield _in_force(_TRUSTED, certificate, now)


def _in_force(codes: tuple[str, str, str], certificate: Certificate, now: datetime) -> TrustFinding:
    well, soon, over = codes
    params = {"name": certificate.name, "ends": f"{certificate.valid_until:%d/%m/%Y}"}
    if not certificate.is_in_force(now):
        return _found(Severity.ERROR, over, **params)
    if certificate.valid_until - now < SOON:
        days = (certificate.valid_until - now).days
        return _found(Severity.WARNING, soon, **params, days=str(days))
    return _found(Severity.INFO, well, **params)


def _receiver(key: str, file: Path) -> TrustFinding:
    from exports.sealing import receiver_keys

    try:
        receiver_keys(file)
    except DigitizerError as error:
        return _found(Severity.ERROR, "receiver-fault", receiver=key, reason=error.code)
    return _found(Severity.INFO, "receiver", receiver=key)


def _found(severity: Severity, code: str, **params: str) -> TrustFinding:
    return TrustFinding(severity, code, tuple(params.items()))
