"""A photocopy of a photocopy: no gray is left, strokes are eaten or run together."""

import cv2
import numpy as np

from .damage import Picture, Pixels, Scene, turned


def photocopy(picture: Picture, scene: Scene) -> Picture:
    """Two generations, each laid a little askew on the glass."""
    for _ in range(2):
        picture = turned(picture, scene.rng.uniform(-0.8, 0.8))
        picture = Picture(_copied(picture.pixels, scene), picture.moved)
    return picture


def _copied(image: Pixels, scene: Scene) -> Pixels:
    gray = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    soft = cv2.GaussianBlur(gray, (0, 0), scene.dpi / 330)
    height, width = gray.shape
    uneven = scene.rng.standard_normal((height, width), dtype=np.float32) * np.float32(9)
    level, steep = scene.rng.uniform(140, 175), scene.rng.uniform(14, 22)
    bent = (soft.astype(np.float32) + uneven - np.float32(level)) / np.float32(steep)
    toner = 22 + 230 / (1 + np.exp(-np.clip(bent, -30, 30)))
    copy = np.clip(toner, 0, 255).astype(np.uint8)
    _speckle(copy, scene)
    return np.repeat(copy[:, :, None], 3, axis=2)


def _speckle(copy: Pixels, scene: Scene) -> None:
    """Toner where none belongs, more of it at one edge, and a few spots that took none."""
    height, width = copy.shape
    for shade, count in ((30, 130), (250, 40)):
        for _ in range(count):
            x, y = int(scene.rng.integers(width)), int(scene.rng.integers(height))
            cv2.circle(
                copy, (x, y), int(scene.rng.integers(0, max(2, scene.dpi // 110))), shade, -1
            )
    band = max(2, round(scene.dpi * scene.rng.uniform(0.02, 0.12)))
    edge = copy[:, :band] if scene.rng.random() < 0.5 else copy[:, -band:]
    edge[:] = np.minimum(edge, 40)
