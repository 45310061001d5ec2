"""One line as a hand writes it: no letter as large, as high, as upright as the one before.

Faces of handwriting repeat a letter exactly, which no hand does and all print does; a net that saw
them as they are learns the faces and not the hand.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from ocr.engines.protocol import GrayImage
from ocr.training.drawing.faces import sized
from ocr.training.drawing.leaders import LeaderStyle, draw_leader
from ocr.training.drawing.line import Drawn, measured
from ocr.training.fonts import Face

# Faces that the list counts among hands and that are as regular as print.
_AS_REGULAR_AS_PRINT = frozenset({"bellota-text", "grandstander", "itim", "kodchasan"})
_ITALICS = 0.2
_MARGIN_EM = 1.8


def is_by_hand(face: Face) -> bool:
    """Whether a face looks written."""
    return face.style == "hand" and face.family not in _AS_REGULAR_AS_PRINT


def hand_faces(faces: Sequence[Face]) -> tuple[tuple[Face, ...], tuple[Face, ...]]:
    """The faces that look written, and slanted print that becomes a hand when it is bent."""
    written = tuple(face for face in faces if is_by_hand(face))
    slanted = tuple(
        face for face in faces if "italic" in face.path.name and face.style in ("sans", "serif")
    )
    return written, slanted


class HandDrawing:
    """Draws lines with the faces of one split."""

    def __init__(self, faces: Sequence[Face]) -> None:
        self._written, self._slanted = hand_faces(faces)

    def has(self, text: str) -> bool:
        """Whether a written face has all its letters."""
        wanted = set(text) - {" "}
        return any(wanted <= face.letters for face in self._written)

    def line(self, text: str, label: Face, em: int, rng: random.Random, leaders: bool) -> Drawn:
        """A line about an em of ``em`` px high, with leaders of the face ``label``; print is none
        of it. The text is one that :meth:`has` is true of."""
        face, is_slanted = self._face(text, rng)
        hand = _Hand(face, em, rng, 1.5 if is_slanted else 1.0)
        margin = round(em * _MARGIN_EM)
        width = round(sized(face.path, hand.size).getlength(text) * 1.25) + 8 * em
        canvas = np.full((2 * margin + em, width + 2 * margin), 255, np.uint8)
        if leaders:
            canvas = _with_leaders(canvas, label, (margin, width), em, rng)
        hand.write(text, canvas, margin + rng.uniform(0, 2) * em, margin + em)
        return measured(canvas, em)

    def _face(self, text: str, rng: random.Random) -> tuple[Face, bool]:
        wanted = set(text) - {" "}
        slanted = [face for face in self._slanted if wanted <= face.letters]
        if slanted and rng.random() < _ITALICS:
            return rng.choice(slanted), True
        return rng.choice([face for face in self._written if wanted <= face.letters]), False


class _Hand:
    """How one line is written; lengths are px."""

    def __init__(self, face: Face, em: int, rng: random.Random, bent: float) -> None:
        self._face, self._rng, self._em = face, rng, em
        self.size = round(em * rng.uniform(0.95, 1.45))
        self._bent = rng.uniform(0.6, 1.6) * bent
        self._drift, self._lean = rng.gauss(0, 0.015), rng.gauss(0.1, 0.15)
        self._darkest = rng.randint(0, 110)
        self._pen = rng.choice((0, 0, 0, 1, -1))
        self._tracking = rng.uniform(0.9, 1.08)

    def write(self, text: str, canvas: GrayImage, x: float, baseline: float) -> None:
        """Put the text on the canvas."""
        start, wander = x, 0.0
        for letter in text:
            scale = 1 + self._rng.gauss(0, 0.05) * self._bent
            font = sized(self._face.path, max(8, round(self.size * scale)))
            if letter != " ":
                wander = 0.7 * wander + self._rng.gauss(0, 0.025 * self.size) * self._bent
                y = baseline + wander + self._drift * (x - start) - 0.02 * self._em
                tile = Image.new("L", (3 * self.size, 3 * self.size), 0)
                at = (self.size, 2 * self.size)
                ImageDraw.Draw(tile).text(at, letter, 255, font, anchor="ls")
                self._put(self._shaped(np.asarray(tile)), canvas, (x, y))
            spread = 1 + self._rng.gauss(0, 0.05) * self._bent
            x += font.getlength(letter) * self._tracking * spread

    def _shaped(self, letter: GrayImage) -> GrayImage:
        gauss, bent = self._rng.gauss, self._bent
        turn = math.radians(gauss(0, 2.5) * bent)
        turned = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
        slant = self._lean + gauss(0, 0.05) * bent
        wide, tall = (1 + gauss(0, 0.04) * bent for _ in "xy")
        matrix = turned @ np.array([[wide, -slant], [0, tall]])
        middle = np.array([self.size, 2 * self.size])
        whole = np.hstack([matrix, (middle - matrix @ middle)[:, None]])
        shaped = cv2.warpAffine(letter, whole, letter.shape[::-1], flags=cv2.INTER_LINEAR)
        if self._pen:
            kernel = np.ones((1 + max(1, round(self.size / 22)),) * 2, np.uint8)
            shaped = (cv2.dilate if self._pen > 0 else cv2.erode)(shaped, kernel)
        return np.asarray(shaped, np.uint8)

    def _put(self, letter: GrayImage, canvas: GrayImage, at: tuple[float, float]) -> None:
        """The letter's origin, two thirds down its tile, comes to stand at ``at``."""
        left, top = round(at[0] - self.size), round(at[1] - 2 * self.size)
        rows = slice(max(0, top), min(canvas.shape[0], top + letter.shape[0]))
        columns = slice(max(0, left), min(canvas.shape[1], left + letter.shape[1]))
        if rows.start >= rows.stop or columns.start >= columns.stop:
            return
        part = letter[
            rows.start - top : rows.stop - top, columns.start - left : columns.stop - left
        ]
        pressure = self._rng.uniform(0.75, 1) * (255 - self._darkest) / 255
        ink: NDArray[np.float32] = 255 - part.astype(np.float32) * np.float32(pressure)
        canvas[rows, columns] = np.minimum(canvas[rows, columns], ink).astype(np.uint8)


def _with_leaders(
    canvas: GrayImage, face: Face, span: tuple[int, int], em: int, rng: random.Random
) -> GrayImage:
    margin, width = span
    image, strokes = Image.fromarray(canvas), np.full_like(canvas, 255)
    end = margin + width * rng.uniform(0.5, 1)
    style = LeaderStyle.invent(em, rng)
    draw_leader(ImageDraw.Draw(image), strokes, style, face, (margin, end), float(margin + em))
    return np.asarray(np.minimum(np.asarray(image), strokes), np.uint8)
