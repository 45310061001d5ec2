"""Takes the ink that a form itself prints off a page."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.imaging.binary import ink_mask
from ocr.imaging.gray import GrayImage

_PAPER = 255
_SHARE = 0.8
_GROWN = np.ones((3, 3), np.uint8)


def without_form_ink(page: GrayImage, blank: GrayImage, reach: int) -> GrayImage:
    """A page (H×W uint8, even background) without the ink of its blank form, which lies over it to
    within ``reach`` px (same size).

    Whole pieces of ink go or stay: one that lies on the form's ink by four fifths is the form's. A
    leader dot that has run into a letter stays with it, and a tone mark that touches a leader is
    not lost.
    """
    printed = cv2.dilate(_settled(page, blank, reach), _GROWN)
    ink = ink_mask(page)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    covered = np.bincount(labels[printed > 0].ravel(), minlength=count)
    own = covered >= _SHARE * stats[:, cv2.CC_STAT_AREA]
    own[0] = False
    result = page.copy()
    result[cv2.dilate(own[labels].astype(np.uint8), _GROWN) > 0] = _PAPER
    return result


def _settled(page: GrayImage, blank: GrayImage, reach: int) -> GrayImage:
    """The ink of the blank, shifted to where it fits best."""
    ink = ink_mask(blank)
    if not reach or not ink.any():
        return ink
    framed = cv2.copyMakeBorder(
        255 - page, reach, reach, reach, reach, cv2.BORDER_CONSTANT, value=0
    )
    fit = cv2.matchTemplate(framed, 255 - blank, cv2.TM_CCORR)
    _, _, _, (x, y) = cv2.minMaxLoc(fit)
    shift = np.array([[1, 0, x - reach], [0, 1, y - reach]], dtype=np.float64)
    height, width = ink.shape
    moved = cv2.warpAffine(ink, shift, (width, height), flags=cv2.INTER_NEAREST)
    return np.asarray(moved, dtype=np.uint8)
