"""Connected pieces of ink as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.imaging.gray import GrayImage

Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Components:
    """All pieces of ink on a page. Index 0 is the paper; the arrays run parallel.

    ``labels`` is H×W int32 with the index of the piece at each pixel; ``right`` and ``bottom`` are
    one past the last pixel; ``area`` counts ink pixels.
    """

    labels: Ints
    left: Ints
    top: Ints
    width: Ints
    height: Ints
    area: Ints

    @property
    def right(self) -> Ints:
        return self.left + self.width

    @property
    def bottom(self) -> Ints:
        return self.top + self.height

    @property
    def count(self) -> int:
        return len(self.area)

    def below(self, index: int, reach: int) -> set[int]:
        """The pieces within so many px right below a piece."""
        bottom, left, right = (int(v[index]) for v in (self.bottom, self.left, self.right))
        return set(np.unique(self.labels[bottom : bottom + reach, left:right]).tolist()) - {0}


def components_of(ink: GrayImage) -> Components:
    """The 8-connected pieces of an ink mask (1 is ink)."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    columns = np.asarray(stats, dtype=np.int32)
    return Components(
        labels=np.asarray(labels, dtype=np.int32),
        left=columns[:, cv2.CC_STAT_LEFT],
        top=columns[:, cv2.CC_STAT_TOP],
        width=columns[:, cv2.CC_STAT_WIDTH],
        height=columns[:, cv2.CC_STAT_HEIGHT],
        area=columns[:, cv2.CC_STAT_AREA],
    )
