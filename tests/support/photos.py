"""Sheets with known marks, and where a camera puts them."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from digitizer.samples.damage import Picture, Scene

DPI = 150
MM = DPI / 25.4
WIDTH, HEIGHT = round(210 * MM), round(297 * MM)
RULES_MM = (40, 100, 160, 220, 260)
TICKS_MM = (30, 75, 120, 165, 190)
Pixels = NDArray[np.uint8]


def scene(seed: int) -> Scene:
    return Scene(np.random.default_rng(seed), DPI, "", None, ())


def ruled_sheet() -> Pixels:
    """Level rules over nearly the whole width, each with upright ticks below it, and print
    between."""
    sheet = np.full((HEIGHT, WIDTH, 3), 240, np.uint8)
    for down in RULES_MM:
        y = round(down * MM)
        cv2.line(sheet, (round(12 * MM), y), (round(198 * MM), y), (30, 30, 30), 3)
        for across in TICKS_MM:
            x = round(across * MM)
            cv2.line(sheet, (x, y + 12), (x, y + 50), (30, 30, 30), 3)
        for line in range(2, 5):
            at = (round(25 * MM), y + round(line * 8 * MM))
            cv2.putText(sheet, "Ho, chu dem, ten: Nguyen Thi Bich " * 2, at, 0, 0.7, (30,) * 3, 2)
    return sheet


def corners_of(*pictures: Picture) -> NDArray[np.float64]:
    """Where the corners of the sheet, or of the two sheets of a book, are in the photo."""
    left, right = pictures[0], pictures[-1]
    ends = ((left, (0, 0)), (right, (WIDTH, 0)), (right, (WIDTH, HEIGHT)), (left, (0, HEIGHT)))
    return np.array([_seen(picture, corner) for picture, corner in ends])


def _seen(picture: Picture, corner: tuple[int, int]) -> NDArray[np.float64]:
    point = np.array((corner,), dtype=np.float64)
    if picture.bend is not None:
        point = picture.bend(point)
    x, y, weight = picture.moved @ np.array((*point[0], 1.0))
    return np.array((x / weight, y / weight))


def rule_rows(page: Pixels, down_mm: float, dpi: int) -> NDArray[np.float64]:
    """The row in px of a rule in each column from 15 to 195 mm, to a fraction of a px."""
    mm = dpi / 25.4
    reach = round(5 * mm)
    middle = round(down_mm * mm)
    part = page[middle - reach : middle + reach, round(15 * mm) : round(195 * mm), 0]
    ink = np.clip(190.0 - part, 0, None)
    # Ticks begin below the rule.
    ink[reach + round(1.3 * mm) :] = 0
    rows = np.arange(len(ink))[:, None] + middle - reach + 0.5
    return np.asarray((ink * rows).sum(axis=0) / np.maximum(ink.sum(axis=0), 1e-9))


def tick_columns(page: Pixels, down_mm: float, dpi: int) -> list[float]:
    """The x in mm of the ticks below a rule."""
    mm = dpi / 25.4
    top = round((down_mm + 3.5) * mm)
    band = page[top : top + round(3 * mm), round(15 * mm) : round(198 * mm), 0]
    dark = (band.mean(axis=0) < 150).astype(np.uint8)
    count, _, stats, middles = cv2.connectedComponentsWithStats(dark[None, :])
    kept = [n for n in range(1, count) if stats[n, cv2.CC_STAT_WIDTH] >= 2]
    return sorted((float(middles[n][0]) + 0.5) / mm + 15 for n in kept)
