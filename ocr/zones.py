"""The second way to a value: by its place on a known form, without the form's own ink."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from digitizer.domain.errors import UnreadableFile
from digitizer.domain.form import Form, Place
from digitizer.domain.page import Box, LineReading, Origin, TextLine, Word, ZoneReading
from ocr.engines import LineEngine
from ocr.imaging.background import even_background
from ocr.imaging.form_ink import without_form_ink
from ocr.imaging.gray import GrayImage, RgbImage, reading_gray
from ocr.layout.crops import Leaders
from ocr.layout.registration import Placing, placed
from ocr.lines import find_lines

_MM_PER_INCH = 25.4
_PAPER = 255
# The blank is laid over each place anew, with the label before it in view: paper warps, and leaders
# alone look the same a dot further.
_VIEW_LEFT_MM, _VIEW_MM, _REACH_MM = 35.0, 2.0, 0.8
_SPILL_MM = 1.0


@dataclass(frozen=True, slots=True)
class _Line:
    box: Box
    words: tuple[Word, ...]


def read_zones(
    image: RgbImage,
    dpi: int,
    lines: Sequence[TextLine],
    forms: Iterable[Form],
    engine: LineEngine,
) -> tuple[ZoneReading, ...]:
    """What stands in the zones of the form that an upright page (H×W×3 uint8 RGB) was printed on,
    as the engine reads it; none where no known form fits its ``lines``.

    Raises UnreadableFile ``form-blank-unreadable`` and what the engine raises.
    """
    placing = placed(lines, forms, dpi)
    if placing is None:
        return ()
    found = _found(_bare(image, dpi, placing), dpi, engine)
    rule = f"zone:{placing.form.key}"
    origin = replace(engine.origin, rule=rule)
    readings: dict[str, tuple[TextLine, ...]] = {}
    for zone in placing.form.zones:
        box = _on_page(zone.place, placing)
        own = tuple(_inside(found, box, origin))
        readings[zone.field] = (*readings.get(zone.field, ()), *own)
    return tuple(ZoneReading(placing.form.key, key, own) for key, own in readings.items())


def _bare(image: RgbImage, dpi: int, placing: Placing) -> GrayImage:
    """The page with nothing on it but what was filled into the zones."""
    height, width = image.shape[:2]
    page = even_background(reading_gray(image), dpi)
    blank = _warped(placing, (width, height))
    bare = np.full((height, width), _PAPER, np.uint8)
    per_mm = dpi / _MM_PER_INCH
    for zone in placing.form.zones:
        box = _on_page(zone.place, placing)
        view = _grown(box, _VIEW_LEFT_MM * per_mm, _VIEW_MM * per_mm, (width, height))
        shown = _grown(box, 0, _SPILL_MM * per_mm, (width, height))
        part = without_form_ink(_cut(page, view), _cut(blank, view), round(_REACH_MM * per_mm))
        top, left = shown.y - view.y, shown.x - view.x
        kept = part[top : top + shown.height, left : left + shown.width]
        bare[shown.y : shown.bottom, shown.x : shown.right] = kept
    return bare


def _warped(placing: Placing, size: tuple[int, int]) -> GrayImage:
    blank = _blank(placing.form.blank)
    height, width = blank.shape
    to_mm = np.diag((placing.form.width / width, placing.form.height / height, 1.0))
    seen = cv2.warpPerspective(
        blank, placing.matrix @ to_mm, size, flags=cv2.INTER_LINEAR, borderValue=_PAPER
    )
    return np.asarray(seen, dtype=np.uint8)


@lru_cache(maxsize=8)
def _blank(path: Path) -> GrayImage:
    try:
        with Image.open(path) as picture:
            return np.asarray(picture.convert("L"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadableFile("form-blank-unreadable", file=path) from error


def _on_page(place: Place, placing: Placing) -> Box:
    """The upright rectangle around a place, in px of the page."""
    right, bottom = place.left + place.width, place.top + place.height
    corners = np.array(
        [[(place.left, place.top), (right, place.top), (right, bottom), (place.left, bottom)]]
    )
    x, y = cv2.perspectiveTransform(corners, placing.matrix)[0].T
    left, top = round(float(x.min())), round(float(y.min()))
    return Box(left, top, round(float(x.max())) - left, round(float(y.max())) - top)


def _grown(box: Box, left: float, around: float, size: tuple[int, int]) -> Box:
    """The box with more room, inside a page of this width and height."""
    x, y = max(0, round(box.x - left - around)), max(0, round(box.y - around))
    right = min(size[0], round(box.right + around))
    bottom = min(size[1], round(box.bottom + around))
    return Box(x, y, max(0, right - x), max(0, bottom - y))


def _cut(image: GrayImage, box: Box) -> GrayImage:
    return np.ascontiguousarray(image[box.y : box.bottom, box.x : box.right])


def _found(bare: NDArray[np.uint8], dpi: int, engine: LineEngine) -> list[_Line]:
    """The lines on a bare page, their words in px of the page."""
    page = np.repeat(bare[..., None], 3, axis=2)
    found = find_lines(page, dpi, {Leaders.LEFT})
    answers = engine.read_lines([crop.pictures[Leaders.LEFT] for crop in found.crops], found.dpi)
    lines = []
    for crop, answer in zip(found.crops, answers, strict=True):
        left, top = crop.box.x - crop.padding, crop.box.y - crop.padding
        words = tuple(
            replace(
                word,
                box=found.on_page(
                    Box(word.box.x + left, word.box.y + top, word.box.width, word.box.height)
                ),
            )
            for word in answer.words
        )
        if words:
            lines.append(_Line(found.on_page(crop.box), words))
    return lines


def _inside(lines: Sequence[_Line], box: Box, origin: Origin) -> Iterator[TextLine]:
    """The parts of lines whose words stand in a box, from top to bottom."""
    for line in sorted(lines, key=lambda line: line.box.y):
        words = tuple(word for word in line.words if _is_in(word.box, box))
        if words:
            yield TextLine(Box.around(word.box for word in words), (LineReading(origin, words),))


def _is_in(word: Box, box: Box) -> bool:
    x, y = word.x + word.width / 2, word.y + word.height / 2
    return box.x <= x < box.right and box.y <= y < box.bottom
