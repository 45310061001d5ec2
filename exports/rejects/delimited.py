"""Lists as text with a sign between the cells, whatever sign and encoding."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from io import StringIO
from itertools import islice

from digitizer.domain.errors import UnreadableFile
from digitizer.domain.reject_list import RejectProfile, known_columns
from exports.rejects.letters import text_of
from exports.rejects.limits import MOST_LINES

_SIGNS = (",", ";", "\t", "|")
_LOOKED_AT = 40
_TOLD = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""A first line by which Excel tells the sign."""


def delimited_lines(
    file: str, data: bytes, profile: RejectProfile
) -> Sequence[tuple[int, Sequence[str]]]:
    """The lines with their numbers in the file. Raises UnreadableFile ``reject-list-encoding``,
    ``reject-list-broken``."""
    text = text_of(data)
    if text is None:
        raise UnreadableFile("reject-list-encoding", file=file)
    told = _TOLD.match(text)
    try:
        sign = told[1] if told else max(_SIGNS, key=lambda each: _fitness(text, each, profile))
        source = StringIO(text[told.end() :] if told else text, newline="")
        reader = csv.reader(source, delimiter=sign)
        rows: list[tuple[int, Sequence[str]]] = []
        before = 1 if told else 0
        for cells in islice(reader, MOST_LINES + 1):
            rows.append((before + 1, cells))
            before = reader.line_num + (1 if told else 0)
    except csv.Error as error:
        raise UnreadableFile("reject-list-broken", file=file) from error
    return rows


def _fitness(text: str, sign: str, profile: RejectProfile) -> tuple[int, int]:
    """How many names are known at best in one line, and how often the sign stands there."""
    head = StringIO("\n".join(text.splitlines()[:_LOOKED_AT]), newline="")
    rows = list(csv.reader(head, delimiter=sign))
    known = (sum(column is not None for column in known_columns(row, profile)) for row in rows)
    return max(known, default=0), sum(len(row) - 1 for row in rows)
