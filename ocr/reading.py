"""Reading a page: upright, cleaned, its lines found, each line read by every engine."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import numpy as np

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.page import (
    HANDS_UNTOLD,
    Box,
    LineReading,
    PageCode,
    PageReading,
    TextLine,
    Word,
)
from digitizer.domain.problems import Problem
from digitizer.domain.sureness import Sureness
from digitizer.domain.values.syllables import is_syllable
from ocr.barcodes import read_codes
from ocr.embedded import with_embedded
from ocr.engines import LineAnswer, LineEngine
from ocr.engines.handwriting import HandFinder, HandProfile, hand_finder
from ocr.engines.line_net import line_net
from ocr.engines.model_file import shipped_models
from ocr.engines.tesseract import tesseract_engine
from ocr.extraction import shipped_sureness
from ocr.imaging.gray import RgbImage
from ocr.imaging.ink_colour import ink_colour
from ocr.layout.crops import Leaders, LineCrop
from ocr.lines import PageLines, find_lines
from ocr.pages import DecodedPage, DecodeLimits
from ocr.quality import TOO_POOR, lost_colour, page_problems
from ocr.upright import UprightPage, make_upright

_DOUBT_LINES = 6
_OPINIONS = 2
_ERASED = (Leaders.ERASED, Leaders.CUT)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """How to read. ``line_models`` are files of our own line reader, the preferred one first, and
    may be none; ``languages`` are the models of Tesseract, the preferred one first; ``tessdata`` is
    a folder with models of the user's choice, None for the installed ones; ``sureness`` says from
    when a reading is believed; ``sheet_font`` is the face of pages that are drawn from data, None
    where there is none with all letters."""

    line_models: tuple[Path, ...] = field(default_factory=shipped_models)
    languages: tuple[str, ...] = ("vie", "Vietnamese")
    tessdata: Path | None = None
    sureness: Sureness = field(default_factory=shipped_sureness)
    limits: DecodeLimits = field(default_factory=DecodeLimits)
    sheet_font: Path | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """An engine and the pictures that it reads."""

    engine: LineEngine
    leaders: Leaders


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads a page, the preferred one first, and what every page must be told about them;
    ``hands`` tells handwriting from print where it works."""

    order: tuple[Reader, ...]
    problems: tuple[Problem, ...] = ()
    hands: HandFinder | None = None


@cache
def engines_of(settings: ReadSettings) -> Readers:
    """The readers, made once a process: our line readers, and Tesseract where a second opinion is
    lacking. Where none of ours works two models of Tesseract read, each its own pictures, and the
    pages say so.

    Raises EnvironmentFault ``tesseract-missing`` or ``tesseract-language-missing``.
    """
    nets, problems = _nets(settings.line_models)
    lacking = max(0, _OPINIONS - len(nets)) if nets else len(settings.languages)
    tesseract = [
        Reader(tesseract_engine(name, settings.tessdata), _ERASED[rank % len(_ERASED)])
        for rank, name in enumerate(settings.languages[:lacking])
    ]
    hands, missing = _hands()
    return Readers((*nets, *tesseract), (*problems, *missing), hands)


def _hands() -> tuple[HandFinder | None, tuple[Problem, ...]]:
    try:
        return hand_finder(), ()
    except EnvironmentFault as fault:
        _log.warning("reading without the finder of handwriting: %s %s", fault.code, fault.params)
        return None, (Problem.warning(HANDS_UNTOLD),)


def _nets(models: Sequence[Path]) -> tuple[tuple[Reader, ...], tuple[Problem, ...]]:
    nets: list[Reader] = []
    problems: list[Problem] = []
    for model in models:
        try:
            nets.append(Reader(line_net(model), Leaders.LEFT))
        except EnvironmentFault as fault:
            _log.warning("reading without %s: %s %s", model.name, fault.code, fault.params)
            problems.append(Problem.info("line-reader-missing", file=model.name))
    return tuple(nets), tuple(problems)


def read_page(page: DecodedPage, readers: Readers) -> tuple[PageReading, RgbImage]:
    """All lines of a page with one reading by each reader in the given order (the page's own text
    before them), and the upright image (H×W×3 uint8 RGB) that the boxes refer to.

    Raises EnvironmentFault when an engine cannot work.
    """
    upright = make_upright(page, lambda image, dpi: _is_upside_down(image, dpi, readers.order[0]))
    return read_upright(page, upright, readers), upright.image


def read_upright(page: DecodedPage, upright: UprightPage, readers: Readers) -> PageReading:
    """As :func:`read_page`, of a page whose right way up is known."""
    wanted = {reader.leaders for reader in readers.order} | {Leaders.LEFT}
    found = find_lines(upright.image, upright.dpi, wanted)
    lines = with_embedded(read_found(found, readers, upright.image), upright.embedded)
    codes = read_codes(upright.image, upright.dpi)
    height, width = upright.image.shape[:2]
    return PageReading(
        number=page.number,
        width=width,
        height=height,
        dpi=upright.dpi,
        rotation=upright.rotation,
        skew_degrees=upright.skew_degrees,
        lines=lines,
        problems=(*page.problems, *_problems(page, lines, codes), *readers.problems),
        codes=codes,
        ticks=found.ticks,
        rules=found.rules,
    )


def read_found(found: PageLines, readers: Readers, image: RgbImage) -> tuple[TextLine, ...]:
    """The lines found on an image with a reading by each reader, in px of the image.

    Raises EnvironmentFault when an engine cannot work."""
    hands: Sequence[HandProfile | None] = [None] * len(found.crops)
    if readers.hands is not None:
        hands = readers.hands.profiles([crop.pictures[Leaders.LEFT] for crop in found.crops])
    answers = []
    for reader in readers.order:
        pictures = [crop.pictures[reader.leaders] for crop in found.crops]
        answers.append((reader.engine.origin, reader.engine.read_lines(pictures, found.dpi)))
    lines = []
    for number, crop in enumerate(found.crops):
        readings = tuple(
            LineReading(origin, _on_page(_told(given[number], hands[number]), crop, found, image))
            for origin, given in answers
        )
        if any(reading.words for reading in readings):
            lines.append(TextLine(found.on_page(crop.box), readings))
    return tuple(lines)


def _told(answer: LineAnswer, hands: HandProfile | None) -> LineAnswer:
    """The words of a line picture with how likely a hand wrote each."""
    if hands is None:
        return answer
    return LineAnswer(
        tuple(
            replace(word, by_hand=hands.share(word.box.x, word.box.right)) for word in answer.words
        )
    )


def _on_page(
    answer: LineAnswer, crop: LineCrop, found: PageLines, image: RgbImage
) -> tuple[Word, ...]:
    left, top = crop.box.x - crop.padding, crop.box.y - crop.padding
    boxes = [found.on_page(_shifted(word.box, left, top)) for word in answer.words]
    return tuple(
        replace(
            word,
            box=box,
            colour=ink_colour(image, box),
            struck=_struck_share(crop, left + word.box.x, word.box.width),
        )
        for word, box in zip(answer.words, boxes, strict=True)
    )


def _struck_share(crop: LineCrop, left: int, width: int) -> float:
    """What part of a word strokes run through; ``left`` is px of the page as it was read."""
    right = left + width
    covered = sum(max(0, min(right, end) - max(left, start)) for start, end in crop.struck)
    return round(covered / width, 3)


def _shifted(box: Box, x: int, y: int) -> Box:
    return replace(box, x=box.x + x, y=box.y + y)


def _is_upside_down(image: RgbImage, dpi: int, reader: Reader) -> bool:
    """Read the longest lines both ways and believe the way that gives more Vietnamese."""
    found = find_lines(image, dpi, {reader.leaders})
    longest = sorted(found.crops, key=lambda crop: -crop.box.width)[:_DOUBT_LINES]
    here = [crop.pictures[reader.leaders] for crop in longest]
    turned = [np.ascontiguousarray(np.rot90(picture, 2)) for picture in here]
    answers = reader.engine.read_lines(here + turned, found.dpi)
    return _sense(answers[len(here) :]) > _sense(answers[: len(here)])


def _sense(answers: Sequence[LineAnswer]) -> float:
    words = [word for answer in answers for word in answer.words]
    return sum(
        word.confidence * len(word.text) for word in words if is_syllable(word.text.strip(".,:;"))
    )


def _problems(
    page: DecodedPage, lines: Sequence[TextLine], codes: Sequence[PageCode]
) -> tuple[Problem, ...]:
    """What the image lacks; with no line and no code the page is blank, whatever stains it has."""
    found = page_problems(page.image, page.dpi, page.number, known=page.problems)
    has_content = bool(lines or codes)
    if not has_content and all(problem.code not in ("page-blank", TOO_POOR) for problem in found):
        found = (Problem.warning("page-blank", page=str(page.number)), *found)
    texts = [line.text for line in lines]
    return (*found, *lost_colour(page.image, page.dpi, page.number, texts))
