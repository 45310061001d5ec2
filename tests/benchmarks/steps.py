"""Processor time by step of reading, and reading with one step left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import cv2
import numpy as np

import ocr.job
import ocr.upright
from ocr.engines import LineEngine
from ocr.imaging.orientation import Posture
from ocr.pages import DecodedPage
from ocr.reading import Readers
from ocr.training.timing import processor_time

_TIMED = {
    "ocr.photo.pages.flattened": "flatten photos",
    "ocr.reading.make_upright": "turn upright",
    "ocr.reading.find_lines": "find lines",
    "ocr.reading.read_codes": "codes",
    "ocr.reading.page_problems": "page quality",
    "ocr.reading.lost_colour": "page quality",
    "ocr.job.find_cases": "cases and fields",
    "ocr.job._save": "save the page",
}


class Clock:
    """Seconds of processor time by step; a step within another is not counted twice."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._running: list[str] = []
        self._since = 0.0

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        self._book()
        self._running.append(name)
        try:
            yield
        finally:
            self._book()
            self._running.pop()

    def _book(self) -> None:
        now = processor_time()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since
        self._since = now

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **options: Any) -> Any:
            with self.step(name):
                return function(*args, **options)

        return run

    def drawn(self, name: str, items: Iterable[Any]) -> Iterator[Any]:
        """The items of an iterable, the making of each counted."""
        source = iter(items)
        while True:
            with self.step(name):
                item = next(source, None)
            if item is None:
                return
            yield item


@contextmanager
def clocked(clock: Clock) -> Iterator[None]:
    """Within this block every step of ``ocr.job.read_scan`` is booked."""
    decode, engines = ocr.job.iter_pages, ocr.job.engines_of
    with ExitStack() as stack:
        for place, name in _TIMED.items():
            module, _, function = place.rpartition(".")
            original = getattr(__import__(module, fromlist=[function]), function)
            stack.enter_context(patch(place, clock.timed(name, original)))
        stack.enter_context(
            patch("ocr.job.iter_pages", lambda *args: clock.drawn("decode", decode(*args)))
        )
        stack.enter_context(
            patch("ocr.job.engines_of", lambda settings: _clocked(engines(settings), clock))
        )
        with clock.step("the rest"):
            yield


class _ClockedEngine:
    def __init__(self, engine: LineEngine, clock: Clock) -> None:
        self.origin = engine.origin
        self.read_lines = clock.timed(f"read: {engine.origin.engine}", engine.read_lines)


def _clocked(readers: Readers, clock: Clock) -> Readers:
    order = tuple(replace(r, engine=_ClockedEngine(r.engine, clock)) for r in readers.order)
    return replace(readers, order=order)


def _as_it_lies(pages: Iterable[DecodedPage]) -> Iterator[DecodedPage]:
    return iter(pages)


def _plain_gray(image: Any) -> Any:
    return cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)


def _no_turn(found: Callable[..., Posture]) -> Callable[..., Posture]:
    return lambda gray, dpi: replace(found(gray, dpi), rotation=0, lean=1.0)


LEFT_OUT: dict[str, dict[str, Callable[..., Any]]] = {
    "flattening": {"ocr.job.flat_pages": _as_it_lies},
    "orientation": {"ocr.upright.posture": _no_turn(ocr.upright.posture)},
    "deskew": {"ocr.upright.turned": lambda image, degrees, paper: image},
    "seal": {"ocr.upright.reading_gray": _plain_gray, "ocr.lines.reading_gray": _plain_gray},
    "background": {"ocr.lines.even_background": lambda gray, dpi: gray},
    "rules": {"ocr.lines.rule_mask": lambda ink, dpi: np.zeros_like(ink)},
}


@contextmanager
def without(steps: Iterable[str]) -> Iterator[None]:
    """Within this block the named steps of ``LEFT_OUT`` do nothing."""
    with ExitStack() as stack:
        for step in steps:
            for place, substitute in LEFT_OUT[step].items():
                stack.enter_context(patch(place, substitute))
        yield
