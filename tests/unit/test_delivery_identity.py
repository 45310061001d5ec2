"""A receiver that asks who sends: the sender's certificate on a real connection."""

from __future__ import annotations

import ssl
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from support.certificates import PASSWORD, Issued, issued, root
from support.parcels import documents, https_courier, watch
from support.receiver import running

from digitizer.domain.delivery import Answer, Outcome
from digitizer.domain.errors import DigitizerError, EnvironmentFault, InvalidInput
from exports.delivery.identity import Identity

ABOVE = root()
OFFICE = issued(ABOVE)


def identity(folder: Path, one: Issued = OFFICE, secret: str = "") -> Identity:
    return Identity(one.certificate_file(folder), one.private_file(folder), secret or None)


def bring(folder: Path, shown: Identity | None) -> Answer:
    senders, one = ABOVE.certificate_file(folder, "senders.pem"), documents()
    with (
        running(folder, senders=senders) as office,
        https_courier(office.address, office.authorities, one, identity=shown) as courier,
    ):
        return courier.bring(one.parcel.items[0], None, watch())


def code_of(folder: Path, shown: Identity | None) -> str:
    with pytest.raises(DigitizerError) as raised:
        bring(folder, shown)
    assert PASSWORD not in str(raised.value.params)
    return raised.value.code


def test_who_shows_a_known_certificate_is_let_in(tmp_path: Path) -> None:
    assert bring(tmp_path, identity(tmp_path)).outcome is Outcome.ACCEPTED


def test_certificate_and_key_may_stand_in_one_file(tmp_path: Path) -> None:
    both = OFFICE.private_file(tmp_path, "both.pem")
    with both.open("ab") as file:
        file.write(OFFICE.certificate_file(tmp_path).read_bytes())

    assert bring(tmp_path, Identity(both, both)).outcome is Outcome.ACCEPTED


def test_a_locked_key_opens_with_its_password_alone(tmp_path: Path) -> None:
    certificate, key = (
        OFFICE.certificate_file(tmp_path),
        OFFICE.private_file(tmp_path, password=PASSWORD),
    )

    assert Identity(certificate, key).wants_secret
    assert PASSWORD not in repr(Identity(certificate, key, PASSWORD))
    assert bring(tmp_path, Identity(certificate, key, PASSWORD)).outcome is Outcome.ACCEPTED
    for secret in (None, "", "khác", "x" * 3000):
        assert code_of(tmp_path, Identity(certificate, key, secret)) == "delivery-key-secret"


def test_a_password_that_is_not_needed_does_no_harm(tmp_path: Path) -> None:
    shown = identity(tmp_path, secret="không cần")  # noqa: S106

    assert not shown.wants_secret
    assert bring(tmp_path, shown).outcome is Outcome.ACCEPTED


@pytest.mark.parametrize("sender", ["none", "of-another-root", "expired"])
def test_who_is_not_known_gets_a_clear_answer_and_no_second_try(
    tmp_path: Path, sender: str
) -> None:
    shown = {
        "none": lambda: None,
        "of-another-root": lambda: identity(tmp_path, issued(root("Gốc khác"))),
        "expired": lambda: identity(tmp_path, issued(ABOVE, years=(-3, -1))),
    }[sender]()

    with pytest.raises(EnvironmentFault) as raised:
        bring(tmp_path, shown)

    assert raised.value.code == ("delivery-key-refused" if shown else "delivery-key-wanted")


def test_files_that_do_not_belong_together_are_told(tmp_path: Path) -> None:
    good = identity(tmp_path)
    other = issued(ABOVE, "Khác").private_file(tmp_path, "other.key")
    empty = tmp_path / "empty.pem"
    empty.touch(0o600)

    for shown in (
        Identity(good.certificate, other),
        Identity(empty, good.key),
        Identity(good.certificate, empty),
    ):
        assert code_of(tmp_path, shown) == "delivery-key-wrong"
    for shown in (
        Identity(tmp_path / "none.pem", good.key),
        Identity(good.certificate, tmp_path / "none.key"),
    ):
        assert code_of(tmp_path, shown) == "delivery-key-no-io"


def test_a_pair_that_is_too_weak_is_not_called_a_wrong_one(tmp_path: Path) -> None:
    """The certificate and its key belong together."""
    weak = rsa.generate_private_key(65537, 1024)  # noqa: S505
    above = root()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(above.certificate.subject)
        .issuer_name(above.certificate.subject)
        .public_key(weak.public_key())
        .serial_number(1)
        .not_valid_before(above.certificate.not_valid_before_utc)
        .not_valid_after(above.certificate.not_valid_after_utc)
        .sign(weak, hashes.SHA256())
    )
    shown = identity(tmp_path, Issued(certificate, weak))

    with pytest.raises(InvalidInput) as raised:
        shown.require_usable()

    assert raised.value.code == "delivery-key-unusable"
    assert "SMALL" in raised.value.params["reason"]


@pytest.mark.parametrize("shown", ["none", "known"])
def test_servers_that_only_end_the_handshake_are_told_as_they_are(
    tmp_path: Path, shown: str
) -> None:
    """Before TLS 1.3 nothing tells a certificate that is missing from a cipher that is."""
    senders, one = ABOVE.certificate_file(tmp_path, "senders.pem"), documents()
    who = identity(tmp_path) if shown == "known" else None
    with (
        running(tmp_path, senders=senders) as office,
        https_courier(office.address, office.authorities, one, identity=who) as courier,
    ):
        old = ssl.create_default_context(cafile=office.authorities)
        old.maximum_version = ssl.TLSVersion.TLSv1_2
        # The server's key is none for this one.
        old.set_ciphers("ECDHE-RSA-AES128-GCM-SHA256")
        with httpx.Client(verify=old, trust_env=False) as http:
            courier.client.http = http
            with pytest.raises(EnvironmentFault) as raised:
                courier.bring(one.parcel.items[0], None, watch())

    assert raised.value.code == "delivery-no-handshake"


def test_a_key_that_others_can_read_is_not_used(tmp_path: Path) -> None:
    shown = identity(tmp_path)
    shown.key.chmod(0o640)

    with pytest.raises(InvalidInput, match="delivery-key-open"):
        bring(tmp_path, shown)
