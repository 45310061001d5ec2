"""Trust through the command line: a signed package, sealed for its receiver, opened and believed
there; and signatures on papers."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from support.certificates import PASSWORD, Issued, issued, root
from support.program import PROGRAM, Done, environment
from support.signing import paper

CLERK, SUPERVISOR = "Nguyễn Thị Mẫu", "Trần Văn Mẫu"
TYPED = {
    "so": "7/2019",
    "quyenSo": "01/2019",
    "ngayDangKy": "02/04/2019",
    "noiDangKy": "UBND xã Mẫu, tỉnh Mẫu",
    "nksHoTen": "NGUYỄN VĂN MẪU",
    "nksNgaySinh": "30/03/2019",
    "nksNgaySinhBangChu": "Ngày ba mươi, tháng ba, năm hai nghìn không trăm mười chín",
}


@dataclass(frozen=True, slots=True)
class Office:
    """A workspace with a key to sign with, and the file of its password."""

    root: Path
    authority: Issued

    @property
    def password_file(self) -> Path:
        return self.root / "password.txt"

    @property
    def anchor(self) -> Path:
        return self.root / "root.pem"

    def run(self, *arguments: object, user: str = SUPERVISOR, opened: bool = True) -> Done:
        more = {"DIGITIZER_SIGNING_PASSWORD_FILE": str(self.password_file)} if opened else {}
        done = subprocess.run(
            [str(PROGRAM), "--workspace", str(self.root), "--user", user, *map(str, arguments)],
            env=environment() | more,
            capture_output=True,
            text=True,
            timeout=240,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    found = Office(tmp_path_factory.mktemp("office") / "ws", root())
    assert found.run("init", found.root).code == 0
    issued(found.authority, SUPERVISOR).key_file(found.root, "office.p12")
    found.authority.certificate_file(found.root, "root.pem")
    found.password_file.touch(0o600)
    found.password_file.write_text(f"{PASSWORD}\n", encoding="utf-8")
    settings = found.root / "digitizer.toml"
    text = settings.read_text(encoding="utf-8").replace(
        "[signing]\n",
        '[signing]\nkey_file = "office.p12"\ntrusted = ["root.pem"]\npackages = true\n',
    )
    settings.write_text(text, encoding="utf-8")
    return found


def test_a_paper_is_signed_and_checked(office: Office, tmp_path: Path) -> None:
    source = paper(tmp_path)

    done = office.run("sign", source, "--mark", "named", "--json")
    assert done.code == 0, done.err
    (signed,) = done.objects
    assert Path(signed["file"]) == tmp_path / "paper.signed.pdf"

    checked = office.run("signatures", signed["file"], "--json")
    assert checked.code == 0
    (report,) = checked.objects
    assert (report["verdict"], report["valid"]) == ("valid", True)
    assert (report["signer"], report["revocation"]) == (SUPERVISOR, "not-checked")
    shown = office.run("signatures", signed["file"])
    assert "VALID" in shown.out
    assert "revoked was not checked" in shown.out
    assert "by the signer's word" in shown.out

    log = office.run("audit", "list", "--json")
    assert any("sign-paper" in line for line in log.out.splitlines()), log.out


def test_whoever_trusts_nobody_is_told_so(office: Office, tmp_path: Path) -> None:
    source = paper(tmp_path)
    assert office.run("sign", source).code == 0

    done = _without_workspace("signatures", tmp_path / "paper.signed.pdf")

    assert done.code == 1
    assert "UNKNOWN SIGNER" in done.out
    assert "--trust" in done.out
    trusting = ("signatures", tmp_path / "paper.signed.pdf", "--trust", office.anchor)
    assert _without_workspace(*trusting).code == 0
    assert _without_workspace("signatures", source).code == 1


def test_no_password_no_signature(office: Office, tmp_path: Path) -> None:
    source = paper(tmp_path)

    refused = office.run("sign", source, opened=False)
    office.password_file.chmod(0o644)
    readable = office.run("sign", source)
    office.password_file.chmod(0o600)

    assert (refused.code, readable.code) == (3, 2)
    assert PASSWORD not in refused.err + readable.err
    assert list(tmp_path.glob("*.signed.pdf")) == []


def test_the_doctor_tells_of_key_and_anchors(office: Office) -> None:
    opened = {entry["code"] for entry in office.run("doctor", "--json").objects}
    closed = {entry["code"] for entry in office.run("doctor", "--json", opened=False).objects}

    assert {"signing-certificate", "trusted-certificate"} <= opened
    assert "signing-unseen" in closed


@pytest.mark.slow
@pytest.mark.tesseract
def test_a_signed_package_reaches_its_receiver(office: Office, tmp_path: Path) -> None:
    exported = _exported(office, tmp_path)
    assert (Path(exported["folder"]) / "manifest.p7s").exists()
    trusting = ("--trust", office.anchor, "--signed")

    assert _without_workspace("seal-key", tmp_path / "receiver.key").code == 0
    public = tmp_path / "receiver.txt"
    told = (tmp_path / "receiver.key").read_text(encoding="ascii").splitlines()[0]
    public.write_text(told.removeprefix("# public key: "), encoding="ascii")
    sealed = office.run("seal", exported["folder"], "--to", public)
    assert sealed.code == 0, sealed.err
    opened = tmp_path / "received.zip"
    unsealed = _without_workspace(
        "unseal", f"{exported['archive']}.age", "--key", tmp_path / "receiver.key", "--out", opened
    )
    assert unsealed.code == 0, unsealed.err

    verified = _without_workspace("verify", opened, *trusting, "--json")
    assert verified.code == 0, verified.out
    assert verified.objects[0]["signature"]["verdict"] == "valid"
    assert "VALID" in _without_workspace("verify", opened, *trusting).out
    believing_nobody = _without_workspace("verify", opened)
    assert believing_nobody.code == 0
    assert "UNKNOWN SIGNER" in believing_nobody.out

    _forge(Path(exported["folder"]))
    forged = _without_workspace("verify", exported["folder"], *trusting, "--json")
    assert forged.code == 1
    assert any("signature" in each["code"] for each in forged.objects[0]["problems"])


def _exported(office: Office, folder: Path) -> dict[str, Any]:
    samples = folder / "samples"
    assert office.run("samples", samples, "--count", 1, "--damage", "clean", "--seed", 5).code == 0
    book = office.root / "inbox" / "KS 2019"
    book.mkdir(parents=True)
    for scan in samples.iterdir():
        if not scan.name.endswith(".truth.json"):
            scan.rename(book / scan.name)
    watched = office.run("watch", "--once")
    assert watched.code == 0, watched.err
    (case,) = office.run("records", "list", "--json").objects
    for key, value in TYPED.items():
        assert office.run("records", "set", case["case"], key, value, user=CLERK).code == 0
    (shown,) = office.run("records", "show", case["case"], "--json").objects
    for key, field in shown["fields"].items():
        if field["state"] == "review":
            blank = ("records", "empty", case["case"], key, "--reason", "unreadable")
            assert office.run(*blank, user=CLERK).code == 0
    assert office.run("records", "confirm", case["case"], "--finish", user=CLERK).code == 0
    assert office.run("batch", "submit", "KS 2019", user=CLERK).code == 0
    assert office.run("batch", "approve", "KS 2019").code == 0
    locked = office.run("export", "KS 2019", "--out", folder / "out", opened=False)
    assert locked.code == 3
    assert not (folder / "out").exists()
    (seen,) = office.run("rehearse", "KS 2019", "--json").objects
    assert (seen["clean"], bool(seen["signed_by"])) == (True, True)
    done = office.run("export", "KS 2019", "--out", folder / "out", "--json")
    assert done.code == 0, done.err
    exported: dict[str, Any] = done.objects[0]
    return exported


def _forge(folder: Path) -> None:
    """What somebody does who can write, and has no key."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(manifest | {"approved_by": "Người khác"}), encoding="utf-8")


def _without_workspace(*arguments: object) -> Done:
    done = subprocess.run(
        [str(PROGRAM), *map(str, arguments)],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)
