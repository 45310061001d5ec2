"""Long lists held as packed text, of which an entry takes some hundred bytes."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from typing import TypeVar

from digitizer.domain.one_by_one import OneByOne

_T = TypeVar("_T")
_BLOCK = 64
"""Entries that are packed together, and unpacked together."""


class Packed(OneByOne[_T]):
    """``written`` makes one line of text of an entry, ``read`` the entry of that line again. The
    block that was asked for last stays unpacked, so that going through the entries in order unpacks
    each once."""

    def __init__(
        self,
        written: Callable[[_T], str],
        read: Callable[[bytes], _T],
        entries: Iterable[_T] = (),
    ) -> None:
        self._written, self._read_line = written, read
        self._blocks, self._last = list[bytes](), list[_T]()
        self._open: tuple[int, tuple[_T, ...]] = (-1, ())
        for entry in entries:
            self.append(entry)

    def append(self, entry: _T) -> None:
        self._last.append(entry)
        if len(self._last) == _BLOCK:
            lines = "\n".join(map(self._written, self._last))
            self._blocks.append(zlib.compress(lines.encode("utf-8"), 1))
            self._last.clear()

    def __len__(self) -> int:
        return len(self._blocks) * _BLOCK + len(self._last)

    def _item(self, at: int) -> _T:
        number, place = divmod(at, _BLOCK)
        if number == len(self._blocks):
            return self._last[place]
        found, entries = self._open
        if found != number:
            lines = zlib.decompress(self._blocks[number]).split(b"\n")
            entries = tuple(map(self._read_line, lines))
            self._open = number, entries
        return entries[place]
