"""Even light on a photographed page."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.imaging.gray import RgbImage

_WINDOW_MM = 16.0
_WINDOW_PX = 31
_PAPER = 242.0
_MM_PER_INCH = 25.4


def even_light(image: RgbImage, dpi: int) -> RgbImage:
    """The page (H×W×3 uint8) as under white light from everywhere: each colour is divided by that
    of the paper around, so that shadows and the tint of a lamp go and seals keep their colour."""
    height, width = image.shape[:2]
    shrink = _WINDOW_MM / _MM_PER_INCH * dpi / _WINDOW_PX
    size = (max(_WINDOW_PX, round(width / shrink)), max(_WINDOW_PX, round(height / shrink)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    paper = cv2.GaussianBlur(cv2.medianBlur(small, _WINDOW_PX), (0, 0), _WINDOW_PX / 4)
    full = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    divisor = np.maximum(np.asarray(full, dtype=np.uint8), 1)
    return np.asarray(cv2.divide(image, divisor, scale=_PAPER), dtype=np.uint8)
