"""A finished package as it is brought as files: its archive and the hash of it beside."""

from __future__ import annotations

import contextlib
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from digitizer.domain.delivery import Item, Parcel
from digitizer.domain.errors import EnvironmentFault, NotAllowed
from exports.manifest import MANIFEST
from exports.sealing import SEALED_ENDING, require_sealed
from exports.source import EntryUnreadable, archive_source, stream_digests
from exports.verify import ARCHIVE_HASH_ENDING, verify_package

GoOn = Callable[[], None]
"""Called now and then during long work; what it raises ends that."""

ARCHIVE_FAULTS = (OSError, zipfile.BadZipFile, zlib.error, EOFError)

_ARCHIVE_ENDING = ".zip"
_BLOCK = 2**20


@dataclass(frozen=True, slots=True)
class FileParcel:
    """``open_item`` gives the bytes of an item of the parcel from its beginning."""

    parcel: Parcel
    open_item: Callable[[Item], IO[bytes]]


def whatever() -> None:
    """Goes on whatever happens."""


def require_sound(archive: Path, go_on: GoOn = whatever) -> None:
    """Nothing leaves that differs from its manifest, or that is not ours; of a sealed one only the
    beginning can be looked at. ``go_on`` is called before each of its files and may raise to stop.
    Raises NotAllowed ``delivery-unsound``, ``delivery-foreign``, UnreadableFile
    ``seal-not-sealed``, EnvironmentFault ``package-not-readable``, and what
    :func:`exports.verify.verify_package` raises."""
    if is_sealed(archive):
        with readable(archive):
            require_sealed(archive)
        return
    with readable(archive):
        report = verify_package(archive, on_file=go_on)
    if not report.is_sound:
        raise NotAllowed("delivery-unsound", package=archive.name, count=len(report.problems))
    if report.is_foreign:
        raise NotAllowed("delivery-foreign", package=archive.name)


def is_sealed(archive: Path) -> bool:
    return archive.suffix == SEALED_ENDING


def package_name(archive: Path) -> str:
    """The name of the package, also of a sealed one."""
    return archive.name.removesuffix(SEALED_ENDING).removesuffix(_ARCHIVE_ENDING)


def manifest_of(archive: Path) -> str:
    """The SHA-256 (hex) of the manifest of a package, by which it is known whatever its file is
    called. Empty for a sealed one, and where there is none to read."""
    if is_sealed(archive):
        return ""
    try:
        with zipfile.ZipFile(archive) as opened:
            return archive_source(opened, archive.stat().st_size).sha256(MANIFEST)
    except (*ARCHIVE_FAULTS, ValueError, KeyError, EntryUnreadable):
        return ""


def sha256_of(file: Path, go_on: GoOn = whatever) -> str:
    """Of a whole file (hex); ``go_on`` is called all the while and may raise to stop. Raises
    EnvironmentFault ``package-not-readable``."""
    with readable(file), file.open("rb") as stream:
        return stream_digests(stream, ("sha256",), go_on)["sha256"]


@contextlib.contextmanager
def readable(package: Path | str) -> Iterator[None]:
    """Raises EnvironmentFault ``package-not-readable`` where the system cannot read it."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EnvironmentFault("package-not-readable", package=package, reason=reason) from error


def file_parcel(
    archive: Path, package: str | None = None, manifest: str = "", go_on: GoOn = whatever
) -> FileParcel:
    """The archive, sealed or not, and the file with its hash, as ``sha256sum`` reads it;
    ``package`` is its name where the file is called otherwise, ``manifest`` as
    :func:`manifest_of` gives it. Raises as :func:`sha256_of`."""
    sha256 = sha256_of(archive, go_on)
    beside = f"{sha256}  {archive.name}\n".encode()
    with readable(archive):
        size = archive.stat().st_size
    first = Item(archive.name, sha256, sha256, size)
    told = hashlib.sha256(beside).hexdigest()
    second = Item(archive.name + ARCHIVE_HASH_ENDING, told, told, len(beside))

    def open_item(item: Item) -> IO[bytes]:
        return io.BytesIO(beside) if item == second else archive.open("rb")

    parcel = Parcel(package or package_name(archive), sha256, (first, second), manifest)
    return FileParcel(parcel, open_item)
