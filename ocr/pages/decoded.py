"""What decoding gives, and how much of it is allowed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digitizer.domain.errors import UnreadableFile
from digitizer.domain.page import Word
from digitizer.domain.problems import Problem

RgbImage = NDArray[np.uint8]
MEGA = 1_000_000
MM_PER_INCH = 25.4
A4_LONG_MM = 297.0
_PLAUSIBLE_DPI = (90.0, 1300.0)
_LONGEST_PLAUSIBLE_MM = 450.0
_LOWEST_ESTIMATE, _HIGHEST_ESTIMATE = 30, 1200


def is_fault_of_disk(error: Exception) -> bool:
    """Whether the operating system failed to give the bytes; decoders raise OSError of their own,
    without a number, for bytes that are wrong."""
    return isinstance(error, OSError) and error.errno is not None


@dataclass(frozen=True, slots=True)
class DecodeLimits:
    """What a file may ask of the memory: pixels a page and pages a file."""

    max_pixels: int = 200 * MEGA
    max_pages: int = 2000

    def check_size(self, width: int, height: int) -> None:
        """Raises UnreadableFile ``file-too-large`` when a page of this size is too large."""
        if width * height > self.max_pixels:
            limit = f"{self.max_pixels / MEGA:g}"
            raise UnreadableFile("file-too-large", width=width, height=height, limit=limit)

    def check_pages(self, count: int) -> None:
        """Raises UnreadableFile ``file-too-many-pages``."""
        if count > self.max_pages:
            raise UnreadableFile("file-too-many-pages", count=count, limit=self.max_pages)


@dataclass(frozen=True, slots=True)
class DecodedPage:
    """One page as it stands in the file. ``number`` counts from 1; ``image`` is H×W×3 uint8 RGB;
    ``dpi`` counts pixels an inch of paper, estimated where the file does not say it.
    ``embedded`` is the file's own text layer in px of the image, empty unless it is sane.
    ``problems`` is what was wrong with it before it was read."""

    number: int
    image: RgbImage
    dpi: int
    embedded: tuple[Word, ...] = ()
    problems: tuple[Problem, ...] = ()


def plausible_dpi(claimed: float | None, width: int, height: int) -> int:
    """The file's claim when it describes a sheet that an office has; else the resolution at which
    the image is as long as A4. Cameras and screens claim 72 or 96 for any photo."""
    long_side = max(width, height)
    if claimed is not None and _PLAUSIBLE_DPI[0] <= claimed <= _PLAUSIBLE_DPI[1]:
        longest = long_side / claimed * MM_PER_INCH
        if longest <= _LONGEST_PLAUSIBLE_MM:
            return round(claimed)
    estimate = round(long_side / A4_LONG_MM * MM_PER_INCH)
    return min(max(estimate, _LOWEST_ESTIMATE), _HIGHEST_ESTIMATE)
