"""Which faces a line is set in."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from PIL import ImageFont

from ocr.training.fonts import Face

_TRIES = 20
# How often labels stand in a serif, sans, mono or hand face, and values: forms are set in faces
# like Times and filled by printer, typewriter or hand.
_LABELS = {"serif": 0.74, "sans": 0.22, "mono": 0.03, "hand": 0.01}
_VALUES = {"serif": 0.42, "sans": 0.17, "mono": 0.29, "hand": 0.12}
_SAME_FACE = 0.4


@dataclass(frozen=True, slots=True)
class Pair:
    """The face of the labels and the face of the values of one line."""

    label: Face
    value: Face


class FaceChooser:
    """Draws faces by their weight; only such as have all letters of the text."""

    def __init__(self, faces: Sequence[Face]) -> None:
        self._by_style: dict[str, tuple[list[Face], list[float]]] = {}
        for style in _LABELS:
            chosen = [face for face in faces if face.style == style]
            if chosen:
                self._by_style[style] = (chosen, list(accumulate(face.weight for face in chosen)))

    def pair(self, rng: random.Random, label: str, value: str) -> Pair | None:
        """Faces for these texts, None when none of those tried can draw them."""
        value_face = self._face(rng, _VALUES, value)
        if value_face is None:
            return None
        is_same = rng.random() < _SAME_FACE and set(label) <= value_face.letters | {" "}
        if is_same or not label:
            return Pair(value_face, value_face)
        label_face = self._face(rng, _LABELS, label)
        return Pair(label_face, value_face) if label_face else None

    def _face(self, rng: random.Random, shares: dict[str, float], text: str) -> Face | None:
        styles = [style for style in shares if style in self._by_style]
        wanted = set(text) - {" "}
        for _ in range(_TRIES):
            style = rng.choices(styles, [shares[each] for each in styles])[0]
            faces, weights = self._by_style[style]
            face = rng.choices(faces, cum_weights=weights)[0]
            if wanted <= face.letters:
                return face
        return None


@lru_cache(maxsize=1024)
def sized(path: Path, pixels: int) -> ImageFont.FreeTypeFont:
    """A face with an em of so many px."""
    return ImageFont.truetype(path, pixels, layout_engine=ImageFont.Layout.BASIC)
