"""The small copy of a page that the measurements work on."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.gray import GrayImage, RgbImage

MM_PER_INCH = 25.4
_DPI = 100
_PAPER_BLOCK_MM = 6.0
_INK_STEP = 24


@dataclass(frozen=True, slots=True)
class PageView:
    """``full`` is the page, H×W×3 uint8 RGB at ``full_dpi``; ``rgb``, ``gray``, ``paper`` (the
    gray level of the paper at each place) and ``ink`` (bool) are of one smaller size at ``dpi``."""

    full: RgbImage
    full_dpi: int
    rgb: RgbImage
    gray: GrayImage
    paper: GrayImage
    ink: NDArray[np.bool_]
    dpi: float

    def px(self, mm: float) -> float:
        """Pixels of the small copy."""
        return mm / MM_PER_INCH * self.dpi


def view_of(page: RgbImage, dpi: int) -> PageView:
    """A copy of at most 100 dpi; a page of fewer stays as it is."""
    scale = min(1.0, _DPI / dpi)
    size = (max(1, round(page.shape[1] * scale)), max(1, round(page.shape[0] * scale)))
    rgb = (
        page
        if scale == 1.0
        else cv2.resize(_halved(page, size), size, interpolation=cv2.INTER_AREA)
    )
    gray = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    reach = max(3, round(_PAPER_BLOCK_MM / MM_PER_INCH * dpi * scale)) | 1
    # Paper is lighter than what is printed on it; the closing fills letters, not shadows.
    closed = cv2.morphologyEx(gray, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    paper = cv2.blur(closed, (reach, reach))
    ink = cv2.subtract(paper, gray) > _INK_STEP
    return PageView(page, dpi, _pixels(rgb), _pixels(gray), _pixels(paper), ink, dpi * scale)


def _halved(page: RgbImage, least: tuple[int, int]) -> RgbImage:
    """The page, halved as often as it stays no smaller; a half costs a tenth of a third."""
    while page.shape[1] // 2 >= least[0] and page.shape[0] // 2 >= least[1]:
        half = (page.shape[1] // 2, page.shape[0] // 2)
        page = _pixels(cv2.resize(page, half, interpolation=cv2.INTER_AREA))
    return page


def _pixels(image: NDArray[np.generic]) -> NDArray[np.uint8]:
    return np.asarray(image, dtype=np.uint8)
