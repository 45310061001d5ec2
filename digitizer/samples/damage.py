"""What happens to a page between the office and the file: tilt, noise, seals, fading.

Every damage is a pure function of a `Picture` and a `Scene`; images are uint8, height x width x 3,
RGB.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .placement import HERE, Bend, Matrix, quarter_turns
from .seal import press_seal

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a damage needs to know: its random stream, the resolution and where seals may go."""

    rng: np.random.Generator
    dpi: int
    seal_words: str
    seal_at: tuple[int, int] | None
    value_spots: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of a page; `moved` (3x3) leads from a point of the page as drawn to it here, and
    `bend` comes before it where the paper is not flat."""

    pixels: Pixels
    moved: Matrix = field(default_factory=HERE.copy)
    bend: Bend | None = None


Damage = Callable[[Picture, Scene], Picture]


def to_pixels(values: NDArray[np.float32]) -> Pixels:
    """Levels brought between black and white."""
    return np.clip(values, 0, 255).astype(np.uint8)


def paper_colour(image: Pixels) -> tuple[int, int, int]:
    """The colour of the paper, taken from the upper edge."""
    red, green, blue = np.median(image[:8].reshape(-1, 3), axis=0)
    return int(red), int(green), int(blue)


def clean(image: Pixels, scene: Scene) -> Pixels:
    """No damage."""
    return image


def in_place(spoil: Callable[[Pixels, Scene], Pixels]) -> Damage:
    """A damage that moves nothing."""

    def damage(picture: Picture, scene: Scene) -> Picture:
        return Picture(spoil(picture.pixels, scene), picture.moved)

    return damage


def turned(picture: Picture, degrees: float) -> Picture:
    """Turned against the clock about its middle; the corners get the colour of the paper."""
    image = picture.pixels
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    pixels = cv2.warpAffine(
        image,
        matrix,
        (width, height),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=paper_colour(image),
    )
    # OpenCV counts from the middle of the first pixel.
    half = np.array(((1.0, 0.0, 0.5), (0.0, 1.0, 0.5), (0.0, 0.0, 1.0)))
    moved = half @ np.vstack((matrix, (0.0, 0.0, 1.0))) @ np.linalg.inv(half)
    return Picture(np.asarray(pixels, dtype=np.uint8), moved @ picture.moved)


def skew(picture: Picture, scene: Scene) -> Picture:
    """Laid on the glass at an angle of one to four degrees."""
    return turned(picture, scene.rng.uniform(1, 4) * scene.rng.choice((-1, 1)))


def noise(image: Pixels, scene: Scene) -> Pixels:
    """Sensor noise and dust."""
    return _noisy(image, scene, sigma=scene.rng.uniform(20, 38))


def _noisy(image: Pixels, scene: Scene, sigma: float) -> Pixels:
    height, width = image.shape[:2]
    field = scene.rng.standard_normal((height, width), dtype=np.float32) * np.float32(sigma)
    spoiled = to_pixels(image.astype(np.float32) + field[..., None])
    for _ in range(60):
        x, y = int(scene.rng.integers(width)), int(scene.rng.integers(height))
        shade = int(scene.rng.integers(40, 200))
        cv2.circle(spoiled, (x, y), max(1, scene.dpi // 150), (shade, shade, shade), -1)
    return spoiled


def jpeg(image: Pixels, scene: Scene) -> Pixels:
    """Compressed too hard on the way."""
    return _compressed(image, int(scene.rng.integers(35, 51)))


def _compressed(image: Pixels, quality: int) -> Pixels:
    packed = BytesIO()
    Image.fromarray(image).save(packed, "JPEG", quality=quality)
    return np.asarray(Image.open(packed))


def faded(image: Pixels, scene: Scene) -> Pixels:
    """Pale ink on greyed paper."""
    strength = np.float32(scene.rng.uniform(0.38, 0.55))
    paper = np.array(paper_colour(image), dtype=np.float32)
    pale = paper - (paper - image.astype(np.float32)) * strength
    soft = cv2.GaussianBlur(pale - 8, (0, 0), scene.dpi / 400)
    return to_pixels(np.asarray(soft, dtype=np.float32))


def show_through(image: Pixels, scene: Scene) -> Pixels:
    """The print of the other side, mirrored and soft."""
    back = cv2.flip(image, 1)
    back = cv2.GaussianBlur(back, (0, 0), scene.dpi / 130)
    drop = int(scene.rng.uniform(0.01, 0.03) * image.shape[0])
    back = np.roll(np.asarray(back, dtype=np.uint8), drop, axis=0)
    weight = np.float32(scene.rng.uniform(0.25, 0.4))
    paper = np.array(paper_colour(image), dtype=np.float32)
    through = 1 - weight * np.clip(1 - back.astype(np.float32) / paper, 0, 1)
    return to_pixels(image.astype(np.float32) * through)


def stamp(image: Pixels, scene: Scene) -> Pixels:
    """The office's seal over the signature and, half of the time, one over a value."""
    spots = [scene.seal_at] if scene.seal_at else []
    if scene.value_spots and scene.rng.random() < 0.5:
        spots.append(scene.value_spots[int(scene.rng.integers(len(scene.value_spots)))])
    for spot in spots:
        image = press_seal(image, spot, scene.seal_words, scene.dpi, scene.rng)
    return image


def shadow(image: Pixels, scene: Scene) -> Pixels:
    """Uneven light: a dark gutter on one side and a falling-off corner."""
    height, width = image.shape[:2]
    across = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    if scene.rng.random() < 0.5:
        across = 1 - across
    depth, reach = scene.rng.uniform(0.35, 0.55), scene.rng.uniform(0.08, 0.2)
    light = 1 - np.float32(depth) * np.exp(-across / np.float32(reach))
    light = light * (1 - np.float32(0.22) * down * (1 - across))
    return to_pixels(image.astype(np.float32) * light[..., None])


def rotated(picture: Picture, scene: Scene) -> Picture:
    """Laid the wrong way round: a quarter, half or three quarters of a turn."""
    turns = int(scene.rng.integers(1, 4))
    height, width = picture.pixels.shape[:2]
    pixels = np.ascontiguousarray(np.rot90(picture.pixels, turns))
    return Picture(pixels, quarter_turns(turns, width, height) @ picture.moved)


def mix(picture: Picture, scene: Scene) -> Picture:
    """Seal, other side, tilt, shadow, noise and compression together."""
    flat = Picture(show_through(stamp(picture.pixels, scene), scene), picture.moved)
    tilted = turned(flat, scene.rng.uniform(-1.8, 1.8))
    image = _noisy(shadow(tilted.pixels, scene), scene, sigma=12)
    return Picture(_compressed(image, 60), tilted.moved)


def grain(image: Pixels, scene: Scene) -> Pixels:
    """The faint texture that every scan has."""
    tile = scene.rng.integers(-2, 3, (256, 256), dtype=np.int16)
    height, width = image.shape[:2]
    whole = np.tile(tile, (height // 256 + 1, width // 256 + 1))[:height, :width]
    textured: NDArray[np.int16] = image.astype(np.int16) + whole[..., None]
    return np.clip(textured, 0, 255).astype(np.uint8)


DAMAGES: dict[str, Damage] = {
    "clean": in_place(clean),
    "skew": skew,
    "noise": in_place(noise),
    "jpeg": in_place(jpeg),
    "faded": in_place(faded),
    "show_through": in_place(show_through),
    "stamp": in_place(stamp),
    "shadow": in_place(shadow),
    # Drawn at its low resolution; nothing is left to do to the pixels.
    "low_dpi": in_place(clean),
    "rotated": rotated,
    "mix": mix,
}
