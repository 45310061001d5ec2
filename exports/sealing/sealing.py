"""A package's archive becomes one encrypted file, and back; block by block, in flat memory.

The format (age v1) authenticates each block and marks the last, so that a changed, shortened or
lengthened file does not open. It does not say who sealed: that is what the signature beside the
manifest inside is for.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyrage

from digitizer.domain.errors import EnvironmentFault, InvalidInput, NotFound, UnreadableFile
from exports.landing import new_file
from exports.sealing.keys import opening_keys, receiver_keys

SEALED_ENDING = ".age"
_ARCHIVE_ENDING = ".zip"
_BEGINNING = b"age-encryption.org/v1\n"
_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def seal(
    package: Path,
    key_file: Path,
    target: Path | None = None,
    on_block: Callable[[], None] | None = None,
) -> Path:
    """Encrypt a package for every key of the file; ``package`` is an archive, or a package folder
    whose archive lies beside it. The sealed file appears whole, by default beside the archive.
    ``on_block`` is called all the while; what it raises ends the work.

    Raises NotFound ``package-not-found``, InvalidInput ``seal-no-archive`` for a folder without
    its archive, ``sheet-exists`` for a target that is there, EnvironmentFault for the disk, and
    what :func:`receiver_keys` raises."""
    archive = archive_of(package)
    keys = receiver_keys(key_file)
    wanted = target or archive.with_name(archive.name + SEALED_ENDING)
    try:
        with archive.open("rb") as source, new_file(wanted) as sealed:
            read, written = _Kept(source, on_block), _Kept(sealed)
            try:
                pyrage.encrypt_io(read, written, list(keys))
            except pyrage.EncryptError as error:
                raise read.fault or written.fault or error from error
    except OSError as error:
        raise _fault(error, archive, wanted) from error
    return wanted


@dataclass(slots=True)
class _Kept:
    """A file that keeps what reading or writing it raised, of which the library tells only the
    words; ``on_block`` is called before each."""

    stream: IO[bytes]
    on_block: Callable[[], None] | None = None
    fault: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        with self._kept():
            return self.stream.read(size)

    def write(self, block: bytes) -> int:
        with self._kept():
            return self.stream.write(block)

    def flush(self) -> None:
        with self._kept():
            self.stream.flush()

    @contextlib.contextmanager
    def _kept(self) -> Iterator[None]:
        try:
            if self.on_block is not None:
                self.on_block()
            yield
        except BaseException as error:
            self.fault = error
            raise


def unseal(sealed: Path, key_file: Path, target: Path | None = None) -> Path:
    """Decrypt a sealed package with a secret key, by default beside it without its ending. Nothing
    of the content is kept unless all of it is as it was sealed.

    Raises NotFound ``package-not-found``, InvalidInput ``seal-name`` where the name tells no
    target, ``sheet-exists``, ``seal-wrong-key``; UnreadableFile ``seal-not-sealed`` for a file of
    another kind, ``seal-damaged``; EnvironmentFault, and what :func:`opening_keys` raises."""
    if not sealed.is_file():
        raise NotFound("package-not-found", package=sealed)
    if target is None and sealed.suffix != SEALED_ENDING:
        raise InvalidInput("seal-name", file=sealed, ending=SEALED_ENDING)
    wanted = target or sealed.with_suffix("")
    keys = opening_keys(key_file)
    try:
        with sealed.open("rb") as source:
            _require_beginning(source, sealed)
            source.seek(0)
            with new_file(wanted, private=True) as opened:
                pyrage.decrypt_io(source, opened, list(keys))
    except pyrage.DecryptError as error:
        if str(error) == "No matching keys found":
            raise InvalidInput("seal-wrong-key", file=sealed, key=key_file) from error
        raise UnreadableFile("seal-damaged", file=sealed) from error
    except OSError as error:
        if error.errno is None:
            # The library's word for a block that is not as it was sealed.
            raise UnreadableFile("seal-damaged", file=sealed) from error
        raise _fault(error, sealed, wanted) from error
    return wanted


def archive_of(package: Path) -> Path:
    """The archive of a package: itself, or the one beside its folder. Raises NotFound
    ``package-not-found``, InvalidInput ``seal-no-archive`` for a folder without one."""
    if package.is_dir():
        archive = package.with_name(package.name + _ARCHIVE_ENDING)
        if not archive.is_file():
            raise InvalidInput("seal-no-archive", folder=package)
        return archive
    if not package.is_file():
        raise NotFound("package-not-found", package=package)
    return package


def require_sealed(file: Path) -> None:
    """A file that begins as sealed ones do; more cannot be told without the key that opens it.
    Raises UnreadableFile ``seal-not-sealed``, OSError."""
    with file.open("rb") as stream:
        _require_beginning(stream, file)


def _require_beginning(stream: IO[bytes], file: Path) -> None:
    if stream.read(len(_BEGINNING)) != _BEGINNING:
        raise UnreadableFile("seal-not-sealed", file=file)


def _fault(error: OSError, source: Path, target: Path) -> EnvironmentFault | InvalidInput:
    if isinstance(error, FileExistsError):
        return InvalidInput("sheet-exists", file=target)
    if error.errno in _DISK_FULL:
        return EnvironmentFault("disk-full", place=target.parent)
    reason = error.strerror or type(error).__name__
    return EnvironmentFault("seal-no-io", file=source, target=target, reason=reason)
