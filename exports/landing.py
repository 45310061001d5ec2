"""A new file comes into being whole, and one that failed leaves nothing behind.

Where the file system can, the file has no name until it is complete: a kill leaves nothing either,
which matters for what was encrypted before. Elsewhere (FAT on a memory stick, some network
folders) it grows under a hidden name; what a killed run left under such a name is removed by the
next one in that folder.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import IO

_PREFIX = ".digitizer-new-"
_HANDLES = Path("/proc/self/fd")
_NO_SUCH_WAY = frozenset(
    {errno.EOPNOTSUPP, errno.EISDIR, errno.ENOENT, errno.EINVAL, errno.EPERM, errno.ENOSYS}
)


@contextlib.contextmanager
def new_file(target: Path, *, private: bool = False) -> Iterator[IO[bytes]]:
    """A file to write and read, of this user alone when ``private``; it appears as ``target`` when
    the block ends well. Raises FileExistsError where ``target`` is there by then, which is never
    replaced, and OSError."""
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    with _work_file(target.parent, 0o600 if private else 0o666) as (stream, name):
        yield stream
        stream.flush()
        os.fsync(stream.fileno())
        _publish(stream, name, target)
    _sync(target.parent)


@contextlib.contextmanager
def _work_file(folder: Path, mode: int) -> Iterator[tuple[IO[bytes], Path | None]]:
    """An open file and its name, which the best kind does not have."""
    if not _HANDLES.is_dir():
        with _named_file(folder, mode) as found:
            yield found
        return
    try:
        handle = os.open(folder, os.O_TMPFILE | os.O_RDWR | os.O_CLOEXEC, mode)
    except OSError as error:
        if error.errno not in _NO_SUCH_WAY or not folder.is_dir():
            raise
    else:
        with os.fdopen(handle, "w+b") as stream:
            yield stream, None
        return
    with _named_file(folder, mode) as found:
        yield found


@contextlib.contextmanager
def _named_file(folder: Path, mode: int) -> Iterator[tuple[IO[bytes], Path]]:
    """A hidden file that is locked while it is written, so that those of dead runs are known."""
    _remove_leftovers(folder)
    path = folder / f"{_PREFIX}{secrets.token_hex(8)}"
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, mode)
    try:
        with os.fdopen(handle, "w+b") as stream:
            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield stream, path
    finally:
        path.unlink(missing_ok=True)


def _remove_leftovers(folder: Path) -> None:
    for path in folder.glob(f"{_PREFIX}*"):
        with path.open("rb") as stream:
            try:
                fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            path.unlink(missing_ok=True)


def _publish(stream: IO[bytes], name: Path | None, target: Path) -> None:
    if name is None:
        handles = os.open(_HANDLES, os.O_RDONLY)
        try:
            # Only with a folder's handle does the call follow the link to the nameless file.
            os.link(str(stream.fileno()), target, src_dir_fd=handles, follow_symlinks=True)
        finally:
            os.close(handles)
        return
    give_name(name, target)


def give_name(part: Path, target: Path) -> None:
    """The finished file under its name and under no other. Raises FileExistsError where ``target``
    is there, be it since a moment ago, and OSError."""
    try:
        os.link(part, target)
    except OSError as error:
        if error.errno not in _NO_SUCH_WAY:
            raise
        # A file system without links: the name is taken first, then filled by the rename.
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            part.rename(target)
        except OSError:
            with contextlib.suppress(OSError):
                target.unlink()
            raise
    else:
        part.unlink()


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
