"""Colour to the gray that is read."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

GrayImage = NDArray[np.uint8]
RgbImage = NDArray[np.uint8]
_RED_LEAD = 45
_STILL_LIGHT = 120


def reading_gray(image: RgbImage) -> GrayImage:
    """H×W×3 uint8 RGB to H×W uint8 where the red of seals is nearly paper.

    In the red channel a seal is light while black and blue ink stay dark. What is clearly red and
    not darkened by print beneath it is lifted to the lightest value that the page has there.
    """
    red, green, blue = cv2.split(image)
    lead = cv2.subtract(red, cv2.max(green, blue))
    seal = (lead > _RED_LEAD) & (red > _STILL_LIGHT)
    result: GrayImage = np.asarray(red, dtype=np.uint8)
    if seal.any():
        paper = int(np.percentile(red[::8, ::8], 80))
        result[seal] = np.maximum(result[seal], paper)
    return result
