"""Signing with the key of a PKCS#11 token, by a token made of software."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives import serialization
from pkcs11.util.ec import decode_ec_private_key
from pkcs11.util.rsa import decode_rsa_private_key
from pkcs11.util.x509 import decode_x509_certificate
from support.certificates import NOW, Issued, issued, root
from support.signing import checked, paper

from digitizer.bootstrap.signing_room import SigningRoom
from digitizer.domain.errors import EnvironmentFault, InvalidInput, NotFound
from digitizer.domain.signatures import SigningRequest, Verdict
from digitizer.settings import SigningSettings

PIN, TOKEN = "135790", "Thiet bi Mau"
MODULES = (
    Path("/usr/lib/softhsm/libsofthsm2.so"),
    Path("/usr/lib64/softhsm/libsofthsm2.so"),
    Path("/usr/local/lib/softhsm/libsofthsm2.so"),
)
FOUND = next((module for module in MODULES if module.exists()), None)

pytestmark = pytest.mark.skipif(
    FOUND is None or shutil.which("softhsm2-util") is None, reason="SoftHSM is not installed"
)


@pytest.fixture(scope="module")
def authority() -> Issued:
    return root()


@pytest.fixture(scope="module")
def module(authority: Issued, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A token with an elliptic key "ec" and an RSA key "rsa". The module reads where its tokens lie
    once in the life of the program."""
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder / 'tokens'}\n")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    subprocess.run(
        [
            *("softhsm2-util", "--init-token", "--free", "--label", TOKEN),
            *("--pin", PIN, "--so-pin", "12345678"),
        ],
        check=True,
        capture_output=True,
    )
    with pkcs11.lib(str(FOUND)).get_token(token_label=TOKEN).open(user_pin=PIN, rw=True) as open_:
        for label, is_rsa in (("ec", False), ("rsa", True)):
            _put(open_, label, issued(authority, is_rsa=is_rsa))
    yield str(FOUND)
    del os.environ["SOFTHSM2_CONF"]


def _put(session: pkcs11.Session, label: str, who: Issued) -> None:
    der = serialization.Encoding.DER
    kind = serialization.PrivateFormat.TraditionalOpenSSL
    data = who.key.private_bytes(der, kind, serialization.NoEncryption())
    key = decode_rsa_private_key(data) if label == "rsa" else decode_ec_private_key(data)
    certificate = decode_x509_certificate(who.certificate.public_bytes(der))
    for thing in (key, certificate):
        thing |= {
            pkcs11.Attribute.TOKEN: True,
            pkcs11.Attribute.LABEL: label,
            pkcs11.Attribute.ID: label.encode(),
        }
        session.create_object(thing)


def room(module: str, **others: object) -> SigningRoom:
    settings = {"module": module, "token": TOKEN, "label": "ec"} | others
    return SigningRoom(SigningSettings.model_validate(settings), Path("/"))


@pytest.mark.parametrize("label", ["ec", "rsa"])
def test_a_token_signs_papers_and_manifests(
    module: str, tmp_path: Path, authority: Issued, label: str
) -> None:
    place = room(module, label=label)
    place.unlock("Mai", PIN)

    place.signer("Mai").sign_pdf(paper(tmp_path), tmp_path / "signed.pdf", SigningRequest(NOW))
    place.lock()

    (report,) = checked(tmp_path / "signed.pdf", authority)
    assert report.verdict is Verdict.VALID


def test_a_token_is_opened_again_after_it_was_locked(module: str) -> None:
    place = room(module)
    for _ in range(2):
        assert place.unlock("Mai", PIN).name == "Trần Văn Mẫu"
    place.lock()


def test_its_certificate_is_seen_without_a_pin(module: str) -> None:
    seen = room(module).public_certificate()

    assert seen is not None
    assert seen.name == "Trần Văn Mẫu"


def test_a_wrong_pin_is_named_and_opens_nothing(module: str) -> None:
    place = room(module)

    with pytest.raises(InvalidInput, match="signing-pin"):
        place.unlock("Mai", "000000")
    assert not place.is_unlocked("Mai")


def test_what_is_not_there_is_named(module: str) -> None:
    with pytest.raises(EnvironmentFault, match="signing-token"):
        room("/nowhere/module.so").unlock("Mai", PIN)
    with pytest.raises(EnvironmentFault, match="signing-token"):
        room(module, token="another").unlock("Mai", PIN)  # noqa: S106
    with pytest.raises(EnvironmentFault, match="signing-token"):
        room(module, token="", slot=77).unlock("Mai", PIN)
    with pytest.raises(NotFound, match="signing-token-label"):
        room(module, label="none").unlock("Mai", PIN)
