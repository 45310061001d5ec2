"""A package that does not count goes as a whole or not at all."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock
from support.export_content import CREATED, content, some_cases

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.package import PackageResult
from exports import staging, verify_package, write_package
from exports.staging import stage, withdraw

LATER = CREATED.replace(second=CREATED.second + 1)


def lying_in(folder: Path) -> list[str]:
    """All but the lock."""
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


@pytest.fixture
def made(tmp_path: Path) -> PackageResult:
    return write_package(content(some_cases(tmp_path, 1)), tmp_path / "out")


def test_it_leaves_nothing_behind_and_others_alone(tmp_path: Path, made: PackageResult) -> None:
    held = lying_in(tmp_path / "out")
    later = replace(content(some_cases(tmp_path, 1)), created_at=LATER)
    withdraw(write_package(later, tmp_path / "out"))
    assert lying_in(tmp_path / "out") == held
    withdraw(made)
    assert lying_in(tmp_path / "out") == []


def test_one_that_is_held_open_stays_whole(
    tmp_path: Path, made: PackageResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, rename = lying_in(tmp_path / "out"), Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self == made.folder:
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(EnvironmentFault, match="export-write-failed"):
        withdraw(made)
    monkeypatch.undo()
    assert [name for name in lying_in(tmp_path / "out") if name[0] != "."] == held
    assert verify_package(made.archive).is_sound


def test_a_kill_meanwhile_leaves_the_whole_package(
    tmp_path: Path, made: PackageResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, rename = lying_in(tmp_path / "out"), Path.rename

    def killed(self: Path, target: Path) -> Path:
        if self == made.folder:
            raise SystemExit
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", killed)
    monkeypatch.setattr("shutil.rmtree", lambda *args, **options: None)
    with pytest.raises(SystemExit):
        withdraw(made)
    monkeypatch.undo()
    later = replace(content(some_cases(tmp_path, 1)), created_at=LATER)
    withdraw(write_package(later, tmp_path / "out"))
    assert lying_in(tmp_path / "out") == held
    assert all(verify_package(place).is_sound for place in (made.folder, made.archive))


def test_it_does_not_meet_an_export(
    tmp_path: Path, made: PackageResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "_WITHDRAW_SECONDS", 0.1)
    with (
        FileLock(tmp_path / "out" / ".digitizer-export.lock"),
        pytest.raises(EnvironmentFault, match="export-busy"),
    ):
        withdraw(made)
    assert verify_package(made.folder).is_sound


def test_what_is_stopped_between_appearing_and_being_told_leaves_nothing(tmp_path: Path) -> None:
    """Ctrl-C comes when the package lies there and the exporter has not said so yet."""
    target = tmp_path / "out"

    def stopped() -> None:
        with stage(target, "goi") as work:
            work.folder.mkdir()
            for part in (work.archive, work.archive_hash):
                part.touch()
            work.publish()
            assert lying_in(target)[-3:] == ["goi", "goi.zip", "goi.zip.sha256"]
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert lying_in(target) == []
