"""Unpacking streams of strange files without letting a small one fill the computer."""

from __future__ import annotations

import zlib

import pikepdf
from pikepdf import Object

from exports.pdfa.rules.findings import entries, entry, text_of

MOST_BYTES = 64 * 2**20
"""Of one unpacked stream; profiles, fonts and metadata stay far below."""

MOST_CONTENT = 16 * 2**20
"""Of the operators of one page: each becomes an object of a hundred bytes."""

_LARGEST_RATIO = 1032
_PACKED = frozenset({"FlateDecode", "LZWDecode", "RunLengthDecode"})


class TooLarge(ValueError):
    """A stream that unpacks to more than is ever looked at."""


def unpacked(stream: Object, most: int = MOST_BYTES) -> bytes:
    """The data of a stream. Raises TooLarge, and what pikepdf raises for data that is damaged."""
    filters = [text_of(each) for each in entries(entry(stream, "/Filter"))]
    data = bytes(stream.read_raw_bytes())
    if len(data) * _LARGEST_RATIO ** sum(name in _PACKED for name in filters) > most:
        _measure(data, filters, most)
    found = bytes(stream.read_bytes())
    if len(found) > most:
        raise TooLarge("stream")
    return found


def require_moderate(content: Object) -> None:
    """Raises TooLarge for a page or form with more operators than are looked at."""
    inside = entry(content, "/Contents")
    streams = entries(inside) if inside is not None else [content]
    left = MOST_CONTENT
    for stream in streams:
        if isinstance(stream, pikepdf.Stream):
            left -= len(unpacked(stream, left))


def _measure(data: bytes, filters: list[str], most: int) -> None:
    """Follow the packing step by step, never further than what is allowed."""
    for name in filters:
        if name == "FlateDecode":
            try:
                data = zlib.decompressobj().decompress(data, most + 1)
            except zlib.error as error:
                raise TooLarge("damaged") from error
        elif name in _PACKED and len(data) * _LARGEST_RATIO > most:
            raise TooLarge(name)
        if len(data) > most:
            raise TooLarge(name)
