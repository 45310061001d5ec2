"""The round red seal of an office."""

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from .fonts import load, value_fonts

DIAMETER_MM = 36
_RED = np.array((205, 30, 45), dtype=np.float32)


def _star(middle: float, radius: float) -> list[tuple[float, float]]:
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.38
        angle = math.radians(36 * corner - 90)
        points.append((middle + reach * math.cos(angle), middle + reach * math.sin(angle)))
    return points


def seal_mask(words: str, size: int) -> Image.Image:
    """The seal's print as white on black (mode L), `size` pixels across."""
    mask = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(mask)
    middle = size / 2
    for radius, line in ((0.49, 0.016), (0.46, 0.007), (0.30, 0.007)):
        reach = radius * size
        box = (middle - reach, middle - reach, middle + reach, middle + reach)
        draw.ellipse(box, None, 255, max(1, round(line * size)))
    draw.polygon(_star(middle, 0.15 * size), 255)
    _write_round(mask, words)
    return mask


def _write_round(mask: Image.Image, words: str) -> None:
    """Letters along the ring, clockwise from lower left to lower right."""
    size = mask.width
    font = load(value_fonts("sans")[0], round(size * 0.085))
    widths = [font.getlength(letter) for letter in words]
    radius = size * 0.38
    turn = min(math.radians(300), sum(widths) * 1.08 / radius)
    squeeze = turn / (sum(widths) / radius)
    angle = -turn / 2
    cell = round(size * 0.16)
    for letter, width in zip(words, widths, strict=True):
        half = width / radius / 2 * squeeze
        angle += half
        tile = Image.new("L", (cell, cell), 0)
        ImageDraw.Draw(tile).text((cell / 2, cell / 2), letter, 255, font, anchor="mm")
        tile = tile.rotate(-math.degrees(angle), Image.Resampling.BICUBIC)
        x = size / 2 + radius * math.sin(angle) - cell / 2
        y = size / 2 - radius * math.cos(angle) - cell / 2
        mask.paste(255, (round(x), round(y)), tile)
        angle += half


def press_seal(
    image: NDArray[np.uint8],
    middle: tuple[int, int],
    words: str,
    dpi: int,
    rng: np.random.Generator,
) -> NDArray[np.uint8]:
    """A copy of the page (uint8 RGB) with the seal multiplied onto it, a little turned and worn."""
    size = round(DIAMETER_MM * dpi / 25.4)
    mask = seal_mask(words, size).rotate(rng.uniform(-25, 25), Image.Resampling.BICUBIC)
    worn = rng.uniform(0.75, 1.0, (size // 8 + 1, size // 8 + 1)).astype(np.float32)
    patches = np.asarray(Image.fromarray(worn).resize((size, size)))
    ink = np.asarray(mask, dtype=np.float32) / 255 * patches * np.float32(rng.uniform(0.7, 0.9))
    left = min(max(0, middle[0] - size // 2), image.shape[1] - size)
    top = min(max(0, middle[1] - size // 2), image.shape[0] - size)
    pressed = image.copy()
    under = pressed[top : top + size, left : left + size].astype(np.float32)
    tint = 1 - ink[..., None] * (1 - _RED / 255)
    pressed[top : top + size, left : left + size] = np.clip(under * tint, 0, 255).astype(np.uint8)
    return pressed
