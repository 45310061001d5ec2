"""Leaders: the dots, dashes or rules that forms print where a value is to be written."""

from __future__ import annotations

import random
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import ImageDraw

from ocr.engines.protocol import GrayImage
from ocr.training.drawing.faces import sized
from ocr.training.fonts import Face

_SUBPIXEL_BITS = 4
_KINDS = {"typed": 0.45, "circles": 0.38, "dashes": 0.05, "rule": 0.12}
_SIGNS = (".", ".", ".", "…", "_", " .")


@dataclass(frozen=True, slots=True)
class LeaderStyle:
    """How the leaders of one line look. Lengths are px; ``drop`` is how far a rule lies below the
    baseline, ``ink`` the gray level 0..255."""

    kind: str
    sign: str
    size: int
    pitch: float
    radius: float
    dash: float
    drop: float
    ink: int

    @classmethod
    def invent(cls, em: int, rng: random.Random) -> LeaderStyle:
        """Leaders of a print with this em in px."""
        kind = rng.choices(list(_KINDS), list(_KINDS.values()))[0]
        return cls(
            kind=kind,
            sign=rng.choice(_SIGNS),
            size=max(6, round(em * rng.uniform(0.8, 1.1))),
            pitch=em * rng.uniform(0.12, 0.36),
            radius=max(0.45, em * rng.uniform(0.018, 0.05)),
            dash=em * rng.uniform(0.08, 0.4),
            drop=em * rng.uniform(0.0, 0.2) if kind == "rule" else 0.0,
            ink=rng.randint(0, 110),
        )


def draw_leader(
    draw: ImageDraw.ImageDraw,
    strokes: GrayImage,
    style: LeaderStyle,
    face: Face,
    span: tuple[float, float],
    baseline: float,
) -> None:
    """Draw one leader over ``span`` (px from, to). Typed signs go through ``draw``, all else into
    ``strokes`` (H×W uint8, 0 is ink)."""
    if style.kind == "typed":
        font = sized(face.path, style.size)
        count = int((span[1] - span[0]) / max(font.getlength(style.sign), 1.0))
        draw.text((span[0], baseline), style.sign * count, style.ink, font, "ls")
    elif style.kind == "circles":
        _circles(strokes, style, span, baseline)
    elif style.kind == "dashes":
        x = span[0]
        while x < span[1]:
            _stroke(strokes, style, (x, min(x + style.dash, span[1])), baseline)
            x += style.dash + style.pitch
    else:
        _stroke(strokes, style, span, baseline)


def _circles(
    strokes: GrayImage, style: LeaderStyle, span: tuple[float, float], baseline: float
) -> None:
    y, radius = _fine(baseline - style.radius), _fine(style.radius)
    for x in np.arange(span[0], span[1], style.pitch):
        cv2.circle(strokes, (_fine(x), y), radius, style.ink, -1, cv2.LINE_AA, _SUBPIXEL_BITS)


def _stroke(
    strokes: GrayImage, style: LeaderStyle, span: tuple[float, float], baseline: float
) -> None:
    y = _fine(baseline + style.drop)
    ends = ((_fine(span[0]), y), (_fine(span[1]), y))
    width = max(1, round(style.radius))
    cv2.line(strokes, *ends, style.ink, width, cv2.LINE_AA, _SUBPIXEL_BITS)


def _fine(px: float) -> int:
    return round(px * (1 << _SUBPIXEL_BITS))
