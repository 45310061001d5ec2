"""Printed rules and frames."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.imaging.gray import GrayImage

_LONG_MM = 12.0
_THICK_MM = 0.9
_MM_PER_INCH = 25.4


def rule_mask(ink: GrayImage, dpi: int) -> GrayImage:
    """Where rules run through an ink mask (1 is ink): straight thin strokes of at least 12 mm,
    without the places where print crosses them."""
    long = max(3, round(_LONG_MM / _MM_PER_INCH * dpi))
    thick = max(2, round(_THICK_MM / _MM_PER_INCH * dpi))
    level = _strokes(ink, long, thick)
    upright = _strokes(np.ascontiguousarray(ink.T), long, thick).T
    return np.asarray(level | upright, dtype=np.uint8)


def _strokes(ink: GrayImage, long: int, thick: int) -> GrayImage:
    """Level strokes. A column of one is kept as print when ink goes on both above and below."""
    run = _opened(ink, (1, long))
    solid = _opened(run, (thick + 1, 1))
    run = run & (1 - solid)
    if not run.any():
        return np.zeros_like(ink)
    beyond = ink & (1 - run)
    reach = np.ones((3, 1), np.uint8)
    above = np.asarray(cv2.dilate(beyond, reach, anchor=(0, 0)), dtype=np.uint8)
    below = np.asarray(cv2.dilate(beyond, reach, anchor=(0, 2)), dtype=np.uint8)
    spread = cv2.dilate(above & below & run, np.ones((thick + 2, 1), np.uint8))
    crossed = np.asarray(spread, dtype=np.uint8)
    return np.asarray(run & (1 - crossed), dtype=np.uint8)


def _opened(ink: GrayImage, shape: tuple[int, int]) -> GrayImage:
    kernel = np.ones(shape, np.uint8)
    return np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel), dtype=np.uint8)
