"""Printed rules and frames."""

from __future__ import annotations

import cv2
import numpy as np

from digitizer.domain.page import Box
from ocr.imaging.gray import GrayImage

_LONG_MM = 12.0
_THICK_MM = 0.9
_MM_PER_INCH = 25.4


def rule_mask(ink: GrayImage, dpi: int) -> GrayImage:
    """Where rules run through an ink mask (1 is ink): straight thin strokes of at least 12 mm,
    without the places where print crosses them, but with those where they cross each other."""
    level, upright = _level_runs(ink, dpi), _level_runs(_turned(ink), dpi)
    bare = _without_print(ink, level, dpi) | _without_print(_turned(ink), upright, dpi).T
    return np.asarray(bare | (level & upright.T), dtype=np.uint8)


def rule_boxes(ink: GrayImage, dpi: int) -> tuple[Box, ...]:
    """Around the rules of an ink mask to within two px, level ones before upright ones, whatever
    crosses them. A rule that is broken is several."""
    small, dpi = _halved(ink), dpi // 2
    upright = _boxes(_level_runs(_turned(small), dpi))
    turned = (Box(box.y, box.x, box.height, box.width) for box in upright)
    found = (*_boxes(_level_runs(small, dpi)), *turned)
    return tuple(Box(2 * b.x, 2 * b.y, 2 * b.width, 2 * b.height) for b in found)


def _halved(ink: GrayImage) -> GrayImage:
    """At half the size: ink where any of four px is."""
    even = ink[: ink.shape[0] // 2 * 2, : ink.shape[1] // 2 * 2]
    pairs = even[::2] | even[1::2]
    return np.ascontiguousarray(pairs[:, ::2] | pairs[:, 1::2])


def _level_runs(ink: GrayImage, dpi: int) -> GrayImage:
    long = max(3, round(_LONG_MM / _MM_PER_INCH * dpi))
    run = _opened(ink, (1, long))
    solid = _opened(run, (_thick(dpi) + 1, 1))
    return np.asarray(run & (1 - solid), dtype=np.uint8)


def _without_print(ink: GrayImage, run: GrayImage, dpi: int) -> GrayImage:
    """A level run with its ragged edges. A column of it is kept as print when ink goes on both
    above and below."""
    if not run.any():
        return run
    grown = np.asarray(cv2.dilate(run, np.ones((3, 1), np.uint8)), dtype=np.uint8)
    whole = np.asarray(grown & ink, dtype=np.uint8)
    beyond = ink & (1 - whole)
    reach = np.ones((3, 1), np.uint8)
    above = np.asarray(cv2.dilate(beyond, reach, anchor=(0, 0)), dtype=np.uint8)
    below = np.asarray(cv2.dilate(beyond, reach, anchor=(0, 2)), dtype=np.uint8)
    # From one edge of the rule to the other.
    across = np.ones((2 * _thick(dpi) + 3, 1), np.uint8)
    upper = np.asarray(cv2.dilate(above & whole, across), dtype=np.uint8)
    lower = np.asarray(cv2.dilate(below & whole, across), dtype=np.uint8)
    crossed = upper & lower
    return np.asarray(whole & (1 - crossed), dtype=np.uint8)


def _boxes(runs: GrayImage) -> tuple[Box, ...]:
    _, _, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    return tuple(Box(*(int(value) for value in row[:4])) for row in stats[1:])


def _thick(dpi: int) -> int:
    return max(2, round(_THICK_MM / _MM_PER_INCH * dpi))


def _turned(ink: GrayImage) -> GrayImage:
    return np.ascontiguousarray(ink.T)


def _opened(ink: GrayImage, shape: tuple[int, int]) -> GrayImage:
    kernel = np.ones(shape, np.uint8)
    return np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel), dtype=np.uint8)
