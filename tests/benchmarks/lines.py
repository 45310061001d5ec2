"""Readers of lines side by side on the values of sample pages, cut by their truth.

Run ``python tests/benchmarks/lines.py --count 22 --seed 4242`` from the repository root, with
``--net FILE`` for a model that is not shipped. The samples come from another generator, in other
fonts and with other words, than what our net is trained on. Columns: texts, share read exactly,
share right when marks are ignored, character error, and how much of it is wrong letters and wrong
marks. Leaders and outer punctuation do not count. A value that goes over several lines is one text.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cuts import Cut, Treatment, cuts_of

from digitizer.samples import generate
from digitizer.schemas import load_catalog
from ocr.engines import LineEngine
from ocr.engines.line_net import line_net
from ocr.engines.model_file import shipped_models
from ocr.engines.tesseract import tesseract_engine
from ocr.lines import READING_DPI
from ocr.training.scoring import HEAD, Score, Tally, comparable, score
from ocr.training.timing import processor_time

BY = ("damage", "font_class", "kind", "layout")
_WIDE = 38


@dataclass(slots=True)
class Reader:
    """An engine on pages of one treatment, and what it took. The time is of all processors, so
    that other work on the machine does not count."""

    name: str
    engine: LineEngine
    treatment: Treatment
    seconds: float = 0.0
    pictures: int = 0

    def _dpi(self, cut: Cut) -> int:
        return cut.dpi if self.treatment is Treatment.RAW else READING_DPI

    def read(self, cuts: Sequence[Cut]) -> list[str]:
        """The text of each cut, its lines joined."""
        images = [image for cut in cuts for image in cut.pictures[self.treatment]]
        started = processor_time()
        found = iter(self.engine.read_lines(images, self._dpi(cuts[0])))
        self.seconds += processor_time() - started
        self.pictures += len(images)
        return [" ".join(next(found).text for _ in cut.pictures[self.treatment]) for cut in cuts]


@dataclass(slots=True)
class Tables:
    """Tallies by what a text has in common with others, then by reader."""

    tallies: dict[str, dict[str, dict[str, Tally]]] = field(default_factory=dict)

    def add(self, cut: Cut, reader: str, scored: Score) -> None:
        for by in BY:
            for name in (getattr(cut, by), "all"):
                groups = self.tallies.setdefault(by, {}).setdefault(name, {})
                groups.setdefault(reader, Tally()).add(scored)

    def rows(self) -> Iterator[str]:
        for by, groups in self.tallies.items():
            yield ""
            yield f"{by.replace('_', ' '):<{_WIDE}}{HEAD}"
            for name in sorted(groups, key=lambda name: (name == "all", name)):
                for reader, tally in groups[name].items():
                    yield f"{f'{name}: {reader}':<{_WIDE}}{tally.row()}"


def readers_of(options: argparse.Namespace) -> list[Reader]:
    """The nets on pages as scanned and as cleaned, Tesseract with leaders left in and erased."""
    engines: list[tuple[str, LineEngine, Treatment]] = []
    for path in () if options.no_net else options.net or shipped_models():
        net = line_net(path)
        engines += [(net.card.name, net, Treatment.RAW), (net.card.name, net, Treatment.CLEANED)]
    if not options.no_tesseract:
        for language in ("vie", "Vietnamese"):
            engine = tesseract_engine(language)
            engines += [(language, engine, Treatment.RAW), (language, engine, Treatment.ERASED)]
    return [Reader(f"{name} {each.value}", engine, each) for name, engine, each in engines]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A text that a reader did not get exactly."""

    reader: str
    cut: Cut
    answer: str

    def row(self) -> str:
        cut = self.cut
        texts = (comparable(cut.text), comparable(self.answer))
        return " | ".join((self.reader, cut.source, cut.damage, cut.font, cut.key, *texts))


def compare(cuts: Sequence[Cut], readers: Iterable[Reader], tables: Tables) -> Iterator[Wrong]:
    """Read the cuts of one file with every reader; yields what was wrong."""
    for reader in readers:
        for cut, answer in zip(cuts, reader.read(cuts), strict=True):
            scored = score(cut.text, answer)
            tables.add(cut, reader.name, scored)
            if not scored.exact:
                yield Wrong(reader.name, cut, answer)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=22)
    parser.add_argument("--seed", type=int, default=4242)
    parser.add_argument("--layout")
    parser.add_argument("--damage")
    parser.add_argument("--net", type=Path, action="append", help="a model file instead of ours")
    parser.add_argument("--no-net", action="store_true")
    parser.add_argument("--no-tesseract", action="store_true")
    parser.add_argument("--lines", action="store_true", help="whole lines with their labels")
    parser.add_argument("--wrong", action="store_true", help="list what was read wrongly")
    return parser.parse_args()


def main() -> None:
    options = _options()
    catalog = load_catalog()
    readers, tables = readers_of(options), Tables()
    wrong: dict[str, list[str]] = {reader.name: [] for reader in readers}
    with tempfile.TemporaryDirectory() as folder:
        for sample in generate(
            Path(folder), options.count, options.seed, options.damage, options.layout
        ):
            cuts = list(cuts_of(sample, catalog.types, options.lines))
            for each in compare(cuts, readers, tables):
                wrong[each.reader].append(each.row())
    lines = [*tables.rows(), "", f"{'reader':<{_WIDE}}{'ms/line':>8}"]
    lines += [
        f"{reader.name:<{_WIDE}}{1000 * reader.seconds / max(1, reader.pictures):>8.1f}"
        for reader in readers
    ]
    if options.wrong:
        lines += ["", "reader | file | damage | font | key | truth | answer"]
        lines += [row for rows in wrong.values() for row in rows]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
