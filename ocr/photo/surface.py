"""The shape of open pages, from the edges that run across the fold, and how to lay them flat.

Pages of a book bend in one direction only. Once the desk under the book is seen square, every
straight line of paper from the upper to the lower edge is seen upright again and evenly divided,
only longer the nearer it is to the lens; so the two edges tell where all of the paper is.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.gray import RgbImage
from ocr.photo.quad import Matrix, Points, moved
from ocr.photo.sides import Side

Floats = NDArray[np.float64]
_LEAST_STEP = 14.0
_OUTLIER_MM, _SMOOTH_MM = 2.5, 3.0
_BAND = 512


@dataclass(frozen=True, slots=True)
class Surface:
    """The paper of a spread ``height`` mm high over the desk seen square (mm): at ``across`` its
    upper edge is seen at ``top``, its lower one at ``bottom``, and ``along`` is how far the paper
    has run from its left edge."""

    across: Floats
    top: Floats
    bottom: Floats
    along: Floats
    height: float

    def on_desk(self, along: Floats, down: Floats) -> tuple[Floats, Floats]:
        """Where places on the flat paper (mm along a row and down a column) are seen."""
        across = np.interp(along, self.along, self.across)
        top, bottom = (np.interp(across, self.across, edge) for edge in (self.top, self.bottom))
        return across, top[None, :] + (down[:, None] / self.height) * (bottom - top)[None, :]


def flat(width: float, height: float) -> Surface:
    """Paper that lies on the desk."""
    ends = np.array((0.0, width))
    return Surface(ends, np.zeros(2), np.full(2, height), ends, height)


def measured(
    sides: tuple[Side, ...], matrix: Matrix, lens: Floats, size: tuple[float, float], fold: float
) -> Surface:
    """The surface between the upper and lower of four edges in px of the photo. ``matrix`` leads
    from the desk (mm, a sheet of ``size``) to the photo, ``lens`` stands over the desk, and
    ``fold`` is the x of the gutter."""
    width, height = size
    across = np.arange(round(2 * width) + 1, dtype=np.float64) / 2
    back = np.asarray(np.linalg.inv(matrix), dtype=np.float64)
    top, bottom = (
        _curve(sides[number], back, across, level, fold)
        for number, level in ((0, 0.0), (2, height))
    )
    grown = np.maximum((bottom - top) / height, 0.8)
    x = lens[0] + (across - lens[0]) / grown
    over = lens[2] * (1 - 1 / grown)
    steps = np.hypot(np.diff(x), np.diff(over))
    along = np.concatenate(([0.0], np.cumsum(np.maximum(steps, 1e-6))))
    return Surface(across, top, bottom, along, height)


def _curve(side: Side, back: Matrix, across: Floats, level: float, fold: float) -> Floats:
    """The y of an edge over the desk, each page smooth by itself, ending in the corners."""
    points = moved(side.points, back)[side.step >= _LEAST_STEP]
    points = points[np.argsort(points[:, 0])]
    curve = np.full(len(across), level)
    halves = ((across <= fold, points[:, 0] <= fold), (across > fold, points[:, 0] > fold))
    for number, (places, own) in enumerate(halves):
        curve[places] = level + _smoothed(points[own], across[places], level, number == 0)
    return curve


def _smoothed(points: Points, across: Floats, level: float, is_left: bool) -> Floats:
    if len(points) < 8:
        return np.zeros(len(across))
    x, off = points[:, 0], points[:, 1] - level
    padded = np.pad(off, 4, mode="edge")
    usual = np.median(np.lib.stride_tricks.sliding_window_view(padded, 9), axis=1)
    kept = np.abs(off - usual) <= _OUTLIER_MM
    corner = (0.0 if is_left else across[-1], 0.0)
    x, off = np.append(x[kept], corner[0]), np.append(off[kept], corner[1])
    order = np.argsort(x)
    filled = np.interp(across, x[order], off[order])
    return _gaussian(filled, _SMOOTH_MM / (across[1] - across[0]))


def _gaussian(values: Floats, sigma: float) -> Floats:
    """Smoothed with both ends kept: the mirror image beyond an end stands on its head."""
    reach = min(round(3 * sigma), len(values) - 1)
    before = 2 * values[0] - values[reach:0:-1]
    after = 2 * values[-1] - values[-2 : -reach - 2 : -1]
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    padded = np.concatenate((before, values, after))
    return np.convolve(padded, kernel / kernel.sum(), mode="valid")


def laid_flat(
    photo: RgbImage,
    matrix: Matrix,
    surface: Surface,
    part: tuple[float, float],
    size: tuple[int, int],
) -> RgbImage:
    """The paper from one place to another ``along`` the surface (mm), as an image of this width and
    height in px; ``matrix`` leads from the desk (mm) to the photo (H×W×3 uint8)."""
    width, height = size
    along = part[0] + (np.arange(width) + 0.5) / width * (part[1] - part[0])
    result = np.empty((height, width, 3), np.uint8)
    for first in range(0, height, _BAND):
        rows = np.arange(first, min(height, first + _BAND))
        across, down = surface.on_desk(along, (rows + 0.5) / height * surface.height)
        x, y, weight = (row[0] * across[None, :] + row[1] * down + row[2] for row in matrix)
        result[rows] = cv2.remap(
            photo,
            (x / weight).astype(np.float32),
            (y / weight).astype(np.float32),
            cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_REPLICATE,
        )
    return result
