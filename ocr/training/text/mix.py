"""How often each sort of line comes, and how a line is brought to its length."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from itertools import accumulate
from typing import Final

from ocr.training.text.dates import date, date_words
from ocr.training.text.forms import Maker, blank, code, pair, printed, row
from ocr.training.text.ids import identity, serial
from ocr.training.text.letters import horns, letters, syllables, twins, vocabulary
from ocr.training.text.model import Line, Role, Run
from ocr.training.text.names import name
from ocr.training.text.numbers import money, number
from ocr.training.text.places import place
from ocr.training.text.prose import prose
from ocr.training.text.sounds import other_placement

Shape = Callable[[random.Random], tuple[list[Run], str]]
SHORTEST: Final = 14
_DOTS: Final = re.compile(r"\.{2,}")
_TRIES: Final = 2


def _alone(kind: str, maker: Maker) -> Shape:
    return lambda rng: ([Run(maker(rng), Role.VALUE)], kind)


# Weights are shares in a thousand.
_MIX: Final[tuple[tuple[int, Shape], ...]] = (
    (100, _alone("name", name)),
    (95, _alone("place", place)),
    (45, _alone("date", date)),
    (30, _alone("date_words", date_words)),
    (30, _alone("number", number)),
    (30, _alone("money", money)),
    (30, _alone("id", identity)),
    (30, _alone("serial", serial)),
    (30, _alone("code", code)),
    (185, pair),
    (65, row),
    (30, blank),
    (40, printed),
    (70, _alone("prose", prose)),
    (50, _alone("word", syllables)),
    (15, _alone("word", twins)),
    (35, _alone("word", horns)),
    (20, _alone("word", vocabulary)),
    (70, _alone("letters", letters)),
)
_SHAPES = tuple(shape for _, shape in _MIX)
_BOUNDS = tuple(accumulate(weight for weight, _ in _MIX))


def invent_line(rng: random.Random, longest: int) -> Line:
    """A line of at most `longest` characters and at least one; ValueError below 14.

    The same state of `rng` gives the same line.
    """
    if longest < SHORTEST:
        raise ValueError(longest)
    shape = rng.choices(_SHAPES, cum_weights=_BOUNDS)[0]
    other_custom = rng.random() < 0.5
    for _ in range(_TRIES):
        drawn, kind = shape(rng)
        runs = _tidied(drawn, other_custom=other_custom)
        if sum(len(run.text) + 1 for run in runs) - 1 <= longest:
            return Line(runs, kind)
    return _cut(rng, Line(runs, kind), longest)


def _tidied(runs: list[Run], *, other_custom: bool) -> tuple[Run, ...]:
    """NFC without rows of full stops, which are leaders; now and then the other tone placement."""
    return tuple(Run(_clean(run.text, other_custom=other_custom), run.role) for run in runs)


def _clean(text: str, *, other_custom: bool) -> str:
    placed = other_placement(text) if other_custom else text
    return unicodedata.normalize("NFC", _DOTS.sub(".", placed))


def _cut(rng: random.Random, line: Line, longest: int) -> Line:
    """The line broken at words as a narrow column breaks it; labels give way to values."""
    runs = list(line.runs)
    while len(runs) > 1 and sum(len(run.text) + 1 for run in runs) - 1 > longest:
        runs.pop(0 if len(runs[0].text) > longest // 2 and runs[0].role is Role.LABEL else -1)
    if len(runs) == 1 and len(runs[0].text) > longest:
        runs[0] = Run(_window(rng, runs[0].text, longest), runs[0].role)
    filled = any(run.role is Role.VALUE for run in runs)
    return Line(tuple(runs), line.kind if filled else "label")


def _window(rng: random.Random, text: str, longest: int) -> str:
    """Whole words of the text from a random one on; a single word too long is cut inside."""
    words = text.split(" ")
    start = rng.randrange(len(words)) if rng.random() < 0.5 else 0
    kept = words[start][:longest]
    for word in words[start + 1 :]:
        if len(kept) + 1 + len(word) > longest:
            break
        kept = f"{kept} {word}"
    return kept
