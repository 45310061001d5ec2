"""Dotted leaders: found as a lattice of equal dots on one row, erased without touching tones.

A leader dot and the dot-below tone look alike, and erasing a tone turns one name into another
(Phượng, Phương). So a dot goes only when its size, its height and its place in the lattice all
fit; where a dot has run into a letter only what hangs free of the letter's strokes goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ocr.imaging.gray import GrayImage

Floats = NDArray[np.float64]
_MIN_DOTS = 6
_MIN_RUN = 3
_PITCH_SLACK = 0.13
_PHASE_SLACK = 0.17
_SIZE_SLACK = 0.35
_FARTHEST_STEPS = 60
_PAPER = 250
_STROKE = 150
_INK = 190
_ALL_INK = 0.9
_REACH = 2


@dataclass(frozen=True, slots=True)
class Dots:
    """Free-standing specks on one line: centres and mean diameters in px, from the left."""

    x: Floats
    y: Floats
    size: Floats

    def only(self, kept: NDArray[np.bool_]) -> Dots:
        return Dots(self.x[kept], self.y[kept], self.size[kept])


@dataclass(frozen=True, slots=True)
class Lattice:
    """A leader: places of its dots (px, from the left), the row they stand on as slope and offset,
    and the diameter of a dot. ``is_free`` marks the places where the dot stands alone."""

    x: Floats
    is_free: NDArray[np.bool_]
    slope: float
    offset: float
    size: float

    def row(self, x: float) -> float:
        return self.slope * x + self.offset


def find_lattice(dots: Dots, gray: GrayImage) -> Lattice | None:
    """The leader that most of the dots of a line form; None where they form none. Between free
    dots its places are taken for certain only where the image has ink at all of them: print
    without a leader has white there between its letters."""
    if len(dots.x) < _MIN_DOTS:
        return None
    size = float(np.median(dots.size))
    dots = dots.only(np.abs(dots.size - size) <= max(1.2, _SIZE_SLACK * size))
    if len(dots.x) < _MIN_DOTS:
        return None
    level = float(np.median(dots.y))
    dots = dots.only(np.abs(dots.y - level) <= max(3.0, size))
    if len(dots.x) < _MIN_DOTS:
        return None
    pitch = _pitch(dots.x)
    if pitch is None or pitch < 1.2 * size:
        return None
    slope, offset = _row(dots)
    on_row = np.abs(dots.y - (slope * dots.x + offset)) <= max(1.2, 0.3 * size)
    dots = dots.only(on_row)
    anchors = _anchors(dots.x, pitch)
    if len(anchors) < _MIN_DOTS:
        return None
    fused = [
        between
        for between in _between(anchors, pitch)
        if _share_of_ink(gray, between, slope, offset) >= _ALL_INK
    ]
    places = np.concatenate([anchors, *fused])
    free = np.arange(len(places)) < len(anchors)
    return Lattice(places, free, slope, offset, size)


def _pitch(x: Floats) -> float | None:
    gaps = np.diff(x)
    gaps = gaps[gaps > 2]
    if len(gaps) < _MIN_DOTS - 1:
        return None
    counts = [int(np.sum(np.abs(gaps - gap) <= _PITCH_SLACK * gap)) for gap in gaps]
    best = gaps[int(np.argmax(counts))]
    near = gaps[np.abs(gaps - best) <= _PITCH_SLACK * best]
    return float(near.mean()) if len(near) >= _MIN_RUN else None


def _row(dots: Dots) -> tuple[float, float]:
    spread = float(dots.x.max() - dots.x.min())
    if len(dots.x) < 2 * _MIN_DOTS or spread < 200:
        return 0.0, float(np.median(dots.y))
    slope, offset = np.polyfit(dots.x, dots.y, 1)
    close = np.abs(dots.y - (slope * dots.x + offset)) <= 1.5
    if close.sum() >= _MIN_DOTS:
        slope, offset = np.polyfit(dots.x[close], dots.y[close], 1)
    return float(slope), float(offset)


def _anchors(x: Floats, pitch: float) -> Floats:
    """Dots of the leader: those with neighbours at the pitch on a stretch of at least three, and
    from these outwards whatever stays in step with the dot accepted last."""
    steps = np.abs(np.diff(x) - pitch) <= max(1.0, _PITCH_SLACK * pitch)
    kept = np.zeros(len(x), dtype=bool)
    start = 0
    for index in range(len(x)):
        if index == len(steps) or not steps[index]:
            if index - start + 1 >= _MIN_RUN:
                kept[start : index + 1] = True
            start = index + 1
    seeds = kept.copy()
    for order in (range(len(x)), range(len(x) - 1, -1, -1)):
        last: float | None = None
        for index in order:
            if seeds[index] or (last is not None and _in_step(float(x[index]), last, pitch)):
                kept[index] = True
                last = float(x[index])
    return x[kept]


def _in_step(x: float, other: float, pitch: float) -> bool:
    steps = abs(x - other) / pitch
    return steps <= _FARTHEST_STEPS and abs(steps - round(steps)) <= _PHASE_SLACK


def _between(anchors: Floats, pitch: float) -> Iterator[Floats]:
    """What lies evenly between two neighbouring anchors that are in step."""
    for left, right in pairwise(anchors.tolist()):
        steps = round((right - left) / pitch)
        if steps >= 2 and abs(right - left - steps * pitch) <= _PHASE_SLACK * pitch + 0.02 * steps:
            yield np.linspace(left, right, steps + 1)[1:-1]


def _share_of_ink(gray: GrayImage, places: Floats, slope: float, offset: float) -> float:
    columns = np.clip(np.rint(places).astype(int), 0, gray.shape[1] - 1)
    rows = np.clip(np.rint(slope * places + offset).astype(int), 0, gray.shape[0] - 1)
    return float(np.mean(gray[rows, columns] < _INK))


def erase_lattice(
    gray: GrayImage, lattice: Lattice, protected: NDArray[np.bool_], *, cut_fused: bool
) -> None:
    """Erase the free dots of a leader in place, and with ``cut_fused`` those too that have run
    into a letter. ``protected`` (H×W) marks small blobs that may hold a tone: inside them nothing
    is cut."""
    radius = lattice.size / 2 + 1.5
    height, width = gray.shape
    for x, is_free in zip(lattice.x.tolist(), lattice.is_free.tolist(), strict=True):
        y = lattice.row(x)
        top, bottom = int(y - radius), int(np.ceil(y + radius)) + 1
        left, right = int(x - radius), int(np.ceil(x + radius)) + 1
        if top < _REACH or left < 1 or bottom > height or right >= width:
            continue
        patch = gray[top:bottom, left:right]
        if is_free:
            patch[...] = _PAPER
        elif cut_fused and not protected[top:bottom, left:right].any():
            patch[~_strokes(gray, top, bottom, left, right)] = _PAPER


def _strokes(gray: GrayImage, top: int, bottom: int, left: int, right: int) -> NDArray[np.bool_]:
    """What of a patch belongs to a letter: columns whose ink goes on upwards, and rows whose ink
    goes on beyond the nearer side."""
    standing = gray[top - _REACH : top, left:right].max(axis=0) < _STROKE
    before = gray[top:bottom, left - 1] < _STROKE
    after = gray[top:bottom, right] < _STROKE
    lying = np.empty((bottom - top, right - left), dtype=bool)
    middle = (right - left) // 2
    lying[:, :middle], lying[:, middle:] = before[:, None], after[:, None]
    return np.asarray(lying | standing[None, :], dtype=np.bool_)
