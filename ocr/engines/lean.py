"""Levels a single line that leans: on a curved or badly turned page each line leans by itself.

Measured on lightly damaged lines of unseen faces (docs/reading.md): up to half a degree the net
does not mind; at 1.5 degrees its character error is five times as high, once levelled not twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from digitizer.domain.page import Box
from ocr.engines.protocol import GrayImage

_STEEPEST, _STEPS = 0.07, 41
_POINTS = 1500
# A short line has too little to lean on, and a drift of a tenth of its height does no harm.
_LEAST_ASPECT, _LEAST_DRIFT, _LEAST_GAIN = 6.0, 0.12, 1.12
_INK_SHARE, _PAPER_SHARE = 1, 95


@dataclass(frozen=True, slots=True)
class Lean:
    """How a levelled picture came from its original: row y of it was row
    ``y + top + slope * (x - middle)``, all in px."""

    slope: float = 0.0
    top: float = 0.0
    middle: float = 0.0

    def on_original(self, box: Box) -> Box:
        """A box of the levelled picture in px of the original."""
        x = box.x + box.width / 2
        return replace(box, y=max(0, round(box.y + self.top + self.slope * (x - self.middle))))


def level(image: GrayImage) -> tuple[GrayImage, Lean]:
    """A line picture (H×W uint8, 0 is ink) sheared until its rows are level, and the way back; the
    picture itself where it does not lean."""
    rows, columns = image.shape
    if rows == 0 or columns < _LEAST_ASPECT * rows:
        return image, Lean()
    ys, xs = _ink(image)
    if len(ys) == 0:
        return image, Lean()
    middle = columns / 2
    slope = _slope(ys, xs - middle, rows)
    if abs(slope) * columns < _LEAST_DRIFT * rows:
        return image, Lean()
    levelled = ys - slope * (xs - middle)
    top = float(np.floor(levelled.min() - ys.min()))
    height = round(float(levelled.max() - levelled.min() + rows - ys.max() + ys.min()))
    shear = np.array([[1.0, 0.0, 0.0], [slope, 1.0, top - slope * middle]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    paper = float(np.percentile(image[::3, ::3], _PAPER_SHARE))
    picture = cv2.warpAffine(image, shear, (columns, height), flags=flags, borderValue=paper)
    return np.asarray(picture, np.uint8), Lean(slope, top, middle)


def _ink(image: GrayImage) -> tuple[np.ndarray, np.ndarray]:
    low, high = np.percentile(image[::3, ::3], (_INK_SHARE, _PAPER_SHARE))
    ys, xs = np.nonzero(image < (low + high) / 2)
    step = max(1, len(ys) // _POINTS)
    return ys[::step].astype(np.float64), xs[::step].astype(np.float64)


def _slope(ys: np.ndarray, xs: np.ndarray, rows: int) -> float:
    """The slope at which the ink falls into the fewest rows, 0 where none is clearly better."""
    slopes = np.linspace(-_STEEPEST, _STEEPEST, _STEPS)
    margin = int(np.ceil(_STEEPEST * np.abs(xs).max())) + 1
    sharpness = []
    for slope in slopes:
        counts = np.bincount((ys - slope * xs + margin).round().astype(int), minlength=rows)
        sharpness.append(float(np.square(counts).sum()))
    best = int(np.argmax(sharpness))
    return float(slopes[best]) if sharpness[best] > _LEAST_GAIN * sharpness[_STEPS // 2] else 0.0
