"""Packages that earlier versions of the program made, kept as they were, are still verified."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from exports.anchors import anchors_of
from exports.verify import verify_package

PACKAGES = Path(__file__).parents[1] / "support" / "earlier_packages"
FORMATS = [pytest.param(number, id=f"format {number}") for number in (1, 2)]


def unpacked(number: int, folder: Path) -> Path:
    with zipfile.ZipFile(PACKAGES / f"format-{number}.zip") as archive:
        archive.extractall(folder)
    return folder


def named(package: Path) -> set[tuple[str, str]]:
    problems = verify_package(package).problems
    return {(each.code, dict(each.params).get("name", "")) for each in problems}


@pytest.mark.parametrize("number", FORMATS)
def test_a_package_of_an_earlier_format_is_sound(number: int, tmp_path: Path) -> None:
    for package in (PACKAGES / f"format-{number}.zip", unpacked(number, tmp_path)):
        report = verify_package(package)
        assert report.problems == ()
        assert (report.files_checked, report.cases, report.is_foreign) == (7, 3, False)


@pytest.mark.parametrize("number", FORMATS)
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("documents/KS.2017.01.2017-02-03.02.pdf", "package-file-changed"),
        ("records.csv", "package-file-changed"),
        ("README.txt", "package-file-changed"),
    ],
)
def test_a_change_in_it_is_named(number: int, name: str, code: str, tmp_path: Path) -> None:
    folder = unpacked(number, tmp_path)
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    assert (code, name) in named(folder)


@pytest.mark.parametrize("number", FORMATS)
def test_its_own_ways_of_vouching_still_count(number: int, tmp_path: Path) -> None:
    folder = unpacked(number, tmp_path)
    (folder / "manifest.sha256").write_text("0" * 64 + "  manifest.json\n")
    (folder / "thêm.pdf").write_bytes(b"x")
    (folder / "records.json").unlink()
    assert named(folder) == {
        ("manifest-changed", ""),
        ("package-file-extra", "thêm.pdf"),
        ("package-file-missing", "records.json"),
    }


@pytest.mark.parametrize("number", FORMATS)
def test_the_audit_head_in_it_still_counts(number: int) -> None:
    path = PACKAGES / f"format-{number}.zip"
    (anchor,), problems = anchors_of([path])
    assert problems == ()
    assert anchor.head == "ab" * 32
    with zipfile.ZipFile(path) as archive:
        assert anchor.manifest == hashlib.sha256(archive.read("manifest.json")).hexdigest()
