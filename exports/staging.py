"""A package comes into being all at once: built aside, synced to disk, then renamed.

Everything is made in a hidden folder in the target folder, under a lock of the target folder, so
a hidden folder met while holding the lock belongs to a process that is dead. A kill leaves the
target folder as it was or with the whole package; one between the renames leaves the whole folder
and, hidden, the whole archive, which the next run puts in its place.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.package import PackageResult
from exports.verify import ARCHIVE_HASH_ENDING

_LOCK = ".digitizer-export.lock"
_PREFIX = ".digitizer-package-"
_WAIT_SECONDS = 10.0
_WITHDRAW_SECONDS = 120.0
"""Longer: what cannot be withdrawn stays among the packages that count."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A package under construction in ``work``; its parts already have their final names."""

    work: Path
    target: Path
    name: str

    @property
    def folder(self) -> Path:
        return self.work / self.name

    @property
    def archive(self) -> Path:
        return self.work / f"{self.name}.zip"

    @property
    def is_published(self) -> bool:
        """Whether the whole package lies in the target folder."""
        return os.path.lexists(self.target / self.archive.name)

    @property
    def archive_hash(self) -> Path:
        return self.work / f"{self.name}.zip{ARCHIVE_HASH_ENDING}"

    def publish(self) -> None:
        """Rename folder, hash and archive into the target folder, the archive last.

        All three must be synced. When a rename fails, those before it are taken back.
        """
        done: list[Path] = []
        try:
            for part in (self.folder, self.archive_hash, self.archive):
                part.rename(self.target / part.name)
                done.append(part)
                sync_folder(self.target)
        except BaseException:
            for part in reversed(done):
                (self.target / part.name).rename(part)
            raise

    def take_back(self) -> None:
        """Rename what lies in the target folder back into ``work``, the archive first: a kill
        meanwhile leaves the whole package, once the next run has settled it.

        When a rename fails, those before it are undone.
        """
        done: list[Path] = []
        try:
            for part in (self.archive, self.archive_hash, self.folder):
                (self.target / part.name).rename(part)
                done.append(part)
            sync_folder(self.target)
        except OSError:
            for part in reversed(done):
                part.rename(self.target / part.name)
            raise


@contextmanager
def stage(target: Path, name: str) -> Iterator[Stage]:
    """A place to build the package ``name`` for the folder ``target``, removed afterwards. Where
    the block ends with an exception, Ctrl-C too, a package that it published is taken back.

    ``target`` is created when only its last part is missing. Raises EnvironmentFault when the
    package exists already or another process is exporting into the folder, OSError.
    """
    target.mkdir(exist_ok=True)
    try:
        with FileLock(target / _LOCK, timeout=_WAIT_SECONDS):
            _settle_leftovers(target)
            for ending in ("", ".zip", f".zip{ARCHIVE_HASH_ENDING}"):
                if os.path.lexists(target / f"{name}{ending}"):
                    raise EnvironmentFault("package-exists", package=target / f"{name}{ending}")
            work = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=target))
            made = Stage(work, target, name)
            try:
                yield made
            except BaseException:
                if made.is_published:
                    made.take_back()
                raise
            finally:
                # What cannot be removed now is removed by the next run.
                shutil.rmtree(work, ignore_errors=True)
    except Timeout as error:
        raise EnvironmentFault("export-busy", folder=target) from error


def withdraw(package: PackageResult) -> None:
    """Take a package away again that appeared and does not count.

    Raises EnvironmentFault, also when another process is exporting into the folder; then all of
    the package still lies there.
    """
    target = package.folder.parent
    try:
        with FileLock(target / _LOCK, timeout=_WITHDRAW_SECONDS):
            work = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=target))
            Stage(work, target, package.folder.name).take_back()
            # What cannot be removed now is removed by the next run.
            shutil.rmtree(work, ignore_errors=True)
    except Timeout as error:
        raise EnvironmentFault("export-busy", folder=target) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EnvironmentFault("export-write-failed", folder=target, reason=reason) from error


def sync_file(path: Path) -> None:
    """Return only when the file's bytes are on the disk."""
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Return only when the folder's entries are on the disk (Windows does that by itself)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _settle_leftovers(target: Path) -> None:
    for work in target.glob(f"{_PREFIX}*"):
        if not work.is_dir() or work.is_symlink():
            continue
        for archive in work.glob("*.zip"):
            left = Stage(work, target, archive.stem)
            if not left.folder.exists() and (target / left.name).is_dir():
                _finish(left)
        shutil.rmtree(work)


def _finish(left: Stage) -> None:
    """Put what a killed process had ready into place: its folder is there already."""
    for part in (left.archive_hash, left.archive):
        if part.exists() and not os.path.lexists(left.target / part.name):
            part.rename(left.target / part.name)
    sync_folder(left.target)
