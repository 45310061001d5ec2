"""Keys to sign with: from a PKCS#12 file, or in a PKCS#11 token that never gives them away."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

import pkcs11
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import pkcs12
from pkcs11 import Attribute, ObjectClass
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign import pkcs11 as tokens
from pyhanko.sign.signers import Signer as LibrarySigner
from pyhanko.sign.signers import SimpleSigner

from digitizer.domain.errors import EnvironmentFault, InvalidInput, NotFound
from exports.private_file import private_bytes

_LARGEST = 2**20


@dataclass(frozen=True, slots=True)
class TokenPlace:
    """Where a key lies: the module (shared library) of the token's maker, the token by its label
    or the number of its slot, and the label of certificate and key in it."""

    module: Path
    token: str
    slot: int | None
    label: str


def open_key_file(file: Path, password: str, chain: tuple[x509.Certificate, ...]) -> LibrarySigner:
    """The key and certificate of a PKCS#12 file (.p12, .pfx). ``chain`` are further certificates
    to put into signatures.

    Raises InvalidInput ``signing-key-open`` for a file that others can read, ``signing-password``
    for a password that does not open it, ``signing-key-incomplete`` where it lacks the key or the
    certificate; EnvironmentFault ``signing-key-no-io``."""
    data = _private_bytes(file)
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(data, password.encode("utf-8"))
    except (ValueError, TypeError) as error:
        raise InvalidInput("signing-password", file=file) from error
    if key is None or certificate is None:
        raise InvalidInput("signing-key-incomplete", file=file)
    signer: LibrarySigner = SimpleSigner.load_pkcs12_data(
        data, list(chain), password.encode("utf-8")
    )
    return signer


def open_token(place: TokenPlace, pin: str, chain: tuple[x509.Certificate, ...]) -> LibrarySigner:
    """The key of a token, which stays there. Raises as :func:`token_certificate`, and InvalidInput
    ``signing-pin`` for a PIN that is wrong and ``signing-pin-locked`` for one tried too often."""
    try:
        session = tokens.open_pkcs11_session(
            str(place.module), place.slot, _criteria(place), user_pin=pin
        )
        with contextlib.ExitStack() as undo:
            undo.callback(session.close)
            certificate = _certificate(session, place)
            _require_key(session, place)
            undo.pop_all()
    except (pkcs11.exceptions.PinIncorrect, pkcs11.exceptions.PinLenRange) as error:
        raise InvalidInput("signing-pin", token=place.token) from error
    except pkcs11.exceptions.PinLocked as error:
        raise InvalidInput("signing-pin-locked", token=place.token) from error
    except pkcs11.PKCS11Error as error:
        raise _token_fault(place, error) from error
    return tokens.PKCS11Signer(
        session,
        place.label,
        signing_cert=certificate,
        ca_chain=set(chain),
        key_label=place.label,
        # Tokens sign a hash with such keys; few hash by themselves.
        use_raw_mechanism=certificate.public_key.algorithm == "ec",
    )


def close_key(key: LibrarySigner) -> None:
    """Log out of a token, which otherwise counts as opened for the whole program."""
    if isinstance(key, tokens.PKCS11Signer):
        key.pkcs11_session.close()


def token_certificate(place: TokenPlace) -> x509.Certificate:
    """The certificate of a token, for which no PIN is needed. Raises EnvironmentFault
    ``signing-token`` where module or token is not there, NotFound ``signing-token-label``."""
    try:
        session = tokens.open_pkcs11_session(str(place.module), place.slot, _criteria(place))
        with session:
            return _certificate(session, place)
    except pkcs11.PKCS11Error as error:
        raise _token_fault(place, error) from error


def _criteria(place: TokenPlace) -> TokenCriteria | None:
    return TokenCriteria(label=place.token) if place.token else None


def _certificate(session: pkcs11.Session, place: TokenPlace) -> x509.Certificate:
    wanted = {Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.LABEL: place.label}
    found = [item[Attribute.VALUE] for item in session.get_objects(wanted)]
    if len(found) != 1:
        raise NotFound("signing-token-label", label=place.label, token=place.token)
    return x509.Certificate.load(found[0])


def _require_key(session: pkcs11.Session, place: TokenPlace) -> None:
    wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.LABEL: place.label}
    if len(list(session.get_objects(wanted))) != 1:
        raise NotFound("signing-token-label", label=place.label, token=place.token)


def _token_fault(place: TokenPlace, error: Exception) -> EnvironmentFault:
    return EnvironmentFault(
        "signing-token", module=place.module, token=place.token, reason=type(error).__name__
    )


def _private_bytes(file: Path) -> bytes:
    try:
        return private_bytes(file, _LARGEST, "signing-key-open")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EnvironmentFault("signing-key-no-io", file=file, reason=reason) from error
