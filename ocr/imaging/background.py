"""Even paper: shadows and tinted paper become white."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.imaging.gray import GrayImage

_SHRINK = 8
_WINDOW_MM = 10.0
_MM_PER_INCH = 25.4


def even_background(gray: GrayImage, dpi: int) -> GrayImage:
    """The image divided by its own paper, which is the median around each place: wider than any
    stroke or line of print, narrower than a shadow."""
    height, width = gray.shape
    small = cv2.resize(
        gray, (max(1, width // _SHRINK), max(1, height // _SHRINK)), interpolation=cv2.INTER_AREA
    )
    window = max(3, round(_WINDOW_MM / _MM_PER_INCH * dpi / _SHRINK)) | 1
    paper = cv2.medianBlur(small, window)
    paper = cv2.GaussianBlur(paper, (0, 0), window / 4)
    full = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    floor = np.maximum(np.asarray(full, dtype=np.uint8), 1)
    return np.asarray(cv2.divide(gray, floor, scale=250.0), dtype=np.uint8)
