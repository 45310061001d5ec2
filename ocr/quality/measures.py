"""One function a measurement; each is pure and says nothing about good or bad."""

from __future__ import annotations

import math

import cv2
import numpy as np

from ocr.imaging.gray import GrayImage
from ocr.quality.limits import CutLimits, FingerLimits
from ocr.quality.view import MM_PER_INCH, PageView

_TILES = 12
_TILE_PX = 64
_LEAST_TILE_INK = 0.02
_LEAST_STEP = 12
_DEEPEST = 99.9
_FINGER_SHRINK = 2
_STEP_SLOPE = math.sqrt(2 * math.pi)


def ink_share(view: PageView) -> float:
    """The share of the page (0..1) that is ink, the outermost 4 mm left out."""
    rim = max(1, round(view.px(4)))
    inside = view.ink[rim:-rim, rim:-rim]
    return float(inside.mean()) if inside.size else 0.0


def trace_share(view: PageView) -> float:
    """The share of the page (0..1) that is at all darker than its paper, the rim left out."""
    rim = max(1, round(view.px(4)))
    depth = cv2.subtract(view.paper, view.gray)[rim:-rim, rim:-rim]
    return float((depth > _LEAST_STEP).mean()) if depth.size else 0.0


def paper_level(view: PageView) -> float:
    """The gray level (0..255) that three quarters of the paper do not reach above."""
    return float(np.percentile(view.paper[::4, ::4], 75))


def print_contrast(view: PageView) -> float | None:
    """Gray levels between the print and its paper, grain and shine-through left out; None without
    print."""
    depth = cv2.subtract(view.paper, view.gray)[::2, ::2]
    deepest = float(np.percentile(depth, _DEEPEST))
    if deepest < _LEAST_STEP:
        return None
    return float(np.median(depth[depth > deepest / 2]))


def blur_mm(view: PageView) -> float | None:
    """The radius (sigma in mm) of the blur over the sharpest edges of print; None without print.

    A step of height h under a Gaussian blur has the slope h / (sigma·√2π). Measured at full
    resolution on the tiles that have most ink; the middle tile counts."""
    sigmas = []
    for tile in _inked_tiles(view):
        smooth = cv2.blur(tile, (3, 3)).astype(np.float32)
        step = float(np.percentile(smooth, 98) - np.percentile(smooth, 1))
        if step < _LEAST_STEP:
            continue
        across = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 8)
        down = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 8)
        slope = float(np.percentile(cv2.magnitude(across, down), 99))
        sigmas.append(step / (max(slope, 0.1) * _STEP_SLOPE))
    if not sigmas:
        return None
    return float(np.median(sigmas)) / view.full_dpi * MM_PER_INCH


def _inked_tiles(view: PageView) -> list[GrayImage]:
    """Squares of the full page around the places with most ink, in gray."""
    height, width = view.ink.shape
    rows, columns = height // _TILE_PX, width // _TILE_PX
    cut = view.ink[: rows * _TILE_PX, : columns * _TILE_PX]
    shares = cut.reshape(rows, _TILE_PX, columns, _TILE_PX).mean(axis=(1, 3))
    scale = view.full_dpi / view.dpi
    tiles = []
    for place in np.argsort(shares, axis=None)[::-1][:_TILES]:
        row, column = divmod(int(place), columns)
        if shares[row, column] < _LEAST_TILE_INK:
            break
        top, left, side = (round(n * _TILE_PX * scale) for n in (row, column, 1))
        square = view.full[top : top + side, left : left + side]
        tiles.append(np.asarray(cv2.cvtColor(square, cv2.COLOR_RGB2GRAY), dtype=np.uint8))
    return tiles


def cut_letters(view: PageView, limits: CutLimits) -> dict[str, int]:
    """How many letter-sized pieces of ink each edge (left, right, top, bottom) cuts through."""
    # Grain and shine-through reach every edge; they are less deep than print.
    deep = 0.6 * (print_contrast(view) or 0.0)
    print_ink = view.ink & (cv2.subtract(view.paper, view.gray) > deep)
    _, _, stats, _ = cv2.connectedComponentsWithStats(print_ink.astype(np.uint8), connectivity=8)
    pieces = stats[1:]
    low, high = (view.px(mm) for mm in limits.letter_height_mm)
    tall, wide = pieces[:, cv2.CC_STAT_HEIGHT], pieces[:, cv2.CC_STAT_WIDTH]
    filled = pieces[:, cv2.CC_STAT_AREA] / (tall * wide)
    fits = (tall >= low) & (tall <= high) & (wide <= view.px(limits.letter_width_mm))
    pieces = pieces[fits & (wide >= low / 2) & (filled < 0.9)]
    height, width = view.ink.shape
    left, top = pieces[:, cv2.CC_STAT_LEFT], pieces[:, cv2.CC_STAT_TOP]
    right = left + pieces[:, cv2.CC_STAT_WIDTH]
    bottom = top + pieces[:, cv2.CC_STAT_HEIGHT]
    return {
        "left": int((left == 0).sum()),
        "right": int((right == width).sum()),
        "top": int((top == 0).sum()),
        "bottom": int((bottom == height).sum()),
    }


def finger_share(view: PageView, limits: FingerLimits) -> float:
    """The share of the page (0..1) under the largest skin-coloured blob that touches an edge."""
    small = np.ascontiguousarray(view.rgb[::_FINGER_SHRINK, ::_FINGER_SHRINK])
    chroma = cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb)
    red, blue = chroma[:, :, 1], chroma[:, :, 2]
    paper_red = float(np.median(red[::4, ::4]))
    low = max(limits.chroma_red[0], paper_red + limits.redder_than_paper)
    skin = (red >= low) & (red <= limits.chroma_red[1])
    skin &= (blue >= limits.chroma_blue[0]) & (blue <= limits.chroma_blue[1])
    reach = max(3, round(view.px(limits.thickness_mm) / _FINGER_SHRINK))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    thick = cv2.morphologyEx(skin.astype(np.uint8), cv2.MORPH_OPEN, kernel)
    _, _, stats, _ = cv2.connectedComponentsWithStats(thick, connectivity=8)
    height, width = skin.shape
    largest = 0
    for left, top, wide, tall, area in stats[1:]:
        if left == 0 or top == 0 or left + wide == width or top + tall == height:
            largest = max(largest, int(area))
    return largest / float(width * height)


def colour(view: PageView) -> float:
    """The difference between channels (0..255) that one pixel in a thousand goes beyond."""
    red, green, blue = cv2.split(view.rgb)
    highest, lowest = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    return float(np.percentile(cv2.subtract(highest, lowest), 99.9))
