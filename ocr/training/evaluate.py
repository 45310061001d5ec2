"""Reads lines of unseen faces with the product's own engines and compares them in one run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ocr.engines import LineEngine
from ocr.engines.line_net import line_net
from ocr.engines.tesseract import tesseract_engine
from ocr.training.damage.recipes import Level
from ocr.training.example import Example
from ocr.training.fonts import Face
from ocr.training.scoring import HEAD, Tally, score
from ocr.training.timing import processor_time
from ocr.training.validation import SETS, make_set

_DPI = 300
_WIDE = 26
_SEED = "evaluation"
# The engines are given the pictures; what they were prepared to plays no part.
_ANY_HEIGHT = 48


@dataclass(slots=True)
class Report:
    """Tallies by reader and group, the groups being sets, damages, classes of faces and kinds."""

    tallies: dict[str, dict[str, Tally]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Tally))
    )
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    lines: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def rows(self) -> Iterator[str]:
        """The tables as text, a block a reader."""
        for reader, groups in self.tallies.items():
            spent = 1000 * self.seconds[reader] / max(1, self.lines[reader])
            yield ""
            yield f"{reader}: {spent:.1f} ms processor time a line"
            yield f"{'':{_WIDE}}{HEAD}"
            yield from (f"{name:{_WIDE}}{groups[name].row()}" for name in sorted(groups))


def readers(models: Sequence[Path], languages: Sequence[str]) -> dict[str, LineEngine]:
    """The engines to compare, by name."""
    nets = {path.stem: line_net(path) for path in models}
    return nets | {language: tesseract_engine(language) for language in languages}


def evaluate(faces: Sequence[Face], engines: dict[str, LineEngine], count: int) -> Report:
    """``count`` lines of each set; every engine sees the same pictures."""
    report = Report()
    for name in SETS:
        examples = make_set(faces, name, count, _SEED, _ANY_HEIGHT)
        for reader, engine in engines.items():
            started = processor_time()
            answers = engine.read_lines([example.picture for example in examples], _DPI)
            report.seconds[reader] += processor_time() - started
            report.lines[reader] += len(examples)
            for example, answer in zip(examples, answers, strict=True):
                for group in _groups(name, example):
                    report.tallies[reader][group].add(score(example.text, answer.text))
    return report


def _groups(name: str, example: Example) -> Iterator[str]:
    yield f"{name}"
    yield f"{name}, {example.style}"
    if example.level is Level.FULL:
        yield f"damaged, {'with' if example.has_leaders else 'without'} leaders"
        yield from (f"damage {damage}" for damage in example.damages)
    yield f"kind {example.kind}"
