"""What is known of the place where files are to lie: its kind, its space, the names it takes."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from digitizer.domain.errors import EnvironmentFault, InvalidInput, NotFound
from exports.names import shown_name, unreserved

MOUNT_TABLE = Path("/proc/self/mountinfo")

# FAT keeps the size of a file in 32 bits.
_FAT, _LARGEST_ON_FAT = frozenset({"vfat", "msdos"}), 2**32 - 1
# What the file systems of removable media cannot keep in a name, and Windows cannot open.
_BAD_NAME = re.compile(r'[\x00-\x1f"*/:<>?\\|]|[. ]$')
_LONGEST_NAME = 255
_OCTAL = re.compile(rb"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class Medium:
    """The file system that holds a folder."""

    folder: Path
    kind: str

    @classmethod
    def at(cls, folder: Path, *, away_from: Path | None, table: Path = MOUNT_TABLE) -> Medium:
        """The medium of an existing folder. With ``away_from`` its file system must be another than
        that of this place and than that of ``/``, which hold the folder while the medium is not
        plugged in; a further disk of the computer is not told from a medium.

        Raises NotFound ``delivery-no-folder``, EnvironmentFault ``delivery-not-plugged-in``,
        OSError."""
        if not folder.is_dir():
            raise NotFound("delivery-no-folder", folder=folder)
        if away_from is not None:
            own = {path.stat().st_dev for path in (away_from, Path("/"))}
            if folder.stat().st_dev in own:
                raise EnvironmentFault("delivery-not-plugged-in", folder=folder)
        return cls(folder, _kind(folder, table))

    def require(self, name: str, size: int) -> None:
        """Raises InvalidInput ``delivery-name`` for a name that would not stand there as written,
        EnvironmentFault ``delivery-too-large-for-fat``."""
        if _is_bad(name):
            raise InvalidInput("delivery-name", name=shown_name(name))
        if self.kind in _FAT and size > _LARGEST_ON_FAT:
            raise EnvironmentFault("delivery-too-large-for-fat", name=name, folder=self.folder)

    def require_space(self, needed: int) -> None:
        """Raises EnvironmentFault ``delivery-no-space``; OSError."""
        found = os.statvfs(self.folder)
        free = found.f_bavail * found.f_frsize
        if free < needed:
            raise no_space(self.folder, needed, free)


def no_space(folder: Path, needed: int, free: int) -> EnvironmentFault:
    return EnvironmentFault(
        "delivery-no-space", folder=folder, needed=_megabytes(needed), free=_megabytes(free)
    )


def _megabytes(size: int) -> str:
    """Rounded up, so that what is needed is never said too small."""
    return str(-(-size // 10**6))


def _is_bad(name: str) -> bool:
    units = len(name.encode("utf-16-le", "surrogatepass")) // 2
    return (
        not name
        or units > _LONGEST_NAME
        or _BAD_NAME.search(name) is not None
        or unreserved(name) != name
    )


def _kind(folder: Path, table: Path) -> str:
    """The type of the file system; empty where the system has no table of mounts."""
    try:
        lines = table.read_bytes().split(b"\n")
    except FileNotFoundError:
        return ""
    wanted, best, depth = folder.resolve(), "", -1
    for line in lines:
        left, separator, right = line.partition(b" - ")
        fields = left.split(b" ")
        if not separator or len(fields) < 5:
            continue
        point = Path(os.fsdecode(_OCTAL.sub(lambda m: bytes([int(m[1], 8) & 0xFF]), fields[4])))
        # A later line covers an earlier one at the same place.
        if wanted.is_relative_to(point) and len(point.parts) >= depth:
            best, depth = os.fsdecode(right.split(b" ")[0]), len(point.parts)
    return best
