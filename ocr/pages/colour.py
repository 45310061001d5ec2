"""Any pixel format that Pillow gives, as 8-bit RGB over white paper."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from ocr.pages.decoded import RgbImage

_DEEP_GRAY = frozenset({"I", "I;16", "I;16B", "I;16L", "I;16N", "F"})
_WITH_ALPHA = frozenset({"RGBA", "RGBa", "LA", "La", "PA"})
_SIXTEEN_BIT = 65535.0


def to_rgb(image: Image.Image) -> RgbImage:
    """H×W×3 uint8; transparent parts become white, deep gray is scaled down, not cut off."""
    if image.mode in _DEEP_GRAY:
        gray = _eight_bit(np.asarray(image))
        return np.repeat(gray[:, :, np.newaxis], 3, axis=2)
    if image.mode in _WITH_ALPHA or "transparency" in image.info:
        image = _over_white(image)
    elif image.mode == "LAB":
        image = _from_lab(image)
    return np.array(image.convert("RGB"))


def _eight_bit(pixels: NDArray[np.generic]) -> NDArray[np.uint8]:
    values = np.nan_to_num(pixels.astype(np.float32))
    highest = float(values.max(initial=0.0))
    if pixels.dtype == np.uint16 or highest > 255:
        top = max(_SIXTEEN_BIT, highest)
    else:
        top = 1.0 if highest <= 1.0 else 255.0
    scaled = np.clip(values, 0, top) * (255.0 / top)
    return np.asarray(np.rint(scaled), dtype=np.uint8)


def _over_white(image: Image.Image) -> Image.Image:
    cut = image.convert("RGBA")
    paper = Image.new("RGBA", cut.size, "white")
    return Image.alpha_composite(paper, cut)


def _from_lab(image: Image.Image) -> Image.Image:
    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    converted = ImageCms.profileToProfile(image, lab, srgb, outputMode="RGB")
    return image.convert("RGB") if converted is None else converted
