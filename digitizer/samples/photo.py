"""Pages and open books photographed with a phone instead of scanned."""

import cv2
import numpy as np
from numpy.typing import NDArray

from .camera import Camera, Curl, aim, open_book
from .damage import Picture, Pixels, Scene
from .desk import desk
from .placement import Matrix, Points

FRAME = (3024, 4032)
_BAND = 256
_MM_PER_INCH = 25.4
Floats = NDArray[np.float32]


def photo(picture: Picture, scene: Scene) -> Picture:
    """One page on a desk, photographed upright and not quite from above."""
    return photograph(picture, scene, FRAME)


def photograph(picture: Picture, scene: Scene, frame: tuple[int, int]) -> Picture:
    """One page in a photo of this width and height."""
    height, width = picture.pixels.shape[:2]
    camera = aim(scene.rng, (width, height), frame, degrees=11)
    seen = _seen(picture.pixels, camera, None, frame, scene)
    return Picture(seen, camera.matrix @ picture.moved)


def spread(left: Picture, right: Picture, scene: Scene) -> tuple[Picture, Picture]:
    """Two pages of an open book in one photo: both pictures hold the same pixels."""
    frame = (FRAME[1], FRAME[0])
    both = np.concatenate((left.pixels, right.pixels), axis=1)
    height, width = left.pixels.shape[:2]
    mm = scene.dpi / _MM_PER_INCH
    camera = aim(scene.rng, (2 * width, height), frame, degrees=7)
    bulge, crest = scene.rng.uniform(5, 11) * mm, scene.rng.uniform(26, 40) * mm
    curl = open_book(width, bulge, crest, camera)
    seen = _seen(_gutter_shaded(both, curl, scene), camera, curl, frame, scene)

    def place(shift: int) -> Picture:
        def bend(points: Points) -> Points:
            return curl.on_desk(points + np.array((shift, 0.0)))

        return Picture(seen, camera.matrix, bend)

    return place(0), place(width)


def _gutter_shaded(image: Pixels, curl: Curl, scene: Scene) -> Pixels:
    """Paper that leans away from the light is darker, and the fold lies in its own shade."""
    width = image.shape[1]
    columns = np.arange(width) + 0.5
    slope = np.interp(columns, curl.along, curl.slope)
    side = float(scene.rng.choice((-1, 1)))
    lit = 1 - 0.22 * np.clip(side * slope, 0, 1)
    fold = np.abs(columns - width / 2) / (scene.dpi / _MM_PER_INCH)
    lit *= 1 - scene.rng.uniform(0.3, 0.5) * np.exp(-fold / 4.5)
    shaded = image.astype(np.float32) * lit.astype(np.float32)[None, :, None]
    return np.asarray(np.clip(shaded, 0, 255), dtype=np.uint8)


def _seen(
    image: Pixels, camera: Camera, curl: Curl | None, frame: tuple[int, int], scene: Scene
) -> Pixels:
    width, height = frame
    ground = desk(scene.rng, width, height)
    paper, cover = _projected(image, camera, curl, frame)
    fall = cv2.GaussianBlur(np.roll(cover, (14, 10), axis=(0, 1)), (0, 0), width / 180)
    lit = ground.astype(np.float32) * (1 - 0.45 * np.asarray(fall, dtype=np.float32)[..., None])
    lit += (paper.astype(np.float32) - lit) * cover[..., None]
    lit *= _light(frame, scene.rng)[..., None] * _tint(scene.rng)
    sharp = cv2.GaussianBlur(lit, (0, 0), scene.rng.uniform(0.6, 1.0))
    noise = scene.rng.standard_normal((height, width), dtype=np.float32)
    noisy = np.asarray(sharp, dtype=np.float32) + noise[..., None] * np.float32(
        scene.rng.uniform(2, 5)
    )
    return np.clip(noisy, 0, 255).astype(np.uint8)


def _projected(
    image: Pixels, camera: Camera, curl: Curl | None, frame: tuple[int, int]
) -> tuple[Pixels, Floats]:
    """The paper in the photo, and how much of each pixel it covers (0 to 1)."""
    width, height = frame
    image = _without_fine_detail(image, camera.matrix, frame)
    full = np.full(image.shape[:2], 255, np.uint8)
    paper = np.zeros((height, width, 3), np.uint8)
    cover = np.zeros((height, width), np.float32)
    back = np.linalg.inv(camera.matrix)
    x = np.arange(width) + 0.5
    for top in range(0, height, _BAND):
        y = np.arange(top, min(height, top + _BAND)) + 0.5
        across, down, weight = (row[0] * x[None, :] + row[1] * y[:, None] + row[2] for row in back)
        across, down = across / weight, down / weight
        if curl is not None:
            across, down = curl.on_paper(across, down)
        # OpenCV counts from the middle of the first pixel.
        at = (across - 0.5).astype(np.float32), (down - 0.5).astype(np.float32)
        rows = slice(top, top + len(y))
        paper[rows] = cv2.remap(image, *at, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        cover[rows] = cv2.remap(full, *at, cv2.INTER_LINEAR).astype(np.float32) / 255
    return paper, cover


def _without_fine_detail(image: Pixels, matrix: Matrix, frame: tuple[int, int]) -> Pixels:
    """A sensor averages what falls into one of its pixels."""
    height, width = image.shape[:2]
    corners = matrix @ np.array(((0, width, 0), (0, 0, height), (1, 1, 1)), dtype=np.float64)
    flat = corners[:2] / corners[2]
    shrunk = float(np.linalg.norm(flat[:, 1] - flat[:, 0])) / width
    if shrunk >= 0.9:
        return image
    return np.asarray(cv2.GaussianBlur(image, (0, 0), 0.45 / shrunk), dtype=np.uint8)


def _light(frame: tuple[int, int], rng: np.random.Generator) -> Floats:
    """Light that falls off to one side and to the corners, half of the time with the shadow of
    the hand that holds the phone."""
    width, height = frame
    across = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    down = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    angle = rng.uniform(0, 2 * np.pi)
    slant = across * np.float32(np.cos(angle)) + down * np.float32(np.sin(angle))
    light = np.float32(0.9) - np.float32(rng.uniform(0.05, 0.2)) * slant
    light = light * (1 - np.float32(0.1) * (across**2 + down**2))
    if rng.random() < 0.5:
        light = light * _hand(width, height, rng)
    return np.asarray(light, dtype=np.float32)


def _hand(width: int, height: int, rng: np.random.Generator) -> Floats:
    """Made small and soft, then stretched: a shadow has no fine edge."""
    small = np.zeros((height // 16, width // 16), np.uint8)
    rows, columns = small.shape
    middle = (int(rng.uniform(0.25, 0.75) * columns), int(rng.uniform(0.75, 1.0) * rows))
    size = (int(rng.uniform(0.18, 0.3) * columns), int(rng.uniform(0.25, 0.4) * rows))
    cv2.ellipse(small, middle, size, rng.uniform(-30, 30), 0, 360, 255, -1)
    soft = cv2.GaussianBlur(small, (0, 0), columns / 26)
    shade = cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR)
    depth = np.float32(rng.uniform(0.25, 0.45))
    return np.asarray(1 - depth * shade.astype(np.float32) / 255, dtype=np.float32)


def _tint(rng: np.random.Generator) -> Floats:
    """Between the blue of a window and the yellow of a lamp."""
    warmth = rng.uniform(-0.04, 0.1)
    return np.array((1 + warmth / 2, 1.0, 1 - warmth), dtype=np.float32)
