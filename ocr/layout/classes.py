"""Sorting pieces of ink into letters, dots and the rest by their size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ocr.layout.components import Components, Flags

_MM_PER_INCH = 25.4
_BODY_MM = (1.0, 5.5)
_DEFAULT_BODY_MM = 2.0
_MIN_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Classes:
    """``body`` is the usual height of a letter in px. ``letter`` pieces carry a line; ``dot``
    pieces are round specks of the size of a full stop; ``mark`` pieces are small and belong to
    whatever line is near; what is none of them (seals, frames, pictures) is left aside."""

    body: float
    letter: Flags
    dot: Flags
    mark: Flags


def classify(parts: Components, dpi: int) -> Classes:
    """Sort the pieces of a page at this resolution."""
    unit = dpi / _MM_PER_INCH
    low, high = (mm * unit for mm in _BODY_MM)
    shaped = (parts.height >= low) & (parts.height <= high) & (parts.width <= 2 * high)
    shaped &= parts.width >= 0.15 * parts.height
    shaped[0] = False
    heights = parts.height[shaped]
    enough = len(heights) >= _MIN_LETTERS
    body = float(np.median(heights)) if enough else _DEFAULT_BODY_MM * unit
    paper = np.zeros(parts.count, dtype=bool)
    paper[0] = True
    letter = (parts.height >= 0.55 * body) & (parts.height <= 3.2 * body)
    letter &= (parts.width <= 30 * body) & (parts.area >= 0.12 * parts.height * body * 0.3) & ~paper
    letter &= (parts.width <= 3 * parts.height) | (parts.height >= 0.8 * body)
    size = np.maximum(parts.width, parts.height)
    even = np.minimum(parts.width, parts.height) >= 0.5 * size
    full = parts.area >= 0.5 * parts.width * parts.height
    dot = (size >= max(2.0, 0.06 * body)) & (size <= 0.36 * body) & even & full & ~paper & ~letter
    mark = (size <= 1.2 * body) & (size >= 2) & ~letter & ~paper
    return Classes(body=body, letter=letter, dot=dot, mark=mark)
