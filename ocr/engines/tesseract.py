"""Tesseract through pytesseract: all lines of a page in one process."""

from __future__ import annotations

import csv
import os
import shlex
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

import cv2
import numpy as np
from pytesseract import pytesseract

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.page import Box, Origin, Word
from digitizer.domain.values.text import clean
from ocr.engines.protocol import GrayImage, LineAnswer

_image_to_data: Callable[..., object] = pytesseract.image_to_data
_SINGLE_LINE = 7
_SECONDS_A_CALL = 20.0
_SECONDS_A_LINE = 4.0
_WORD_LEVEL = "5"
# On white paper Tesseract invents letters, so pictures without ink are not shown to it.
_PAPER = 200
# Distributions install the script model at either place.
_SCRIPT_NAMES = ("Vietnamese", "script/Vietnamese")


@dataclass(frozen=True, slots=True)
class TesseractEngine:
    """One language model of the installed Tesseract.

    ``language`` is the model's name (``vie`` or ``Vietnamese``), ``tessdata`` a folder with models
    of the user's choice, None for the installed ones. Use :func:`tesseract_engine` to make one.
    """

    language: str
    version: str
    tessdata: Path | None = None
    psm: int = field(default=_SINGLE_LINE)

    @property
    def origin(self) -> Origin:
        return Origin(f"tesseract/{self.language.removeprefix('script/')}", self.version)

    def is_installed(self) -> bool:
        """Whether the model loads; the list that pytesseract gives leaves out script models."""
        try:
            self._table([np.full((48, 48), 255, np.uint8)], 300)
        except EnvironmentFault as fault:
            if fault.code == "tesseract-language-missing":
                return False
            raise
        return True

    def read_lines(self, images: Sequence[GrayImage], dpi: int) -> tuple[LineAnswer, ...]:
        """See :class:`LineEngine`. The pictures lie for the time of the call in a folder that only
        this user can open: they show personal data."""
        inked = [number for number, image in enumerate(images) if image.min(initial=255) < _PAPER]
        answers = [LineAnswer(())] * len(images)
        if not inked:
            return tuple(answers)
        table = self._table([images[number] for number in inked], dpi)
        for number, answer in zip(inked, _answers(table, len(inked)), strict=True):
            answers[number] = answer
        return tuple(answers)

    def _table(self, images: Sequence[GrayImage], dpi: int) -> str:
        with tempfile.TemporaryDirectory(prefix="digitizer-lines-") as folder:
            listing = _write_listing(Path(folder), images)
            config = f"--psm {self.psm} --dpi {dpi}{_tessdata_option(self.tessdata)}"
            timeout = _SECONDS_A_CALL + _SECONDS_A_LINE * len(images)
            with _alone_in(folder), _faults_named(self.language):
                table = _image_to_data(
                    str(listing), lang=self.language, config=config, timeout=timeout
                )
        return str(table)


def tesseract_engine(language: str, tessdata: Path | None = None) -> TesseractEngine:
    """An engine for ``vie`` or ``Vietnamese``.

    Raises EnvironmentFault ``tesseract-missing`` or ``tesseract-language-missing``.
    """
    with _faults_named(language):
        version = str(pytesseract.get_tesseract_version())
    names = _SCRIPT_NAMES if language == _SCRIPT_NAMES[0] else (language,)
    for name in names:
        engine = TesseractEngine(name, version, tessdata)
        if engine.is_installed():
            return engine
    raise EnvironmentFault("tesseract-language-missing", language=language)


def _tessdata_option(folder: Path | None) -> str:
    return "" if folder is None else f" --tessdata-dir {shlex.quote(str(folder))}"


def _write_listing(folder: Path, images: Sequence[GrayImage]) -> Path:
    names = []
    for number, image in enumerate(images):
        name = folder / f"{number:05d}.pgm"
        cv2.imwrite(str(name), image)
        names.append(str(name))
    listing = folder / "lines.txt"
    listing.write_text("\n".join(names) + "\n", encoding="utf-8")
    return listing


@contextmanager
def _alone_in(folder: str) -> Iterator[None]:
    """One thread, and pytesseract's own files beside ours instead of in the common folder."""
    before, limit = tempfile.tempdir, os.environ.get("OMP_THREAD_LIMIT")
    tempfile.tempdir, os.environ["OMP_THREAD_LIMIT"] = folder, "1"
    try:
        yield
    finally:
        tempfile.tempdir = before
        if limit is None:
            del os.environ["OMP_THREAD_LIMIT"]
        else:
            os.environ["OMP_THREAD_LIMIT"] = limit


@contextmanager
def _faults_named(language: str) -> Iterator[None]:
    try:
        yield
    except pytesseract.TesseractNotFoundError as error:
        raise EnvironmentFault("tesseract-missing") from error
    except pytesseract.TesseractError as error:
        if "loading language" in error.message or "load any languages" in error.message:
            raise EnvironmentFault("tesseract-language-missing", language=language) from error
        raise EnvironmentFault("tesseract-failed", status=error.status) from error
    except RuntimeError as error:
        raise EnvironmentFault("tesseract-timeout") from error


def _answers(table: str, count: int) -> tuple[LineAnswer, ...]:
    """One answer a picture; Tesseract numbers them as pages from 1."""
    words: list[list[Word]] = [[] for _ in range(count)]
    for row in csv.DictReader(StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = clean(row["text"] or "")
        if row["level"] == _WORD_LEVEL and text:
            box = Box(*(int(row[name]) for name in ("left", "top", "width", "height")))
            confidence = min(max(float(row["conf"]) / 100, 0.0), 1.0)
            words[int(row["page_num"]) - 1].append(Word(text, box, confidence))
    return tuple(LineAnswer(tuple(found)) for found in words)
