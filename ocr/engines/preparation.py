"""The picture of a line as the net sees it. Training and reading share this one way: a net is only
as good as the likeness of what it reads to what it was trained on."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines.protocol import GrayImage

Ink = NDArray[np.float32]
MIN_WIDTH = 16
# Marks are told apart by their height, letters need less across: at three quarters of its width a
# line keeps about three columns of the net's answer a letter and costs a quarter less.
_WIDTH_SHARE = 0.75
_INK_SHARE, _PAPER_SHARE = 0.01, 0.95
# Below this many gray levels between ink and paper there is no print, only grain of the paper,
# which must not be stretched into ink.
_LEAST_CONTRAST = 40.0


def prepare(image: GrayImage, height: int) -> Ink:
    """A line picture (H×W uint8, 0 is ink) as height×W' float32, ink 1 and paper 0.

    Ink and paper are the 1st and 95th percentile of the gray levels. The width is taken to three
    quarters of the height's scale, ``W' = prepared_width(H, W, height)``; a narrower picture than
    ``MIN_WIDTH`` gets paper on its right."""
    rows, columns = image.shape
    if rows == 0 or columns == 0:
        return np.zeros((height, MIN_WIDTH), np.float32)
    width = scaled_width(rows, columns, height)
    method = cv2.INTER_AREA if rows > height else cv2.INTER_CUBIC
    ink = cv2.LUT(image, _levels(image))
    sized = cv2.resize(ink, (width, height), interpolation=method)
    prepared = np.zeros((height, prepared_width(rows, columns, height)), np.float32)
    np.clip(sized, 0.0, 1.0, out=prepared[:, :width])
    return prepared


def scaled_width(rows: int, columns: int, height: int) -> int:
    """How wide a picture of this many rows and columns becomes at this height, without the paper
    that fills it up to ``MIN_WIDTH``."""
    return max(1, round(columns * height / rows * _WIDTH_SHARE))


def prepared_width(rows: int, columns: int, height: int) -> int:
    """The width of what :func:`prepare` makes of a picture of this size."""
    return max(MIN_WIDTH, scaled_width(rows, columns, height))


def _levels(image: GrayImage) -> Ink:
    """For each gray level how much ink it is."""
    counts = cv2.calcHist([image], [0], None, [256], [0, 256]).ravel()
    shares = np.cumsum(counts) / counts.sum()
    ink = int(np.searchsorted(shares, _INK_SHARE))
    paper = int(np.searchsorted(shares, _PAPER_SHARE))
    contrast = max(float(paper - ink), _LEAST_CONTRAST)
    levels = (paper - np.arange(256, dtype=np.float32)) / np.float32(contrast)
    return np.asarray(levels.clip(0.0, 1.0), dtype=np.float32)
