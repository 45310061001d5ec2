"""Where words stand: from columns of scores back to px of the line picture.

The net says on which column it saw a letter, not where its ink begins and ends. Words are parted
at the widest gap in the ink between the last letter of one and the first letter of the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from digitizer.domain.page import Box
from ocr.engines.batches import LETTER_ROWS, Strip
from ocr.engines.ctc import LetterRun
from ocr.engines.preparation import scaled_width

_INKED = 0.5
# At the ends of a line the first and last letter reach no farther than so many pitches.
_REACH = 2.0
# Between letters, in heights of the line, where no word has two of them.
_USUAL_PITCH = 0.4
# So many times wider is the gap above the dots of a leader; the hollow of a U is not.
_MUCH_WIDER = 2


def boxes_of(
    strip: Strip, runs: Sequence[LetterRun], stride: int, shape: tuple[int, int]
) -> tuple[Box, ...]:
    """A box around the ink of each word of a strip, in px of its picture of this shape (H, W)."""
    if not runs:
        return ()
    height = strip.ink.shape[0]
    reach = _REACH * stride * _pitch(runs, _USUAL_PITCH * height / stride)
    firsts = [run.letters[0].middle * stride for run in runs]
    lasts = [run.letters[-1].middle * stride for run in runs]
    gaps = [_gap(strip, lasts[n], firsts[n + 1]) for n in range(len(runs) - 1)]
    starts = [_gap(strip, firsts[0] - reach, firsts[0])[1], *(gap[1] for gap in gaps)]
    ends = [*(gap[0] for gap in gaps), _gap(strip, lasts[-1], lasts[-1] + reach)[0]]
    across = shape[1] / scaled_width(shape[0], shape[1], height)
    down = shape[0] / height
    return tuple(
        _box(strip, start, end, (across, down), shape)
        for start, end in zip(starts, ends, strict=True)
    )


def _pitch(runs: Sequence[LetterRun], usual: float) -> float:
    """The median distance in columns from letter to letter."""
    steps = [right.middle - left.middle for run in runs for left, right in pairwise(run.letters)]
    return float(np.median(steps)) if steps else usual


def _gap(strip: Strip, left: float, right: float) -> tuple[int, int]:
    """The widest gap between two columns: from the end of the ink on its left to the beginning of
    that on its right. Where a leader stands in it, the gap above its dots."""
    height, width = strip.ink.shape
    start, end = max(0, round(left)), min(width, max(round(left) + 1, round(right)))
    if start >= end:
        return min(start, width), min(start, width)
    window = strip.ink[:, start:end] > _INKED
    found = _widest_gap(window)
    above = _widest_gap(window[: round(LETTER_ROWS * height)])
    if above[1] - above[0] >= _MUCH_WIDER * (found[1] - found[0]):
        found = above
    if found[1] == found[0]:
        middle = (start + end) // 2
        return middle, middle
    return start + found[0], start + found[1]


def _widest_gap(window: NDArray[np.bool_]) -> tuple[int, int]:
    is_white = np.concatenate(([False], ~window.any(axis=0), [False]))
    edges = np.flatnonzero(is_white[1:] != is_white[:-1])
    if len(edges) == 0:
        return 0, 0
    starts, ends = edges[::2], edges[1::2]
    widest = int(np.argmax(ends - starts))
    return int(starts[widest]), int(ends[widest])


def _box(
    strip: Strip, start: int, end: int, scale: tuple[float, float], shape: tuple[int, int]
) -> Box:
    top, bottom, first, last = _inked(strip, start, max(end, start + 1))
    x = min(round((strip.left + first) * scale[0]), shape[1] - 1)
    y = min(round(top * scale[1]), shape[0] - 1)
    right = min(round((strip.left + last) * scale[0]), shape[1])
    return Box(x, y, max(1, right - x), max(1, min(round(bottom * scale[1]), shape[0]) - y))


def _inked(strip: Strip, start: int, end: int) -> tuple[int, int, int, int]:
    """Top, bottom, first and last of the ink between two columns; all of it where none is."""
    window = strip.ink[:, start:end] > _INKED
    rows, columns = np.flatnonzero(window.any(axis=1)), np.flatnonzero(window.any(axis=0))
    if len(rows) == 0:
        return 0, strip.ink.shape[0], start, end
    return int(rows[0]), int(rows[-1]) + 1, start + int(columns[0]), start + int(columns[-1]) + 1
