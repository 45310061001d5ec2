"""Colour to the gray that is read."""

from __future__ import annotations

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
    red, green, blue = image[:, :, 0], image[:, :, 1], image[:, :, 2]
    other = np.maximum(green, blue)
    lead = np.where(red > other, red - other, 0)
    seal = (lead > _RED_LEAD) & (red > _STILL_LIGHT)
    result: GrayImage = red.copy()
    if seal.any():
        paper = int(np.percentile(red[::8, ::8], 80))
        result[seal] = np.maximum(result[seal], paper)
    return result
