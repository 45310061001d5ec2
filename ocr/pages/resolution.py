"""How many pixels a page has to an inch of paper when the file does not say, or says nonsense."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.pages.decoded import RgbImage, plausible_dpi

_MM_PER_INCH = 25.4
# Sheets of a commune office, in mm: A4, A3, A5 (ISO 216), US Letter and Legal from imported
# printers' drivers.
_SHEETS_MM = ((210.0, 297.0), (297.0, 420.0), (148.0, 210.0), (215.9, 279.4), (215.9, 355.6))
_USUAL_DPI = (100, 150, 200, 240, 300, 400, 600)
_SAME_SIZE = 0.012
_A4_SHAPE = 297.0 / 210.0
_LIKE_A4 = 0.06
# The median height of a printed letter of about 13 pt, marks and capitals among them: an estimate,
# tried on one strip of a generated certificate only.
_LETTER_MM = 2.3
_LEAST_LETTERS = 80
_STRIP_PX = 2_000_000


def page_dpi(claimed: float | None, image: RgbImage) -> int:
    """The file's claim where it describes a sheet that an office has; else a usual resolution at
    which the image (H×W×3 uint8 RGB) is a whole known sheet; else, for an image that is not shaped
    like A4, what the height of its letters says; else the resolution at which it is as long as A4.
    """
    height, width = image.shape[:2]
    guess = plausible_dpi(claimed, width, height)
    if claimed is not None and guess == round(claimed):
        return guess
    sheet = _dpi_of_sheet(width, height)
    if sheet is not None:
        return sheet
    shape = max(width, height) / min(width, height)
    if abs(shape / _A4_SHAPE - 1) <= _LIKE_A4:
        return guess
    return _dpi_of_letters(image) or guess


def _dpi_of_sheet(width: int, height: int) -> int | None:
    short, long = sorted((width, height))
    for dpi in sorted(_USUAL_DPI, key=lambda usual: abs(usual - 300)):
        for sheet_short, sheet_long in _SHEETS_MM:
            off = max(
                abs(short * _MM_PER_INCH / dpi / sheet_short - 1),
                abs(long * _MM_PER_INCH / dpi / sheet_long - 1),
            )
            if off <= _SAME_SIZE:
                return dpi
    return None


def _dpi_of_letters(image: RgbImage) -> int | None:
    """From the median height of what may be letters; None where there are too few."""
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    shrink = max(1, round((gray.size / _STRIP_PX) ** 0.5))
    if shrink > 1:
        size = (gray.shape[1] // shrink, gray.shape[0] // shrink)
        gray = cv2.resize(gray, size, interpolation=cv2.INTER_AREA)
    reach = max(15, gray.shape[0] // 40) | 1
    ink = cv2.adaptiveThreshold(
        gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, reach, 20
    )
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    tall, wide = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH]
    letters = tall[(tall >= 6) & (tall <= reach * 2) & (wide <= 2 * tall) & (tall <= 5 * wide)]
    if letters.size < _LEAST_LETTERS:
        return None
    dpi = float(np.median(letters)) * shrink * _MM_PER_INCH / _LETTER_MM
    return int(min(max(round(dpi), 30), 1200))
