"""Values that are not printed with their page: written by hand, or pressed on with a stamp."""

import random
import re
from dataclasses import dataclass
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
_STAMPED_TEXT = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|ngày \d|\d{1,4}")
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
        if self.kind == STAMPED:
            return _pressed(image, (x, at[1]), text, font, self.ink, rng)
        return _by_hand(image, (x, at[1]), text, font, self.ink, rng)


def _by_hand(
    image: Image.Image,
    at: tuple[float, float],
    text: str,
    font: ImageFont.FreeTypeFont,
    ink: tuple[int, int, int],
    rng: random.Random,
) -> Area:
    """Letter by letter: none as large, as high, as upright or as dark as the one before."""
    em, (x, base) = round(font.size), at
    drift, lean = rng.gauss(0, 0.02), rng.gauss(0.12, 0.12)
    boxes: list[tuple[int, int, int, int]] = []
    for letter in text:
        face = load(Path(str(font.path)), max(8, round(em * rng.uniform(0.9, 1.1))))
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
        y = base + rng.gauss(0, 0.03 * em) + drift * (x - at[0])
        corner = (round(x - em), round(y - 2 * em))
        image.paste(ink, corner, tile)
        if (box := tile.getbbox()) is not None:
            boxes.append(
                (box[0] + corner[0], box[1] + corner[1], box[2] + corner[0], box[3] + corner[1])
            )
        x += face.getlength(letter) * rng.uniform(0.93, 1.05)
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Area(min(lefts), min(tops), max(rights), max(bottoms))


def _pressed(
    image: Image.Image,
    at: tuple[float, float],
    text: str,
    font: ImageFont.FreeTypeFont,
    ink: tuple[int, int, int],
    rng: random.Random,
) -> Area:
    """In one go, a little turned, with ink that did not take everywhere."""
    em = round(font.size)
    width = round(font.getlength(text))
    tile = Image.new("L", (width + 2 * em, 3 * em), 0)
    ImageDraw.Draw(tile).text((em, 2 * em), text, 255, font, anchor="ls")
    tile = tile.rotate(
        rng.uniform(-2.5, 2.5), Image.Resampling.BICUBIC, center=(em + width / 2, 1.7 * em)
    )
    patches = np.random.default_rng(rng.randrange(2**32)).uniform(0.45, 1.0, (6, 24))
    worn = Image.fromarray((patches * 255).astype(np.uint8)).resize(tile.size)
    taken = np.asarray(tile, dtype=np.float32) * np.asarray(worn, dtype=np.float32) / 255
    mask = Image.fromarray(taken.astype(np.uint8))
    corner = (round(at[0] - em), round(at[1] - 2 * em + rng.gauss(0, 0.06 * em)))
    image.paste(ink, corner, mask)
    box = tile.getbbox() or (0, 0, 1, 1)
    return Area(box[0] + corner[0], box[1] + corner[1], box[2] + corner[0], box[3] + corner[1])
