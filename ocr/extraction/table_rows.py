"""Which lines of a table without rules between its rows belong to one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ocr.extraction.tokens import Row

# By how much a gap between lines must surpass the others to part two rows.
_WIDER = 1.12


@dataclass(frozen=True, slots=True)
class Line:
    """``begins`` tells that it has what only one line of a row has."""

    row: Row
    begins: bool


def grouped(lines: Sequence[Line]) -> list[list[Row]]:
    """The lines of each row from the top. Lines before the first that begins a row, and behind the
    last, go with these; those between two are parted at the widest gap. Where none is wider they
    belong to the upper one, unless the table begins with such a line, as one does whose cells stand
    in the middle of their row's height."""
    begins = [number for number, line in enumerate(lines) if line.begins]
    if not begins:
        return [[line.row for line in lines]] if lines else []
    starts = [0]
    for upper, lower in pairwise(begins):
        gaps = [
            lines[number + 1].row.middle - lines[number].row.middle
            for number in range(upper, lower)
        ]
        widest = max(range(len(gaps)), key=lambda number: gaps[number])
        others = [gap for number, gap in enumerate(gaps) if number != widest]
        is_clear = not others or begins[0] > 0 or gaps[widest] > _WIDER * max(others)
        starts.append(upper + widest + 1 if is_clear else lower)
    ends = [*starts[1:], len(lines)]
    return [
        [line.row for line in lines[start:end]] for start, end in zip(starts, ends, strict=True)
    ]
