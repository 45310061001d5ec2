"""Columns that no rule parts: between the places where no word of the lines stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from digitizer.domain.page import Box
from digitizer.domain.schema import FieldKind
from ocr.extraction.labels import LabelHit, LabelKind, PatternSet, find_labels
from ocr.extraction.table_heads import Head, Heading
from ocr.extraction.tokens import Row, Token

_MM_PER_INCH = 25.4
_BLANK_MM, _GUTTER_MM = 9.0, 0.8
# Between the words of a sentence, in heights of a line; columns stand further apart.
_SPACE = 0.5

_Gap = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Column:
    """What stands under a heading, between two x in px."""

    head: Head
    left: float
    right: float

    def holds(self, token: Token) -> bool:
        return self.left <= token.centre < self.right


def unruled(
    rows: Sequence[Row], after: Iterable[int], heading: Heading, patterns: PatternSet
) -> tuple[list[int], list[Column]]:
    """The lines under headings that keep to their columns, up to a blank, a label or a line that
    goes across columns; and those columns."""
    wide: list[list[_Gap]] = [
        [(left.centre, right.centre)] for left, right in pairwise(heading.heads)
    ]
    per_mm = rows[heading.first].page.dpi / _MM_PER_INCH
    inside: list[int] = []
    lower = heading.box.bottom
    for index in after:
        row = rows[index]
        if row.box.y - lower > _BLANK_MM * per_mm or _opens_another(row, patterns):
            break
        narrowed = [_without(gaps, row.tokens) for gaps in wide]
        if any(_widest(gaps) < _GUTTER_MM * per_mm for gaps in narrowed):
            break
        if _is_running_text(row, wide):
            break
        wide, lower = narrowed, row.box.bottom
        inside.append(index)
    words = [token.box for index in inside for token in rows[index].tokens]
    cuts = [
        _cut(gaps, heads, words) for gaps, heads in zip(wide, pairwise(heading.heads), strict=True)
    ]
    edges = [0.0, *cuts, float(rows[heading.first].page.width)]
    return inside, [
        Column(head, left, right)
        for head, (left, right) in zip(heading.heads, pairwise(edges), strict=True)
    ]


def _is_running_text(row: Row, gutters: Sequence[Sequence[_Gap]]) -> bool:
    """Whether words that stand as close as in a sentence go across two gutters, or the only one."""
    runs: list[Box] = []
    for token in row.tokens:
        if runs and token.box.x - runs[-1].right < _SPACE * token.box.height:
            runs[-1] = runs[-1].union(token.box)
        else:
            runs.append(token.box)
    crossed = [
        gaps
        for gaps in gutters
        if any(run.x < min(gaps)[0] and run.right > max(gaps)[1] for run in runs)
    ]
    return len(crossed) >= min(2, len(gutters)) > 0


def _cut(gaps: Sequence[_Gap], heads: tuple[Head, Head], words: Sequence[Box]) -> float:
    """The middle of the gap that leaves the fewest words on the other side of their heading, and of
    those the widest: numbers at the right of their column have a gap on either side."""
    left, right = heads

    def rank(gap: _Gap) -> _Gap:
        lost = sum(_across(word, left.box) for word in words if word.x >= gap[1])
        lost += sum(_across(word, right.box) for word in words if word.right <= gap[0])
        return lost, gap[0] - gap[1]

    low, high = min(gaps, key=rank)
    return (low + high) / 2


def _across(one: Box, other: Box) -> int:
    return max(0, min(one.right, other.right) - max(one.x, other.x))


def _without(gaps: Sequence[_Gap], tokens: Sequence[Token]) -> list[_Gap]:
    """What of the gaps between two headings no word of a line stands in."""
    left = list(gaps)
    for box in (token.box for token in tokens):
        left = [
            part
            for low, high in left
            for part in ((low, min(high, box.x)), (max(low, box.right), high))
            if part[0] < part[1]
        ]
    return list(dict.fromkeys(left))


def _width(gap: _Gap) -> float:
    return gap[1] - gap[0]


def _widest(gaps: Sequence[_Gap]) -> float:
    return max((_width(gap) for gap in gaps), default=0.0)


def _opens_another(row: Row, patterns: PatternSet) -> bool:
    return any(hit.at_start and _is_sure(hit) for hit in find_labels(row, patterns))


def _is_sure(hit: LabelHit) -> bool:
    """Whether it is a label and no cell that reads like one; those of boxes have no colon."""
    if any(spec.kind is FieldKind.TICK for spec in hit.pattern.fields):
        return True
    return hit.has_colon or hit.spans_row or hit.pattern.kind is LabelKind.BELOW
