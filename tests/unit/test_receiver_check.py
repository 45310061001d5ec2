"""What the doctor says of configured receivers, without connecting to any."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.certificates import PASSWORD, issued, root

from digitizer.bootstrap.couriers import Couriers
from digitizer.bootstrap.receiver_check import receiver_findings
from digitizer.domain.problems import Severity
from digitizer.messages import Messages
from digitizer.settings import ReceiverSettings

ABOVE = root()
NOW = datetime.now(UTC)


def found(folder: Path, now: datetime = NOW, **settings: object) -> list[tuple[str, Severity]]:
    couriers = Couriers(folder, {"noi-nhan": ReceiverSettings.model_validate(settings)})
    findings = list(receiver_findings(couriers, now))
    for language in ("vi", "en"):
        for each in findings:
            params = dict(each.params)
            said = Messages(language).text(f"doctor-{each.code}", **params)
            assert "noi-nhan" in said
            if each.severity is not Severity.INFO:
                assert Messages(language).text(f"doctor-{each.code}.cure", **params)
    return [(each.code, each.severity) for each in findings]


def https(folder: Path, now: datetime = NOW, **settings: object) -> list[tuple[str, Severity]]:
    address = "https://kho.example.gov.vn"
    return found(folder, now, kind="https", address=address, **settings)


def private(file: Path, text: str) -> str:
    file.touch(0o600)
    file.write_text(text)
    return file.name


def test_a_folder_that_is_there_and_open_is_well(tmp_path: Path) -> None:
    assert found(tmp_path, kind="folder", path=".") == [("delivery-to-folder", Severity.INFO)]


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    expected = [("delivery-no-folder", Severity.ERROR)]
    assert found(tmp_path, kind="folder", path="gone") == expected


def test_a_folder_that_cannot_be_written_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK and allowed(path, mode))

    expected = [("delivery-folder-closed", Severity.ERROR)]
    assert found(tmp_path, kind="folder", path=".") == expected


@pytest.mark.parametrize("path", [".", "gone"])
def test_a_medium_that_is_not_plugged_in_is_no_fault_but_said(tmp_path: Path, path: str) -> None:
    expected = [("delivery-medium-absent", Severity.WARNING)]
    assert found(tmp_path, kind="media", path=path) == expected


def test_a_medium_of_its_own_is_well(tmp_path: Path) -> None:
    shared = Path("/dev/shm")  # noqa: S108
    if not shared.is_dir() or shared.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("no second file system here")
    assert found(tmp_path, kind="media", path=str(shared)) == [("delivery-to-media", Severity.INFO)]


def test_a_receiver_that_only_gets_sealed_packages_is_not_looked_at_here(tmp_path: Path) -> None:
    assert found(tmp_path, key="so.txt") == []


def test_whole_settings_of_an_https_receiver_are_well(tmp_path: Path) -> None:
    office = issued(ABOVE)
    assert https(tmp_path) == [("delivery-to-https", Severity.INFO)]
    assert https(
        tmp_path,
        token_file=private(tmp_path / "token", "bi-mat\n"),
        authorities=ABOVE.certificate_file(tmp_path, "ca.pem").name,
        client_certificate=office.certificate_file(tmp_path).name,
        client_key=office.private_file(tmp_path, password=PASSWORD).name,
    ) == [("delivery-to-https", Severity.INFO)]


def test_a_token_that_cannot_be_used_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = private(tmp_path / "token", "bi-mat\n")
    (tmp_path / name).chmod(0o644)
    assert https(tmp_path, token_file=name) == [("delivery-token-open", Severity.ERROR)]
    assert https(tmp_path, token_file="none") == [  # noqa: S106
        ("delivery-token-no-io", Severity.ERROR)
    ]
    empty = private(tmp_path / "empty", "\n")
    assert https(tmp_path, token_file=empty) == [("delivery-token-wrong", Severity.ERROR)]
    monkeypatch.delenv("KHO_TOKEN", raising=False)
    assert https(tmp_path, token_variable="KHO_TOKEN") == [  # noqa: S106
        ("delivery-token-variable", Severity.WARNING)
    ]


def test_roots_that_end_or_are_over_are_told(tmp_path: Path) -> None:
    name = ABOVE.certificate_file(tmp_path, "ca.pem").name
    until = ABOVE.certificate.not_valid_after_utc
    assert https(tmp_path, until - timedelta(days=10), authorities=name) == [
        ("delivery-authority-expires", Severity.WARNING)
    ]
    after = until + timedelta(days=1)
    assert https(tmp_path, after, authorities=name) == [
        ("delivery-authority-expired", Severity.ERROR)
    ]
    longer = replace(issued(ABOVE, "Gốc mới", years=(-1, 30)), above=())
    with (tmp_path / name).open("ab") as file:
        file.write(longer.certificate_file(tmp_path, "new.pem").read_bytes())
    assert https(tmp_path, after, authorities=name) == [
        ("delivery-authority-expired", Severity.WARNING)
    ]


def test_files_that_hold_no_certificates_are_told_once(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("nothing")
    expected = [("delivery-authorities", Severity.ERROR)]
    assert https(tmp_path, authorities="ca.pem") == expected
    assert https(tmp_path, authorities="none.pem") == expected


def test_our_own_certificate_is_looked_at(tmp_path: Path) -> None:
    office = issued(ABOVE, years=(-1, 0.05))
    shown = {
        "client_certificate": office.certificate_file(tmp_path).name,
        "client_key": office.private_file(tmp_path).name,
    }
    assert https(tmp_path, **shown) == [("delivery-own-expires", Severity.WARNING)]
    later = NOW + timedelta(days=40)
    assert https(tmp_path, later, **shown) == [("delivery-own-expired", Severity.ERROR)]
    (tmp_path / shown["client_key"]).chmod(0o640)
    assert https(tmp_path, **shown) == [("delivery-key-open", Severity.ERROR)]
    other = issued(ABOVE, "Khác").private_file(tmp_path, "other.key").name
    assert https(tmp_path, **shown | {"client_key": other}) == [
        ("delivery-key-wrong", Severity.ERROR)
    ]
    assert https(tmp_path, **shown | {"client_certificate": "none.pem", "client_key": other}) == [
        ("delivery-key-no-io", Severity.ERROR)
    ]
