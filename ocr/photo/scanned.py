"""A flat A3 scan of an open book, or of two sheets side by side, as its two pages."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.background import even_background
from ocr.imaging.binary import ink_mask
from ocr.imaging.gray import GrayImage, RgbImage, reading_gray
from ocr.imaging.orientation import posture
from ocr.pages import DecodedPage
from ocr.photo.gutter import find_gutter

_LONG_MM, _SHORT_MM = (380.0, 460.0), (270.0, 325.0)
_LOOK_DPI = 100
_MM_PER_INCH = 25.4
_MIDDLE = (0.44, 0.56)
_LANE_MM = 8.0
_RIM_MM = 8.0
# Specks may lie between two pages; a title that runs across does not.
_LANE_INK_MM, _CORE_INK_MM = 2.0, 1.5
_LEAST_PRINT = 0.004
_CLEAR_LEAN = 0.005


def halves(page: DecodedPage) -> tuple[DecodedPage, ...]:
    """Left and right page of a scan that is as large as A3 by its own resolution, where either a
    fold runs down its middle or an empty lane parts two blocks of print; else the same object. A
    scan that lies sideways or upside down is turned first, so that the left page comes first."""
    if page.embedded or not _is_spread_size(page):
        return (page,)
    image, look = _upright(page)
    height, width = look.shape
    inner = look[round(0.05 * height) : round(0.95 * height)]
    fold = find_gutter(np.ascontiguousarray(inner), _LOOK_DPI)
    cut = fold if fold is not None else _lane(look)
    if cut is None:
        return (page,)
    x = round(cut / width * image.shape[1])
    parts = (image[:, :x], image[:, x:])
    return tuple(replace(page, image=np.ascontiguousarray(part)) for part in parts)


def _is_spread_size(page: DecodedPage) -> bool:
    height, width = (side / page.dpi * _MM_PER_INCH for side in page.image.shape[:2])
    long, short = max(height, width), min(height, width)
    is_long = _LONG_MM[0] <= long <= _LONG_MM[1]
    return bool(is_long and _SHORT_MM[0] <= short <= _SHORT_MM[1])


def _upright(page: DecodedPage) -> tuple[RgbImage, GrayImage]:
    """The page with its long side level and the print the right way up, and a gray copy of it at
    100 dpi."""
    image = page.image
    if image.shape[0] > image.shape[1]:
        image = np.ascontiguousarray(np.rot90(image, -1))
    look = _looked_at(image, page.dpi)
    if posture(look, _LOOK_DPI).lean < -_CLEAR_LEAN:
        image = np.ascontiguousarray(np.rot90(image, 2))
        look = np.ascontiguousarray(np.rot90(look, 2))
    return image, look


def _looked_at(image: RgbImage, dpi: int) -> GrayImage:
    scale = _LOOK_DPI / dpi
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return reading_gray(np.asarray(small, dtype=np.uint8))


def _lane(look: GrayImage) -> float | None:
    """A place (x in px) in the widest lane near the middle that no print or rule crosses, with
    print on both of its sides; None without one."""
    if posture(look, _LOOK_DPI).rotation:
        return None
    rim = round(_RIM_MM / _MM_PER_INCH * _LOOK_DPI)
    ink = ink_mask(even_background(look, _LOOK_DPI))[rim:-rim]
    width = look.shape[1]
    low, high = (round(share * width) for share in _MIDDLE)
    free = ink[:, low:high].sum(axis=0) <= _LANE_INK_MM / _MM_PER_INCH * _LOOK_DPI
    start, stop = _longest(free)
    if stop - start < _LANE_MM / _MM_PER_INCH * _LOOK_DPI:
        return None
    quarter = (stop - start) // 4
    core = ink[:, low + start + quarter : low + stop - quarter]
    if np.count_nonzero(core.any(axis=1)) > _CORE_INK_MM / _MM_PER_INCH * _LOOK_DPI:
        return None
    # The sheet's own middle where the lane has it: pages are of one width.
    middle = min(max(width / 2, low + start + quarter), low + stop - quarter)
    sides = (ink[:, rim : low + start], ink[:, low + stop : -rim])
    return middle if min(float(side.mean()) for side in sides) >= _LEAST_PRINT else None


def _longest(free: NDArray[np.bool_]) -> tuple[int, int]:
    """Start and stop of the longest run of True; (0, 0) without one."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], free.astype(np.int8), [0]))))
    runs = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    return max(runs, key=lambda run: run[1] - run[0], default=(0, 0))
