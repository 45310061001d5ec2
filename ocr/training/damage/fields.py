"""Random fields, made once and cut from at random: making them anew costs too much."""

from __future__ import annotations

import random
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]
_ROWS, _COLUMNS = 700, 4200
_SEED = 17


def grain(shape: tuple[int, int], rng: random.Random) -> Field:
    """White noise of deviation 1, H×W float32."""
    return _cut(_grain(), shape, rng)


def clouds(shape: tuple[int, int], em: int, rng: random.Random) -> Field:
    """Smooth spots between 0 and 1, a few em wide, H×W float32."""
    zoom = 32 / max(em, 8)
    rows, columns = (max(2, round(side * zoom)) for side in shape)
    spots = _cut(_clouds(), (rows, columns), rng)
    return np.asarray(cv2.resize(spots, shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)


def _cut(field: Field, shape: tuple[int, int], rng: random.Random) -> Field:
    rows, columns = min(shape[0], _ROWS), min(shape[1], _COLUMNS)
    top, left = rng.randint(0, _ROWS - rows), rng.randint(0, _COLUMNS - columns)
    part = field[top : top + rows, left : left + columns]
    if rng.random() < 0.5:
        part = part[:, ::-1]
    if (rows, columns) != shape:
        part = np.pad(part, ((0, shape[0] - rows), (0, shape[1] - columns)), mode="reflect")
    return part


@cache
def _grain() -> Field:
    return np.random.default_rng(_SEED).standard_normal((_ROWS, _COLUMNS), dtype=np.float32)


@cache
def _clouds() -> Field:
    soft = cv2.GaussianBlur(_grain(), (0, 0), 22) + 0.4 * cv2.GaussianBlur(
        _grain()[::-1], (0, 0), 7
    )
    low, high = np.percentile(soft, (3, 97))
    return np.asarray(((soft - low) / (high - low)).clip(0, 1), np.float32)
