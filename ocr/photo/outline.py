"""Is this a photo of paper on a desk, and where does the paper end?"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.gray import GrayImage, RgbImage
from ocr.photo.quad import Quad, area, is_rectangle, is_sound, ordered
from ocr.photo.sides import Side, corners_of, find_sides, stands_out

_COARSE_PX, _FINE_PX = 640, 2000
_SMALLEST, _LARGEST = 0.18, 0.985
_LEAST_STEP = 14.0
_SEEN, _SEEN_MEAN = 0.55, 0.8
_CURVE_REACH = 0.035
_FLATBED_DEGREES = 0.5
_UNIFORM, _GRAY, _WHITE, _LEAST_GROUND = 8.0, 12.0, 240.0, 50
_GROUND = 0.03


def find_outline(image: RgbImage) -> Quad | None:
    """The corners of the sheet in px of the photo (H×W×3 uint8 RGB); None for a scan, where no
    sheet stands out against a ground along its edges, or where it lies square on a ground as
    even as the lid of a scanner."""
    height, width = image.shape[:2]
    scale = min(1.0, _COARSE_PX / max(height, width))
    small = _sized(image, scale)
    best: tuple[float, Quad] | None = None
    for mask in _masks(small):
        quad = _quad_of(mask)
        if quad is None:
            continue
        seen = _seen(find_sides(small, quad, _CURVE_REACH * max(small.shape)))
        if seen is not None and (best is None or seen * area(quad) > best[0]):
            best = (seen * area(quad), quad)
    if best is None:
        return None
    return _refined(image, small, best[1] / scale)


def _refined(image: RgbImage, small: RgbImage, rough: Quad) -> Quad | None:
    height, width = image.shape[:2]
    scale = min(1.0, _FINE_PX / max(height, width))
    fine = _sized(image, scale)
    quad = rough * scale
    for reach in (_CURVE_REACH, _CURVE_REACH / 2):
        sides = find_sides(fine, quad, reach * max(fine.shape))
        if _seen(sides) is None:
            return None
        quad = corners_of(sides, _LEAST_STEP)
        if not is_sound(quad) or not _is_inside(quad, fine):
            return None
    if not stands_out(fine, quad, _GROUND * max(fine.shape)):
        return None
    on_small = quad / scale * (small.shape[0] / height)
    if _is_on_a_lid(small, on_small, square=is_rectangle(quad, _FLATBED_DEGREES)):
        return None
    # OpenCV counts from the middle of the first pixel.
    return np.asarray((quad + 0.5) / scale - 0.5, dtype=np.float64)


def _sized(image: RgbImage, scale: float) -> RgbImage:
    if scale == 1.0:
        return image
    return np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))


def _seen(sides: tuple[Side, ...]) -> float | None:
    """The mean share of the edges that stand out; None when that is not enough for a sheet."""
    shares = [side.is_seen(_LEAST_STEP) for side in sides]
    mean = float(np.mean(shares))
    return mean if min(shares) >= _SEEN and mean >= _SEEN_MEAN else None


def _is_inside(quad: Quad, image: RgbImage) -> bool:
    height, width = image.shape[:2]
    slack = 0.01 * max(height, width)
    inside = (quad >= -slack) & (quad <= np.array((width, height)) + slack)
    return bool(inside.all()) and area(quad) <= _LARGEST * height * width


def _masks(small: RgbImage) -> Iterator[GrayImage]:
    """Guesses at what is paper: what is bright, what is bright and pale, and what is unlike the
    rim of the photo. Print is closed over first."""
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (13, 13))
    light = cv2.morphologyEx(np.ascontiguousarray(lab[:, :, 0]), cv2.MORPH_CLOSE, kernel)
    light = cv2.medianBlur(light, 5)
    chroma = np.hypot(*(lab[:, :, n].astype(np.float32) - 128 for n in (1, 2)))
    pale = np.clip(light.astype(np.float32) - 2 * cv2.blur(chroma, (9, 9)), 0, 255)
    rim = max(4, min(small.shape[:2]) // 40)
    smooth = cv2.merge((light, *(cv2.blur(lab[:, :, n], (9, 9)) for n in (1, 2))))
    ring = np.ones(small.shape[:2], bool)
    ring[rim:-rim, rim:-rim] = False
    ground = np.median(smooth[ring], axis=0)
    unlike = np.clip(np.linalg.norm(smooth.astype(np.float32) - ground, axis=2), 0, 255)
    for values in (light, pale, unlike):
        yield _split(values.astype(np.uint8))
    yield _split_locally(np.asarray(light, dtype=np.uint8))


def _split(values: GrayImage) -> GrayImage:
    _, mask = cv2.threshold(values, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return np.asarray(mask, dtype=np.uint8)


def _split_locally(light: GrayImage) -> GrayImage:
    """Where light falls off, paper in the shade may be darker than a desk in the light, but not
    than the desk beside it."""
    wide = max(light.shape) // 3 | 1
    mean = cv2.blur(light, (wide, wide), borderType=cv2.BORDER_REFLECT)
    return np.asarray(light > mean, dtype=np.uint8)


def _quad_of(mask: GrayImage) -> Quad | None:
    kernel = np.ones((5, 5), np.uint8)
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel)
    contours, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return None
    widest = max(contours, key=cv2.contourArea)
    hull = np.asarray(cv2.convexHull(widest), dtype=np.int32)
    size = float(cv2.contourArea(hull))
    whole = float(mask.shape[0] * mask.shape[1])
    if not _SMALLEST * whole <= size <= _LARGEST * whole:
        return None
    quad = _four_corners(hull)
    if quad is None or not is_sound(quad) or not 0.85 <= size / max(area(quad), 1.0) <= 1.15:
        return None
    return quad


def _four_corners(hull: NDArray[np.int32]) -> Quad | None:
    length = cv2.arcLength(hull, True)
    for share in np.arange(0.01, 0.1, 0.005):
        found = cv2.approxPolyDP(hull, share * length, True)
        if len(found) == 4:
            return ordered(found.reshape(4, 2).astype(np.float64))
        if len(found) < 4:
            return None
    return None


def _is_on_a_lid(small: RgbImage, quad: Quad, *, square: bool) -> bool:
    """Whether the ground beside a sheet that lies square is as even and as gray as the lid of a
    scanner. Beside a white lid the corners of pale paper are not sure enough to ask for that."""
    mask = np.ones(small.shape[:2], np.uint8)
    cv2.fillConvexPoly(mask, np.rint(quad).astype(np.int32), 0)
    reach = np.ones((max(3, max(small.shape[:2]) // 80),) * 2, np.uint8)
    ground = np.asarray(cv2.erode(mask, reach), dtype=np.uint8)
    if ground.sum() < _LEAST_GROUND:
        return True
    seen = small[ground > 0].astype(np.float32)
    usual = np.median(seen, axis=0)
    if usual.min() >= _WHITE:
        return True
    return square and bool(seen.std(axis=0).mean() < _UNIFORM and np.ptp(usual) < _GRAY)
