"""Lines drawn through print: a value that was struck out and corrected beside it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocr.imaging.gray import GrayImage

# All in heights of a small letter: how long a stroke must run, the width over which its ink is
# counted, how far a stroke may rise over that width, and what of the letters' height is looked at,
# from the top: leaders and lines below the print are no strokes.
_LEAST_RUN, _BLOCK, _RISE = 2.2, 0.6, 0.12
_FROM, _UPTO = 0.15, 0.72
_LEAST_COVERED, _MOST_BESIDE = 0.92, 0.55


def strikes(ink: GrayImage, top: float, bottom: float) -> tuple[tuple[int, int], ...]:
    """Where strokes run through the small letters of a line: from and to, in px.

    ``ink`` is the line's H×W uint8 mask (1 is ink) with rules left in, ``top`` and ``bottom`` are
    the rows between which its small letters stand. A stroke is nearly straight, covers what
    letters leave free, and is thin: print that has run together is none."""
    height = bottom - top
    first, last = round(top + _FROM * height), round(top + _UPTO * height)
    band = ink[max(0, first) : max(0, last)]
    if band.shape[0] < 4:
        return ()
    block = max(3, round(_BLOCK * height))
    covered = _covered(band, block)
    rise = max(1, round(_RISE * height))
    return tuple(_runs(covered, block, rise, _LEAST_RUN * height))


def _covered(band: GrayImage, block: int) -> NDArray[np.float32]:
    """What share of each block of columns has ink, by row (rows × blocks, 0..1)."""
    count = band.shape[1] // block
    blocks = band[:, : count * block].reshape(band.shape[0], count, block)
    return np.asarray(blocks.mean(axis=2), np.float32)


def _runs(
    covered: NDArray[np.float32], block: int, rise: int, least: float
) -> list[tuple[int, int]]:
    """The longest nearly straight paths through covered blocks."""
    rows, count = covered.shape
    lengths = np.zeros((rows, count), np.int32)
    came = np.zeros((rows, count), np.int32)
    for place in range(count):
        before = lengths[:, place - 1] if place else np.zeros(rows, np.int32)
        for row in range(rows):
            if covered[row, place] < _LEAST_COVERED:
                continue
            low, high = max(0, row - rise), min(rows, row + rise + 1)
            best = low + int(np.argmax(before[low:high]))
            lengths[row, place] = before[best] + 1
            came[row, place] = best
    found: list[tuple[int, int]] = []
    place = count - 1
    while place >= 0:
        row = int(np.argmax(lengths[:, place]))
        length = int(lengths[row, place])
        if length * block < least:
            place -= 1
            continue
        start = place - length + 1
        if _is_thin(covered, came, (row, place), length, rise):
            found.append((start * block, (place + 1) * block))
        place = start - 1
    return found[::-1]


def _is_thin(
    covered: NDArray[np.float32],
    came: NDArray[np.int32],
    end: tuple[int, int],
    length: int,
    rise: int,
) -> bool:
    """Whether the rows beside a path are free as between letters."""
    row, place = end
    beside = []
    for step in range(length):
        far = np.abs(np.arange(covered.shape[0]) - row) > 2 * rise
        if far.any():
            beside.append(float(covered[far, place - step].mean()))
        row = int(came[row, place - step])
    return bool(beside) and float(np.mean(beside)) <= _MOST_BESIDE
