"""Reading a package from its folder or straight from its archive; nothing is ever unpacked.

A package may come from anywhere: names that lead out of it, links, doubled names, encryption and
claims of enormous sizes are problems to report, and nothing of the kind is opened. An archive holds
the package in one folder, as RFC 8493's predecessors ask, or bare, as ours did before they were
bags; its names are those in the package either way.
"""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.problems import Problem
from exports.limits import LARGEST_FILE, is_too_large
from exports.names import shown_name

_BLOCK = 2**20
_IN_MEMORY = 4 * 2**20
"""Bytes of a copy; larger ones lie in a file without a name."""
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# Either says that a folder of an archive is the package.
_MARKS = ("bagit.txt", "manifest.json")
_READ_FAULTS = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    RuntimeError,
)


class EntryUnreadable(Exception):
    """A file of the package cannot be read whole."""


def stream_digests(
    stream: IO[bytes], algorithms: Iterable[str], on_block: Callable[[], None] | None = None
) -> dict[str, str]:
    """The hashes (hex) of what a stream still holds by hashlib's names of the algorithms, in one
    reading by blocks; ``on_block`` is called before each, and may raise to stop."""
    found = {each: hashlib.new(each, usedforsecurity=False) for each in algorithms}
    while block := _next(stream, on_block):
        for digest in found.values():
            digest.update(block)
    return {each: digest.hexdigest() for each, digest in found.items()}


def _next(stream: IO[bytes], on_block: Callable[[], None] | None) -> bytes:
    if on_block is not None:
        on_block()
    return stream.read(_BLOCK)


@dataclass(frozen=True, slots=True)
class Source:
    """The regular files of a package: ``sizes`` in bytes by relative name with forward slashes;
    ``problems`` tells what else is there and is left alone, ``on_block`` is called while a file is
    hashed."""

    sizes: Mapping[str, int]
    problems: tuple[Problem, ...]
    open_entry: Callable[[str], IO[bytes]]
    on_block: Callable[[], None] | None = None

    def sha256(self, name: str) -> str:
        """The hash (hex) of a file, read in blocks. Raises EntryUnreadable."""
        return self.digests(name, ("sha256",))["sha256"]

    def digests(self, name: str, algorithms: Iterable[str]) -> dict[str, str]:
        """The hashes (hex) of a file by hashlib's names of the algorithms, in one reading. Raises
        EntryUnreadable."""
        try:
            with self.open_entry(name) as stream:
                return stream_digests(stream, algorithms, self.on_block)
        except _READ_FAULTS as error:
            raise EntryUnreadable(name) from error

    def below(self, folder: str) -> Source:
        """What lies in a folder of the package, by names relative to it, without problems."""
        start = f"{folder}/"
        return Source(
            _Below(self.sizes, start), (), lambda name: self.open_entry(start + name), self.on_block
        )

    @contextmanager
    def stream(self, name: str, most: int = LARGEST_FILE) -> Iterator[IO[bytes]]:
        """The file, open until the end of the block. Raises EntryUnreadable, also for one that is
        absent or has more than ``most`` bytes, and for what reading it raises in the block; a
        ValueError there comes out as it is, since most of them are about what was read."""
        if self.sizes.get(name, most + 1) > most:
            raise EntryUnreadable(name)
        try:
            stream = self.open_entry(name)
        except _READ_FAULTS as error:
            raise EntryUnreadable(name) from error
        try:
            with stream:
                yield stream
        except ValueError:
            raise
        except _READ_FAULTS as error:
            raise EntryUnreadable(name) from error

    @contextmanager
    def placed(self, name: str) -> Iterator[IO[bytes]]:
        """As ``stream``, for readers that jump about in a file, which in an archive means to unpack
        it from its beginning at every jump backwards. Raises EnvironmentFault for want of room for
        a copy of a large one, besides."""
        with ExitStack() as opened:
            found = opened.enter_context(self.stream(name))
            if isinstance(found, BufferedReader):
                yield found
                return
            copy = opened.enter_context(SpooledTemporaryFile(_IN_MEMORY))
            while block := found.read(_BLOCK):
                try:
                    copy.write(block)
                except OSError as error:
                    reason = error.strerror or type(error).__name__
                    raise EnvironmentFault(
                        "package-not-readable", package=name, reason=reason
                    ) from error
            yield copy

    def read(self, name: str, most: int = LARGEST_FILE) -> bytes:
        """The whole file. Raises EntryUnreadable, also for one that is absent or has more than
        ``most`` bytes."""
        try:
            with self.stream(name, most) as stream:
                return stream.read(most)
        except ValueError as error:
            raise EntryUnreadable(name) from error


@dataclass(frozen=True, slots=True)
class _Below(Mapping[str, int]):
    """The sizes of those whose names begin with ``start``, by what follows it."""

    sizes: Mapping[str, int]
    start: str

    def __getitem__(self, name: str) -> int:
        return self.sizes[self.start + name]

    def __iter__(self) -> Iterator[str]:
        return (name.removeprefix(self.start) for name in self.sizes if name.startswith(self.start))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@contextmanager
def opened(package: Path) -> Iterator[Source]:
    """The package at a path, a folder or an archive. Raises OSError, and for no archive what
    ``zipfile`` raises."""
    if package.is_dir():
        yield folder_source(package)
        return
    with zipfile.ZipFile(package) as archive:
        yield archive_source(archive, package.stat().st_size)


def folder_source(folder: Path) -> Source:
    """The files below a folder; links are never followed. Raises OSError for the folder itself."""
    sizes: dict[str, int] = {}
    problems: list[Problem] = []
    for name, details in files_below(folder):
        if not stat.S_ISREG(details.st_mode):
            problems.append(Problem.error("package-not-a-file", name=shown_name(name)))
        elif details.st_size > LARGEST_FILE:
            problems.append(Problem.error("package-too-large", name=shown_name(name)))
        else:
            sizes[name] = details.st_size
    return Source(sizes, tuple(problems), lambda name: (folder / name).open("rb"))


def archive_source(archive: zipfile.ZipFile, archive_size: int) -> Source:
    """The files of an archive, which the caller keeps open as long as the source is used."""
    entries = archive.infolist()
    if is_too_large(entries, archive_size):
        problem = Problem.error(
            "package-too-large", name=shown_name(Path(str(archive.filename)).name)
        )
        return Source({}, (problem,), archive.open)
    found: dict[str, zipfile.ZipInfo] = {}
    problems: list[Problem] = []
    for entry in entries:
        code = _entry_fault(entry, found)
        if code:
            problems.append(Problem.error(code, name=shown_name(entry.orig_filename)))
        elif not entry.is_dir():
            found[entry.filename] = entry
    base = _base(found)
    within = {
        name.removeprefix(base): entry for name, entry in found.items() if name.startswith(base)
    }
    problems += (
        Problem.error("package-file-extra", name=shown_name(name))
        for name in found
        if not name.startswith(base)
    )
    sizes = {name: entry.file_size for name, entry in within.items()}
    return Source(sizes, tuple(problems), lambda name: archive.open(within[name]))


def _base(names: Iterable[str]) -> str:
    """The folder (``name/``) of an archive that is the package; empty for the whole archive."""
    known = set(names)
    if any(mark in known for mark in _MARKS):
        return ""
    folders = {name.partition("/")[0] for name in known if "/" in name}
    bases = [each for each in folders if any(f"{each}/{mark}" in known for mark in _MARKS)]
    return f"{bases[0]}/" if len(bases) == 1 else ""


def files_below(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Everything below that is no plain folder, by its name relative to ``folder`` with forward
    slashes, in a steady order; folders may be nested as deep as the file system lets them. Raises
    OSError."""
    waiting = [""]
    while waiting:
        within = waiting.pop()
        with os.scandir(folder / within) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            if not entry.is_dir(follow_symlinks=False):
                yield within + entry.name, os.lstat(entry.path)
        folders = (each.name for each in reversed(found) if each.is_dir(follow_symlinks=False))
        waiting += (f"{within}{name}/" for name in folders)


def _entry_fault(entry: zipfile.ZipInfo, found: Mapping[str, zipfile.ZipInfo]) -> str | None:
    if _leads_out(entry.orig_filename):
        return "package-name-unsafe"
    if entry.filename in found:
        return "package-name-twice"
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "package-not-a-file"
    if entry.flag_bits & _ENCRYPTED:
        return "package-file-encrypted"
    return None if entry.compress_type in _METHODS else "package-file-unreadable"


def _leads_out(name: str) -> bool:
    parts: Sequence[str] = name.rstrip("/").split("/")
    has_odd_part = any(part in ("", ".", "..") for part in parts)
    return has_odd_part or "\\" in name or ":" in name or "\0" in name
