"""The rules of a table: what they part into columns and rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from digitizer.domain.page import Box, PageReading
from ocr.extraction.table_heads import Head, Heading

_MM_PER_INCH = 25.4
# Pieces of one rule stand as near to its line, and as near to each other along it.
_ACROSS_MM, _ALONG_MM = 1.2, 8.0
_BELOW_MM = 3.0
# Of the width of the table: a level rule that parts rows.
_LEAST_WIDTH = 0.55


@dataclass(frozen=True, slots=True)
class Grid:
    """x of the upright rules and, from under the headings down, y of the level ones, in px."""

    uprights: tuple[float, ...]
    levels: tuple[float, ...]
    top: float
    bottom: float

    def around(self, head: Head) -> tuple[float, float]:
        """Where the column of a heading begins and ends."""
        left = max((x for x in self.uprights if x < head.centre), default=0.0)
        right = min((x for x in self.uprights if x >= head.centre), default=float("inf"))
        return left, right

    @property
    def bands(self) -> tuple[tuple[float, float], ...]:
        """What level rules part, from the top."""
        inner = [y for y in self.levels if self.top < y < self.bottom]
        edges = [self.top, *inner, self.bottom]
        return tuple(pairwise(edges))


def grid_of(page: PageReading, heading: Heading) -> Grid | None:
    """The rules around the headings of a table and below them; None where the headings stand in
    no columns of rules."""
    per_mm = page.dpi / _MM_PER_INCH
    box = heading.box
    middle = box.y + box.height / 2
    uprights = [rule for rule in page.rules if rule.height > rule.width]
    through = [
        _whole(rule, uprights, per_mm) for rule in uprights if rule.y <= middle <= rule.bottom
    ]
    down = [rule for rule in through if rule.bottom >= box.bottom + _BELOW_MM * per_mm]
    centres = sorted(head.centre for head in heading.heads)
    inner = [rule for rule in down if centres[0] < _x(rule) < centres[-1]]
    if not all(
        any(left < _x(rule) < right for rule in inner) for left, right in pairwise(centres)
    ) or not (inner or (len(centres) == 1 and len(down) > 1)):
        return None
    bottom = float(max(rule.bottom for rule in inner or down))
    xs = sorted(_x(rule) for rule in down)
    left = max((x for x in xs if x < centres[0]), default=float(box.x))
    right = min((x for x in xs if x > centres[-1]), default=float(box.right))
    levels = _levels(page, (left, right), per_mm)
    lowest_word = box.bottom - 0.2 * min(head.box.height for head in heading.heads)
    top = min((y for y in levels if y >= lowest_word), default=float(box.bottom))
    return Grid(tuple(xs), tuple(levels), min(top, bottom), bottom + per_mm)


def _x(rule: Box) -> float:
    return rule.x + rule.width / 2


def _whole(rule: Box, others: Sequence[Box], per_mm: float) -> Box:
    """An upright rule with the pieces that go on with it downwards."""
    whole = rule
    for other in sorted(others, key=lambda each: each.y):
        is_near = abs(_x(other) - _x(whole)) <= _ACROSS_MM * per_mm
        if is_near and whole.y <= other.y <= whole.bottom + _ALONG_MM * per_mm:
            whole = whole.union(other)
    return whole


def _levels(page: PageReading, across: tuple[float, float], per_mm: float) -> list[float]:
    """y of the rules that go over most of a width, whole or in pieces."""
    left, right = across
    lines: list[list[Box]] = []
    level = (rule for rule in page.rules if rule.width >= rule.height)
    for rule in sorted(level, key=lambda each: each.y):
        if lines and abs(_y(rule) - _y(lines[-1][0])) <= _ACROSS_MM * per_mm:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    return [
        sum(_y(rule) for rule in line) / len(line)
        for line in lines
        if sum(max(0.0, min(rule.right, right) - max(rule.x, left)) for rule in line)
        >= _LEAST_WIDTH * (right - left)
    ]


def _y(rule: Box) -> float:
    return rule.y + rule.height / 2
