"""A finished package as it is brought as files: its archive and the hash of it beside."""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from digitizer.domain.delivery import Item, Parcel
from digitizer.domain.errors import EnvironmentFault, NotAllowed
from exports.sealing import SEALED_ENDING, require_sealed
from exports.verify import ARCHIVE_HASH_ENDING, verify_package

_ARCHIVE_ENDING = ".zip"


@dataclass(frozen=True, slots=True)
class FileParcel:
    """``open_item`` gives the bytes of an item of the parcel from its beginning."""

    parcel: Parcel
    open_item: Callable[[Item], IO[bytes]]


def require_sound(archive: Path) -> None:
    """Nothing leaves that differs from its manifest, or that is not ours; of a sealed one only the
    beginning can be looked at. Raises NotAllowed ``delivery-unsound``, ``delivery-foreign``,
    UnreadableFile ``seal-not-sealed``, EnvironmentFault ``package-not-readable``, and what
    :func:`exports.verify.verify_package` raises."""
    if is_sealed(archive):
        with readable(archive):
            require_sealed(archive)
        return
    with readable(archive):
        report = verify_package(archive)
    if not report.is_sound:
        raise NotAllowed("delivery-unsound", package=archive.name, count=len(report.problems))
    if report.is_foreign:
        raise NotAllowed("delivery-foreign", package=archive.name)


def is_sealed(archive: Path) -> bool:
    return archive.suffix == SEALED_ENDING


def package_name(archive: Path) -> str:
    """The name of the package, also of a sealed one."""
    return archive.name.removesuffix(SEALED_ENDING).removesuffix(_ARCHIVE_ENDING)


def sha256_of(file: Path) -> str:
    """Of a whole file (hex). Raises EnvironmentFault ``package-not-readable``."""
    with readable(file), file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextlib.contextmanager
def readable(package: Path | str) -> Iterator[None]:
    """Raises EnvironmentFault ``package-not-readable`` where the system cannot read it."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EnvironmentFault("package-not-readable", package=package, reason=reason) from error


def file_parcel(archive: Path, package: str | None = None) -> FileParcel:
    """The archive, sealed or not, and the file with its hash, as ``sha256sum`` reads it;
    ``package`` is its name where the file is called otherwise. Raises as :func:`sha256_of`."""
    sha256 = sha256_of(archive)
    beside = f"{sha256}  {archive.name}\n".encode()
    with readable(archive):
        size = archive.stat().st_size
    first = Item(archive.name, sha256, sha256, size)
    told = hashlib.sha256(beside).hexdigest()
    second = Item(archive.name + ARCHIVE_HASH_ENDING, told, told, len(beside))

    def open_item(item: Item) -> IO[bytes]:
        return io.BytesIO(beside) if item == second else archive.open("rb")

    parcel = Parcel(package or package_name(archive), sha256, (first, second))
    return FileParcel(parcel, open_item)
