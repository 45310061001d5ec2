"""The fold of an open book."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.background import even_background
from ocr.imaging.binary import ink_mask
from ocr.imaging.gray import GrayImage
from ocr.imaging.rules import rule_mask

_MIDDLE = (0.42, 0.58)
_SHOULDER = (0.025, 0.06)
_BANDS = 12
_BRIGHT = 85
_DEPTH, _DEEP_BANDS = 0.12, 0.8
_PRINTED_ROWS = 0.08
_RULE_MM = 2.0
_MM_PER_INCH = 25.4


def find_gutter(gray: GrayImage, dpi: int) -> float | None:
    """Its x in px on a flattened spread (H×W uint8) whose lines are level, or None: a valley of
    shade from top to bottom near the middle that no print runs across."""
    width = gray.shape[1]
    bands = np.array_split(gray, _BANDS, axis=0)
    light = _without_rules(np.array([np.percentile(band, _BRIGHT, axis=0) for band in bands]), dpi)
    whole = _smoothed(light.mean(axis=0), max(1, round(dpi / _MM_PER_INCH)))
    low, high = (round(share * width) for share in _MIDDLE)
    depths = np.array([_depth(whole, x, width) for x in range(low, high)])
    x = low + int(np.argmax(depths))
    if depths.max() < _DEPTH:
        return None
    deep = [_depth(_smoothed(band, 2), x, width) >= _DEPTH / 2 for band in light]
    if np.mean(deep) < _DEEP_BANDS or _is_printed_over(gray, x, dpi):
        return None
    return float(x) + 0.5


def _depth(light: NDArray[np.float64], x: int, width: int) -> float:
    """How much darker a place is than the darker of its two shoulders."""
    near, far = (round(share * width) for share in _SHOULDER)
    shoulders = (light[x - far : x - near].mean(), light[x + near : x + far].mean())
    return float(1 - light[x] / max(1.0, min(shoulders)))


def _without_rules(light: NDArray[np.float64], dpi: int) -> NDArray[np.float64]:
    """Rows of light without what is dark on a narrower strip than the shade of a fold."""
    strip = np.ones((1, round(_RULE_MM / _MM_PER_INCH * dpi) | 1), np.uint8)
    closed = cv2.morphologyEx(light.astype(np.float32), cv2.MORPH_CLOSE, strip)
    return np.asarray(closed, dtype=np.float64)


def _smoothed(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    kernel = np.ones(2 * reach + 1) / (2 * reach + 1)
    return np.convolve(np.pad(values, reach, mode="edge"), kernel, mode="valid")


def _is_printed_over(gray: GrayImage, x: int, dpi: int) -> bool:
    """Whether lines of print go on from one half to the other: they have ink on both sides of the
    fold close by, in the same rows. Frames of the two pages may stand there."""
    reach = round(6 / _MM_PER_INCH * dpi)
    ink = ink_mask(even_background(gray, dpi))
    rules = cv2.dilate(rule_mask(ink, dpi), np.ones((3, 3), np.uint8))
    ink[rules > 0] = 0
    fold = max(1, round(1.5 / _MM_PER_INCH * dpi))
    left = ink[:, x - reach : x - fold].any(axis=1)
    right = ink[:, x + fold : x + reach].any(axis=1)
    return bool(np.mean(left & right) > _PRINTED_ROWS)
