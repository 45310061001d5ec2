"""Printed boxes to tick, and how much ink stands in each."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from digitizer.domain.page import Box, TickBox
from ocr.imaging.gray import GrayImage
from ocr.layout.components import Components

_MM_PER_INCH = 25.4
_SIDE_MM = (2.8, 6.5)
_LINE_MM = 0.25
_SQUARE = 0.15
# Of each side; a cross that begins in the corners leaves all of them.
_COVERED = 0.75
# Of each side, right inside its line: more is the stem of a letter.
_THICK = 0.5
# How far a cross may go over the lines of its box, in mm on each side.
_OVER_MM = 1.2
# What counts as inside, and how much ink an empty box may have there.
_MARGIN, _EMPTY = 0.22, 0.04


def tick_boxes(ink: GrayImage, parts: Components, dpi: int) -> tuple[TickBox, ...]:
    """The boxes of a page from top to bottom, in px of its H×W uint8 ink mask (1 is ink), whose
    pieces without long rules are ``parts``.

    An empty one tells the size; where the same outline stands again at its height, with whatever
    inside, is another. In a row without an empty one a box is found where the strokes inside are of
    one piece with a whole outline."""
    unit = dpi / _MM_PER_INCH
    slack = max(1, round(_LINE_MM * unit))
    rows: list[Box] = []
    found: list[TickBox] = []
    for box in _empty_ones(ink, parts, unit, slack):
        if any(abs(box.y - row.y) <= row.height // 2 for row in rows):
            continue
        rows.append(box)
        found += [TickBox(each, _inside(ink, each)) for each in _alike(ink, box, slack)]
    for box in _marked_ones(ink, parts, unit, slack):
        if not any(_overlap(box, tick.box) for tick in found):
            found.append(TickBox(box, _inside(ink, box)))
    return tuple(sorted(found, key=lambda tick: tick.box.y))


def _overlap(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.x, other.x)
    return across > 0 and min(one.bottom, other.bottom) > max(one.y, other.y)


def _marked_ones(ink: GrayImage, parts: Components, unit: float, slack: int) -> Iterator[Box]:
    """Boxes that are one piece with the strokes in them."""
    low, high = _SIDE_MM[0] * unit, (_SIDE_MM[1] + 2 * _OVER_MM) * unit
    sizes = np.stack((parts.width, parts.height))
    fits = (sizes.min(axis=0) >= low) & (sizes.max(axis=0) <= high)
    fits[0] = False
    for index in np.flatnonzero(fits).tolist():
        x, y, width, height = (
            int(v[index]) for v in (parts.left, parts.top, parts.width, parts.height)
        )
        piece = parts.labels[y : y + height, x : x + width] == index
        level, upright = _outer_lines(piece, low, slack), _outer_lines(piece.T, low, slack)
        if level is None or upright is None:
            continue
        box = Box(x + upright[0], y + level[0], upright[1] - upright[0], level[1] - level[0])
        if abs(box.width - box.height) > _SQUARE * max(box.width, box.height):
            continue
        if _inside(ink, box) > _EMPTY and _outlined(ink, box, slack) and _is_thin(ink, box, slack):
            yield box


def _is_thin(ink: GrayImage, box: Box, slack: int) -> bool:
    """Whether no side is as thick as the stem of a letter."""
    part = ink[box.y : box.bottom, box.x : box.right]
    near, far = 2 * slack, 3 * slack
    return all(
        float(side.all(axis=axis).mean()) < _THICK
        for side, axis in (
            (part[near:far], 0),
            (part[-far:-near], 0),
            (part[:, near:far], 1),
            (part[:, -far:-near], 1),
        )
    )


def _outer_lines(piece: NDArray[np.bool_], length: float, slack: int) -> tuple[int, int] | None:
    """From the first to behind the last row of a piece of ink with a stroke of a length (px) in it;
    None where the first and the last of them are none of the sides of a box."""
    joined = cv2.morphologyEx(
        piece.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((1, 2 * slack + 1), np.uint8)
    )
    runs = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, round(length)), np.uint8))
    rows = np.flatnonzero(runs.any(axis=1))
    if not len(rows) or rows[-1] - rows[0] < length - 2 * slack:
        return None
    return int(rows[0]), int(rows[-1]) + 1


def _empty_ones(ink: GrayImage, parts: Components, unit: float, slack: int) -> Iterator[Box]:
    low, high = (mm * unit for mm in _SIDE_MM)
    sides = np.maximum(parts.width, parts.height)
    uneven = np.abs(parts.width - parts.height) > _SQUARE * sides
    hollow = parts.area < 0.5 * parts.width * parts.height
    fits = (sides >= low) & (sides <= high) & ~uneven & hollow
    fits[0] = False
    for index in np.flatnonzero(fits).tolist():
        box = Box(*(int(v[index]) for v in (parts.left, parts.top, parts.width, parts.height)))
        if _inside(ink, box) <= _EMPTY and _outlined(ink, box, slack):
            yield box


def _outlined(ink: GrayImage, box: Box, slack: int) -> bool:
    part = ink[box.y : box.bottom, box.x : box.right]
    return all(
        float(side.any(axis=axis).mean()) >= _COVERED
        for side, axis in (
            (part[: 2 * slack], 0),
            (part[-2 * slack :], 0),
            (part[:, : 2 * slack], 1),
            (part[:, -2 * slack :], 1),
        )
    )


def _inside(ink: GrayImage, box: Box) -> float:
    """The share of ink within a box, away from its lines."""
    margin = max(2, round(_MARGIN * box.width))
    part = ink[box.y + margin : box.bottom - margin, box.x + margin : box.right - margin]
    return round(float(part.mean()), 3) if part.size else 1.0


def _alike(ink: GrayImage, box: Box, slack: int) -> list[Box]:
    """Where the outline of a box stands at its height, from the left."""
    side, height = box.width, box.height
    strip = ink[max(0, box.y - slack) : box.bottom + slack]
    upper = _running(np.asarray(strip[: 3 * slack].any(axis=0)), side)
    lower = _running(np.asarray(strip[-3 * slack :].any(axis=0)), side)
    wide = cv2.dilate(strip, np.ones((1, 2 * slack + 1), np.uint8))
    upright = wide[slack : slack + height].mean(axis=0)
    count = len(upper)
    lines = np.minimum(upright[:count], upright[side - 1 : side - 1 + count])
    score = np.minimum(np.minimum(upper, lower), lines)
    found: list[Box] = []
    for x in np.argsort(-score, kind="stable").tolist():
        if score[x] < _COVERED:
            break
        if all(abs(x - other.x) >= side for other in found):
            found.append(Box(x, box.y, side, height))
    return sorted(found, key=lambda each: each.x)


def _running(flags: NDArray[np.bool_], width: int) -> NDArray[np.float64]:
    """The share of set flags in each window of a width."""
    sums = np.concatenate(([0], np.cumsum(flags)))
    return np.asarray((sums[width:] - sums[:-width]) / width, np.float64)
