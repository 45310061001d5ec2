"""Fields read right on generated samples, by damage and by layout.

Run ``python tests/benchmarks/fields.py --count 24 --seed 5`` from the repository root. Columns:
fields on paper, share with the right canonical value, share with the right text, share accepted
without a clerk, wrong per 1,000 accepted, and right values that were sent to review all the same.
``--curve`` prints how acceptance and errors would move with the confidence threshold.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.values.text import clean
from digitizer.samples import generate
from digitizer.samples.generate import SampleFile
from digitizer.schemas import load_catalog
from ocr.job import ReadSettings, read_scan


@dataclass(frozen=True, slots=True)
class Answer:
    """One field of one sample: the truth (None: not on this paper) and what was read."""

    damage: str
    layout: str
    font: str
    key: str
    truth_text: str | None
    truth_value: str | None
    reading: FieldReading

    @property
    def value_right(self) -> bool:
        return self.reading.value == self.truth_value

    @property
    def text_right(self) -> bool:
        return clean(self.reading.text) == clean(self.truth_text or "")

    @property
    def accepted(self) -> bool:
        return self.reading.state is ReadingState.ACCEPTED


def answers(sample: SampleFile, work_dir: Path, settings: ReadSettings) -> Iterator[Answer]:
    """Read one sample and set its fields against the truth; a case not found is all missing."""
    truth = json.loads(sample.truth_path.read_text(encoding="utf-8"))
    found = read_scan(sample.path, work_dir, load_catalog(), settings)
    for index, case in enumerate(truth["cases"]):
        fields = found.cases[index].fields if index < len(found.cases) else ()
        readings = {reading.key: reading for reading in fields}
        for key in {**dict.fromkeys(case["fields"]), **dict.fromkeys(readings)}:
            printed = case["fields"].get(key)
            yield Answer(
                truth["damage"],
                truth["layout"],
                truth["font"],
                key,
                printed["text"] if printed else None,
                printed["value"] if printed else None,
                readings.get(key, FieldReading(key)),
            )


def row(name: str, group: list[Answer]) -> str:
    """One line of the table."""
    printed = [a for a in group if a.truth_text is not None]
    accepted = [a for a in group if a.accepted]
    wrong = [a for a in accepted if not a.value_right]
    needless = [a for a in printed if a.value_right and not a.accepted]
    total = max(len(printed), 1)
    return (
        f"{name:<22}{len(printed):>7}"
        f"{sum(a.value_right for a in printed) / total:>9.1%}"
        f"{sum(a.text_right for a in printed) / total:>9.1%}"
        f"{len(accepted) / total:>10.1%}"
        f"{1000 * len(wrong) / max(len(accepted), 1):>10.1f}"
        f"{len(needless) / total:>10.1%}"
    )


def table(title: str, answers: Iterable[Answer], attribute: str) -> list[str]:
    """A block of lines, one a value of the attribute and one for all."""
    groups: dict[str, list[Answer]] = defaultdict(list)
    every = list(answers)
    for answer in every:
        groups[getattr(answer, attribute)].append(answer)
    head = f"{title:<22}{'fields':>7}{'value':>9}{'text':>9}{'accepted':>10}{'wrong/k':>10}"
    lines = ["", f"{head}{'needless':>10}"]
    lines += [row(name, groups[name]) for name in sorted(groups)]
    return [*lines, row("all", every)]


def curve(every: list[Answer]) -> list[str]:
    """Readings whose only doubt is their confidence, sorted into bins of it."""
    lines = ["", f"{'confidence from':<22}{'fields':>7}{'right':>9}"]
    calm = [
        a
        for a in every
        if a.reading.state is not ReadingState.MISSING
        and all(p.code in ("low-confidence", "age-not-date") for p in a.reading.problems)
    ]
    for low, high in ((0.0, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        part = [a for a in calm if low <= a.reading.confidence < high]
        right = sum(a.value_right for a in part) / max(len(part), 1)
        lines.append(f"{low:<22.2f}{len(part):>7}{right:>9.1%}")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=24)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--layout")
    parser.add_argument("--damage")
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="list what was accepted wrongly")
    parser.add_argument(
        "--net", type=Path, action="append", help="model files instead of ours, in this order"
    )
    options = parser.parse_args()
    settings = ReadSettings(line_models=tuple(options.net)) if options.net else ReadSettings()
    every: list[Answer] = []
    with tempfile.TemporaryDirectory() as folder:
        samples = generate(
            Path(folder), options.count, options.seed, options.damage, options.layout
        )
        for sample in samples:
            every += answers(sample, Path(folder) / "work", settings)
    lines = table("damage", every, "damage") + table("layout", every, "layout")
    lines += curve(every) if options.curve else []
    if options.wrong:
        lines += [
            f"{a.layout} {a.damage} {a.font} {a.key}: {a.reading.text!r} for {a.truth_text!r}"
            for a in every
            if a.accepted and not a.value_right
        ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
