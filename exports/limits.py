"""How much a package may claim to unpack to, so that a small file cannot fill a computer."""

from __future__ import annotations

from collections.abc import Sequence
from zipfile import ZipInfo

LARGEST_FILE = 256 * 2**20
"""Bytes of one file; a case's PDF of a hundred pages stays far below."""

LARGEST_INFO = 2**20
LARGEST_SCHEMA = 8 * 2**20
LARGEST_METADATA = 32 * 2**20
"""Bytes of files that are read whole into objects, which take many times as much memory; those of a
package with ten thousand cases stay below."""

_MOST_FILES = 200_000
_LARGEST_RATIO = 100
_FREE_ALLOWANCE = 64 * 2**20


def is_too_large(entries: Sequence[ZipInfo], archive_size: int) -> bool:
    """Whether an archive of ``archive_size`` bytes claims more than our own ever would: its
    documents are stored as they are, so it never unpacks to a hundred times its size."""
    claimed = sum(entry.file_size for entry in entries)
    return (
        len(entries) > _MOST_FILES
        or any(entry.file_size > LARGEST_FILE for entry in entries)
        or claimed > _LARGEST_RATIO * archive_size + _FREE_ALLOWANCE
    )
