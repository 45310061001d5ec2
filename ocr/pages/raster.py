"""Image files (TIFF with many pages, PNG, JPEG, WebP, BMP) through Pillow."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
from PIL import Image, ImageOps

from digitizer.domain.errors import UnreadableFile
from ocr.pages.colour import to_rgb
from ocr.pages.decoded import DecodedPage, DecodeLimits, RgbImage, is_fault_of_disk
from ocr.pages.formats import TIFF
from ocr.pages.resolution import page_dpi

# Pillow would warn at one size and refuse at another; DecodeLimits.check_size decides instead,
# before the pixels of any frame are touched.
Image.MAX_IMAGE_PIXELS = None

_SQUARE_ENOUGH = 1.03
_FORMATS = {
    TIFF: ("TIFF",),
    "image/png": ("PNG",),
    "image/jpeg": ("JPEG", "MPO"),
    "image/bmp": ("BMP",),
    "image/webp": ("WEBP",),
}


def iter_raster(path: Path, kind: str, limits: DecodeLimits) -> Iterator[DecodedPage]:
    """The pages of an image file; raises UnreadableFile. Only TIFF has more than one: animation
    frames and the second picture of a stereo photo are no pages."""
    with _damage_named(), Image.open(path, formats=_FORMATS[kind]) as image:
        count = getattr(image, "n_frames", 1) if kind == TIFF else 1
        limits.check_pages(count)
        for index in range(count):
            if count > 1:
                image.seek(index)
            limits.check_size(*image.size)
            image.load()
            yield _decode(image, index + 1)


@contextmanager
def _damage_named() -> Iterator[None]:
    """Decoders meet broken files with errors of every class; all mean the same to the reader."""
    try:
        yield
    except (UnreadableFile, MemoryError):
        raise
    except Exception as error:
        if is_fault_of_disk(error):
            raise
        raise UnreadableFile("file-damaged", detail=type(error).__name__) from error


def _decode(image: Image.Image, number: int) -> DecodedPage:
    horizontal, vertical = _claimed_dpi(image)
    upright = ImageOps.exif_transpose(image)
    if upright.size != image.size:
        horizontal, vertical = vertical, horizontal
    pixels = to_rgb(upright)
    if horizontal and vertical:
        pixels = _with_square_pixels(pixels, horizontal, vertical)
        horizontal = max(horizontal, vertical)
    return DecodedPage(number, pixels, page_dpi(horizontal, pixels))


def _claimed_dpi(image: Image.Image) -> tuple[float | None, float | None]:
    claim = image.info.get("dpi")
    if not isinstance(claim, tuple) or len(claim) != 2:
        return None, None
    try:
        horizontal, vertical = float(claim[0]), float(claim[1])
    except (ValueError, ZeroDivisionError):
        return None, None
    if not (math.isfinite(horizontal) and math.isfinite(vertical)):
        return None, None
    if horizontal <= 0 or vertical <= 0:
        return None, None
    return horizontal, vertical


def _with_square_pixels(pixels: RgbImage, horizontal: float, vertical: float) -> RgbImage:
    """Fax machines scan 204×98 dots an inch; the coarser direction is stretched."""
    ratio = max(horizontal, vertical) / min(horizontal, vertical)
    if not _SQUARE_ENOUGH < ratio <= 4:
        return pixels
    height, width = pixels.shape[:2]
    if horizontal < vertical:
        size = (round(width * ratio), height)
    else:
        size = (width, round(height * ratio))
    stretched: RgbImage = cv2.resize(pixels, size, interpolation=cv2.INTER_CUBIC).astype("uint8")
    return stretched
