"""The edges of a sheet against a desk, found again to a fraction of a pixel."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.gray import RgbImage
from ocr.photo.quad import Points, Quad, meeting, ordered

Floats = NDArray[np.float64]
_SAMPLES = 240
_END = 0.02
_STRAIGHT = 0.0006
_NEAR_CORNER = 0.07
_ACROSS = 27
_PAPER_RANK, _GROUND_STEP, _GROUND_SHARE = 70, 16.0, 0.7


@dataclass(frozen=True, slots=True)
class Side:
    """Points of one edge in px, in its direction, and the ``step`` of each: by how many levels
    what lies inside differs from what lies outside in the channel that shows it best."""

    points: Points
    step: Floats

    def is_seen(self, least_step: float) -> float:
        """The share of the edge where the step is at least so many levels."""
        return float(np.mean(self.step >= least_step))


def find_sides(image: RgbImage, quad: Quad, reach: float) -> tuple[Side, ...]:
    """Top, right, bottom and left edge near those of ``quad``, sought ``reach`` px to both sides
    (image H×W×3 uint8)."""
    return tuple(_side(image, quad[n], quad[(n + 1) % 4], reach) for n in range(4))


def _side(image: RgbImage, start: Points, end: Points, reach: float) -> Side:
    along = (end - start) / max(float(np.linalg.norm(end - start)), 1e-9)
    outward = np.array((along[1], -along[0]))
    places = start + np.linspace(_END, 1 - _END, _SAMPLES)[:, None] * (end - start)
    offsets = np.arange(-reach, reach + 0.5)
    smooth = cv2.blur(_strip(image, start, end, offsets), (1, 5))
    steps = _steps(np.asarray(smooth, dtype=np.float32), max(2, round(reach / 8)))
    best = np.argmax(steps, axis=1)
    found = places + (offsets[best] + _between(steps, best))[:, None] * outward
    return Side(found, steps[np.arange(len(best)), best].astype(np.float64))


def stands_out(image: RgbImage, quad: Quad, reach: float) -> bool:
    """Whether the ground beside every edge has another colour than the paper within: a printed
    frame has paper on both sides. Both are looked at from a third of ``reach`` px to all of it."""
    return all(
        _differing(image, quad[n], quad[(n + 1) % 4], reach) >= _GROUND_SHARE for n in range(4)
    )


def _differing(image: RgbImage, start: Points, end: Points, reach: float) -> float:
    strip = _strip(image, start, end, np.linspace(-2 * reach, reach, _ACROSS))
    inside, outside = strip[:, : _ACROSS // 2], strip[:, _ACROSS * 7 // 9 :]
    paper = np.percentile(inside, _PAPER_RANK, axis=1)
    ground = np.median(outside, axis=1)
    return float(np.mean(np.abs(paper - ground).max(axis=1) >= _GROUND_STEP))


def _strip(image: RgbImage, start: Points, end: Points, offsets: Floats) -> NDArray[np.float32]:
    """Samples along an edge and across it, at offsets in px outward; a row for each place."""
    along = (end - start) / max(float(np.linalg.norm(end - start)), 1e-9)
    outward = np.array((along[1], -along[0]))
    places = start + np.linspace(_END, 1 - _END, _SAMPLES)[:, None] * (end - start)
    grid = (places[:, None, :] + offsets[None, :, None] * outward).astype(np.float32)
    mode = cv2.BORDER_REPLICATE
    strip = cv2.remap(image, grid[..., 0], grid[..., 1], cv2.INTER_LINEAR, borderMode=mode)
    return strip.astype(np.float32)


def _steps(strip: NDArray[np.float32], wide: int) -> NDArray[np.float32]:
    """How much the mean of ``wide`` px on one side of each place differs from the other side's."""
    sums = np.concatenate((np.zeros_like(strip[:, :1]), np.cumsum(strip, axis=1)), axis=1)
    means = (sums[:, wide:] - sums[:, :-wide]) / wide
    steps = np.zeros(strip.shape[:2], np.float32)
    differ = np.abs(means[:, wide:] - means[:, :-wide]).max(axis=2)
    steps[:, wide : wide + differ.shape[1]] = differ
    return steps


def _between(steps: NDArray[np.float32], best: NDArray[np.intp]) -> Floats:
    """The place of the highest step between samples; it lies half a sample before its index."""
    rows = np.arange(len(best))
    inner = np.clip(best, 1, steps.shape[1] - 2)
    before, at, after = (steps[rows, inner + shift].astype(np.float64) for shift in (-1, 0, 1))
    bend = np.minimum(before - 2 * at + after, -1e-6)
    return np.asarray(np.clip((before - after) / (2 * bend), -1, 1) - 0.5, dtype=np.float64)


def corners_of(sides: tuple[Side, ...], least_step: float) -> Quad:
    """The corners where neighbouring edges meet. Of a straight edge all points count, of a curved
    one those near the corner."""
    corners = []
    for number in range(4):
        before, after = sides[number - 1], sides[number]
        corners.append(
            meeting(_line(before, least_step, at_end=True), _line(after, least_step, at_end=False))
        )
    return ordered(np.array(corners))


def _line(side: Side, least_step: float, *, at_end: bool) -> Points:
    seen = side.step >= least_step
    points = side.points[seen] if seen.sum() >= _SAMPLES // 4 else side.points
    line = _fitted(points)
    span = float(np.linalg.norm(points[-1] - points[0]))
    if np.percentile(_distances(points, line), 80) <= _STRAIGHT * span:
        return line
    count = max(8, round(_NEAR_CORNER * len(points)))
    return _fitted(points[-count:] if at_end else points[:count])


def _fitted(points: Points) -> Points:
    """Two points of the line that most points lie on."""
    x, y, at_x, at_y = cv2.fitLine(
        points.astype(np.float32), cv2.DIST_WELSCH, 0, 0.01, 0.01
    ).ravel()
    return np.array(((at_x, at_y), (at_x + 100 * x, at_y + 100 * y)), dtype=np.float64)


def _distances(points: Points, line: Points) -> Floats:
    way = line[1] - line[0]
    off = points - line[0]
    away = np.abs(off[:, 0] * way[1] - off[:, 1] * way[0])
    return np.asarray(away / float(np.linalg.norm(way)), dtype=np.float64)
