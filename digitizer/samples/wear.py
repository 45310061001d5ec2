"""What paper goes through before it is scanned: folds, stains, tears, holes, pens, uneven ink.

What is lost lies in the margins, so a damaged page still says what its truth says.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from .canvas import MM_PER_INCH
from .damage import Damage, Picture, Pixels, Scene, in_place, paper_colour, to_pixels

_PEN_INKS = ((28, 44, 140), (24, 30, 100), (36, 36, 40))
_LID = (34, 33, 36)

Layer = NDArray[np.float32]


def _px(scene: Scene, mm: float) -> int:
    return max(1, round(mm / MM_PER_INCH * scene.dpi))


def _times(image: Pixels, layer: Layer) -> Pixels:
    """The image under a filter of light, H×W or H×W×3 float32 from 0 to 1."""
    light = layer if layer.ndim == 3 else layer[..., None]
    return to_pixels(image.astype(np.float32) * light)


def _clouds(image: Pixels, scene: Scene, mm: float) -> Layer:
    """Smooth spots of about so many mm, H×W float32 from 0 to 1."""
    height, width = image.shape[:2]
    step = _px(scene, mm)
    coarse = scene.rng.random((height // step + 3, width // step + 3), dtype=np.float32)
    smooth = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.clip(np.asarray(smooth, dtype=np.float32), 0, 1)


def fold(image: Pixels, scene: Scene) -> Pixels:
    """Folded for an envelope: one crease or two across, each with a bright back and a dark foot."""
    height, width = image.shape[:2]
    shares = (1 / 3, 2 / 3) if scene.rng.random() < 0.5 else (0.5,)
    down = np.arange(height, dtype=np.float32)[:, None]
    across = np.arange(width, dtype=np.float32)[None, :]
    light = np.ones((height, width), dtype=np.float32)
    for share in shares:
        slope = np.float32(scene.rng.uniform(-0.012, 0.012))
        away = down - (height * np.float32(share) + slope * (across - width / 2))
        soft, sharp = np.float32(_px(scene, 9)), np.float32(_px(scene, 0.35))
        depth = np.float32(scene.rng.uniform(0.12, 0.26))
        light -= depth * np.exp(-np.abs(away) / soft) * (away > 0)
        light -= np.float32(0.3) * np.exp(-((away / sharp) ** 2))
    return _times(image, light)


def stains(image: Pixels, scene: Scene) -> Pixels:
    """Rings of a cup and blots of water, brown and with darker rims."""
    height, width = image.shape[:2]
    tint = np.ones((height, width), dtype=np.float32)
    for _ in range(int(scene.rng.integers(2, 5))):
        spot = np.zeros((height, width), dtype=np.uint8)
        at = (int(scene.rng.integers(width)), int(scene.rng.integers(height)))
        axes = (_px(scene, scene.rng.uniform(9, 34)), _px(scene, scene.rng.uniform(9, 34)))
        turn = float(scene.rng.uniform(0, 180))
        is_ring = scene.rng.random() < 0.4
        thick = _px(scene, 2.5) if is_ring else cv2.FILLED
        cv2.ellipse(spot, at, axes, turn, 0, 360, 255, thick)
        body = cv2.GaussianBlur(spot, (0, 0), _px(scene, 0.8)).astype(np.float32) / 255
        rim = np.zeros_like(spot)
        cv2.ellipse(rim, at, axes, turn, 0, 360, 255, _px(scene, 0.7))
        edge = cv2.GaussianBlur(rim, (0, 0), _px(scene, 0.4)).astype(np.float32) / 255
        depth = np.float32(scene.rng.uniform(0.12, 0.3))
        tint *= 1 - depth * body - np.float32(0.12) * edge
    brown = np.array((0.35, 0.6, 1.0), dtype=np.float32)
    return _times(image, 1 - (1 - tint[..., None]) * brown)


def tear(image: Pixels, scene: Scene) -> Pixels:
    """A corner torn off and a side nibbled: the lid of the scanner shows."""
    height, width = image.shape[:2]
    size = _px(scene, scene.rng.uniform(14, 26))
    steps = np.linspace(0, 1, 24)
    ragged = scene.rng.normal(0, _px(scene, 0.7), steps.size)
    # Convex: what is torn off the middle of the edge stays short of the margins.
    points = np.stack((size * (1 - steps) ** 1.6, size * steps**1.6), axis=1) + ragged[:, None]
    corner = np.vstack(((-9, -9), (size, -9), points, (-9, size)))
    flips = scene.rng.random(2) < 0.5
    if flips[0]:
        corner[:, 0] = width - corner[:, 0]
    if flips[1]:
        corner[:, 1] = height - corner[:, 1]
    torn = image.copy()
    cv2.fillPoly(torn, [np.round(corner).astype(np.int32)], _LID)
    for _ in range(int(scene.rng.integers(1, 4))):
        y, reach = int(scene.rng.integers(height)), _px(scene, scene.rng.uniform(2, 7))
        wide = _px(scene, scene.rng.uniform(1, 4))
        nick = np.array(((width, y - wide), (width - reach, y), (width, y + wide)), np.int32)
        cv2.fillPoly(torn, [nick], _LID)
    return torn


def holes(image: Pixels, scene: Scene) -> Pixels:
    """Punched for a binder: two holes 80 mm apart, 12 mm from the left edge (ISO 838)."""
    height = image.shape[0]
    punched = image.copy()
    middle = height / 2 + _px(scene, 3) * float(scene.rng.uniform(-1, 1))
    for side in (-1, 1):
        at = (_px(scene, 12), round(middle + side * _px(scene, 40)))
        cv2.circle(punched, at, _px(scene, 3), _LID, -1, cv2.LINE_AA)
    return punched


def cut_edge(picture: Picture, scene: Scene) -> Picture:
    """Laid over the edge of the glass: 8 to 12 mm of one side are not in the picture."""
    image = picture.pixels
    lost = _px(scene, scene.rng.uniform(8, 12))
    side = int(scene.rng.integers(3))
    left = lost if side == 0 else 0
    top = lost // 2 if side == 1 else 0
    right = image.shape[1] - (lost if side == 2 else 0)
    pixels = np.ascontiguousarray(image[top:, left:right])
    moved = np.array(((1.0, 0.0, -left), (0.0, 1.0, -top), (0.0, 0.0, 1.0)))
    return Picture(pixels, moved @ picture.moved)


def pen(image: Pixels, scene: Scene) -> Pixels:
    """Marks of those who had the paper in hand: ticks and scrawls in the margin, lines drawn along
    values."""
    height, width = image.shape[:2]
    marked = image.copy()
    ink = _PEN_INKS[int(scene.rng.integers(len(_PEN_INKS)))]
    thick = _px(scene, 0.35)
    margin = _px(scene, 16)
    for _ in range(int(scene.rng.integers(2, 5))):
        x = float(scene.rng.uniform(_px(scene, 4), margin))
        x = x if scene.rng.random() < 0.6 else width - x
        y = float(scene.rng.uniform(_px(scene, 12), height - _px(scene, 30)))
        walk = scene.rng.normal(0, _px(scene, 1.6), (int(scene.rng.integers(5, 14)), 2))
        walk[:, 1] += _px(scene, 0.9)
        points = np.array((x, y)) + np.cumsum(walk, axis=0)
        points[:, 0] = np.clip(points[:, 0], 2, margin) if x < width / 2 else points[:, 0]
        cv2.polylines(marked, [points.astype(np.int32)], False, ink, thick, cv2.LINE_AA)
    for x, y in _some(scene.value_spots, scene, 3):
        reach = _px(scene, scene.rng.uniform(15, 40))
        along = np.linspace(x - reach, x + reach, 20)
        drift = np.cumsum(scene.rng.normal(0, _px(scene, 0.08), along.size))
        line = np.stack((along, y + _px(scene, 1.4) + drift), axis=1)
        cv2.polylines(marked, [line.astype(np.int32)], False, ink, thick, cv2.LINE_AA)
    return marked


def _some(spots: tuple[tuple[int, int], ...], scene: Scene, most: int) -> list[tuple[int, int]]:
    count = min(len(spots), int(scene.rng.integers(1, most + 1)))
    return [spots[int(place)] for place in scene.rng.permutation(len(spots))[:count]]


def streaks(image: Pixels, scene: Scene) -> Pixels:
    """Dirt on the glass of a feeder: thin lines down the whole page."""
    streaked = image.astype(np.float32)
    for _ in range(int(scene.rng.integers(3, 7))):
        x = int(scene.rng.integers(image.shape[1] - 3))
        wide = int(scene.rng.integers(1, max(2, scene.dpi // 120) + 1))
        shade, weight = scene.rng.uniform(30, 235), np.float32(scene.rng.uniform(0.35, 0.8))
        lane = streaked[:, x : x + wide]
        lane[:] = lane * (1 - weight) + np.float32(shade) * weight
    return streaked.astype(np.uint8)


def ribbon(image: Pixels, scene: Scene) -> Pixels:
    """A worn ribbon or an empty cartridge: ink that goes pale and comes back within words."""
    strength = 0.38 + 0.62 * _clouds(image, scene, 4.0) ** np.float32(0.7)
    paper = np.array(paper_colour(image), dtype=np.float32)
    pale = paper - (paper - image.astype(np.float32)) * strength[..., None]
    return to_pixels(pale)


def bled(image: Pixels, scene: Scene) -> Pixels:
    """Damp has let the ink run: strokes are fat and soft."""
    soft = cv2.GaussianBlur(image, (0, 0), scene.dpi * scene.rng.uniform(0.004, 0.0065))
    paper = np.array(paper_colour(image), dtype=np.float32)
    fat = to_pixels(paper - (paper - soft.astype(np.float32)) * np.float32(1.45))
    return np.asarray(np.minimum(image, fat), dtype=np.uint8)


def yellowed(image: Pixels, scene: Scene) -> Pixels:
    """Decades in a damp cupboard: brown paper, darkest at its edges, with specks of rust."""
    height, width = image.shape[:2]
    down = np.linspace(-1, 1, height, dtype=np.float32)[:, None] ** 6
    across = np.linspace(-1, 1, width, dtype=np.float32)[None, :] ** 6
    age = np.float32(scene.rng.uniform(0.16, 0.28))
    depth = age * (0.55 + 0.45 * _clouds(image, scene, 30)) + np.float32(0.22) * (down + across)
    specks = scene.rng.random((height // 3 + 1, width // 3 + 1), dtype=np.float32) > 0.99985
    rust = cv2.resize(specks.astype(np.float32), (width, height))
    depth += np.float32(0.5) * cv2.GaussianBlur(rust, (0, 0), _px(scene, 0.25))
    brown = np.array((0.42, 0.72, 1.5), dtype=np.float32)
    return _times(image, np.clip(1 - np.clip(depth, 0, 0.6)[..., None] * brown, 0.05, 1))


WEAR: dict[str, Damage] = {
    "fold": in_place(fold),
    "stains": in_place(stains),
    "tear": in_place(tear),
    "holes": in_place(holes),
    "cut_edge": cut_edge,
    "pen": in_place(pen),
    "streaks": in_place(streaks),
    "ribbon": in_place(ribbon),
    "bled": in_place(bled),
    "yellowed": in_place(yellowed),
}
