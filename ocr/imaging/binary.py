"""Ink and paper apart, for finding things (never for reading)."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.imaging.gray import GrayImage

_LOWEST, _HIGHEST = 90.0, 190.0


def ink_mask(gray: GrayImage) -> GrayImage:
    """H×W uint8, 1 where there is ink. ``gray`` has an even background; the threshold is Otsu's
    within bounds, so that an empty page gives no ink."""
    otsu, _ = cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    level = min(max(otsu, _LOWEST), _HIGHEST)
    _, mask = cv2.threshold(gray, level, 1, cv2.THRESH_BINARY_INV)
    return np.asarray(mask, dtype=np.uint8)
