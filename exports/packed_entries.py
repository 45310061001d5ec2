"""Long lists of a manifest held as packed text, of which an entry takes some hundred bytes."""

from __future__ import annotations

import zlib
from typing import TypeVar

from pydantic import BaseModel

from digitizer.domain.one_by_one import OneByOne

_Entry = TypeVar("_Entry", bound=BaseModel)
_BLOCK = 64
"""Entries that are packed together, and unpacked together."""


class PackedEntries(OneByOne[_Entry]):
    """Entries of one model. The block that was asked for last stays unpacked, so that going through
    them in order unpacks each once."""

    def __init__(self, model: type[_Entry]) -> None:
        self._model, self._blocks = model, list[bytes]()
        self._last: list[_Entry] = []
        self._open: tuple[int, tuple[_Entry, ...]] = (-1, ())

    def append(self, entry: _Entry) -> None:
        self._last.append(entry)
        if len(self._last) == _BLOCK:
            lines = "\n".join(each.model_dump_json() for each in self._last)
            self._blocks.append(zlib.compress(lines.encode("utf-8"), 1))
            self._last.clear()

    def __len__(self) -> int:
        return len(self._blocks) * _BLOCK + len(self._last)

    def _item(self, at: int) -> _Entry:
        number, place = divmod(at, _BLOCK)
        if number == len(self._blocks):
            return self._last[place]
        found, entries = self._open
        if found != number:
            lines = zlib.decompress(self._blocks[number]).split(b"\n")
            entries = tuple(self._model.model_validate_json(line) for line in lines)
            self._open = number, entries
        return entries[place]
