"""Where print stands on a page, and where damage moves it.

Coordinates are pixels from the upper left corner of the page, x to the right and y down; a whole
number lies between two pixels. What the sheet is drawn with is upright; damage may turn it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Points = NDArray[np.float64]
Bend = Callable[[Points], Points]
Quad = tuple[tuple[float, float], ...]

HERE: Matrix = np.eye(3)


@dataclass(frozen=True, slots=True)
class Area:
    """An upright rectangle on the drawn page."""

    left: float
    top: float
    right: float
    bottom: float

    def joined(self, other: "Area") -> "Area":
        """The smallest area with both in it."""
        return Area(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def moved(self, matrix: Matrix, bend: Bend | None = None) -> Quad:
        """Its corners after a bend of N×2 points and a move (3×3, of column vectors): top left, top
        right, bottom right and bottom left as one who reads the print sees them, to a tenth of a
        pixel."""
        corners = np.array(
            (
                (self.left, self.top),
                (self.right, self.top),
                (self.right, self.bottom),
                (self.left, self.bottom),
            )
        )
        if bend is not None:
            corners = bend(corners)
        x, y, weight = matrix @ np.vstack((corners.T, np.ones(4)))
        points = zip((x / weight).tolist(), (y / weight).tolist(), strict=True)
        return tuple((round(across, 1), round(down, 1)) for across, down in points)


@dataclass(frozen=True, slots=True)
class Run:
    """Print of one kind in one go; `key` names the value it is part of, "" for label print and
    for what is struck through."""

    text: str
    area: Area
    key: str = ""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Runs that stand on one baseline and are read as one line, from the left."""

    baseline: float
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return " ".join(run.text for run in self.runs)

    @property
    def area(self) -> Area:
        return _around(self.runs)

    def pieces(self) -> list[Run]:
        """The values on this line, each as one run."""
        found: list[list[Run]] = []
        for run in self.runs:
            if run.key and found and found[-1][0].key == run.key:
                found[-1].append(run)
            elif run.key:
                found.append([run])
        return [Run(" ".join(r.text for r in runs), _around(runs), runs[0].key) for runs in found]


def _around(runs: tuple[Run, ...] | list[Run]) -> Area:
    area = runs[0].area
    for run in runs[1:]:
        area = area.joined(run.area)
    return area


def quarter_turns(count: int, width: int, height: int) -> Matrix:
    """`count` quarter turns against the clock; `width` and `height` are those before."""
    matrix = HERE
    for _ in range(count):
        step = np.array(((0.0, 1.0, 0.0), (-1.0, 0.0, float(width)), (0.0, 0.0, 1.0)))
        matrix = step @ matrix
        width, height = height, width
    return matrix
