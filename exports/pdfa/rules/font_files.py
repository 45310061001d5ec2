"""As much of embedded font programs as the rules ask for: glyphs, their names and widths."""

from __future__ import annotations

import itertools
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

_EEXEC_KEY, _FACTOR, _STEP = 55665, 52845, 22719
_CHARSET, _CHARSTRINGS, _ROS, _ESCAPE = 15, 17, 12 * 256 + 30, 12
_BUILT_IN_CHARSETS = 3


class UnknownProgram(ValueError):
    """A font program that is not understood, so that nothing is said about it."""


@dataclass(frozen=True, slots=True)
class TrueType:
    """``widths`` of the glyphs in thousandths of the font size."""

    widths: tuple[float, ...]
    cmaps: int

    @classmethod
    def of(cls, data: bytes) -> TrueType:
        """Raises UnknownProgram."""
        try:
            tables = dict(_tables(data))
            units = struct.unpack(">H", tables[b"head"][18:20])[0]
            (glyphs,) = struct.unpack(">H", tables[b"maxp"][4:6])
            (measured,) = struct.unpack(">H", tables[b"hhea"][34:36])
            advances = [
                struct.unpack(">H", tables[b"hmtx"][at * 4 : at * 4 + 2])[0]
                for at in range(measured)
            ]
            maps = tables.get(b"cmap")
            cmaps = struct.unpack(">H", maps[2:4])[0] if maps else 0
        except (KeyError, struct.error) as error:
            raise UnknownProgram("TrueType") from error
        if not advances or not units or measured > glyphs:
            raise UnknownProgram("TrueType")
        advances += [advances[-1]] * (glyphs - measured)
        return cls(tuple(advance * 1000 / units for advance in advances), cmaps)


def cff_of(data: bytes) -> bytes:
    """The CFF table of an OpenType program, or the program itself. Raises UnknownProgram."""
    if data[:4] != b"OTTO":
        return data
    for tag, table in _tables(data):
        if tag == b"CFF ":
            return table
    raise UnknownProgram("OpenType")


def cff_glyphs(data: bytes) -> tuple[bool, frozenset[int]]:
    """Whether a CFF program numbers its glyphs by CID, and those numbers; for other programs the
    numbers of the glyphs' names. Raises UnknownProgram."""
    try:
        _, at = _index(data, data[2])
        tops, _ = _index(data, at)
        top = dict(_dictionary(tops[0]))
        glyphs = len(_index(data, int(top[_CHARSTRINGS][-1]))[0])
        place = int(top.get(_CHARSET, [0])[-1])
        is_cid = _ROS in top
        if place < _BUILT_IN_CHARSETS:
            raise UnknownProgram("charset")
        return is_cid, frozenset([0, *_charset(data, place, glyphs)])
    except (LookupError, ValueError, struct.error) as error:
        raise UnknownProgram("CFF") from error


def type1_names(data: bytes, clear: int) -> frozenset[str]:
    """The names of a Type 1 program's glyphs; ``clear`` bytes come before the encrypted part.
    Raises UnknownProgram."""
    packed = data[clear:]
    if re.fullmatch(rb"[0-9A-Fa-f\s]{8}", packed[:8]):
        digits = re.sub(rb"\s", b"", packed)
        packed = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii", "ignore"))
    key, plain = _EEXEC_KEY, bytearray()
    for byte in packed:
        plain.append(byte ^ (key >> 8))
        key = ((byte + key) * _FACTOR + _STEP) & 0xFFFF
    start = plain.find(b"/CharStrings")
    if start < 0:
        raise UnknownProgram("Type1")
    names: set[str] = set()
    at = start + len(b"/CharStrings")
    pattern = re.compile(rb"/([^\s/(){}<>\[\]%]+)\s+(\d+)\s+(?:RD|-\||\S+)\s")
    while found := pattern.search(bytes(plain), at):
        names.add(found[1].decode("latin-1"))
        at = found.end() + int(found[2])
    return frozenset(names)


def _tables(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    try:
        (count,) = struct.unpack(">H", data[4:6])
        for number in range(count):
            at = 12 + 16 * number
            tag, _, offset, length = struct.unpack(">4s3I", data[at : at + 16])
            yield tag, data[offset : offset + length]
    except struct.error as error:
        raise UnknownProgram("sfnt") from error


def _index(data: bytes, at: int) -> tuple[list[bytes], int]:
    """The items of an INDEX and where it ends."""
    (count,) = struct.unpack(">H", data[at : at + 2])
    if count == 0:
        return [], at + 2
    size = data[at + 2]
    ends = [
        int.from_bytes(data[at + 3 + size * number : at + 3 + size * (number + 1)], "big")
        for number in range(count + 1)
    ]
    base = at + 2 + size * (count + 1)
    items = [data[base + start : base + end] for start, end in itertools.pairwise(ends)]
    return items, base + ends[-1]


def _dictionary(data: bytes) -> Iterator[tuple[int, list[float]]]:
    """The entries of a DICT; numbers with a fraction count as 0, none of them is asked for."""
    operands: list[float] = []
    at = 0
    while at < len(data):
        first = data[at]
        if first <= 21:
            operator = first * 256 + data[at + 1] if first == _ESCAPE else first
            at += 2 if first == _ESCAPE else 1
            yield operator, operands
            operands = []
        else:
            number, at = _number(data, at)
            operands.append(number)


def _number(data: bytes, at: int) -> tuple[float, int]:
    first = data[at]
    if first == 28:
        return struct.unpack(">h", data[at + 1 : at + 3])[0], at + 3
    if first == 29:
        return struct.unpack(">i", data[at + 1 : at + 5])[0], at + 5
    if first == 30:
        at += 1
        while data[at] & 0xF != 0xF and data[at] >> 4 != 0xF:
            at += 1
        return 0.0, at + 1
    if first <= 246:
        return first - 139, at + 1
    if first <= 250:
        return (first - 247) * 256 + data[at + 1] + 108, at + 2
    return -(first - 251) * 256 - data[at + 1] - 108, at + 2


def _charset(data: bytes, at: int, glyphs: int) -> Iterator[int]:
    """The number of each glyph but the first."""
    form, at, found = data[at], at + 1, 1
    while found < glyphs:
        (first,) = struct.unpack(">H", data[at : at + 2])
        at += 2
        left = 0
        if form:
            left = int.from_bytes(data[at : at + form], "big")
            at += form
        yield from range(first, first + min(left + 1, glyphs - found))
        found += left + 1
