"""Lines as batches for the net: cut where too wide, grouped by width, filled up with paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ocr.engines.preparation import Ink

WIDEST = 2400
_BATCH_COLUMNS = 4096
_RASTER = 8
_NARROW_STEP, _STEP_SHARE = 32, 8
# A gap between words is looked for above the row of the leader, whose dots would fill it.
LETTER_ROWS = 0.6
_FAINT = 0.3


@dataclass(frozen=True, slots=True)
class Strip:
    """A line, or a part of one that is too wide: the number of its picture, how many prepared
    columns stand left of it, and its ink (H×W float32)."""

    picture: int
    left: int
    ink: Ink


def strips_of(picture: int, ink: Ink) -> Iterator[Strip]:
    """The whole line where it is at most ``WIDEST`` columns wide, else its parts between words."""
    left = 0
    while ink.shape[1] - left > WIDEST:
        cut = left + _cut(ink[:, left : left + WIDEST])
        yield Strip(picture, left, ink[:, left:cut])
        left = cut
    yield Strip(picture, left, ink[:, left:])


def _cut(ink: Ink) -> int:
    """The middle of the widest gap in the right half, on the raster of the net's columns; of gaps
    alike the rightmost."""
    rows, columns = ink.shape
    zone = ink[: round(LETTER_ROWS * rows), columns // 2 :]
    is_white = np.concatenate(([False], zone.max(axis=0) < _FAINT, [False]))
    edges = np.flatnonzero(is_white[1:] != is_white[:-1])
    starts, ends = edges[::2], edges[1::2]
    if len(starts) == 0:
        return int(columns)
    gap = len(starts) - 1 - int(np.argmax((ends - starts)[::-1]))
    middle = (int(starts[gap]) + int(ends[gap])) // 2
    return (int(columns) // 2 + middle) // _RASTER * _RASTER


def padded_width(width: int) -> int:
    """The width at which the net sees a strip. It depends on the strip alone, so that a line reads
    the same whatever stands on the page beside it, and takes few different values."""
    step = _NARROW_STEP
    while step * 2 * _STEP_SHARE <= width:
        step *= 2
    return -(-width // step) * step


def batches_of(strips: Iterable[Strip]) -> Iterator[tuple[Strip, ...]]:
    """Strips of one padded width together, with at most so many columns that memory stays flat."""
    by_width: dict[int, list[Strip]] = {}
    for strip in strips:
        by_width.setdefault(padded_width(strip.ink.shape[1]), []).append(strip)
    for width in sorted(by_width):
        size = max(1, _BATCH_COLUMNS // width)
        found = by_width[width]
        for start in range(0, len(found), size):
            yield tuple(found[start : start + size])


def stacked(batch: Sequence[Strip]) -> Ink:
    """One batch as N×1×H×W float32, paper on the right."""
    height, width = batch[0].ink.shape[0], padded_width(batch[0].ink.shape[1])
    lines = np.zeros((len(batch), 1, height, width), np.float32)
    for number, strip in enumerate(batch):
        lines[number, 0, :, : strip.ink.shape[1]] = strip.ink
    return lines
