"""The vault: files kept byte for byte under their SHA-256, never altered.

``<root>/ab/cd/<sha256>`` for a hash that begins with abcd; ``<root>/tmp`` holds copies in the
making, so that a blob under its name is always whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import socket
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from digitizer.domain.errors import EnvironmentFault, NotFound
from digitizer.store.faults import is_disk_full
from digitizer.workflow.ports import StoredBlob

_CHUNK = 1024 * 1024
_STALE_SECONDS = 24 * 60 * 60
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LEFTOVER = re.compile(r"(?P<host>.+)~(?P<pid>\d+)~[0-9a-f]{32}\.part")


class FileVault:
    """Several processes may use one vault at the same time.

    Opening it makes the folder (for its owner only) and removes the unfinished copies of dead
    processes. Raises EnvironmentFault ``vault-write-failed`` or ``disk-full``.
    """

    def __init__(self, root: Path) -> None:
        self._root = root.absolute()
        self._tmp = self._root / "tmp"
        with _writing(self._root):
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._tmp.mkdir(mode=0o700, exist_ok=True)
            self._clean()

    def put(self, source: Path) -> StoredBlob:
        """Copy, sync to disk, read back and compare, then name the blob by its hash.

        The same bytes again change nothing, except that a blob found damaged is replaced.
        Raises EnvironmentFault: ``vault-source-unreadable`` for the source, ``disk-full``,
        ``vault-write-failed``, or ``vault-mismatch`` when the disk gives other bytes back.
        """
        part = self._tmp / f"{_host()}~{os.getpid()}~{uuid.uuid4().hex}.part"
        try:
            blob = self._copy(source, part)
            with _writing(self._root):
                if _hash(part, from_disk=True) != blob.sha256:
                    raise EnvironmentFault("vault-mismatch", place=self._root)
                self._name(part, blob.sha256)
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        return blob

    def path(self, sha256: str) -> Path:
        """Where the blob lies; raises NotFound ``blob-missing`` when the vault lacks it."""
        place = self._place(sha256) if _SHA256.fullmatch(sha256) else None
        if place is None or not place.is_file():
            raise NotFound("blob-missing", sha256=sha256)
        return place

    def _place(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256[2:4] / sha256

    def _copy(self, source: Path, part: Path) -> StoredBlob:
        digest, size = hashlib.sha256(), 0
        with _open_source(source) as reader, _writing(self._root), part.open("xb") as writer:
            while chunk := _read_source(reader, source):
                digest.update(chunk)
                size += len(chunk)
                writer.write(chunk)
            writer.flush()
            os.fchmod(writer.fileno(), 0o440)
            os.fsync(writer.fileno())
        return StoredBlob(digest.hexdigest(), size)

    def _name(self, part: Path, sha256: str) -> None:
        place = self._place(sha256)
        inner, outer = place.parent, place.parent.parent
        outer.mkdir(mode=0o700, exist_ok=True)
        inner.mkdir(mode=0o700, exist_ok=True)
        if not (place.is_file() and _hash(place) == sha256):
            part.replace(place)
        # Also for a blob that was there: who named it may have died before this.
        for folder in (inner, outer, self._root):
            _sync_folder(folder)

    def _clean(self) -> None:
        for path in self._tmp.iterdir():
            copy = _LEFTOVER.fullmatch(path.name)
            # Another process that starts now may be cleaning up as well.
            with contextlib.suppress(FileNotFoundError):
                if copy and (_is_of_the_dead(copy) or _is_old(path)):
                    path.unlink()


def _is_of_the_dead(copy: re.Match[str]) -> bool:
    return copy["host"] == _host() and not _is_alive(int(copy["pid"]))


def _is_old(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > _STALE_SECONDS


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _host() -> str:
    return re.sub(r"[^\w.-]", "-", socket.gethostname()) or "localhost"


def _hash(path: Path, *, from_disk: bool = False) -> str:
    """SHA-256 of the file; ``from_disk`` drops what the system remembers of it where it can."""
    digest = hashlib.sha256()
    with path.open("rb") as reader:
        if from_disk and sys.platform == "linux":
            os.posix_fadvise(reader.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while chunk := reader.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _writing(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if is_disk_full(error):
            raise EnvironmentFault("disk-full", place=root) from error
        raise EnvironmentFault("vault-write-failed", place=root) from error


def _open_source(source: Path) -> BinaryIO:
    try:
        return source.open("rb")
    except OSError as error:
        raise EnvironmentFault("vault-source-unreadable", name=source.name) from error


def _read_source(reader: BinaryIO, source: Path) -> bytes:
    try:
        return reader.read(_CHUNK)
    except OSError as error:
        raise EnvironmentFault("vault-source-unreadable", name=source.name) from error
