"""A pinhole camera held over a desk, and a book that lies open under it.

The desk is a plane in pixels of the drawing: x to the right, y down, the paper's upper left corner
at the origin. Heights are pixels over the desk.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .placement import Matrix

Values = NDArray[np.float64]
# The main camera of a phone sees about 67 degrees along the long side.
_FOCAL = 0.75
_NEAREST, _FARTHEST, _STEPS = 0.2, 8.0, 40


@dataclass(frozen=True, slots=True)
class Camera:
    """`matrix` (3x3) leads from the desk to the photo; `centre` is the lens (x, y, height)."""

    matrix: Matrix
    centre: tuple[float, float, float]


def aim(
    rng: np.random.Generator, paper: tuple[float, float], frame: tuple[int, int], degrees: float
) -> Camera:
    """A camera tilted by up to `degrees` that sees a paper (width, height) nearly fill its frame
    (width, height)."""
    tilt = [float(np.deg2rad(rng.uniform(-degrees, degrees))) for _ in range(2)]
    roll = float(np.deg2rad(rng.uniform(-5, 5)))
    facing = _roll(roll) @ _pitch(tilt[0]) @ _yaw(tilt[1])
    share = rng.uniform(0.82, 0.93)
    near, far = (bound * max(paper) for bound in (_NEAREST, _FARTHEST))
    for _ in range(_STEPS):
        middle = (near + far) / 2
        if _fits(_held(facing, middle, paper, frame), paper, frame, share):
            far = middle
        else:
            near = middle
    return _held(facing, far, paper, frame)


def _held(
    facing: Matrix, distance: float, paper: tuple[float, float], frame: tuple[int, int]
) -> Camera:
    focal = _FOCAL * max(frame)
    lens = np.array(((focal, 0, frame[0] / 2), (0, focal, frame[1] / 2), (0, 0, 1.0)))
    centre = np.array((paper[0] / 2, paper[1] / 2, 0.0)) - distance * facing[2]
    matrix = lens @ np.column_stack((facing[:, 0], facing[:, 1], -facing @ centre))
    return Camera(matrix / matrix[2, 2], (float(centre[0]), float(centre[1]), -float(centre[2])))


def _fits(camera: Camera, paper: tuple[float, float], frame: tuple[int, int], share: float) -> bool:
    width, height = paper
    corners = np.array(((0, width, width, 0), (0, 0, height, height), (1, 1, 1, 1)), dtype=float)
    x, y, weight = camera.matrix @ corners
    if (weight <= 0).any():
        return False
    off = np.maximum(np.abs(x / weight / frame[0] - 0.5), np.abs(y / weight / frame[1] - 0.5))
    return bool(off.max() <= share / 2)


def _pitch(angle: float) -> Matrix:
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array(((1, 0, 0), (0, cosine, -sine), (0, sine, cosine)), dtype=np.float64)


def _yaw(angle: float) -> Matrix:
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array(((cosine, 0, sine), (0, 1, 0), (-sine, 0, cosine)), dtype=np.float64)


def _roll(angle: float) -> Matrix:
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array(((cosine, -sine, 0), (sine, cosine, 0), (0, 0, 1)), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Curl:
    """The cylinder that the pages of an open book form, as one camera sees it: paper `along` (px
    from the left edge) is seen over the desk at `across`, and `grown` times as large. `slope` is
    that of the paper there."""

    along: Values
    across: Values
    grown: Values
    slope: Values
    middle: float

    def on_desk(self, points: Values) -> Values:
        """Where points of the flat paper (N×2) are seen over the desk."""
        across = np.interp(points[:, 0], self.along, self.across)
        grown = np.interp(points[:, 0], self.along, self.grown)
        return np.stack((across, self.middle + (points[:, 1] - self.middle) * grown), axis=1)

    def on_paper(self, x: Values, y: Values) -> tuple[Values, Values]:
        """The paper that is seen at places over the desk; outside of it the desk itself."""
        low, high = self.across[0], self.across[-1]
        inside = np.interp(x, self.across, self.along)
        along = inside + np.minimum(x - low, 0) + np.maximum(x - high, 0)
        grown = np.interp(x, self.across, self.grown)
        return along, self.middle + (y - self.middle) / grown


def open_book(page_width: int, bulge: float, crest: float, camera: Camera) -> Curl:
    """Two pages that rise to `bulge` at `crest` px from the gutter and dive into it."""
    along = np.linspace(0, 2 * page_width, 4 * 512 + 1)
    away = np.abs(along - page_width)
    height = bulge * (away / crest) * np.exp(1 - away / crest) * (1 - (away / page_width) ** 2)
    rise = np.diff(height)
    steps = np.sqrt(np.maximum(np.diff(along) ** 2 - rise**2, 0.01))
    x = np.concatenate(([0.0], np.cumsum(steps)))
    lens_x, lens_y, lens_height = camera.centre
    grown = lens_height / (lens_height - height)
    across = np.maximum.accumulate(lens_x + (x - lens_x) * grown)
    return Curl(along, across, grown, np.gradient(height, along), lens_y)
