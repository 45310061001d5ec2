"""Which part of a line was written by hand: a small net of its own, beside the readers.

What a reader makes of handwriting looks as sure as what it makes of print, so a field must be told
to be handwritten by other means before it may be taken without a clerk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digitizer.domain.errors import EnvironmentFault
from ocr.engines.batches import batches_of, stacked, strips_of
from ocr.engines.model_file import Session, open_session
from ocr.engines.preparation import prepare, scaled_width
from ocr.engines.protocol import GrayImage

HAND_INPUT, HAND_OUTPUT = "lines", "hands"
HEIGHT, COLUMN = 48, 8
INKED = 0.3
_MODEL = Path(__file__).parent / "models" / "hand-finder.onnx"

Chances = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class HandProfile:
    """For one line picture how likely a hand wrote each of its columns of ink, from left to right;
    ``to_column`` times an x of the picture is a place in ``chances``, -1 where there is no ink."""

    chances: Chances
    to_column: float

    def share(self, left: float, right: float) -> float:
        """The mean over the ink between two x of the picture, in px; 0 where there is none."""
        start = max(0, int(left * self.to_column))
        part = self.chances[start : max(start + 1, round(right * self.to_column))]
        told = part[part >= 0]
        return round(float(told.mean()), 3) if told.size else 0.0


@dataclass(frozen=True, slots=True)
class HandFinder:
    """Use :func:`hand_finder` to make one."""

    session: Session = field(repr=False)

    def profiles(self, images: Sequence[GrayImage]) -> tuple[HandProfile, ...]:
        """One for each line picture (H×W uint8, 0 is ink). Raises EnvironmentFault
        ``line-net-failed``."""
        inks = [prepare(image, HEIGHT) for image in images]
        found: list[list[tuple[int, Chances]]] = [[] for _ in images]
        strips = (strip for number, ink in enumerate(inks) for strip in strips_of(number, ink))
        for batch in batches_of(strips):
            try:
                (scores,) = self.session.run([HAND_OUTPUT], {HAND_INPUT: stacked(batch)})
            except Exception as error:
                raise EnvironmentFault("line-net-failed", kind=type(error).__name__) from error
            for strip, chances in zip(batch, scores, strict=True):
                found[strip.picture].append((strip.left, _told(strip.ink, chances)))
        return tuple(
            HandProfile(
                np.concatenate([part for _, part in sorted(parts, key=lambda each: each[0])]),
                scaled_width(image.shape[0], image.shape[1], HEIGHT)
                / max(1, image.shape[1])
                / COLUMN,
            )
            for image, parts in zip(images, found, strict=True)
        )


def _told(ink: NDArray[np.float32], chances: Chances) -> Chances:
    """The chances of the strip's own columns, -1 where it has no ink."""
    count = -(-ink.shape[1] // COLUMN)
    padded = np.zeros((ink.shape[0], count * COLUMN), np.float32)
    padded[:, : ink.shape[1]] = ink
    inked = padded.reshape(ink.shape[0], count, COLUMN).max(axis=(0, 2)) >= INKED
    return np.where(inked, chances[:count], np.float32(-1))


@cache
def hand_finder(path: Path = _MODEL) -> HandFinder:
    """The shipped finder, made once a process. Raises EnvironmentFault ``line-runtime-missing``,
    ``line-model-missing`` or ``line-model-unusable``."""
    finder = HandFinder(open_session(path, 1)[0])
    trial = finder.profiles([np.full((HEIGHT, 4 * HEIGHT), 255, np.uint8)])
    if trial[0].chances.ndim != 1:
        raise EnvironmentFault("line-model-unusable", file=path.name, detail="output")
    return finder
