"""Borders of repeated ornaments, as certificates have them: they are no print."""

from __future__ import annotations

import numpy as np

from ocr.layout.components import Components, Flags

_MM_PER_INCH = 25.4
_CELL_MM = 0.5
# How large its pieces are, how far from the rim of the page it stands at most (share of the width),
# how wide it is, and on what part of its height there is ink beside which page after page of print
# has a third.
_PIECE_MM = (0.8, 14.0)
_OUTER, _WIDEST_MM = 0.22, 16.0
_COVERED = 0.6
_LEAST_PIECES = 16


def ornaments(parts: Components, dpi: int) -> Flags:
    """Which pieces belong to a border that runs down both sides of the page; none where only one
    side has such a column, which may be numbers of entries."""
    unit = dpi / _MM_PER_INCH
    low, high = (mm * unit for mm in _PIECE_MM)
    size = np.maximum(parts.width, parts.height)
    piece = (size >= low) & (size <= high)
    piece[0] = False
    found = np.zeros(parts.count, dtype=bool)
    if int(piece.sum()) < 2 * _LEAST_PIECES:
        return found
    middle = parts.left + parts.width / 2
    width = parts.labels.shape[1]
    sides = [
        _side(parts, piece & near, unit)
        for near in (middle < _OUTER * width, middle > (1 - _OUTER) * width)
    ]
    if not all(side.any() for side in sides):
        return found
    both = sides[0] | sides[1]
    return both | _across(parts, piece, both)


def _side(parts: Components, near: Flags, unit: float) -> Flags:
    """The pieces of one side that fill a narrow column from top to bottom."""
    nothing = np.zeros(parts.count, dtype=bool)
    chosen = np.flatnonzero(near)
    if len(chosen) < _LEAST_PIECES:
        return nothing
    cell = _CELL_MM * unit
    upper, lower = parts.top[chosen].min(), parts.bottom[chosen].max()
    left, right = parts.left[chosen].min(), parts.right[chosen].max()
    shape = (int((lower - upper) / cell) + 1, int((right - left) / cell) + 1)
    filled = np.zeros(shape, dtype=bool)
    for index in chosen.tolist():
        top, bottom = (int((v[index] - upper) / cell) for v in (parts.top, parts.bottom))
        start, end = (int((v[index] - left) / cell) for v in (parts.left, parts.right))
        filled[top : bottom + 1, start : end + 1] = True
    columns = np.flatnonzero(filled.mean(axis=0) >= _COVERED)
    if len(columns) == 0 or (columns[-1] - columns[0]) * _CELL_MM > _WIDEST_MM:
        return nothing
    middle = (parts.left + parts.width / 2 - left) / cell
    inside = near & (middle >= columns[0] - 1) & (middle <= columns[-1] + 2)
    return inside if int(inside.sum()) >= _LEAST_PIECES else nothing


def _across(parts: Components, piece: Flags, sides: Flags) -> Flags:
    """The pieces of the border's upper and lower edge."""
    middle = parts.top + parts.height / 2
    upper, lower = parts.top[sides].min(), parts.bottom[sides].max()
    deep = float(np.median(parts.height[sides])) * 1.5
    left, right = parts.left[sides].min(), parts.right[sides].max()
    between = (parts.left >= left) & (parts.right <= right)
    rims = (middle < upper + deep) | (middle > lower - deep)
    return np.asarray(piece & between & rims)
