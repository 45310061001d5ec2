"""The colour of ink: what a pen or a stamp wrote is seldom as black as print."""

from __future__ import annotations

import cv2
import numpy as np

from digitizer.domain.page import Box
from ocr.imaging.gray import RgbImage

_LEAST_TAKEN = 0.25
_LEAST_PIXELS = 12
_OF_STRONGEST = 0.6
# Black leaders run through what was written; most of the ink is still the pen's.
_RANK = 70


def ink_colour(image: RgbImage, box: Box) -> float:
    """How far most of the ink in a box of a page (H×W×3 uint8 RGB) is from black: by what part of
    what it takes from the light of the paper the channels differ.

    0 is black or gray, 1 a pure colour; 0 also where there is hardly any ink."""
    part = image[box.y : box.bottom, box.x : box.right]
    if part.size < 3 * _LEAST_PIXELS:
        return 0.0
    # Compression blurs colours and sensors speckle them.
    soft = np.asarray(cv2.blur(part, (3, 3)), dtype=np.float32).reshape(-1, 3)
    # A pixel that is half ink and half paper absorbs half of each colour: the ratio stays.
    taken = 1 - soft / np.maximum(1, np.percentile(soft, 90, axis=0).astype(np.float32))
    strongest = taken.max(axis=1)
    least = max(_LEAST_TAKEN, float(np.percentile(strongest, 90)) * _OF_STRONGEST)
    ink = taken[strongest >= least]
    if ink.shape[0] < _LEAST_PIXELS:
        return 0.0
    spread = (ink.max(axis=1) - ink.min(axis=1)) / ink.max(axis=1)
    return round(float(np.clip(np.percentile(spread, _RANK), 0.0, 1.0)), 3)
