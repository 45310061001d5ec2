"""A finished package as it is brought as files: its archive and the hash of it beside."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from digitizer.domain.delivery import Item, Parcel
from digitizer.domain.errors import EnvironmentFault, InvalidInput, NotAllowed, NotFound
from exports.sealing import SEALED_ENDING
from exports.verify import ARCHIVE_HASH_ENDING, verify_package

_ARCHIVE_ENDING = ".zip"


@dataclass(frozen=True, slots=True)
class FileParcel:
    """``open_item`` gives the bytes of an item of the parcel from its beginning."""

    parcel: Parcel
    open_item: Callable[[Item], IO[bytes]]


def archive_of(package: Path) -> Path:
    """The archive of a package: itself, or the one beside its folder. Raises NotFound
    ``package-not-found``, InvalidInput ``seal-no-archive`` for a folder without one."""
    if package.is_dir():
        archive = package.with_name(package.name + _ARCHIVE_ENDING)
        if not archive.is_file():
            raise InvalidInput("seal-no-archive", package=package)
        return archive
    if not package.is_file():
        raise NotFound("package-not-found", package=package)
    return package


def require_sound(archive: Path) -> None:
    """Nothing leaves that differs from its manifest. Raises NotAllowed ``delivery-unsound``, and
    what :func:`exports.verify.verify_package` raises."""
    report = verify_package(archive)
    if not report.is_sound:
        raise NotAllowed("delivery-unsound", package=archive.name, count=len(report.problems))


def is_sealed(archive: Path) -> bool:
    return archive.suffix == SEALED_ENDING


def package_name(archive: Path) -> str:
    """The name of the package, also of a sealed one."""
    return archive.name.removesuffix(SEALED_ENDING).removesuffix(_ARCHIVE_ENDING)


def sha256_of(file: Path) -> str:
    """Of a whole file (hex). Raises EnvironmentFault ``package-not-readable``."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EnvironmentFault("package-not-readable", package=file, reason=reason) from error


def file_parcel(archive: Path, package: str | None = None) -> FileParcel:
    """The archive, sealed or not, and the file with its hash, as ``sha256sum`` reads it;
    ``package`` is its name where the file is called otherwise. Raises as :func:`sha256_of`."""
    sha256 = sha256_of(archive)
    beside = f"{sha256}  {archive.name}\n".encode()
    first = Item(archive.name, sha256, sha256, archive.stat().st_size)
    told = hashlib.sha256(beside).hexdigest()
    second = Item(archive.name + ARCHIVE_HASH_ENDING, told, told, len(beside))

    def open_item(item: Item) -> IO[bytes]:
        return io.BytesIO(beside) if item == second else archive.open("rb")

    parcel = Parcel(package or package_name(archive), sha256, (first, second))
    return FileParcel(parcel, open_item)
