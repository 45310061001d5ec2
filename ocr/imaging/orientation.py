"""Which way up a page lies, from the shape of its print."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ocr.imaging.background import even_background
from ocr.imaging.binary import ink_mask
from ocr.imaging.gray import GrayImage
from ocr.imaging.skew import Points, best_angle

_WORKING_DPI = 100
_LETTER_MM = (0.8, 9.0)
_RULE_MM = (4.0, 0.8)
_MM_PER_INCH = 25.4
_SIDEWAYS = 1.25
_MIN_LETTERS = 40
# A few lines may be capitals or figures, which have nothing above or below that would tell.
_MIN_LINES = 5


@dataclass(frozen=True, slots=True)
class Posture:
    """How print stands on a page. ``rotation`` is the clockwise turn (0 or 90) that makes lines
    level, ``skew_degrees`` their slope after that turn; ``lean`` is positive when marks and
    ascenders stand above the letters, negative when the page is upside down, near 0 in doubt."""

    rotation: int
    skew_degrees: float
    lean: float


def posture(gray: GrayImage, dpi: int) -> Posture:
    """Find it on a reduced copy: a hundred pixels an inch show lines and letter bodies."""
    mask = _letters(gray, dpi)
    upright = _points(mask)
    angle, strength = best_angle(upright)
    quarter = np.ascontiguousarray(np.rot90(mask, -1))
    sideways = _points(quarter)
    quarter_angle, quarter_strength = best_angle(sideways)
    if quarter_strength > strength * _SIDEWAYS:
        return Posture(90, quarter_angle, _lean(quarter, quarter_angle))
    return Posture(0, angle, _lean(mask, angle))


def _letters(gray: GrayImage, dpi: int) -> GrayImage:
    """Ink without rules, frames, stains and specks: 1 where a part of a letter may be."""
    scale = _WORKING_DPI / dpi
    size = (max(1, round(gray.shape[1] * scale)), max(1, round(gray.shape[0] * scale)))
    small = np.asarray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    mask = ink_mask(even_background(small, _WORKING_DPI))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    longest = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    shortest = np.minimum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    low, high = (mm / _MM_PER_INCH * _WORKING_DPI for mm in _LETTER_MM)
    kept = (longest >= low) & (shortest <= high) & (longest <= 12 * high)
    # A rule that breaks up into pieces is still no print.
    length, breadth = (mm / _MM_PER_INCH * _WORKING_DPI for mm in _RULE_MM)
    kept &= (longest < length) | (shortest > breadth)
    kept[0] = False
    if count == 1:
        return mask
    return np.asarray(kept[labels], dtype=np.uint8)


def _points(mask: GrayImage) -> Points:
    ys, xs = np.nonzero(mask)
    return np.stack((xs, ys), axis=1).astype(np.float32)


def _lean(mask: GrayImage, angle: float) -> float:
    """Mean share of ink above the bodies of the letters minus the share below, over the lines.

    Vietnamese has marks over most vowels and few descenders, and capitals carry marks above too;
    leader dots stand on the foot of the bodies and change nothing.
    """
    points = _points(mask)
    if len(points) < _MIN_LETTERS:
        return 0.0
    radians = np.deg2rad(angle)
    rows = points[:, 1] * np.cos(radians) - points[:, 0] * np.sin(radians)
    profile = np.bincount((rows - rows.min()).astype(np.int64)).astype(np.float64)
    scores, weights = [], []
    for start, stop in _bands(profile):
        band = profile[start:stop]
        body = np.flatnonzero(band >= 0.5 * np.percentile(band, 90))
        above, below = band[: body[0]].sum(), band[body[-1] + 1 :].sum()
        scores.append((above - below) / band.sum())
        weights.append(band.sum())
    return float(np.average(scores, weights=weights)) if len(scores) >= _MIN_LINES else 0.0


def _bands(profile: np.ndarray) -> list[tuple[int, int]]:
    """Runs of rows with ink that are high enough for a line of print."""
    filled = np.concatenate(([0], (profile > 0.08 * profile.mean()).astype(np.int8), [0]))
    edges = np.flatnonzero(np.diff(filled))
    runs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [(start, stop) for start, stop in runs if 6 <= stop - start <= 45]
