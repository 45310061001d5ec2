"""Values that are not printed with their page: written by hand, or pressed on with a stamp."""

import random
import re
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .fonts import load
from .placement import Area

HANDWRITTEN, STAMPED = "handwritten", "stamped"
SLOTS = (HANDWRITTEN, STAMPED)
PEN_INKS = ((28, 50, 150), (22, 34, 112), (34, 34, 38))
STAMP_INKS = ((70, 40, 130), (40, 60, 150), (190, 40, 60))
# What offices have stamps for: dates, numbers, and the names of those who sign.
_STAMPED_TEXT = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,4}")
_STAMPED_KEYS = ("nguoiKy", "signer")
_STARTS = {"l": 0.0, "m": 0.5, "r": 1.0}


@dataclass(frozen=True, slots=True)
class Slots:
    """Which values of a page are not printed, and with what they are put on it. `share` of them are
    written by hand; a stamp takes dates, numbers and signers."""

    kind: str
    face: Path
    ink: tuple[int, int, int]
    share: float
    seed: str

    @property
    def enlarged(self) -> float:
        """How much larger than print it is; a hand takes the room that there is."""
        return 1.2 if self.kind == HANDWRITTEN else 1.0

    def takes(self, key: str, text: str) -> bool:
        """Whether a value is put on the page this way; the same for the same page."""
        if self.kind == STAMPED:
            fits = _STAMPED_TEXT.fullmatch(text) or text.startswith("ngày ")
            return bool(fits) or key.startswith(_STAMPED_KEYS)
        return random.Random(f"{self.seed}/{key}").random() < self.share

    def write(
        self, image: Image.Image, at: tuple[float, float], text: str, size: int, anchor: str
    ) -> Area:
        """Put a word on an RGB image and tell where it stands."""
        rng = random.Random(f"{self.seed}/{at}/{text}")
        font = load(self.face, size)
        x = at[0] - _STARTS[anchor[0]] * font.getlength(text)
        put = _pressed if self.kind == STAMPED else _by_hand
        return put(_Word(text, font, x, at[1]), image, self.ink, rng)


@dataclass(frozen=True, slots=True)
class _Word:
    """What is to be put where: `x` and `base` are px of the start of its base line."""

    text: str
    font: ImageFont.FreeTypeFont
    x: float
    base: float


def _by_hand(
    word: _Word, image: Image.Image, ink: tuple[int, int, int], rng: random.Random
) -> Area:
    """Letter by letter: none as large, as high, as upright or as dark as the one before."""
    em, x = round(word.font.size), word.x
    drift, lean = rng.gauss(0, 0.02), rng.gauss(0.12, 0.12)
    areas: list[Area] = []
    for letter in word.text:
        face = load(Path(str(word.font.path)), max(8, round(em * rng.uniform(0.9, 1.1))))
        tile = Image.new("L", (3 * em, 3 * em), 0)
        ImageDraw.Draw(tile).text((em, 2 * em), letter, 255, face, anchor="ls")
        shear = lean + rng.gauss(0, 0.05)
        tile = tile.transform(
            tile.size,
            Image.Transform.AFFINE,
            (1, shear, -2 * em * shear, rng.gauss(0, 0.03), 1, 0),
            Image.Resampling.BICUBIC,
        )
        tile = tile.rotate(rng.gauss(0, 2.5), Image.Resampling.BICUBIC, center=(em, 2 * em))
        pressure = rng.uniform(0.72, 1.0)
        tile = tile.point([round(level * pressure) for level in range(256)])
        y = word.base + rng.gauss(0, 0.03 * em) + drift * (x - word.x)
        corner = (round(x - em), round(y - 2 * em))
        image.paste(ink, corner, tile)
        if (box := tile.getbbox()) is not None:
            areas.append(_placed(box, corner))
        x += face.getlength(letter) * rng.uniform(0.93, 1.05)
    return reduce(Area.joined, areas)


def _pressed(
    word: _Word, image: Image.Image, ink: tuple[int, int, int], rng: random.Random
) -> Area:
    """In one go, a little turned, with ink that did not take everywhere."""
    em = round(word.font.size)
    width = round(word.font.getlength(word.text))
    tile = Image.new("L", (width + 2 * em, 3 * em), 0)
    ImageDraw.Draw(tile).text((em, 2 * em), word.text, 255, word.font, anchor="ls")
    tile = tile.rotate(
        rng.uniform(-2.5, 2.5), Image.Resampling.BICUBIC, center=(em + width / 2, 1.7 * em)
    )
    patches = np.random.default_rng(rng.randrange(2**32)).uniform(0.45, 1.0, (6, 24))
    worn = Image.fromarray((patches * 255).astype(np.uint8)).resize(tile.size)
    taken = np.asarray(tile, dtype=np.float32) * np.asarray(worn, dtype=np.float32) / 255
    mask = Image.fromarray(taken.astype(np.uint8))
    corner = (round(word.x - em), round(word.base - 2 * em + rng.gauss(0, 0.06 * em)))
    image.paste(ink, corner, mask)
    return _placed(tile.getbbox() or (0, 0, 1, 1), corner)


def _placed(box: tuple[int, int, int, int], corner: tuple[int, int]) -> Area:
    """A box of a tile on the image that the tile was put on at this corner."""
    x, y = corner
    return Area(box[0] + x, box[1] + y, box[2] + x, box[3] + y)
