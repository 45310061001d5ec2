"""Copying a package into a folder or onto a removable medium, and proving that it lies there.

A file grows under a hidden name, is synced, read back from the medium and hashed, and only then
gets its name. What a medium that was pulled out holds under the hidden name is compared and carried
on by the next run.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from digitizer.domain.delivery import Answer, Item, Outcome, Parcel, Receipt, Receiver
from digitizer.domain.errors import DigitizerError, EnvironmentFault, InvalidInput
from digitizer.workflow.delivery_port import Stopped, Watch
from exports.delivery.medium import Medium, no_space
from exports.delivery.parcel import FileParcel, readable
from exports.landing import give_name
from exports.source import stream_digests

_BLOCK = 2**20
# Room for what the file system itself writes beside a file.
_SPARE = 2**20
_CODES = {
    errno.EROFS: "delivery-read-only",
    errno.EACCES: "delivery-not-permitted",
    errno.EPERM: "delivery-not-permitted",
    errno.EFBIG: "delivery-file-limit",
    errno.EIO: "delivery-medium-gone",
    errno.ENODEV: "delivery-medium-gone",
    errno.ENXIO: "delivery-medium-gone",
    errno.ENOENT: "delivery-medium-gone",
    errno.ENOTCONN: "delivery-medium-gone",
    errno.ESTALE: "delivery-medium-gone",
}
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})


@dataclass(frozen=True, slots=True)
class FolderCourier:
    """``away_from`` is a place on the computer's own disk when the folder must lie on a medium of
    its own, None for any folder."""

    receiver: Receiver
    files: FileParcel
    folder: Path
    away_from: Path | None = None
    trusts_receipts: bool = False

    @property
    def parcel(self) -> Parcel:
        return self.files.parcel

    def bring(
        self, item: Item, known: Receipt | None, watch: Watch, *, is_older: bool = False
    ) -> Answer:
        """Nothing that lies there is ever replaced. Raises InvalidInput ``delivery-other-file``
        where another file has the name, ``delivery-name``; NotFound ``delivery-no-folder``;
        EnvironmentFault for a medium that is not there, full, read-only, lying or gone; Stopped."""
        part = self.folder / f".digitizer-{item.sha256[:24]}.part"
        with _told(self.folder, item):
            medium = Medium.at(self.folder, away_from=self.away_from)
            medium.require(item.document, item.size)
            target = self.folder / item.document
            if os.path.lexists(target):
                return self._found(target, item, watch)
            try:
                self._copy(item, part, medium, watch)
                self._publish(part, target)
            except BaseException as error:
                if _is_final(error):
                    _remove(part)
                raise
        return Answer(Outcome.ACCEPTED)

    def _found(self, target: Path, item: Item, watch: Watch) -> Answer:
        if not target.is_file() or _hash(target, watch) != item.sha256:
            raise InvalidInput("delivery-other-file", file=target)
        return Answer(Outcome.FOUND)

    def _copy(self, item: Item, part: Path, medium: Medium, watch: Watch) -> None:
        with self._source(item) as source, _part_file(part) as target:
            there = _carried(source, target, item, watch)
            medium.require_space(item.size - there + _SPARE)
            while block := source.read(_BLOCK):
                watch.go_on()
                target.write(block)
                there += len(block)
                watch.tell(there)
            target.flush()
            os.fsync(target.fileno())
            _forget(target.fileno())
        if part.stat().st_size != item.size or _hash(part, watch) != item.sha256:
            raise EnvironmentFault("delivery-medium-lies", folder=self.folder, name=item.document)

    @contextlib.contextmanager
    def _source(self, item: Item) -> Iterator[_Source]:
        """The item as it lies here: its faults are not those of the medium."""
        package = self.parcel.package
        with readable(package):
            stream = self.files.open_item(item)
        with stream:
            yield _Source(stream, package)

    def _publish(self, part: Path, target: Path) -> None:
        try:
            give_name(part, target)
        except FileExistsError as error:
            raise InvalidInput("delivery-other-file", file=target) from error
        _sync_folder(self.folder)
        if target.name not in {each.name for each in self.folder.iterdir()}:
            raise EnvironmentFault("delivery-name-changed", folder=self.folder, name=target.name)


@dataclass(frozen=True, slots=True)
class _Source:
    stream: IO[bytes]
    package: str

    def read(self, size: int) -> bytes:
        """Raises EnvironmentFault ``package-not-readable``."""
        with readable(self.package):
            return self.stream.read(size)

    def seek(self, place: int) -> None:
        self.stream.seek(place)


@contextlib.contextmanager
def _told(folder: Path, item: Item) -> Iterator[None]:
    """What the operating system says, in words that tell what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise no_space(folder, item.size, 0) from error
        code = _CODES.get(error.errno or 0, "delivery-no-io")
        reason = error.strerror or type(error).__name__
        raise EnvironmentFault(code, folder=folder, reason=reason) from error


@contextlib.contextmanager
def _part_file(part: Path) -> Iterator[IO[bytes]]:
    """The file under its hidden name, with what an earlier run left in it; never through a link."""
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    with os.fdopen(os.open(part, flags, 0o666), "r+b") as stream:
        yield stream


def _carried(source: _Source, target: IO[bytes], item: Item, watch: Watch) -> int:
    """How much of the source lies in the target already; both stand behind it, and the target ends
    there. Only whole blocks that are the same count, since the last one may be half written."""
    there = 0
    while there + _BLOCK <= item.size:
        watch.go_on()
        block = target.read(_BLOCK)
        if len(block) < _BLOCK or block != source.read(_BLOCK):
            break
        there += _BLOCK
        watch.tell(there)
    source.seek(there)
    target.seek(there)
    target.truncate()
    return there


def _hash(file: Path, watch: Watch) -> str:
    with file.open("rb") as stream:
        return stream_digests(stream, ("sha256",), watch.go_on)["sha256"]


def _forget(handle: int) -> None:
    """Let the system forget what it remembers of a synced file, so that the next reading is one of
    the medium."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def _is_final(error: BaseException) -> bool:
    """Whether nothing of the file should stay for the next run; a medium that is gone keeps what it
    has."""
    if isinstance(error, OSError):
        return error.errno in _FULL or error.errno == errno.EFBIG
    return isinstance(error, Stopped | DigitizerError)


def _remove(part: Path) -> None:
    # What cannot be removed now is carried on or removed by the next run.
    with contextlib.suppress(OSError):
        part.unlink(missing_ok=True)
