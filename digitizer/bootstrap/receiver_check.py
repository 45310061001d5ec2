"""Whether packages could be delivered to the receivers of the settings, as far as this computer can
tell: nothing is connected to and nothing is written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digitizer.bootstrap.couriers import Couriers
from digitizer.bootstrap.trust_check import SOON, TrustFinding
from digitizer.domain.delivery import Receiver, Way
from digitizer.domain.errors import DigitizerError
from digitizer.domain.problems import Severity
from digitizer.settings import ReceiverSettings

if TYPE_CHECKING:
    from digitizer.domain.signatures import Certificate

# May come and go: the medium is in a drawer, the variable is set for the window only.
_PASSING = frozenset({"delivery-medium-absent", "delivery-token-variable"})


def receiver_findings(couriers: Couriers, now: datetime | None = None) -> Iterator[TrustFinding]:
    """``code`` is that of an error of deliveries, or one of the doctor's own; ``who`` names the
    receiver."""
    moment = now or datetime.now(UTC)
    for receiver in couriers.receivers():
        found = couriers.settings[receiver.key]
        if receiver.way is Way.HTTPS:
            faults = list(_https(couriers, receiver, found, moment))
        else:
            faults = list(_place(couriers.root, receiver))
        yield from faults or [_well(receiver)]


def _place(root: Path, receiver: Receiver) -> Iterator[TrustFinding]:
    from exports.delivery.medium import Medium

    folder, is_medium = Path(receiver.target), receiver.way is Way.MEDIA
    try:
        Medium.at(folder, away_from=root if is_medium else None)
    except DigitizerError as error:
        code = "delivery-medium-absent" if is_medium else error.code
        yield _found(code, receiver, folder=str(folder))
        return
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield _found("delivery-no-io", receiver, folder=str(folder), reason=reason)
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        yield _found("delivery-folder-closed", receiver, folder=str(folder))


def _https(
    couriers: Couriers, receiver: Receiver, found: ReceiverSettings, now: datetime
) -> Iterator[TrustFinding]:
    from exports.delivery.client import require_settings

    connection = couriers.connection(found)
    looks: tuple[Callable[[], object], ...] = (
        lambda: couriers.token(found),
        lambda: require_settings(connection),
    )
    for look in looks:
        try:
            look()
        except DigitizerError as error:
            yield _fault(receiver, error)
    yield from _authorities(receiver, connection.authorities, now)
    yield from _own(couriers, receiver, found, now)


def _authorities(receiver: Receiver, file: Path | None, now: datetime) -> Iterator[TrustFinding]:
    """One that is over matters less where others of the file are in force."""
    try:
        certificates = _certificates(file) if file is not None else ()
    except DigitizerError:
        # What stands in the file was told by what uses it.
        return
    in_force = [each for each in certificates if each.is_in_force(now)]
    for each in certificates:
        if each in in_force:
            yield from _soon("delivery-authority-expires", receiver, each, now)
        else:
            severity = Severity.WARNING if in_force else Severity.ERROR
            yield _of("delivery-authority-expired", severity, receiver, each)


def _own(
    couriers: Couriers, receiver: Receiver, found: ReceiverSettings, now: datetime
) -> Iterator[TrustFinding]:
    identity = couriers.identity(found)
    if identity is None:
        return
    try:
        if identity.wants_secret:
            identity.certificates()
        else:
            identity.require_usable()
        certificate = _certificates(identity.certificate)[0]
    except DigitizerError as error:
        yield _fault(receiver, error)
        return
    if certificate.is_in_force(now):
        yield from _soon("delivery-own-expires", receiver, certificate, now)
    else:
        yield _of("delivery-own-expired", Severity.ERROR, receiver, certificate)


def _certificates(file: Path) -> Sequence[Certificate]:
    from exports.signing.certificates import load_certificates, told

    return [told(one) for one in load_certificates(file)]


def _soon(
    code: str, receiver: Receiver, certificate: Certificate, now: datetime
) -> Iterator[TrustFinding]:
    if certificate.valid_until - now < SOON:
        yield _of(code, Severity.WARNING, receiver, certificate)


def _of(
    code: str, severity: Severity, receiver: Receiver, certificate: Certificate
) -> TrustFinding:
    ends = f"{certificate.valid_until:%d/%m/%Y}"
    params = {"who": receiver.key, "name": certificate.name, "ends": ends}
    return TrustFinding(severity, code, tuple(params.items()))


def _well(receiver: Receiver) -> TrustFinding:
    params = {"who": receiver.key, "target": receiver.target}
    return TrustFinding(Severity.INFO, f"delivery-to-{receiver.way.value}", tuple(params.items()))


def _fault(receiver: Receiver, error: DigitizerError) -> TrustFinding:
    return _found(error.code, receiver, **error.params)


def _found(code: str, receiver: Receiver, **params: str) -> TrustFinding:
    severity = Severity.WARNING if code in _PASSING else Severity.ERROR
    return TrustFinding(severity, code, tuple({"who": receiver.key, **params}.items()))
