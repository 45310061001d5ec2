"""The picture of one line, free of its neighbours, its leaders and the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import cv2
import numpy as np

from digitizer.domain.page import Box
from ocr.imaging.gray import GrayImage
from ocr.layout.classes import Classes
from ocr.layout.components import Components, Ints
from ocr.layout.lines import Chain

# Around a 300-dpi line 10 px read better than 6 or 18.
PADDING_INCH = 10 / 300
_NOBODY = -1
# A hyphen that begins or ends a line ("Phan Rang / - Tháp Chàm") stands a space away from the
# letters; in bodies of a letter, of the typewriter faces that space widest.
_DASH_REACH = 2.6
_DASH_FLATNESS = 2.0
# Between a mark and what it stands on, and the narrowest mark, in the same; specks are smaller.
_MARK_GAP, _LEAST_MARK = 0.3, 0.2


class Leaders(Enum):
    """What becomes of leader dots in the picture of a line. A reader that does not know leaders
    needs them erased: the free dots alone, or also those cut off that have run into letters. Two
    readings of one picture would share its faults and agree on what is wrong."""

    LEFT = "left"
    ERASED = "erased"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class LineCrop:
    """``box`` is the line with its marks in px of the page, ``pictures`` that part with
    ``padding`` px more on every side, in each of the asked treatments of leaders. ``struck`` says
    from where to where (x in px of the page) strokes run through its print."""

    box: Box
    pictures: Mapping[Leaders, GrayImage]
    padding: int
    struck: tuple[tuple[int, int], ...] = ()


def owners_of(parts: Components, classes: Classes, chains: Sequence[Chain]) -> Ints:
    """For each piece of ink the number of the line it belongs to, -1 for none. Marks and dots
    belong to the line whose letters are nearest above or below, a dash between words also to one
    that it stands before or behind."""
    owner = np.full(parts.count, _NOBODY, dtype=np.int32)
    small = np.flatnonzero(classes.mark | classes.dot)
    middle_x = parts.left[small] + parts.width[small] / 2
    middle_y = parts.top[small] + parts.height[small] / 2
    flat = parts.width[small] >= _DASH_FLATNESS * parts.height[small]
    nearest = np.full(len(small), np.inf)
    for number, chain in enumerate(chains):
        top, bottom = chain.body
        owner[chain.letters] = number
        above, below = top - middle_y, middle_y - bottom
        distance = np.maximum(np.maximum(above / 0.9, below / 0.6), 0.0)
        room = np.where(
            flat & (middle_y > top) & (middle_y < bottom - 0.2 * (bottom - top)),
            _DASH_REACH * classes.body,
            classes.body,
        )
        reach = (middle_x > chain.left - room) & (middle_x < chain.right + room)
        closer = reach & (distance <= classes.body) & (distance < nearest)
        nearest[closer] = distance[closer]
        owner[small[closer]] = number
    _own_upper_marks(owner, parts, small[owner[small] == _NOBODY], classes.body)
    return owner


def _own_upper_marks(owner: Ints, parts: Components, loose: Ints, body: float) -> None:
    """Give marks that stand right over a piece of a line to that line: the upper one of two marks
    on a capital is as far from its letters as another line would be."""
    reach = max(1, round(_MARK_GAP * body))
    large = loose[parts.width[loose] >= _LEAST_MARK * body]
    for index in large[np.argsort(-parts.bottom[large], kind="stable")].tolist():
        owners = [owner[piece] for piece in sorted(parts.below(index, reach))]
        owner[index] = next((each for each in owners if each != _NOBODY), _NOBODY)


def crop_line(
    grays: Mapping[Leaders, GrayImage], parts: Components, owner: Ints, number: int, dpi: int
) -> LineCrop:
    """Cut one line out of each page; what belongs to other lines becomes paper."""
    own = np.flatnonzero(owner == number)
    left, top = int(parts.left[own].min()), int(parts.top[own].min())
    right, bottom = int(parts.right[own].max()), int(parts.bottom[own].max())
    box = Box(left, top, right - left, bottom - top)
    padding = max(3, round(PADDING_INCH * dpi))
    pictures = {leaders: _window(gray, box, padding, 255) for leaders, gray in grays.items()}
    labels = _window(parts.labels, box, padding, 0)
    foreign = (owner != number) & (owner != _NOBODY)
    if foreign.any():
        others = _spread(foreign[labels]) & ~_spread((owner == number)[labels])
        for picture in pictures.values():
            picture[others] = 255
    return LineCrop(box, pictures, padding)


def _window(array: np.ndarray, box: Box, padding: int, fill: int) -> np.ndarray:
    height, width = array.shape
    top, left = box.y - padding, box.x - padding
    bottom, right = box.bottom + padding, box.right + padding
    part = array[max(0, top) : min(height, bottom), max(0, left) : min(width, right)]
    missing = (
        (max(0, -top), max(0, bottom - height)),
        (max(0, -left), max(0, right - width)),
    )
    return np.pad(part, missing, constant_values=fill)


def _spread(mask: np.ndarray) -> np.ndarray:
    """Two pixels further: soft edges belong to the ink they surround."""
    return cv2.dilate(mask.astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
