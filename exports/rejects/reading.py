"""A receiver's list as it comes: workbook, CSV in whatever encoding, or JSON.

The file is told by its bytes and not by its name. It may come from anybody: nothing in it is
computed, followed or unpacked to disk, and what is too large to be such a list is refused.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from digitizer.domain.errors import UnreadableFile
from digitizer.domain.reject_list import ListLine, RejectProfile, RejectTable, find_header
from digitizer.domain.values.text import clean
from exports.rejects.delimited import delimited_lines
from exports.rejects.json_list import json_lines
from exports.rejects.letters import in_unicode
from exports.rejects.limits import LARGEST, LONGEST_CELL, MOST_COLUMNS, MOST_LINES
from exports.rejects.workbook import workbook_lines

_ZIP, _OLD_OFFICE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
_BREAK = "\n"
_BEFORE = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
"""What may stand before the first sign: marks of Unicode and its NULs."""
_SOFT_HYPHEN = "\xad"
_NOT_SHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def read_reject_list(path: Path, profile: RejectProfile) -> RejectTable:
    """The table in a file, with the names of its columns as they stand there.

    Raises UnreadableFile: ``reject-list-no-file``, ``-no-io``, ``-too-large``, ``-too-long``,
    ``-old-workbook`` (also for a workbook behind a password), ``-html``, ``-unknown``,
    ``-broken``, ``-formula``, ``-encoding``, ``-empty``.
    """
    data = _bytes_of(path)
    rows = _numbered(path, data, profile)
    lines = [ListLine(number, tuple(map(_shown, cells))) for number, cells in rows]
    lines = [line for line in lines if any(line.cells)]
    header, below = find_header(_in_letters(_as_wide(lines)), profile)
    if not header or not below:
        raise UnreadableFile("reject-list-empty", file=path.name)
    names = tuple(clean(name) for name in header)
    digest = hashlib.sha256(data).hexdigest()
    return RejectTable(clean(path.name), digest, names, tuple(below))


def digest_of(path: Path) -> str:
    """The SHA-256 (hex) of a list. Raises UnreadableFile: ``reject-list-no-file``, ``-no-io``,
    ``-too-large``."""
    return hashlib.sha256(_bytes_of(path)).hexdigest()


def _bytes_of(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise UnreadableFile("reject-list-no-file", file=path.name)
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableFile("reject-list-no-io", file=path.name, reason=reason) from error
    if len(data) > LARGEST:
        raise UnreadableFile("reject-list-too-large", file=path.name, limit=LARGEST // 2**20)
    return data


def _numbered(
    path: Path, data: bytes, profile: RejectProfile
) -> Sequence[tuple[int, Sequence[str]]]:
    start = data[:64].translate(None, _BEFORE)
    if data.startswith(_ZIP):
        rows = workbook_lines(path.name, data, profile)
    elif data.startswith(_OLD_OFFICE):
        raise UnreadableFile("reject-list-old-workbook", file=path.name)
    elif start.startswith(b"<"):
        raise UnreadableFile("reject-list-html", file=path.name)
    elif data.startswith(_PDF):
        raise UnreadableFile("reject-list-unknown", file=path.name)
    elif start.startswith((b"{", b"[")):
        rows = json_lines(path.name, data)
    else:
        rows = delimited_lines(path.name, data, profile)
    if len(rows) > MOST_LINES:
        raise UnreadableFile("reject-list-too-long", file=path.name, limit=MOST_LINES)
    return rows


def _as_wide(lines: Sequence[ListLine]) -> list[ListLine]:
    """All lines as wide as what stands in the widest, and none wider than a list can be."""
    ends = (at for line in lines for at, cell in enumerate(line.cells, start=1) if cell)
    width = min(max(ends, default=0), MOST_COLUMNS)
    return [ListLine(line.number, _padded(line.cells[:width], width)) for line in lines]


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))


def _in_letters(lines: Sequence[ListLine]) -> Sequence[ListLine]:
    """The lines in Unicode where they are TCVN3 shown as Latin letters, of which the soft hyphen
    is one."""
    change = in_unicode(cell for line in lines for cell in line.cells)
    wanted = change or (lambda cell: cell.replace(_SOFT_HYPHEN, ""))
    return [ListLine(line.number, tuple(map(wanted, line.cells))) for line in lines]


def _shown(text: str) -> str:
    """A cell without what cannot be seen; its own lines are kept."""
    parts = (clean(_visible(part)) for part in text[:LONGEST_CELL].splitlines())
    return _BREAK.join(part for part in parts if part)


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(
        " " if char in "\t\xa0" else char
        for char in text
        if char in ("\t", _SOFT_HYPHEN) or unicodedata.category(char) not in _NOT_SHOWN
    )
