"""The vault: what is put in comes out byte for byte, or somebody is told."""

from __future__ import annotations

import errno
import hashlib
import os
import socket
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from digitizer.domain.errors import EnvironmentFault, NotFound
from digitizer.messages import LANGUAGES, Messages
from digitizer.store import FileVault

CONTENT = b"%PDF-1.7\n" + bytes(range(256)) * 9000


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "khai sinh số 5.pdf"
    path.write_bytes(CONTENT)
    return path


@pytest.fixture
def vault(tmp_path: Path) -> FileVault:
    return FileVault(tmp_path / "vault")


def _files(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "vault").rglob("*") if path.is_file()]


def test_a_file_lies_under_its_hash_read_only(vault, source, tmp_path):
    blob = vault.put(source)
    assert blob.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert blob.size == len(CONTENT)
    place = vault.path(blob.sha256)
    digits = blob.sha256
    assert place == tmp_path / "vault" / digits[:2] / digits[2:4] / digits
    assert place.read_bytes() == source.read_bytes() == CONTENT
    assert stat.S_IMODE(place.stat().st_mode) & 0o222 == 0
    assert stat.S_IMODE((tmp_path / "vault").stat().st_mode) == 0o700
    assert _files(tmp_path) == [place]


def test_an_empty_file_is_a_file_too(vault, tmp_path):
    (tmp_path / "empty").touch()
    assert vault.path(vault.put(tmp_path / "empty").sha256).read_bytes() == b""


def test_the_same_bytes_again_change_nothing(vault, source, tmp_path):
    place = vault.path(vault.put(source).sha256)
    before = place.stat()
    assert vault.put(source).sha256 == place.name
    assert (place.stat().st_ino, place.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert _files(tmp_path) == [place]


@pytest.mark.parametrize("damaged", [b"", CONTENT[:-1] + b"?", CONTENT[:100]])
def test_a_damaged_blob_is_replaced_by_whoever_brings_it_again(vault, source, damaged):
    place = vault.path(vault.put(source).sha256)
    place.chmod(0o600)
    place.write_bytes(damaged)
    vault.put(source)
    assert place.read_bytes() == CONTENT


def test_many_at_once_may_bring_the_same_file(vault, source, tmp_path):
    with ThreadPoolExecutor(8) as pool:
        found = {blob.sha256 for blob in pool.map(lambda _: vault.put(source), range(16))}
    assert [path.name for path in _files(tmp_path)] == list(found)


@pytest.mark.parametrize("name", ["0" * 64, "", "../tmp", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_a_blob_that_is_not_there_is_not_found(vault, name):
    with pytest.raises(NotFound, match="blob-missing"):
        vault.path(name)


def test_a_source_that_cannot_be_read_is_named_and_leaves_nothing(vault, tmp_path):
    for bad in (tmp_path / "gone.pdf", tmp_path):
        with pytest.raises(EnvironmentFault, match="vault-source-unreadable"):
            vault.put(bad)
    assert _files(tmp_path) == []


def _fail_with(code: int):
    def fail(*_args: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize(
    ("code", "named"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EIO, "vault-write-failed"),
        (errno.EROFS, "vault-write-failed"),
    ],
)
def test_a_disk_that_refuses_is_named_and_leaves_nothing(
    vault, source, tmp_path, monkeypatch, code, named
):
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", _fail_with(code))
        with pytest.raises(EnvironmentFault, match=named) as caught:
            vault.put(source)
    for language in LANGUAGES:
        assert str(tmp_path) in Messages(language).error(caught.value)
    assert _files(tmp_path) == []
    assert source.read_bytes() == CONTENT
    vault.put(source)


def test_a_really_full_disk_is_named(vault, source, tmp_path):
    """/dev/full refuses every write like a full disk does."""
    with pytest.MonkeyPatch.context() as patched:
        real_open = Path.open
        patched.setattr(
            Path,
            "open",
            lambda path, mode="r", *rest: real_open(
                Path("/dev/full") if mode == "xb" else path, mode.replace("x", "w"), *rest
            ),
        )
        with pytest.raises(EnvironmentFault, match="disk-full"):
            vault.put(source)
    assert _files(tmp_path) == []


def test_a_disk_that_gives_other_bytes_back_is_caught(vault, source, tmp_path, monkeypatch):
    real = os.fsync

    def flip_a_bit_on_disk(handle: int) -> None:
        real(handle)
        if stat.S_ISREG(os.fstat(handle).st_mode):
            os.pwrite(handle, b"#", 1000)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", flip_a_bit_on_disk)
        with pytest.raises(EnvironmentFault, match="vault-mismatch"):
            vault.put(source)
    assert _files(tmp_path) == []


def test_a_vault_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentFault, match="vault-write-failed"):
        FileVault(tmp_path / "file" / "vault")


_HANG_WHILE_COPYING = """
import os, sys, time
from pathlib import Path
from digitizer.store import FileVault
def hang(handle):
    sys.stdout.write("copied\\n")
    sys.stdout.flush()
    time.sleep(60)
os.fsync = hang
FileVault(Path(sys.argv[1])).put(Path(sys.argv[2]))
"""


def test_a_killed_copy_is_cleaned_up_at_the_next_start_and_a_running_one_is_not(source, tmp_path):
    root = tmp_path / "vault"
    command = [sys.executable, "-c", _HANG_WHILE_COPYING, root, source]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"copied\n"
        FileVault(root)
        assert len(_files(tmp_path)) == 1, "a copy in the making belongs to a living process"
        process.kill()
    FileVault(root)
    assert _files(tmp_path) == []


def test_leftovers_of_another_computer_go_when_they_are_a_day_old(tmp_path):
    tmp = tmp_path / "vault" / "tmp"
    tmp.mkdir(parents=True)
    fresh = tmp / f"{socket.gethostname()}-2~1~{'a' * 32}.part"
    old = tmp / f"{socket.gethostname()}-2~1~{'b' * 32}.part"
    for path in (fresh, old):
        path.touch()
    os.utime(old, (0, 0))
    FileVault(tmp_path / "vault")
    assert _files(tmp_path) == [fresh]
