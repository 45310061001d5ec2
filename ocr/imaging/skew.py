"""The small angle of a page, and turning it straight."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float32]
MAX_DEGREES = 7.0
_COARSE, _FINE = 0.5, 0.05
_ENOUGH_POINTS = 200


def line_strength(points: Points, degrees: float) -> float:
    """How clearly ink falls into rows when the page is turned by an angle: the summed squares of
    the differences between neighbouring rows, for ink at (x, y) px in an N×2 array."""
    angle = np.deg2rad(degrees)
    rows = points[:, 1] * np.cos(angle) - points[:, 0] * np.sin(angle)
    rows = rows - rows.min()
    profile = np.bincount(rows.astype(np.int64)).astype(np.float64)
    return float(np.square(np.diff(profile)).sum()) / max(1, len(points))


def best_angle(points: Points) -> tuple[float, float]:
    """The slope of the lines of print in degrees (positive: lines fall to the right) within ±7,
    and the strength found there. Gives 0 for a page with hardly any ink."""
    if len(points) < _ENOUGH_POINTS:
        return 0.0, 0.0
    coarse = np.arange(-MAX_DEGREES, MAX_DEGREES + _COARSE / 2, _COARSE)
    angle = max(coarse, key=lambda degrees: line_strength(points, float(degrees)))
    fine = np.arange(angle - _COARSE, angle + _COARSE + _FINE / 2, _FINE)
    strengths = [line_strength(points, float(degrees)) for degrees in fine]
    best = int(np.argmax(strengths))
    return float(round(fine[best], 2)), strengths[best]


def turned(
    image: NDArray[np.uint8], degrees: float, paper: tuple[int, int, int]
) -> NDArray[np.uint8]:
    """The image turned so that lines with this slope become level; the size grows so that no
    corner is lost, and the new corners get the colour of the paper."""
    if abs(degrees) < _FINE:
        return image
    matrix, size = _turn(image.shape[0], image.shape[1], degrees)
    result = cv2.warpAffine(
        image,
        matrix,
        size,
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=paper,
    )
    return np.asarray(result, dtype=np.uint8)


def turned_points(
    points: NDArray[np.float64], shape: tuple[int, int], degrees: float
) -> NDArray[np.float64]:
    """Where :func:`turned` puts the (x, y) px of an N×2 array on an image of this (H, W)."""
    if abs(degrees) < _FINE:
        return points
    matrix, _ = _turn(shape[0], shape[1], degrees)
    return points @ matrix[:, :2].T + matrix[:, 2]


def _turn(height: int, width: int, degrees: float) -> tuple[NDArray[np.float64], tuple[int, int]]:
    centre = (width / 2, height / 2)
    matrix = np.asarray(cv2.getRotationMatrix2D(centre, degrees, 1.0), dtype=np.float64)
    cosine, sine = abs(matrix[0, 0]), abs(matrix[0, 1])
    new_width = int(np.ceil(width * cosine + height * sine))
    new_height = int(np.ceil(width * sine + height * cosine))
    matrix[0, 2] += (new_width - width) / 2
    matrix[1, 2] += (new_height - height) / 2
    return matrix, (new_width, new_height)
