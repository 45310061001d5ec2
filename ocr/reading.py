"""Reading a page: upright, cleaned, its lines found, each line read by every engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import numpy as np

from digitizer.domain.page import Box, LineReading, PageReading, TextLine, Word
from digitizer.domain.problems import Problem
from digitizer.domain.values.syllables import is_syllable
from ocr.embedded import with_embedded
from ocr.engines import LineAnswer, LineEngine
from ocr.engines.tesseract import tesseract_engine
from ocr.imaging.gray import RgbImage
from ocr.layout.crops import LineCrop
from ocr.lines import PageLines, find_lines
from ocr.pages import DecodedPage, DecodeLimits
from ocr.upright import make_upright

LOW_DPI = 140
_DOUBT_LINES = 6


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """How to read. ``languages`` are the models of Tesseract, the preferred one first; ``tessdata``
    is a folder with models of the user's choice, None for the installed ones."""

    languages: tuple[str, ...] = ("vie", "Vietnamese")
    tessdata: Path | None = None
    limits: DecodeLimits = field(default_factory=DecodeLimits)


@cache
def engines_of(settings: ReadSettings) -> tuple[LineEngine, ...]:
    """The engines, made once a process. Raises EnvironmentFault ``tesseract-missing`` or
    ``tesseract-language-missing``."""
    return tuple(tesseract_engine(name, settings.tessdata) for name in settings.languages)


def read_page(page: DecodedPage, engines: Sequence[LineEngine]) -> tuple[PageReading, RgbImage]:
    """All lines of a page with one reading by each engine in the given order (the page's own text
    before them), and the upright image (H×W×3 uint8 RGB) that the boxes refer to.

    Raises EnvironmentFault when an engine cannot work.
    """
    upright = make_upright(page, lambda image, dpi: _is_upside_down(image, dpi, engines[0]))
    found = find_lines(upright.image, upright.dpi)
    lines = with_embedded(_read(found, engines), upright.embedded)
    height, width = upright.image.shape[:2]
    reading = PageReading(
        number=page.number,
        width=width,
        height=height,
        dpi=upright.dpi,
        rotation=upright.rotation,
        skew_degrees=upright.skew_degrees,
        lines=lines,
        problems=_problems(upright.dpi, lines),
    )
    return reading, upright.image


def _read(found: PageLines, engines: Sequence[LineEngine]) -> tuple[TextLine, ...]:
    answers = []
    for rank, engine in enumerate(engines):
        pictures = [crop.image for crop in (found.variants if rank % 2 else found.crops)]
        answers.append((engine.origin, engine.read_lines(pictures, found.dpi)))
    lines = []
    for number, crop in enumerate(found.crops):
        readings = tuple(
            LineReading(origin, _on_page(given[number], crop, found)) for origin, given in answers
        )
        if any(reading.words for reading in readings):
            lines.append(TextLine(found.on_page(crop.box), readings))
    return tuple(lines)


def _on_page(answer: LineAnswer, crop: LineCrop, found: PageLines) -> tuple[Word, ...]:
    left, top = crop.box.x - crop.padding, crop.box.y - crop.padding
    return tuple(
        replace(word, box=found.on_page(_shifted(word.box, left, top))) for word in answer.words
    )


def _shifted(box: Box, x: int, y: int) -> Box:
    return replace(box, x=box.x + x, y=box.y + y)


def _is_upside_down(image: RgbImage, dpi: int, engine: LineEngine) -> bool:
    """Read the longest lines both ways and believe the way that gives more Vietnamese."""
    found = find_lines(image, dpi)
    longest = sorted(found.crops, key=lambda crop: -crop.box.width)[:_DOUBT_LINES]
    here = [crop.image for crop in longest]
    turned = [np.ascontiguousarray(np.rot90(picture, 2)) for picture in here]
    answers = engine.read_lines(here + turned, found.dpi)
    return _sense(answers[len(here) :]) > _sense(answers[: len(here)])


def _sense(answers: Sequence[LineAnswer]) -> float:
    words = [word for answer in answers for word in answer.words]
    return sum(
        word.confidence * len(word.text) for word in words if is_syllable(word.text.strip(".,:;"))
    )


def _problems(dpi: int, lines: Sequence[TextLine]) -> tuple[Problem, ...]:
    problems = []
    if not lines:
        problems.append(Problem.warning("page-blank"))
    if dpi < LOW_DPI:
        problems.append(Problem.warning("page-low-dpi", dpi=str(dpi)))
    return tuple(problems)
