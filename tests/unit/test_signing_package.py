"""The signature beside a package's manifest: who vouches, for whom, and what is missed."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from support.certificates import NOW, Issued, issued, root
from support.export_content import CREATED, content, some_cases
from support.resealing import reseal_bag
from support.signing import signer

from digitizer.domain.errors import NotAllowed
from digitizer.domain.package import PackageResult, VerifyReport
from digitizer.domain.signatures import Verdict
from digitizer.messages.catalog import LANGUAGES, Messages
from exports.manifest import read_manifest
from exports.package import write_package
from exports.signing.certificates import load_trust
from exports.signing.checking import check_detached
from exports.signing.signer import KeySigner
from exports.verify import verify_package

AGO = (CREATED - NOW).days / 365


@pytest.fixture(scope="module")
def authority() -> Issued:
    return root()


@pytest.fixture(scope="module")
def key(authority: Issued, tmp_path_factory: pytest.TempPathFactory) -> KeySigner:
    person = issued(authority, years=(AGO - 1, 3))
    return signer(tmp_path_factory.mktemp("key"), person)


@pytest.fixture(scope="module")
def original(key: KeySigner, tmp_path_factory: pytest.TempPathFactory) -> PackageResult:
    base = tmp_path_factory.mktemp("made")
    return write_package(content(some_cases(base)), base / "out", key)


@pytest.fixture
def folder(original: PackageResult, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original.folder, tmp_path / "package"))


def verified(
    package: Path, *anchors: Issued, must_be_signed: bool = False
) -> tuple[VerifyReport, list[str]]:
    """The report and the codes of its problems, whose sentences are there in both languages."""
    files = [
        one.certificate_file(package.parent, f"{one.certificate.serial_number}.pem")
        for one in anchors
    ]
    trust = load_trust(files) if files else None
    report = verify_package(package, trust, must_be_signed=must_be_signed)
    for language in LANGUAGES:
        for problem in report.problems:
            assert Messages(language).problem(problem)
    return report, [problem.code for problem in report.problems]


def test_a_signed_package_names_its_signer(
    original: PackageResult, folder: Path, authority: Issued
) -> None:
    for package in (folder, original.archive):
        report, codes = verified(package, authority, must_be_signed=True)

        assert codes == []
        assert report.signature is not None
        assert report.signature.verdict is Verdict.VALID
        assert report.signature.signed_at == CREATED
    with zipfile.ZipFile(original.archive) as archive:
        assert f"{original.folder.name}/manifest.p7s" in archive.namelist()


def test_an_unknown_signer_is_never_called_valid(folder: Path) -> None:
    told, codes = verified(folder)
    assert codes == []
    assert told.signature is not None
    assert told.signature.verdict is Verdict.UNKNOWN_SIGNER

    assert verified(folder, must_be_signed=True)[1] == ["manifest-signature-unknown-signer"]
    assert verified(folder, root("Gốc khác"))[1] == ["manifest-signature-unknown-signer"]


def test_a_package_without_a_signature_is_sound_until_one_is_asked_for(tmp_path: Path) -> None:
    made = write_package(content(some_cases(tmp_path, 1)), tmp_path / "out")

    report, codes = verified(made.folder)
    assert (report.signature, codes) == (None, [])
    assert verified(made.folder, must_be_signed=True)[1] == ["manifest-signature-missing"]


def test_a_signature_taken_away_is_missed(folder: Path) -> None:
    (folder / "manifest.p7s").unlink()

    assert verified(folder)[1] == ["package-file-missing", "manifest-signature-missing"]
    reseal_bag(folder)
    assert verified(folder)[1] == ["manifest-signature-missing"]


def test_a_manifest_that_was_made_to_fit_does_not_fit_its_signature(
    folder: Path, authority: Issued
) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    data = json.dumps(manifest | {"approved_by": "Người khác"}).encode()
    (folder / "manifest.json").write_bytes(data)
    reseal_bag(folder)

    report, codes = verified(folder, authority)
    assert codes == ["manifest-signature-broken"]
    assert report.signature is not None
    assert not report.signature.is_intact


def test_another_certificate_than_the_manifest_names_is_found(
    folder: Path, authority: Issued, tmp_path: Path
) -> None:
    other = signer(tmp_path, issued(authority, "Lê Thị Mẫu", years=(AGO - 1, 3)))
    manifest = (folder / "manifest.json").read_bytes()
    (folder / "manifest.p7s").write_bytes(other.sign_bytes(manifest, CREATED))
    reseal_bag(folder)

    assert verified(folder, authority)[1] == ["manifest-signer-other"]


@pytest.mark.parametrize("data", [b"", b"\x30\x80", b"khong phai chu ky", b"\0" * 5000])
def test_a_signature_that_is_none_is_named(folder: Path, data: bytes) -> None:
    (folder / "manifest.p7s").write_bytes(data)
    reseal_bag(folder)

    assert verified(folder)[1] == ["manifest-signature-unreadable"]


def test_no_flip_in_a_signature_makes_it_say_something_else(
    folder: Path, authority: Issued, tmp_path: Path
) -> None:
    """The envelope has bytes that nobody signed, such as the list of methods; whatever is flipped,
    the verdict is bad, or the same person signed the same bytes at the same time."""
    trust = load_trust([authority.certificate_file(tmp_path)])
    manifest = (folder / "manifest.json").read_bytes()
    whole = (folder / "manifest.p7s").read_bytes()
    plain = check_detached(whole, manifest, trust)
    assert plain.verdict is Verdict.VALID

    flipped = [
        check_detached(
            whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :], manifest, trust
        )
        for place in range(0, len(whole), 3)
    ]
    believed = [report for report in flipped if report.verdict is Verdict.VALID]
    assert all(report == plain for report in believed)
    assert len(believed) < len(flipped) / 2


def test_a_certificate_that_is_over_makes_no_package(tmp_path: Path, authority: Issued) -> None:
    over = signer(tmp_path, issued(authority, years=(AGO - 3, AGO - 1)))

    with pytest.raises(NotAllowed, match="signing-certificate-expired"):
        write_package(content(some_cases(tmp_path, 1)), tmp_path / "out", over)
    assert list((tmp_path / "out").glob("[!.]*")) == []


def test_a_signature_made_after_the_certificate_was_over_is_not_valid(
    tmp_path: Path, authority: Issued
) -> None:
    """Made by a program that does not look; ours refuses."""
    over = signer(tmp_path, issued(authority, years=(-3, -1)))
    trust = load_trust([authority.certificate_file(tmp_path)])
    within = NOW - timedelta(days=2 * 365)
    assert check_detached(over.sign_bytes(b"x", within), b"x", trust).verdict is Verdict.VALID

    signature = asyncio.run(
        over.key.async_sign_general_data(
            b"x", "sha256", signed_attr_settings=PdfCMSSignedAttributes(signing_time=NOW)
        )
    ).dump()

    assert check_detached(signature, b"x", trust).verdict is Verdict.EXPIRED


def test_openssl_agrees(folder: Path, authority: Issued, tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    done = subprocess.run(
        [
            *("openssl", "cms", "-verify", "-binary", "-inform", "DER", "-purpose", "any"),
            *("-in", folder / "manifest.p7s", "-content", folder / "manifest.json"),
            *("-CAfile", authority.certificate_file(tmp_path), "-out", tmp_path / "said"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "said").read_bytes() == (folder / "manifest.json").read_bytes()


def test_the_sheet_in_the_package_names_signer_and_check(folder: Path, tmp_path: Path) -> None:
    plain = write_package(content(some_cases(tmp_path, 1)), tmp_path / "out")
    said = [(one / "README.txt").read_text(encoding="utf-8-sig") for one in (folder, plain.folder)]

    assert ["Trần Văn Mẫu" in text for text in said] == [True, False]
    assert ["openssl cms -verify" in text for text in said] == [True, False]
    assert ["$" in text for text in said] == [False, False]


def test_a_method_that_is_no_longer_safe_is_named(
    key: KeySigner, authority: Issued, tmp_path: Path
) -> None:
    trust = load_trust([authority.certificate_file(tmp_path)])
    weak = asyncio.run(key.key.async_sign_general_data(b"x", "sha1")).dump()

    assert check_detached(weak, b"x", trust).verdict is Verdict.WEAK


def test_the_manifest_names_the_certificate(folder: Path, key: KeySigner) -> None:
    manifest = read_manifest(BytesIO((folder / "manifest.json").read_bytes()))

    assert manifest.signer_certificate == key.certificate.fingerprint
