"""The image of a page as it goes into a copy: as small as its receiver wants, never illegible.

The master stays as it is. A copy has at most the profile's resolution and quality. When that is
more than a page may take, the quality is lowered at two resolutions until it fits, and of the two
the copy that keeps the strokes better is taken. How well strokes are kept is measured on the page
itself: each little square with ink is compared with the same square of the page at the profile's
resolution (correlation of luminance, 1 for the same, grain smoothed out of both), and the worst
twentieth counts. A copy below the floor is not taken: then the page is larger than was wished.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

KILOBYTE = 1000
A4_SQUARE_INCHES = 210 * 297 / 25.4**2

# Measured on clean samples at 200 dpi (tests/benchmarks/pdfa.py, letters): down to here a reader
# finds as many letters as at the profile's own quality, within one in a hundred; below, it loses
# two to six in a hundred.
LEGIBLE = 0.96
_COARSER = 0.75
_LEAST_QUALITY = 10
# Bytes of the text under an image and of what a document of one page has besides, as measured on
# pages full of writing.
_BESIDE = 7_000
_LEAST_COLOUR = 30
_COARSEST_MEAN = 16
# ITU-T T.81, tables K.1 and K.2, row by row.
_LUMINANCE = (
    *(16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55),
    *(14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62),
    *(18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92),
    *(49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99),
)
_CHROMINANCE = (
    *(17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99),
    *(24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99),
    *(99,) * 32,
)
_TILE = 24
_INK = 12.0
_ABOVE_GRAIN = 2.5
_FAINTEST = 10.0
_SURE_INK = 30.0
_WORST = 5.0


@dataclass(frozen=True, slots=True)
class ImageCopy:
    """A JPEG in colour and its size in px; ``is_within`` tells whether the wish was met."""

    jpeg: bytes
    width: int
    height: int
    is_within: bool


def image_copy(
    image: Image.Image, dpi: int, *, best: tuple[int, int], limit: int | None
) -> ImageCopy:
    """A copy of an RGB image of ``dpi``. ``best`` is the highest resolution and JPEG quality,
    ``limit`` how many bytes it should take at most; None for no wish."""
    best_dpi, quality = best
    finest = _scaled(image, dpi, best_dpi)
    jpeg = _encoded(finest, quality)
    if limit is None or len(jpeg) <= limit:
        return ImageCopy(jpeg, *finest.size, is_within=True)
    strokes = Strokes(finest.convert("L"))
    coarser = _scaled(image, dpi, round(min(dpi, best_dpi) * _COARSER))
    fitting = [
        (found, each)
        for each in (finest, coarser)
        if (found := _smaller_than(each, quality, limit)) is not None
    ]
    kept = [(strokes.kept(found), found, each) for found, each in fitting]
    legible = [each for each in kept if each[0] >= LEGIBLE]
    if legible:
        _, found, taken = max(legible, key=lambda each: each[0])
        return ImageCopy(found, *taken.size, is_within=True)
    return min(
        (_smallest_legible(each, quality, strokes) for each in (finest, coarser)),
        key=lambda each: len(each.jpeg),
    )


def image_limit(page_kb: int | None, width: float, height: float) -> int | None:
    """How many bytes the image of a page of so many inches may take: that of a larger page than A4
    in proportion, that of a smaller one as much as A4. The rest of the page is for its text."""
    if page_kb is None:
        return None
    whole = page_kb * KILOBYTE * max(1.0, width * height / A4_SQUARE_INCHES)
    return max(0, round(whole) - _BESIDE)


class Strokes:
    """The strokes of a luminance image, to see how much of them a copy keeps."""

    def __init__(self, sharp: Image.Image) -> None:
        squares = _tiles(_smooth(sharp))
        squares -= squares.mean(1, keepdims=True)
        strength = squares.std(1)
        # The faintest tenth of a sheet has no ink: what is there is its grain.
        grain = _ABOVE_GRAIN * float(np.percentile(strength, _FAINTEST))
        self._inked = strength > min(max(_INK, grain), _SURE_INK)
        self._squares = squares[self._inked]
        self._lengths = np.sqrt((self._squares**2).sum(1))
        self._size = sharp.size

    def kept(self, jpeg: bytes) -> float:
        """0..1; 1 for a page without ink."""
        if not len(self._squares):
            return 1.0
        with Image.open(BytesIO(jpeg)) as copy:
            grey = copy.convert("L")
        if grey.size != self._size:
            grey = grey.resize(self._size, Image.Resampling.BICUBIC)
        squares = _tiles(_smooth(grey), self._inked)
        squares -= squares.mean(1, keepdims=True)
        product = (self._squares * squares).sum(1)
        likeness = product / (self._lengths * np.sqrt((squares**2).sum(1)) + 1e-6)
        return float(max(0.0, np.percentile(likeness, _WORST)))


def _smooth(image: Image.Image) -> NDArray[np.uint8]:
    return np.asarray(image.filter(ImageFilter.BoxBlur(1)))


def _tiles(
    image: NDArray[np.uint8], wanted: NDArray[np.bool_] | None = None
) -> NDArray[np.float32]:
    """The squares of an image, a row each, or the wanted of them; what is left at the edges is
    filled with the edge."""
    down, across = (-side % _TILE for side in image.shape)
    whole = np.pad(image, ((0, down), (0, across)), mode="edge")
    rows, columns = whole.shape[0] // _TILE, whole.shape[1] // _TILE
    squares = whole.reshape(rows, _TILE, columns, _TILE).swapaxes(1, 2)
    flat = squares.reshape(rows * columns, _TILE * _TILE)
    return (flat if wanted is None else flat[wanted]).astype(np.float32)


def _smaller_than(image: Image.Image, best: int, limit: int) -> bytes | None:
    """The best JPEG that fits; None when none does."""
    found, low, high = None, _LEAST_QUALITY, best
    while low <= high:
        middle = (low + high) // 2
        jpeg = _encoded(image, middle)
        if len(jpeg) <= limit:
            found, low = jpeg, middle + 1
        else:
            high = middle - 1
    return found


def _smallest_legible(image: Image.Image, best: int, strokes: Strokes) -> ImageCopy:
    """The smallest JPEG that stays legible; the best one when none is."""
    found, low, high = _encoded(image, best), _LEAST_QUALITY, best - 1
    while low <= high:
        middle = (low + high) // 2
        jpeg = _encoded(image, middle)
        if strokes.kept(jpeg) >= LEGIBLE:
            found, high = jpeg, middle - 1
        else:
            low = middle + 1
    return ImageCopy(found, *image.size, is_within=False)


def _encoded(image: Image.Image, quality: int) -> bytes:
    """A JPEG by the tables of the standard, but for the colour of whole blocks: paper and seals
    keep it at any quality."""
    tables = [
        _scaled_table(_LUMINANCE, quality),
        _scaled_table(_CHROMINANCE, max(quality, _LEAST_COLOUR)),
    ]
    stream = BytesIO()
    image.save(stream, "JPEG", qtables=tables, subsampling="4:2:0", optimize=True, progressive=True)
    return stream.getvalue()


def _scaled_table(table: Sequence[int], quality: int) -> list[int]:
    """The table at a quality of 1 to 95, as the reference program of the standard scales it."""
    percent = 5000 // quality if quality < 50 else 200 - 2 * quality
    scaled = [min(255, max(1, (each * percent + 50) // 100)) for each in table]
    return [min(scaled[0], _COARSEST_MEAN), *scaled[1:]]


def _scaled(image: Image.Image, dpi: int, wanted: int) -> Image.Image:
    """At most at the wanted resolution."""
    if dpi <= wanted:
        return image
    width = max(1, round(image.width * wanted / dpi))
    height = max(1, round(image.height * wanted / dpi))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
