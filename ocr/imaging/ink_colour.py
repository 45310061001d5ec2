"""The colour of ink: what a pen or a stamp wrote is seldom as black as print."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from digitizer.domain.page import Box
from ocr.imaging.gray import RgbImage

_LEAST_TAKEN = 0.25
_LEAST_PIXELS = 12
_OF_STRONGEST = 0.6
# Black leaders run through what was written; most of the ink is still the pen's.
_RANK = 0.7
_SHARES = np.arange(256, dtype=np.float32) / np.float32(255)


def ink_colour(image: RgbImage, box: Box) -> float:
    """How far most of the ink in a box of a page (H×W×3 uint8 RGB) is from black: by what part of
    what it takes from the light of the paper the channels differ.

    0 is black or gray, 1 a pure colour; 0 also where there is hardly any ink."""
    part = image[box.y : box.bottom, box.x : box.right]
    if part.size < 3 * _LEAST_PIXELS:
        return 0.0
    # Compression blurs colours and sensors speckle them.
    soft = np.asarray(cv2.blur(part, (3, 3)), dtype=np.uint8)
    # A pixel that is half ink and half paper absorbs half of each colour: the ratio stays.
    papers = [_paper_level(soft, channel) for channel in range(3)]
    taken = [1 - _SHARES[soft[:, :, channel]] * (255 / papers[channel]) for channel in range(3)]
    strongest = np.maximum(np.maximum(taken[0], taken[1]), taken[2])
    least = max(_LEAST_TAKEN, _at_share(strongest, 0.9) * _OF_STRONGEST)
    is_ink = strongest >= least
    inked = strongest[is_ink]
    if inked.size < _LEAST_PIXELS:
        return 0.0
    weakest = np.minimum(np.minimum(taken[0], taken[1]), taken[2])[is_ink]
    spread = (inked - weakest) / inked
    return round(min(1.0, max(0.0, _at_share(spread, _RANK))), 3)


def _paper_level(image: RgbImage, channel: int) -> float:
    """What nine tenths of the pixels of a channel are no lighter than."""
    counts = cv2.calcHist([image], [channel], None, [256], [0, 256]).ravel().cumsum()
    return max(1.0, float(np.searchsorted(counts, 0.9 * counts[-1])))


def _at_share(values: NDArray[np.float32], share: float) -> float:
    """The value that this share of all is below."""
    rank = int(share * (values.size - 1))
    return float(np.partition(values, rank, axis=None)[rank])
