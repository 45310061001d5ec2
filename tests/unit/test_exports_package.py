"""A package is whole or not there, in the folder and in the zip."""

from __future__ import annotations

import errno
import hashlib
import json
import subprocess
import sys
import textwrap
import zipfile
from dataclasses import asdict, replace
from io import BytesIO
from pathlib import Path

import pytest
from filelock import FileLock
from support.export_content import CREATED, case, content, page_file, some_cases, values

from digitizer.domain.errors import EnvironmentFault, NotAllowed, UnreadableFile
from digitizer.domain.package import PaperScan, Replaced
from exports import package as package_module
from exports import staging
from exports.manifest import read_manifest
from exports.package import package_name, write_package
from exports.verify import verify_package

TESTS = Path(__file__).parents[1]


def visible(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))


def test_the_package_has_everything_and_vouches_for_itself(tmp_path: Path) -> None:
    made = write_package(content(some_cases(tmp_path)), tmp_path / "out")
    assert made.cases == 3
    found = {
        path.relative_to(made.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in made.folder.rglob("*")
        if path.is_file()
    }
    assert found == dict(made.files)
    assert set(found) == {
        "README.txt",
        "bag-info.txt",
        "bagit.txt",
        "manifest.json",
        "manifest-sha256.txt",
        "manifest-sha512.txt",
        "tagmanifest-sha256.txt",
        "tagmanifest-sha512.txt",
        "data/records.csv",
        "data/records.json",
        "data/records.xlsx",
        *(f"data/documents/KS.2017.01.2017-02-03.0{number}.pdf" for number in (1, 2, 3)),
    }
    for package in (made.folder, made.archive):
        report = verify_package(package)
        assert report.is_sound, report.problems
        assert (report.cases, report.files_checked) == (3, len(made.files))


def test_the_manifest_says_who_what_and_when(tmp_path: Path) -> None:
    made = write_package(content(some_cases(tmp_path, 1)), tmp_path / "out")
    manifest = json.loads((made.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["submitted_by"] == "Trần Văn Nộp"
    assert manifest["approved_by"] == "Lê Thị Duyệt"
    assert manifest["audit_head"] == "ab" * 32
    assert manifest["document_type"] == {"key": "test.birth", "version": "1.2"}
    assert manifest["export_profile"]["version"] == "2019.1"
    assert manifest["code_lists"] == [{"key": "gioi_tinh", "version": "3"}]
    case_entry = manifest["cases"][0]
    assert case_entry["scan_name"] == "quét 101.pdf"
    assert case_entry["scan_sha256"] == f"{101:064x}"
    assert case_entry["pages"] == 2


def test_the_bag_says_whose_it_is_and_what_made_it(tmp_path: Path) -> None:
    made_of = replace(content(some_cases(tmp_path)), office="UBND xã Đông Hà\nTỉnh Mẫu")
    made = write_package(made_of, tmp_path / "out")
    assert (made.folder / "bagit.txt").read_bytes() == (
        b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    )
    payload = [path for path in (made.folder / "data").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in payload)
    assert (made.folder / "bag-info.txt").read_text(encoding="utf-8").splitlines() == [
        "Source-Organization: UBND xã Đông Hà Tỉnh Mẫu",
        "External-Description: Khai sinh thử: Quyển 01/2017 – Xã Đông Hà",
        "Bagging-Date: 2025-03-04",
        f"External-Identifier: {made.folder.name}",
        f"Payload-Oxum: {size}.{len(payload)}",
        "Bag-Software-Agent: Digitizer 0.1.0",
        "Digitizer-Document-Type: test.birth 1.2",
        "Digitizer-Export-Profile: test.birth 2019.1",
        f"Digitizer-Audit-Head: {'ab' * 32}",
    ]


def test_a_correction_says_what_it_replaces(tmp_path: Path) -> None:
    first = Replaced("Quyen-01_20250101-080000", "cd" * 32, 2, "documents/a.pdf", 102)
    replaces = (first, replace(first, number=3, file="documents/b.pdf", case_id=103))
    made_of = replace(content(some_cases(tmp_path)), replaces=replaces)
    made = write_package(made_of, tmp_path / "out")
    manifest = read_manifest(BytesIO((made.folder / "manifest.json").read_bytes()))
    assert [entry.model_dump() for entry in manifest.replaces] == [
        asdict(each) for each in replaces
    ]
    info = (made.folder / "bag-info.txt").read_text(encoding="utf-8")
    assert info.count("Digitizer-Replaces: Quyen-01_20250101-080000\n") == 1
    readme = (made.folder / "README.txt").read_text(encoding="utf-8-sig")
    assert "thay cho 2 hồ sơ" in readme
    assert readme.count("  Quyen-01_20250101-080000") == 2
    assert verify_package(made.archive).is_sound


def test_the_manifest_tells_every_scan_that_pages_come_from(tmp_path: Path) -> None:
    further = (PaperScan("quét 9.pdf", "cd" * 32), PaperScan("thẻ.jpg", "ef" * 32, card=77))
    first, *rest = some_cases(tmp_path)
    made = write_package(content([replace(first, further_scans=further), *rest]), tmp_path / "out")
    manifest = read_manifest(BytesIO((made.folder / "manifest.json").read_bytes()))
    assert [[asdict(scan) for scan in further], [], []] == [
        [entry.model_dump() for entry in case.further_scans] for case in manifest.cases
    ]


def test_the_manifest_tells_who_wrote_which_files(tmp_path: Path) -> None:
    made = write_package(content(some_cases(tmp_path, 1)), tmp_path / "out")
    manifest = read_manifest(BytesIO((made.folder / "manifest.json").read_bytes()))
    assert manifest.format == 3
    written = sorted(name for entry in manifest.exporters for name in entry.files)
    assert written == [entry.name for entry in manifest.files]
    assert {entry.name for entry in manifest.exporters} >= {"workbook", "csv", "json", "documents"}


def test_standard_tools_accept_the_hash_files(tmp_path: Path) -> None:
    made = write_package(content(some_cases(tmp_path, 1)), tmp_path / "out")
    for folder, tool, name in (
        (made.folder, "sha256sum", "manifest-sha256.txt"),
        (made.folder, "sha256sum", "tagmanifest-sha256.txt"),
        (made.folder, "sha512sum", "manifest-sha512.txt"),
        (made.folder, "sha512sum", "tagmanifest-sha512.txt"),
        (made.archive.parent, "sha256sum", made.archive.name + ".sha256"),
    ):
        command = [tool, "--check", "--strict", name]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)


def test_the_readme_is_in_both_languages_for_old_editors(tmp_path: Path) -> None:
    made = write_package(content(some_cases(tmp_path, 1)), tmp_path / "out")
    data = (made.folder / "README.txt").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    text = data.decode("utf-8-sig")
    assert text.index("Khai sinh thử") < text.index("Test birth")


def test_the_zip_holds_the_same_in_a_steady_order(tmp_path: Path) -> None:
    made = write_package(content(some_cases(tmp_path)), tmp_path / "out")
    with zipfile.ZipFile(made.archive) as archive:
        names = archive.namelist()
        assert names == [f"{made.folder.name}/{name}" for name in sorted(made.files)]
        assert {entry.date_time for entry in archive.infolist()} == {(2025, 3, 4, 8, 30, 10)}
        for name in names:
            assert archive.read(name) == (made.folder.parent / name).read_bytes()


def test_an_existing_package_is_never_overwritten(tmp_path: Path) -> None:
    made = write_package(content(some_cases(tmp_path, 1)), tmp_path / "out")
    before = {path: path.read_bytes() for path in made.folder.rglob("*") if path.is_file()}
    with pytest.raises(EnvironmentFault) as caught:
        write_package(content(some_cases(tmp_path, 2)), tmp_path / "out")
    assert caught.value.code == "package-exists"
    assert {path: path.read_bytes() for path in before} == before
    later = replace(content(some_cases(tmp_path, 2)), created_at=CREATED.replace(second=59))
    assert write_package(later, tmp_path / "out").folder != made.folder


def test_bad_content_leaves_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    page = page_file(tmp_path)
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no image")
    with pytest.raises(NotAllowed, match="package-without-cases"):
        write_package(content([]), out)
    with pytest.raises(NotAllowed, match="file-name-collision"):
        write_package(content([case(1, page, values()), case(2, page, values())]), out)
    with pytest.raises(UnreadableFile, match="page-image-unreadable"):
        write_package(content([case(1, page, values()), case(2, broken, values(2))]), out)
    assert {entry.name for entry in out.iterdir()} <= {".digitizer-export.lock"}


def test_a_full_disk_is_said_so_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(package_module, "sync_file", full)
    with pytest.raises(EnvironmentFault) as caught:
        write_package(content(some_cases(tmp_path, 1)), tmp_path / "out")
    assert caught.value.code == "disk-full"
    assert visible(tmp_path / "out") == []


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for place in (tmp_path / "file", tmp_path / "no" / "such"):
        with pytest.raises(EnvironmentFault) as caught:
            write_package(content(some_cases(tmp_path, 1)), place)
        assert caught.value.code == "export-write-failed"
        assert caught.value.params["folder"] == str(place)


def test_a_disk_that_lies_is_found_before_anything_appears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lying(path: Path) -> None:
        if path.suffix == ".sha256" and path.parent.name.startswith(".digitizer"):
            return
        staging.sync_file(path)
        if path.name == "manifest.json":
            document = next((path.parent / "data/documents").iterdir())
            data = bytearray(document.read_bytes())
            data[len(data) // 2] ^= 1
            document.write_bytes(data)

    monkeypatch.setattr(package_module, "sync_file", lying)
    with pytest.raises(EnvironmentFault) as caught:
        write_package(content(some_cases(tmp_path)), tmp_path / "out")
    assert caught.value.code == "package-self-check-failed"
    assert caught.value.params["found"] == "package-file-changed"
    assert visible(tmp_path / "out") == []


def test_a_failing_last_rename_takes_the_others_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.suffix == ".zip":
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(EnvironmentFault, match="export-write-failed"):
        write_package(content(some_cases(tmp_path, 1)), tmp_path / "out")
    assert visible(tmp_path / "out") == []


def test_two_exports_into_one_folder_do_not_meet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").mkdir()
    monkeypatch.setattr(staging, "_WAIT_SECONDS", 0.1)
    with (
        FileLock(tmp_path / "out" / ".digitizer-export.lock"),
        pytest.raises(EnvironmentFault, match="export-busy"),
    ):
        write_package(content(some_cases(tmp_path, 1)), tmp_path / "out")


KILLED = """
    import os, signal, sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[1])
    from exports.package import write_package
    from exports.staging import _PREFIX
    from support.export_content import content, some_cases

    base = Path(sys.argv[2])
    made = content(some_cases(base, 2))

    def die_at(step):
        left = [step]
        def counted(real):
            def call(*args, **options):
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*args, **options)
            return call
        os.fsync, os.rename = counted(os.fsync), counted(os.rename)

    step, status = 0, 1
    while status:
        step += 1
        out = base / f"out{step}"
        child = os.fork()
        if not child:
            die_at(step)
            write_package(made, out)
            os._exit(0)
        status = os.waitpid(child, 0)[1]
    print(step)
"""


@pytest.mark.slow
def test_a_kill_at_any_step_leaves_the_old_or_the_whole_new(tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(textwrap.dedent(KILLED), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, script, TESTS, tmp_path], check=True, capture_output=True, text=True
    )
    steps = int(ran.stdout)
    assert steps > 15  # every file, folder and rename is one
    name = package_name(content([]))
    later = replace(content(some_cases(tmp_path, 1)), created_at=CREATED.replace(second=59))
    wholes = 0
    for step in range(1, steps + 1):
        out = tmp_path / f"out{step}"
        appeared = [out / each for each in visible(out) if not each.endswith(".sha256")]
        assert {path.name for path in appeared} <= {name, f"{name}.zip"}
        assert all(verify_package(path).is_sound for path in appeared)
        had = bool(appeared)
        wholes += had
        if had or step % 6 == 0:
            write_package(later, out)
            assert not list(out.glob(".digitizer-package-*"))
            assert [(out / name).exists(), (out / f"{name}.zip").exists()] == [had, had]
            assert not had or verify_package(out / f"{name}.zip").is_sound
    assert wholes >= 3


PEAK = """
    import resource, sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[1])
    from exports.package import write_package
    from support.export_content import case, content, page_file, values

    base, count = Path(sys.argv[2]), int(sys.argv[3])
    page = page_file(base, (620, 877))
    cases = [case(number, page, values(number)) for number in range(1, count + 1)]
    write_package(content(cases), base / str(count))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.slow
def test_memory_does_not_follow_the_number_of_cases(tmp_path: Path) -> None:
    script = tmp_path / "peak.py"
    script.write_text(textwrap.dedent(PEAK), encoding="utf-8")
    peaks = [
        int(
            subprocess.run(
                [sys.executable, script, TESTS, tmp_path, str(count)],
                check=True,
                capture_output=True,
                text=True,
            ).stdout
        )
        for count in (30, 300)
    ]
    assert peaks[1] < peaks[0] * 1.35
