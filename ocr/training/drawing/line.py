"""One line of print, dark on white, as large as its source would scan it."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ocr.engines.protocol import GrayImage
from ocr.training.drawing.faces import Pair, sized
from ocr.training.drawing.leaders import LeaderStyle, draw_leader
from ocr.training.text import Line, Role, Run

_MARGIN_EM = 1.6
_INK_BELOW = 200


@dataclass(frozen=True, slots=True)
class Drawn:
    """``image`` is H×W uint8 with 255 for paper. The ink stands in the rows ``top`` to ``bottom``
    and the columns ``left`` to ``right`` (px, ends excluded); ``em`` is the print's size in px."""

    image: GrayImage
    top: int
    bottom: int
    left: int
    right: int
    em: int


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the letters of one line are set; lengths are px."""

    fonts: dict[Role, ImageFont.FreeTypeFont]
    em: int
    word_gap: float
    tracking: float
    wobble: float
    by_letter: bool
    has_leaders: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    role: Role
    x: float
    end: float


def draw_line(line: Line, faces: Pair, em: int, rng: random.Random, has_leaders: bool) -> Drawn:
    """Draw a line with an em of ``em`` px. Leaders run under the values and into the empty room;
    a line without runs is its leaders alone."""
    setting = _invent_setting(faces, em, rng, has_leaders)
    pieces, width = _arrange(line.runs, setting, rng)
    margin = round(em * _MARGIN_EM)
    canvas = Image.new("L", (round(width) + 2 * margin, 2 * margin + em), 255)
    draw = ImageDraw.Draw(canvas)
    strokes = np.full((canvas.height, canvas.width), 255, np.uint8)
    baseline = float(margin + em)
    if has_leaders:
        style = LeaderStyle.invent(em, rng)
        for start, end in _leader_spans(pieces, width, em, rng):
            span = (margin + start, margin + end)
            draw_leader(draw, strokes, style, faces.label, span, baseline)
    _set_pieces(draw, pieces, setting, (margin, baseline), rng)
    return measured(np.minimum(np.asarray(canvas), strokes), em)


def _invent_setting(faces: Pair, em: int, rng: random.Random, has_leaders: bool) -> _Setting:
    value_em = em
    if faces.value is not faces.label:
        value_em = max(8, round(em * rng.uniform(0.85, 1.2)))
    is_free = faces.value.style in ("mono", "hand")
    wobbles = rng.random() < (0.3 if is_free else 0.03)
    tracked = rng.random() < 0.1
    return _Setting(
        fonts={
            Role.LABEL: sized(faces.label.path, em),
            Role.VALUE: sized(faces.value.path, value_em),
        },
        em=em,
        word_gap=rng.uniform(0.75, 2.2) if rng.random() < 0.25 else 1.0,
        tracking=em * rng.uniform(-0.02, 0.14) if tracked else 0.0,
        wobble=em * rng.uniform(0.005, 0.03) if wobbles else 0.0,
        by_letter=wobbles or tracked,
        has_leaders=has_leaders,
    )


def _arrange(
    runs: tuple[Run, ...], setting: _Setting, rng: random.Random
) -> tuple[list[_Piece], float]:
    """The pieces with their places from 0, and the width with the room that leaders fill."""
    em = setting.em
    starts_late = setting.has_leaders and rng.random() < 0.3
    x = em * rng.uniform(0, 4) if starts_late else 0.0
    pieces: list[_Piece] = []
    before: Role | None = None
    for run in runs:
        if before is not None:
            x += _between(before, run.role, setting, rng)
        for piece in _pieces(run, x, setting):
            pieces.append(piece)
            x = piece.end
        before = run.role
    if not setting.has_leaders:
        return pieces, x
    if not runs:
        return pieces, em * rng.uniform(1.5, 20)
    return pieces, x + em * rng.choice((0.0, rng.uniform(0, 3), rng.uniform(0, 12)))


def _pieces(run: Run, x: float, setting: _Setting) -> list[_Piece]:
    """A run whole, by words where their gaps are stretched, or letter by letter."""
    font = setting.fonts[run.role]
    if not setting.by_letter and setting.word_gap == 1.0:
        return [_Piece(run.text, run.role, x, x + font.getlength(run.text))]
    pieces = []
    for number, word in enumerate(run.text.split(" ")):
        x += font.getlength(" ") * setting.word_gap if number else 0.0
        for part in word if setting.by_letter else [word]:
            end = x + font.getlength(part) + setting.tracking
            pieces.append(_Piece(part, run.role, x, end))
            x = end
    return pieces


def _between(before: Role, after: Role, setting: _Setting, rng: random.Random) -> float:
    if before is after:
        return setting.em * rng.uniform(0.22, 0.4)
    widest = 6.0 if after is Role.LABEL and setting.has_leaders else 2.5
    return setting.em * rng.choice((rng.uniform(0.2, 0.7), rng.uniform(0.2, widest)))


def _leader_spans(
    pieces: list[_Piece], width: float, em: int, rng: random.Random
) -> list[tuple[float, float]]:
    """From the end of each label to the start of the next one, under the values."""
    spans, start = [], 0.0
    gap = em * rng.uniform(-0.02, 0.15)
    for piece in pieces:
        if piece.role is Role.LABEL:
            if piece.x - start > em * 0.5:
                spans.append((start, piece.x - gap))
            start = piece.end + gap
    if width - start > em * 0.3:
        spans.append((start, width))
    return spans


def _set_pieces(
    draw: ImageDraw.ImageDraw,
    pieces: list[_Piece],
    setting: _Setting,
    origin: tuple[float, float],
    rng: random.Random,
) -> None:
    inks = {Role.LABEL: rng.randint(0, 70), Role.VALUE: rng.randint(0, 90)}
    raised = rng.uniform(-0.06, 0.2) if setting.has_leaders else rng.gauss(0, 0.02)
    for piece in pieces:
        up = setting.em * raised if piece.role is Role.VALUE else 0.0
        up += rng.gauss(0, setting.wobble) if setting.wobble else 0.0
        at = (origin[0] + piece.x, origin[1] - up)
        draw.text(at, piece.text, inks[piece.role], setting.fonts[piece.role], "ls")


def measured(gray: GrayImage, em: int) -> Drawn:
    """A drawn line (H×W uint8, 255 for paper) with the place of its ink."""
    ink = gray < _INK_BELOW
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if len(rows) == 0:
        middle = gray.shape[0] // 2
        return Drawn(gray, middle - em // 2, middle + em // 2, 0, gray.shape[1], em)
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    return Drawn(gray, int(top), int(bottom), int(left), int(right), em)
