"""A receiver's list of what it gives back: its columns, and what a column means.

Receivers name the columns of their lists as they like. The names that are known are data
(``digitizer/schemas/reject_list.toml``); the rest a person maps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from digitizer.domain.values.text import clean, fold

_NOT_WORDS = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
_LONGEST_TITLE = 40
"""Lines of a title, of who sent the list and when, that may stand before the names."""


class RejectColumn(StrEnum):
    """What a column of the list says: which case (by the name of its file, by place, book and
    number, by DocCode, or by package and row in it), which field, and why."""

    FILE = "file"
    PLACE = "place"
    BOOK = "book"
    NUMBER = "number"
    DOC_CODE = "doc_code"
    PACKAGE = "package"
    ROW = "row"
    FIELD = "field"
    REASON = "reason"


KEY_COLUMNS = frozenset(
    {RejectColumn.FILE, RejectColumn.NUMBER, RejectColumn.DOC_CODE, RejectColumn.ROW}
)
"""Each of them alone can tell a case."""
Columns = tuple[RejectColumn | None, ...]
"""What each column of a list says, None for one that is not read."""


@dataclass(frozen=True, slots=True)
class RejectProfile:
    """Known names of columns, folded by :func:`name_key`, the better ones first; and the keys of
    the record's fields in which place, book, number and DocCode stand."""

    key: str
    version: str
    valid_from: date
    source: str
    names: Mapping[RejectColumn, tuple[str, ...]]
    fields: Mapping[RejectColumn, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ListLine:
    """``number`` is where it stands in the file, from 1; ``cells`` are clean texts,
    with a line feed where the list has one inside a cell."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RejectTable:
    """A list as it was read: ``sha256`` (hex) is that of the file ``name``. All lines have as many
    cells as ``header``."""

    name: str
    sha256: str
    header: tuple[str, ...]
    lines: tuple[ListLine, ...]


@dataclass(frozen=True, slots=True)
class RejectEntry:
    """What one line says, "" for what it does not say. ``number`` is the line."""

    number: int
    said: Mapping[RejectColumn, str]

    def of(self, column: RejectColumn) -> str:
        return self.said.get(column, "")

    @property
    def has_key(self) -> bool:
        return any(self.of(column) for column in KEY_COLUMNS)


def name_key(name: str) -> str:
    """A name of a column for comparison: without marks, case and anything but letters and
    digits; ``fileName``, ``File name`` and ``FILE_NAME`` are one."""
    return _NOT_WORDS.sub("", fold(name))


def number_key(text: str) -> str:
    """A number of a book or an entry for comparison: "05 / 2017" and "5/2017" are one."""
    plain = fold(text).replace(" ", "")
    return _DIGITS.sub(lambda found: found[0].lstrip("0") or "0", plain)


def file_key(text: str) -> str:
    """The name of a document for comparison, without its folders and its ending."""
    name = clean(text).replace("\\", "/").rsplit("/", 1)[-1].casefold()
    return name.removesuffix(".pdf")


def known_columns(header: Sequence[str], profile: RejectProfile) -> Columns:
    """What the columns say as far as their names are known; each thing is said by one column, the
    one with the better name."""
    keys = [name_key(name) for name in header]
    found: list[RejectColumn | None] = [None] * len(keys)
    for column, names in profile.names.items():
        for name in names:
            if name in keys and found[keys.index(name)] is None:
                found[keys.index(name)] = column
                break
    return tuple(found)


def is_usable(columns: Columns) -> bool:
    """Whether such a list can tell cases at all."""
    return not KEY_COLUMNS.isdisjoint(column for column in columns if column)


def entries(table: RejectTable, columns: Columns) -> Iterator[RejectEntry]:
    """What the lines say; columns beyond those of the list say nothing."""
    for line in table.lines:
        cells = zip(columns, line.cells, strict=False)
        yield RejectEntry(line.number, {column: cell for column, cell in cells if column and cell})


def find_header(
    lines: Sequence[ListLine], profile: RejectProfile
) -> tuple[tuple[str, ...], Sequence[ListLine]]:
    """The names of the columns and the lines below them; nothing for a list without any text.
    Above the names may stand a title; names under a merged heading stand in a second line. Where
    no name is known, the first line with two texts or more has the names."""
    top = lines[:_LONGEST_TITLE]
    counts = [_count_known(line.cells, profile) for line in top]
    known = max(counts, default=0)
    best = counts.index(known) if known else -1
    for fewest in (2, 1):
        wide = (n for n, line in enumerate(top) if sum(map(bool, line.cells)) >= fewest)
        best = next(wide, -1) if best < 0 else best
    if best < 0:
        return (), ()
    for upper in (best, best - 1):
        joined = _joined(top, upper, best, profile)
        if joined:
            return joined, lines[upper + 2 :]
    return lines[best].cells, lines[best + 1 :]


def _joined(
    top: Sequence[ListLine], upper: int, best: int, profile: RejectProfile
) -> tuple[str, ...]:
    """The names of two lines, where a merged heading reaches down from the upper one to what the
    lower one leaves empty; nothing where the line ``best`` alone knows as many."""
    if not 0 <= upper < len(top) - 1:
        return ()
    pair = (top[upper].cells, top[upper + 1].cells)
    both = tuple(below or above for above, below in zip(*pair, strict=True))
    is_named = all(_count_known(cells, profile) for cells in pair)
    more = _count_known(both, profile) > _count_known(top[best].cells, profile)
    return both if is_named and more else ()


def _count_known(cells: Sequence[str], profile: RejectProfile) -> int:
    return sum(column is not None for column in known_columns(cells, profile))
