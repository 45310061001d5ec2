"""A package encrypted for its receiver: opens for nobody else, and whole or not at all."""

from __future__ import annotations

import errno
import os
import resource
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from digitizer.domain.errors import EnvironmentFault, InvalidInput, NotFound, UnreadableFile
from exports import landing
from exports.landing import new_file
from exports.sealing import new_key, seal, unseal

SECRET = b"Nguyen Van Mau 001095000001 " * 9000


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, Path]:
    """The public and the secret key of a receiver."""
    public = tmp_path / "receiver.txt"
    public.write_text(f"# Sở Tư pháp\n{new_key(tmp_path / 'receiver.key')}\n", encoding="utf-8")
    return public, tmp_path / "receiver.key"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "lo-1.zip"
    path.write_bytes(SECRET)
    return path


def test_what_is_sealed_opens_for_its_receiver(package: Path, keys: tuple[Path, Path]) -> None:
    public, secret = keys

    sealed = seal(package, public)
    package.unlink()
    opened = unseal(sealed, secret)

    assert sealed.name == "lo-1.zip.age"
    assert SECRET[:28] not in sealed.read_bytes()
    assert (opened, opened.read_bytes()) == (package, SECRET)
    assert stat.S_IMODE(opened.stat().st_mode) == 0o600


def test_a_folder_stands_for_the_archive_beside_it(package: Path, keys: tuple[Path, Path]) -> None:
    package.with_suffix("").mkdir()

    assert seal(package.with_suffix(""), keys[0]).name == "lo-1.zip.age"
    package.unlink()
    with pytest.raises(InvalidInput, match="seal-no-archive"):
        seal(package.with_suffix(""), keys[0])


def test_a_key_of_somebody_else_does_not_open(
    package: Path, keys: tuple[Path, Path], tmp_path: Path
) -> None:
    sealed = seal(package, keys[0])
    new_key(tmp_path / "other.key")

    with pytest.raises(InvalidInput, match="seal-wrong-key"):
        unseal(sealed, tmp_path / "other.key", tmp_path / "opened.zip")
    assert not (tmp_path / "opened.zip").exists()


def test_whatever_is_changed_nothing_is_kept(
    package: Path, keys: tuple[Path, Path], tmp_path: Path
) -> None:
    sealed = seal(package, keys[0])
    whole = sealed.read_bytes()
    before = sorted(tmp_path.iterdir())
    changed = [whole[:size] for size in (0, 30, 150, len(whole) // 2, len(whole) - 1)]
    changed += [whole + b"\0", whole[:70_000] + whole[140_000:]]
    changed += [
        whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        for at in range(5, len(whole), len(whole) // 40)
    ]
    for data in changed:
        sealed.write_bytes(data)
        with pytest.raises((UnreadableFile, InvalidInput)) as found:
            unseal(sealed, keys[1], tmp_path / "opened.zip")
        assert found.value.code in {"seal-damaged", "seal-not-sealed", "seal-wrong-key"}
        assert sorted(tmp_path.iterdir()) == before


def test_nothing_is_replaced(package: Path, keys: tuple[Path, Path]) -> None:
    sealed = seal(package, keys[0])
    before = sealed.read_bytes()

    with pytest.raises(InvalidInput, match="sheet-exists"):
        seal(package, keys[0])
    with pytest.raises(InvalidInput, match="sheet-exists"):
        unseal(sealed, keys[1])
    with pytest.raises(InvalidInput, match="sheet-exists"):
        new_key(keys[1])
    assert (sealed.read_bytes(), package.read_bytes()) == (before, SECRET)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "receiver-key-wrong"),
        ("age1abc", "receiver-key-wrong"),
        ("ssh-ed25519 AAAA", "receiver-key-wrong"),
        ("xin chào", "receiver-key-wrong"),
        ("AGE-SECRET-KEY-1QQQ", "receiver-key-secret"),
    ],
)
def test_a_wrong_public_key_is_named(tmp_path: Path, package: Path, text: str, code: str) -> None:
    (tmp_path / "odd.txt").write_text(text, encoding="utf-8")

    with pytest.raises(InvalidInput) as found:
        seal(package, tmp_path / "odd.txt")
    assert found.value.code == code


def test_a_secret_key_is_private(package: Path, keys: tuple[Path, Path]) -> None:
    sealed = seal(package, keys[0])
    assert stat.S_IMODE(keys[1].stat().st_mode) == 0o600
    keys[1].chmod(0o644)

    with pytest.raises(InvalidInput, match="opening-key-open"):
        unseal(sealed, keys[1])


def test_what_is_not_there_or_not_sealed_is_named(
    package: Path, keys: tuple[Path, Path], tmp_path: Path
) -> None:
    with pytest.raises(NotFound, match="package-not-found"):
        seal(tmp_path / "none.zip", keys[0])
    with pytest.raises(NotFound, match="package-not-found"):
        unseal(tmp_path / "none.zip.age", keys[1])
    with pytest.raises(InvalidInput, match="seal-name"):
        unseal(package, keys[1])
    with pytest.raises(UnreadableFile, match="seal-not-sealed"):
        unseal(package, keys[1], tmp_path / "x")
    with pytest.raises(EnvironmentFault, match="key-no-io"):
        seal(package, tmp_path / "none.txt")


def test_keys_of_ssh_serve_as_well(package: Path, tmp_path: Path) -> None:
    key = ed25519.Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
    (tmp_path / "id.pub").write_bytes(public + b" so-tu-phap\n")
    secret = tmp_path / "id"
    secret.touch(0o600)
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))

    sealed = seal(package, tmp_path / "id.pub")

    assert unseal(sealed, secret, tmp_path / "opened").read_bytes() == SECRET


def test_a_large_package_needs_no_memory(tmp_path: Path, keys: tuple[Path, Path]) -> None:
    large = tmp_path / "large.zip"
    with large.open("wb") as stream:
        for _ in range(120):
            stream.write(os.urandom(2**20))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    unseal(seal(large, keys[0]), keys[1], tmp_path / "opened.zip")

    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 30_000
    assert (tmp_path / "opened.zip").stat().st_size == large.stat().st_size


# Landing


def test_a_killed_run_leaves_no_cleartext(tmp_path: Path) -> None:
    target = tmp_path / "opened.zip"
    program = (
        "import sys, time\nfrom pathlib import Path\nfrom exports.landing import new_file\n"
        f"with new_file(Path({str(target)!r}), private=True) as stream:\n"
        "    stream.write(b'cleartext' * 1000)\n    stream.flush()\n"
        "    print('ready', flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"ready\n"
        run.send_signal(signal.SIGKILL)

    assert list(tmp_path.iterdir()) == []


def test_where_files_need_names_a_dead_run_is_cleared_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(landing, "_HANDLES", Path("/nowhere"))
    left = tmp_path / ".digitizer-new-left"
    left.write_bytes(b"cleartext")

    with new_file(tmp_path / "one") as stream:
        stream.write(b"1")
        assert not left.exists()
        with new_file(tmp_path / "two") as other:
            other.write(b"2")
    with pytest.raises(ZeroDivisionError), new_file(tmp_path / "three"):
        raise ZeroDivisionError

    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]
    assert (tmp_path / "one").read_bytes() == b"1"


def test_who_comes_first_keeps_the_name(tmp_path: Path) -> None:
    target = tmp_path / "file"

    def come_late() -> None:
        with new_file(target) as stream:
            stream.write(b"late")
            target.write_bytes(b"early")

    with pytest.raises(FileExistsError):
        come_late()

    assert target.read_bytes() == b"early"


@pytest.mark.parametrize(
    ("fault", "raised"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), EnvironmentFault),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
)
def test_what_reading_raises_comes_out_as_it_is_and_leaves_nothing(
    package: Path, keys: tuple[Path, Path], fault: BaseException, raised: type[BaseException]
) -> None:
    """The library knows only its words."""

    def fail() -> None:
        raise fault

    before = sorted(package.parent.iterdir())

    with pytest.raises(raised):
        seal(package, keys[0], on_block=fail)

    assert sorted(package.parent.iterdir()) == before
