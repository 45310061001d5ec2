"""Where the camera was, from how a rectangle looks in its photo."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocr.photo.quad import Matrix, Quad, plane

# The main cameras of phones, as shares of the long side of the photo.
_USUAL_FOCAL = 0.75
_FOCALS = (0.5, 1.6)
_CLEAR_TILT = 1e-3


def focal_length(quad: Quad, width: int, height: int) -> float:
    """In px, for a photo of this size whose middle the lens looked at: from the vanishing points
    of the sheet's sides, or that of a usual phone where the sheet lies too square to tell."""
    matrix = _centred(plane(quad, 1, 1), width, height)
    usual = _USUAL_FOCAL * max(width, height)
    first, second = matrix[:, 0], matrix[:, 1]
    lean = float(first[2] * second[2])
    if abs(lean) < _CLEAR_TILT:
        return usual
    square = -float(first[0] * second[0] + first[1] * second[1]) / lean
    low, high = (share * max(width, height) for share in _FOCALS)
    return float(np.sqrt(square)) if low**2 <= square <= high**2 else usual


def side_ratio(quad: Quad, width: int, height: int) -> float:
    """Width through height of the sheet itself, however it was tilted."""
    matrix = _centred(plane(quad, 1, 1), width, height)
    lens = np.array((1, 1, focal_length(quad, width, height)))
    return float(np.linalg.norm(matrix[:, 0] * lens) / np.linalg.norm(matrix[:, 1] * lens))


def lens_over(matrix: Matrix, focal: float, width: int, height: int) -> NDArray[np.float64]:
    """The lens over a sheet (x, y, height in the sheet's unit); ``matrix`` leads from the sheet
    to the photo."""
    seen = _centred(matrix, width, height) / np.array((focal, focal, 1.0))[:, None]
    seen = seen / np.linalg.norm(seen[:, :2], axis=0).mean()
    turn = np.column_stack((seen[:, 0], seen[:, 1], np.cross(seen[:, 0], seen[:, 1])))
    x, y, away = -turn.T @ seen[:, 2]
    return np.array((x, y, abs(away)))


def _centred(matrix: Matrix, width: int, height: int) -> Matrix:
    shift = np.array(((1, 0, -width / 2), (0, 1, -height / 2), (0, 0, 1)), dtype=np.float64)
    return np.asarray(shift @ matrix, dtype=np.float64)
