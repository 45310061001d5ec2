"""What a package says of its documents for general use: code and metadata by Công văn 7197."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from exports.formats.metadata_7197 import DocumentMetadata, read_metadata_json
from exports.formats.metadata_exporter import METADATA_JSON
from exports.limits import LARGEST_METADATA
from exports.manifest import DOCUMENTS
from exports.source import EntryUnreadable, Source

_CODE = "DocCode"
# The payload of a bag, and the packages before they were bags.
_ROOTS = ("data/", "")


@dataclass(frozen=True, slots=True)
class Described:
    """``metadata`` are the bytes of its JSON, ``file`` the place of its PDF in the package."""

    code: str
    metadata: bytes
    file: str

    @property
    def file_name(self) -> str:
        return self.file.rpartition("/")[2]


def described_in(source: Source) -> Sequence[Described]:
    """The documents in the order of the package; none where it has no such metadata. Raises
    EntryUnreadable for metadata that cannot be read or name what is not there."""
    for root in _ROOTS:
        if (name := root + METADATA_JSON) in source.sizes:
            try:
                with source.stream(name, LARGEST_METADATA) as stream:
                    found = read_metadata_json(stream)
                    return [_described(source, root, each) for each in found]
            except ValueError as error:
                raise EntryUnreadable(name) from error
    return ()


def _described(source: Source, root: str, each: DocumentMetadata) -> Described:
    file, code = root + DOCUMENTS + each.file, each.metadata.get(_CODE, "")
    if file not in source.sizes or not code:
        raise EntryUnreadable(file)
    metadata = json.dumps(each.metadata, ensure_ascii=False, separators=(",", ":"))
    return Described(code, metadata.encode(), file)
