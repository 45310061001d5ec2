"""Turning a decoded page the right way up and straight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from digitizer.domain.page import Box, Word
from ocr.imaging.gray import RgbImage, reading_gray
from ocr.imaging.orientation import posture
from ocr.imaging.skew import turned, turned_points
from ocr.pages import DecodedPage

# Below this the shape of the print does not tell which way up it is.
_CLEAR_LEAN = 0.02
_HALF_TURN = 180

UpsideDown = Callable[[RgbImage, int], bool]


@dataclass(frozen=True, slots=True)
class UprightPage:
    """``image`` is H×W×3 uint8 RGB; ``rotation`` (clockwise degrees) and ``skew_degrees`` are what
    was corrected; ``embedded`` are the words of the file's own text at their new places."""

    image: RgbImage
    dpi: int
    rotation: int
    skew_degrees: float
    embedded: tuple[Word, ...]


def make_upright(page: DecodedPage, is_upside_down: UpsideDown) -> UprightPage:
    """``is_upside_down`` reads a level page (RGB, dpi) and is asked only where the shape of the
    print leaves a doubt. A page with a text layer of its own is taken as the right way up."""
    found = posture(reading_gray(page.image), page.dpi)
    rotation = 0 if page.embedded else found.rotation
    image = np.ascontiguousarray(np.rot90(page.image, -rotation // 90))
    skew = found.skew_degrees if rotation == found.rotation else 0.0
    if not page.embedded:
        doubt = abs(found.lean) < _CLEAR_LEAN
        if is_upside_down(image, page.dpi) if doubt else found.lean < 0:
            image = np.ascontiguousarray(np.rot90(image, 2))
            rotation += _HALF_TURN
    paper = tuple(int(value) for value in np.median(image[::16, ::16].reshape(-1, 3), axis=0))
    straight = turned(image, skew, (paper[0], paper[1], paper[2]))
    words = _moved(page.embedded, image.shape[:2], skew)
    return UprightPage(straight, page.dpi, rotation, skew, words)


def _moved(words: tuple[Word, ...], shape: tuple[int, ...], skew: float) -> tuple[Word, ...]:
    if not words:
        return words
    middles = np.array([(w.box.x + w.box.width / 2, w.box.y + w.box.height / 2) for w in words])
    places = turned_points(middles, (shape[0], shape[1]), skew)
    return tuple(
        Word(word.text, _centred(word.box, float(x), float(y)), word.confidence)
        for word, (x, y) in zip(words, places, strict=True)
    )


def _centred(box: Box, x: float, y: float) -> Box:
    left, top = round(x - box.width / 2), round(y - box.height / 2)
    return Box(max(0, left), max(0, top), box.width, box.height)
