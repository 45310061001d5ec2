"""Which files lie in a watched folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from digitizer.intake.stability import Look


@dataclass(frozen=True, slots=True)
class Listed:
    """A regular file below the watched folder; ``batch_name`` is its subfolder, if any."""

    path: Path
    look: Look
    batch_name: str | None


def list_files(root: Path, ignored: tuple[str, ...]) -> Iterator[Listed]:
    """All regular files below ``root`` in name order, without those matching ``ignored``.

    Links, pipes and devices are never opened and are left alone. Raises OSError when ``root``
    itself cannot be listed; a subfolder that vanished meanwhile is passed over.
    """
    with os.scandir(root):
        pass
    for folder, subfolders, names in os.walk(root):
        subfolders[:] = sorted(name for name in subfolders if not _is_ignored(name, ignored))
        for name in sorted(names):
            if _is_ignored(name, ignored):
                continue
            path = Path(folder, name)
            try:
                status = path.lstat()
            except FileNotFoundError:
                continue
            if stat.S_ISREG(status.st_mode):
                look = Look(status.st_size, status.st_mtime_ns)
                yield Listed(path, look, _batch_name(root, path))


def _is_ignored(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(name.lower(), pattern.lower()) for pattern in patterns)


def _batch_name(root: Path, path: Path) -> str | None:
    parts = path.relative_to(root).parts[:-1]
    return "/".join(parts) or None
