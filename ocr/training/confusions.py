"""Counts which letters the line readers give for which, where only the mark differs."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from digitizer.domain.values.text import strip_marks
from ocr.engines import LineEngine
from ocr.training.damage.recipes import Level
from ocr.training.example import ExampleSource, Recipe
from ocr.training.fonts import Face
from ocr.training.scoring import comparable

_DPI = 300
_BATCH = 200
_LONGEST = 60
_ANY_HEIGHT = 48
# Light and full damage: clean print is hardly misread, and pages are seldom clean.
_LEVELS = ((Level.LIGHT, 0.5), (Level.FULL, 0.5))
# A line read worse than this has lost its words, not its marks.
_WORST = 0.3
_LEAST_COUNT = 3


def counted(
    faces: Sequence[Face], engines: Sequence[LineEngine], lines: int, seed: int
) -> dict[str, Counter[str]]:
    """By the letter that was read, how often it stood for itself and for others with its base
    letter, over ``lines`` drawn lines and all engines; in lower case."""
    source, rng = ExampleSource(faces), random.Random(seed)
    recipe = Recipe(_ANY_HEIGHT, _LONGEST, _LEVELS)
    found: dict[str, Counter[str]] = {}
    for first in range(0, lines, _BATCH):
        examples = [source.make(recipe, rng) for _ in range(min(_BATCH, lines - first))]
        pictures = [example.picture for example in examples]
        for engine in engines:
            for example, answer in zip(examples, engine.read_lines(pictures, _DPI), strict=True):
                for read, true in _pairs(comparable(example.text), comparable(answer.text)):
                    found.setdefault(read, Counter())[true] += 1
    return found


def _pairs(truth: str, answer: str) -> Iterator[tuple[str, str]]:
    """Letters read and letters meant that have one base letter."""
    if Levenshtein.distance(truth, answer) > _WORST * max(1, len(truth)):
        return
    for step in Levenshtein.opcodes(answer, truth):
        if step.tag not in ("equal", "replace"):
            continue
        size = min(step.src_end - step.src_start, step.dest_end - step.dest_start)
        for place in range(size):
            read, true = answer[step.src_start + place], truth[step.dest_start + place]
            if read.isalpha() and strip_marks(read) == strip_marks(true):
                yield read.casefold(), true.casefold()


def confusions_text(found: Mapping[str, Counter[str]], version: str, source: str) -> str:
    """The data file of the lexicon: by the letter read, the share of each other letter meant."""
    rows = [
        "# How often a letter that was read with one mark stands for another mark, by the letter",
        "# that was read; what is left to 1 it stands for itself.",
        f'version = "{version}"',
        f'source = "{source}"',
        "",
        "[meant]",
    ]
    for read in sorted(found):
        total = found[read].total()
        others = {
            true: count / total
            for true, count in sorted(found[read].items(), key=lambda item: (-item[1], item[0]))
            if true != read and count >= _LEAST_COUNT
        }
        if others:
            shares = ", ".join(f'"{true}" = {share:.4f}' for true, share in others.items())
            rows.append(f'"{read}" = {{ {shares} }}')
    return "\n".join(rows) + "\n"
