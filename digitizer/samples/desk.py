"""Desks that papers are photographed on."""

import cv2
import numpy as np

from .damage import Pixels

_COLOURS = (
    (122, 84, 52),
    (164, 122, 82),
    (92, 70, 58),
    (70, 74, 80),
    (46, 44, 46),
    (120, 128, 120),
)


def desk(rng: np.random.Generator, width: int, height: int) -> Pixels:
    """Wood with its grain, or a plain dark or greenish table top; height x width x 3, RGB."""
    colour = np.array(_COLOURS[int(rng.integers(len(_COLOURS)))], dtype=np.float32)
    shape = (max(2, height // 240), max(2, width // 12))
    if rng.random() < 0.5:
        shape = (max(2, height // 12), max(2, width // 240))
    streaks = _stretched(rng, shape, width, height) * np.float32(rng.uniform(4, 11))
    clouds = _stretched(rng, (6, 6), width, height) * np.float32(5)
    texture = 1 + (streaks + clouds) / 100
    return np.clip(colour * texture[..., None], 0, 255).astype(np.uint8)


def _stretched(
    rng: np.random.Generator, shape: tuple[int, int], width: int, height: int
) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    coarse = rng.standard_normal(shape, dtype=np.float32)
    grown = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(grown, dtype=np.float32)
