"""One training example: words drawn, damaged, cut as the product cuts lines, and prepared."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines.preparation import prepare
from ocr.engines.protocol import GrayImage
from ocr.training.damage.recipes import Level, apply, choose
from ocr.training.drawing import Drawn, FaceChooser, HandDrawing, Pair, draw_line
from ocr.training.fonts import Face
from ocr.training.text import Line, Role, invent_line

# The reading resolution of 300 dpi gives 11 to 14 pt an em of 46 to 58 px; coarse scans are blown
# up to it before they are read.
_EMS = (16, 66)
_READING_EM = 50
_EMPTY_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Recipe:
    """What lines to make: their longest text, the share of each level, the share with leaders, the
    height of the net in px."""

    height: int
    longest: int
    levels: tuple[tuple[Level, float], ...]
    leaders: float = 0.5


@dataclass(frozen=True, slots=True)
class Example:
    """A line as the net sees it: ``ink`` is height×W uint8, 255 for ink; the rest says how it was
    made. ``picture`` is the gray crop before preparation (H×W uint8, 0 is ink)."""

    ink: NDArray[np.uint8]
    picture: GrayImage
    text: str
    kind: str
    style: str
    level: Level
    has_leaders: bool
    damages: tuple[str, ...]


class ExampleSource:
    """Makes examples from some faces, the same ones for the same random numbers; ``hand`` writes
    the lines instead of setting them in print, their neighbours stay printed."""

    def __init__(self, faces: Sequence[Face], hand: HandDrawing | None = None) -> None:
        self._chooser = FaceChooser(faces)
        self._hand = hand

    def make(self, recipe: Recipe, rng: random.Random) -> Example:
        """The next example."""
        level = rng.choices(*zip(*recipe.levels, strict=True))[0]
        has_leaders = rng.random() < recipe.leaders
        line, faces = self._words(recipe, rng, has_leaders)
        em = round(math.exp(rng.uniform(math.log(_EMS[0]), math.log(_EMS[1]))))
        em = em if rng.random() < 0.3 else rng.randint(42, 60)
        printed = _with_curly_quotes(line) if rng.random() < 0.5 else line
        if self._hand is None:
            drawn = draw_line(printed, faces, em, rng, has_leaders)
        else:
            drawn = self._hand.line(line.text or ".", faces.label, em, rng, has_leaders)
        image = _crop(drawn, self._neighbours(drawn, faces, em, rng, level), rng)
        damages = choose(level, rng)
        image = apply(damages, image, em, rng, is_light=level is Level.LIGHT)
        if em < _READING_EM * 0.8 and rng.random() < 0.7:
            image = _enlarged(image, _READING_EM / em)
        ink = np.asarray(prepare(image, recipe.height) * 255 + 0.5, np.uint8)
        style = faces.value.style
        return Example(ink, image, line.text, line.kind, style, level, has_leaders, damages)

    def _words(self, recipe: Recipe, rng: random.Random, has_leaders: bool) -> tuple[Line, Pair]:
        while True:
            line = invent_line(rng, recipe.longest)
            if has_leaders and rng.random() < _EMPTY_SHARE:
                line = Line((), line.kind)
            texts = [
                "".join(run.text for run in line.runs if run.role is role)
                for role in (Role.LABEL, Role.VALUE)
            ]
            faces = self._chooser.pair(rng, *texts)
            if faces is not None and (self._hand is None or self._hand.has(line.text)):
                return line, faces

    def _neighbours(
        self, drawn: Drawn, faces: Pair, em: int, rng: random.Random, level: Level
    ) -> GrayImage:
        """The picture with parts of the lines above and below, now and then."""
        share = {Level.CLEAN: 0.0, Level.LIGHT: 0.06, Level.FULL: 0.14}[level]
        image = drawn.image
        for way in (-1, 1):
            if rng.random() < share:
                other = draw_line(invent_line(rng, 40), faces, em, rng, rng.random() < 0.5)
                image = _beside(image, other.image, way * round(em * rng.uniform(1.05, 1.5)))
        return image


def _with_curly_quotes(line: Line) -> Line:
    """H'Niê as it is printed more often; both signs are one character of the alphabet."""
    return Line(
        tuple(replace(run, text=run.text.replace("'", "’")) for run in line.runs), line.kind
    )


def _beside(image: GrayImage, other: GrayImage, down: int) -> GrayImage:
    """The print of both, the other one shifted down by so many px and cut where it overlaps."""
    height, width = image.shape
    part = other[:, :width]
    layer = np.full_like(image, 255)
    top, bottom = max(0, down), min(height, other.shape[0] + down)
    layer[top:bottom, : part.shape[1]] = part[top - down : bottom - down]
    return np.minimum(image, layer)


def _crop(drawn: Drawn, image: GrayImage, rng: random.Random) -> GrayImage:
    """The line with padding as the product cuts it, a little tighter or wider on each side."""
    em = drawn.em
    usual = rng.random() < 0.6
    low, high = (0.14, 0.28) if usual else (-0.02, 0.6)
    above, below = (round(em * rng.uniform(low, high)) for _ in "ab")
    before, behind = (round(em * rng.uniform(max(low, 0.02), high)) for _ in "ab")
    top, bottom = max(0, drawn.top - above), min(image.shape[0], drawn.bottom + below)
    left, right = max(0, drawn.left - before), min(image.shape[1], drawn.right + behind)
    return np.ascontiguousarray(image[top:bottom, left:right])


def _enlarged(image: GrayImage, scale: float) -> GrayImage:
    sized = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    return np.asarray(sized, np.uint8)
