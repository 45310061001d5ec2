"""The documents of a finished package with their metadata, as a receiver takes them one by one."""

from __future__ import annotations

import contextlib
import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from digitizer.domain.delivery import Item, Parcel
from digitizer.domain.errors import EnvironmentFault, NotAllowed
from exports.delivery.described import Described, described_in
from exports.delivery.parcel import (
    ARCHIVE_FAULTS,
    GoOn,
    manifest_of,
    package_name,
    readable,
    require_sound,
    sha256_of,
    whatever,
)
from exports.source import EntryUnreadable, Source, archive_source


@dataclass(frozen=True, slots=True)
class DocumentParcel:
    """Usable as long as its archive is open."""

    parcel: Parcel
    source: Source
    described: Mapping[str, Described]

    def document(self, item: Item) -> Described:
        return self.described[item.document]

    def open_item(self, item: Item) -> IO[bytes]:
        """The PDF from its beginning."""
        return self.source.open_entry(self.described[item.document].file)


@contextlib.contextmanager
def opened_documents(archive: Path, go_on: GoOn = whatever) -> Iterator[DocumentParcel]:
    """The documents of a sound package; nothing is unpacked. ``go_on`` is called now and then while
    it is checked and may raise to stop.

    Raises as :func:`require_sound`, NotAllowed ``delivery-no-metadata`` for a package without the
    metadata of Công văn 7197, ``delivery-code-twice``; EnvironmentFault
    ``package-not-readable``."""
    require_sound(archive, go_on)
    sha256 = sha256_of(archive, go_on)
    with readable(archive):
        size = archive.stat().st_size
    with _archive(archive) as opened:
        source = archive_source(opened, size)
        try:
            found = described_in(source)
            if not found:
                raise NotAllowed("delivery-no-metadata", package=archive.name)
            items = tuple(_item(source, one, go_on) for one in found)
        except EntryUnreadable as error:
            raise _unreadable(archive, error) from error
        by_code = {one.code: one for one in found}
        if len(by_code) < len(found):
            raise NotAllowed("delivery-code-twice", package=archive.name)
        parcel = Parcel(package_name(archive), sha256, items, manifest_of(archive))
        yield DocumentParcel(parcel, source, by_code)


@contextlib.contextmanager
def _archive(archive: Path) -> Iterator[zipfile.ZipFile]:
    try:
        opened = zipfile.ZipFile(archive)
    except ARCHIVE_FAULTS as error:
        raise _unreadable(archive, error) from error
    with opened:
        yield opened


def _item(source: Source, one: Described, go_on: GoOn) -> Item:
    go_on()
    sha256 = source.sha256(one.file)
    content = hashlib.sha256(sha256.encode("ascii") + b"\n" + one.metadata).hexdigest()
    return Item(one.code, sha256, content, source.sizes[one.file])


def _unreadable(archive: Path, error: Exception) -> EnvironmentFault:
    reason = getattr(error, "strerror", None) or type(error).__name__
    return EnvironmentFault("package-not-readable", package=archive, reason=reason)
