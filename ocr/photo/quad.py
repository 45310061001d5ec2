"""Four corners of a sheet and the plane through them."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

# 4×2 px of a photo, origin top left: top left, top right, bottom right, bottom left.
Quad = NDArray[np.float64]
Points = NDArray[np.float64]
Matrix = NDArray[np.float64]


def ordered(corners: Points) -> Quad:
    """Corners clockwise from the one nearest to the upper left of the photo."""
    middle = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    around = corners[np.argsort(angles)]
    first = int(np.argmin(around.sum(axis=1)))
    return np.asarray(np.roll(around, -first, axis=0), dtype=np.float64)


def area(quad: Quad) -> float:
    """In square px."""
    return float(abs(cv2.contourArea(quad.astype(np.float32))))


def is_sound(quad: Quad) -> bool:
    """Whether a sheet can look like this: convex, no corner under 50 or over 130 degrees."""
    before, after = np.roll(quad, 1, axis=0) - quad, np.roll(quad, -1, axis=0) - quad
    lengths = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    if (lengths < 1).any():
        return False
    cosines = (before * after).sum(axis=1) / lengths
    turns = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    return bool((np.abs(cosines) < np.cos(np.deg2rad(50))).all() and (turns < 0).all())


def is_rectangle(quad: Quad, degrees: float) -> bool:
    """Whether all corners are right within an angle, as on a flatbed."""
    before, after = np.roll(quad, 1, axis=0) - quad, np.roll(quad, -1, axis=0) - quad
    lengths = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    cosines = (before * after).sum(axis=1) / np.maximum(lengths, 1e-9)
    return bool((np.abs(cosines) < np.sin(np.deg2rad(degrees))).all())


def plane(quad: Quad, width: float, height: float) -> Matrix:
    """The matrix (3×3, of column vectors) from a sheet of this size to the photo."""
    sheet = np.array(((0, 0), (width, 0), (width, height), (0, height)), dtype=np.float32)
    found = cv2.getPerspectiveTransform(sheet, quad.astype(np.float32))
    return np.asarray(found, dtype=np.float64)


def moved(points: Points, matrix: Matrix) -> Points:
    """N×2 points after a move."""
    lifted = np.column_stack((points, np.ones(len(points)))) @ matrix.T
    return np.asarray(lifted[:, :2] / lifted[:, 2:], dtype=np.float64)


def meeting(first: Points, second: Points) -> Points:
    """Where two lines, each through two points (2×2), meet."""
    lines = [np.cross((*ends[0], 1.0), (*ends[1], 1.0)) for ends in (first, second)]
    x, y, weight = np.cross(lines[0], lines[1])
    return np.array((x / weight, y / weight))
