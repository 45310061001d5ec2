"""What every reader of lines can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from digitizer.domain.page import Origin, Word

GrayImage = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """What stands on one line picture; boxes are px of that picture, confidence is 0..1."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


class LineEngine(Protocol):
    """A reader of single lines of print. It is warm: made once, then asked for many pages."""

    @property
    def origin(self) -> Origin:
        """Engine with model, and version."""
        ...

    def read_lines(self, images: Sequence[GrayImage], dpi: int) -> tuple[LineAnswer, ...]:
        """One answer for each picture (H×W uint8, 0 is ink), in the same order; an empty one
        where nothing is legible. Raises EnvironmentFault when the engine cannot work."""
        ...
