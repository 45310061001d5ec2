"""Copying a package into a folder or onto a medium: whole under its name, or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.parcels import watch

from digitizer.domain.delivery import Outcome, Receiver, Way
from digitizer.domain.errors import EnvironmentFault, InvalidInput, NotFound
from digitizer.workflow.delivery_port import Stopped, Watch
from exports.delivery.folder import FolderCourier
from exports.delivery.medium import Medium
from exports.delivery.parcel import file_parcel

BLOCK = 2**20
DATA = os.urandom(3 * BLOCK + 77)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    file = tmp_path / "Lo-mau_20261128-080000.zip"
    file.write_bytes(DATA)
    return file


def courier(archive: Path, folder: Path, away_from: Path | None = None) -> FolderCourier:
    receiver = Receiver("usb", "USB", Way.MEDIA if away_from else Way.FOLDER, str(folder))
    return FolderCourier(receiver, file_parcel(archive), folder, away_from)


def bring_all(made: FolderCourier, how: Watch | None = None) -> list[Outcome]:
    return [made.bring(item, None, how or watch()).outcome for item in made.parcel.items]


def shown(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def part_of(folder: Path, data: bytes = DATA) -> Path:
    return folder / f".digitizer-{hashlib.sha256(data).hexdigest()[:24]}.part"


def test_archive_and_hash_lie_there_as_the_hash_program_reads_them(
    archive: Path, stick: Path
) -> None:
    assert bring_all(courier(archive, stick)) == [Outcome.ACCEPTED] * 2

    assert (stick / archive.name).read_bytes() == DATA
    told = (stick / f"{archive.name}.sha256").read_text()
    assert told == f"{hashlib.sha256(DATA).hexdigest()}  {archive.name}\n"
    assert len(shown(stick)) == 2


def test_a_second_time_everything_is_found(archive: Path, stick: Path) -> None:
    bring_all(courier(archive, stick))

    assert bring_all(courier(archive, stick)) == [Outcome.FOUND] * 2


def test_a_file_of_somebody_else_is_never_overwritten(archive: Path, stick: Path) -> None:
    (stick / archive.name).write_bytes(b"other")

    with pytest.raises(InvalidInput, match="delivery-other-file"):
        bring_all(courier(archive, stick))

    assert (stick / archive.name).read_bytes() == b"other"


@pytest.mark.parametrize("has_links", [True, False], ids=["links", "no-links"])
def test_a_file_that_appears_meanwhile_is_not_overwritten_either(
    archive: Path, stick: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    def no_links(_part: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    if not has_links:
        monkeypatch.setattr(os, "link", no_links)

    def appear(_done: int) -> None:
        (stick / archive.name).write_bytes(b"other")

    with pytest.raises(InvalidInput, match="delivery-other-file"):
        bring_all(courier(archive, stick), Watch(appear, threading.Event()))

    assert (stick / archive.name).read_bytes() == b"other"
    assert shown(stick) == [archive.name]


def test_a_medium_without_links_gets_the_files_too(
    archive: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(_part: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", no_links)

    assert bring_all(courier(archive, stick)) == [Outcome.ACCEPTED] * 2
    assert (stick / archive.name).read_bytes() == DATA
    assert len(shown(stick)) == 2


def test_a_package_that_is_gone_is_no_pulled_medium(archive: Path, stick: Path) -> None:
    made = courier(archive, stick)
    archive.unlink()

    with pytest.raises(EnvironmentFault, match="package-not-readable"):
        bring_all(made)

    assert shown(stick) == []


@pytest.mark.parametrize(
    "left",
    [
        DATA[: 2 * BLOCK],
        DATA[: 2 * BLOCK + 5],
        b"x" * 100,
        DATA[:BLOCK] + b"y" * BLOCK,
        DATA + b"z",
    ],
    ids=["whole-blocks", "half-a-block", "another", "damaged", "longer"],
)
def test_what_was_left_on_the_medium_is_compared_and_carried_on(
    archive: Path, stick: Path, left: bytes
) -> None:
    part_of(stick).write_bytes(left)
    told: list[int] = []

    outcomes = bring_all(courier(archive, stick), Watch(told.append, threading.Event()))

    assert outcomes == [Outcome.ACCEPTED] * 2
    assert (stick / archive.name).read_bytes() == DATA
    assert len(shown(stick)) == 2


def test_what_is_carried_on_is_not_written_again(
    archive: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part_of(stick).write_bytes(DATA[: 2 * BLOCK])
    asked: list[int] = []
    monkeypatch.setattr(Medium, "require_space", lambda _self, needed: asked.append(needed))

    bring_all(courier(archive, stick))

    assert asked[0] == BLOCK + 77 + BLOCK


def test_a_link_under_the_hidden_name_is_not_followed(archive: Path, stick: Path) -> None:
    victim = stick.parent / "victim"
    victim.write_bytes(b"mine")
    part_of(stick).symlink_to(victim)

    with pytest.raises(EnvironmentFault, match="delivery-no-io"):
        bring_all(courier(archive, stick))

    assert victim.read_bytes() == b"mine"


def test_too_little_space_is_said_before_anything_is_written(
    archive: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = os.statvfs_result((4096, 4096, 100, 10, 10, 0, 0, 0, 0, 255))
    monkeypatch.setattr(os, "statvfs", lambda _path: full)

    with pytest.raises(EnvironmentFault) as fault:
        bring_all(courier(archive, stick))

    assert fault.value.code == "delivery-no-space"
    assert (fault.value.params["needed"], fault.value.params["free"]) == ("5", "1")
    assert shown(stick) == []


@pytest.mark.parametrize(
    ("number", "code", "stays"),
    [
        (errno.ENOSPC, "delivery-no-space", False),
        (errno.EFBIG, "delivery-file-limit", False),
        (errno.EROFS, "delivery-read-only", True),
        (errno.EIO, "delivery-medium-gone", True),
        (errno.ENODEV, "delivery-medium-gone", True),
        (errno.ENOTTY, "delivery-no-io", True),
    ],
)
def test_a_medium_that_fails_in_the_middle_shows_nothing_half(
    archive: Path,
    stick: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    code: str,
    stays: bool,
) -> None:
    def fail(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as context:
        context.setattr(os, "fsync", fail)
        with pytest.raises(EnvironmentFault) as fault:
            bring_all(courier(archive, stick))

    assert fault.value.code == code
    assert shown(stick) == ([part_of(stick).name] if stays else [])
    assert bring_all(courier(archive, stick)) == [Outcome.ACCEPTED] * 2


def test_a_medium_that_keeps_something_else_than_was_written_is_found_out(
    archive: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def lie(handle: int) -> None:
        real(handle)
        os.pwrite(handle, b"\0" * 16, BLOCK)

    monkeypatch.setattr(os, "fsync", lie)

    with pytest.raises(EnvironmentFault, match="delivery-medium-lies"):
        bring_all(courier(archive, stick))

    assert shown(stick) == []


def test_stopping_takes_back_what_is_under_way(archive: Path, stick: Path) -> None:
    stop = threading.Event()

    with pytest.raises(Stopped):
        bring_all(courier(archive, stick), Watch(lambda _done: stop.set(), stop))

    assert shown(stick) == []


def test_a_folder_that_is_not_there_is_not_made(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="delivery-no-folder"):
        bring_all(courier(archive, tmp_path / "nowhere"))

    assert not (tmp_path / "nowhere").exists()


def test_the_empty_folder_of_a_medium_that_is_not_plugged_in_gets_nothing(
    archive: Path, stick: Path, tmp_path: Path
) -> None:
    with pytest.raises(EnvironmentFault, match="delivery-not-plugged-in"):
        bring_all(courier(archive, stick, away_from=tmp_path))

    assert shown(stick) == []


def test_a_medium_of_its_own_takes_the_package(
    archive: Path, tmp_path: Path, shared_memory: Path
) -> None:
    made = courier(archive, shared_memory, away_from=tmp_path)

    assert bring_all(made) == [Outcome.ACCEPTED] * 2
    assert Medium.at(shared_memory, away_from=tmp_path).kind == "tmpfs"


@pytest.fixture
def shared_memory(tmp_path: Path) -> Iterator[Path]:
    """A folder on a file system of its own, as a medium is one."""
    place = Path("/dev/shm")  # noqa: S108
    own = {tmp_path.stat().st_dev, Path("/").stat().st_dev}
    if not place.is_dir() or place.stat().st_dev in own:
        pytest.skip("no second file system to write to")
    folder = place / f"digitizer-test-{os.getpid()}"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


def mounts(folder: Path, kind: str) -> Callable[[Path], Path]:
    def table(place: Path) -> Path:
        file = place / "mountinfo"
        file.write_text(
            "20 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
            f"30 20 8:17 / {str(folder).replace(' ', chr(92) + '040')} rw - {kind} /dev/sdb1 rw\n"
        )
        return file

    return table


@pytest.mark.parametrize(
    ("kind", "size", "fits"),
    [
        ("vfat", 2**32 - 1, True),
        ("vfat", 2**32, False),
        ("exfat", 2**32, True),
        ("ext4", 2**40, True),
    ],
)
def test_fat_takes_no_file_of_four_gigabytes(
    tmp_path: Path, kind: str, size: int, fits: bool
) -> None:
    folder = tmp_path / "TAI LIEU"
    folder.mkdir()
    medium = Medium.at(folder, away_from=None, table=mounts(folder, kind)(tmp_path))

    assert medium.kind == kind
    if fits:
        medium.require("Lo-mau.zip", size)
    else:
        with pytest.raises(EnvironmentFault, match="delivery-too-large-for-fat"):
            medium.require("Lo-mau.zip", size)


@pytest.mark.parametrize(
    "name", ["a:b.zip", "a?.zip", "a\\b.zip", "CON.zip", "a. ", "x" * 252 + ".zip", "a\x01.zip", ""]
)
def test_a_name_that_media_cannot_keep_is_refused(tmp_path: Path, name: str) -> None:
    medium = Medium(tmp_path, "vfat")

    with pytest.raises(InvalidInput, match="delivery-name"):
        medium.require(name, 1)


def test_a_vietnamese_name_is_taken(tmp_path: Path) -> None:
    Medium(tmp_path, "vfat").require("Lô khai sinh 01-2021.zip", 1)
