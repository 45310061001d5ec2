"""What reading makes of generated samples, by form and by damage.

Run ``python tests/benchmarks/reading.py --count 24 --seed 5`` from the repository root. Columns:
fields on paper; share with the right canonical value, with the right text, with only marks wrong;
share accepted without a clerk; wrong per 1,000 accepted; right values sent to review all the same;
and the share of true texts that occur letter by letter in somebody's text of the page (ours, and
with ``--peers`` plain Tesseract's and OCRmyPDF's), spaces and leader dots aside.

Then how many document types were told rightly, processor seconds a page for everybody and by step
of ours, and the most memory that this program held. ``--without`` leaves a step of ours out,
``--curve`` prints how acceptance and errors would move with the confidence threshold, ``--wrong``
lists what was accepted wrongly, ``--missed`` every value that was not read rightly and how often
each reason held a right one back.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from answers import OURS, Answer, Sample, answers, read_sample, table
from peers import OCRMYPDF, TESSERACT, comparable, has_ocrmypdf, ocrmypdf, plain_tesseract
from steps import LEFT_OUT, Clock, clocked, without

from digitizer.domain.record import ReadingState
from digitizer.samples import Wish, generate
from ocr.job import ReadSettings
from ocr.training.timing import processor_time


@dataclass
class Run:
    """All that is counted."""

    every: list[Answer] = field(default_factory=list)
    types: list[tuple[str, str | None]] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    clock: Clock = field(default_factory=Clock)
    pages: int = 0


def main() -> None:
    options = _options()
    settings = ReadSettings(line_models=tuple(options.net)) if options.net else ReadSettings()
    if options.peers and not has_ocrmypdf():
        sys.exit("--peers needs the programs ocrmypdf and unpaper (apt install ocrmypdf unpaper)")
    run = Run()
    with tempfile.TemporaryDirectory() as folder, without(options.without):
        place = Path(folder)
        for made in generate(place, options.count, options.seed, wish=_wish(options)):
            sample = _ours(run, made.path, made.truth_path, place, settings)
            texts = {OURS: comparable(sample.text)}
            if options.peers:
                texts |= _peers(run, made.path, place)
            run.every += answers(sample, texts)
            run.types += sample.types
    sys.stdout.write("\n".join(_report(run, options)) + "\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=24)
    parser.add_argument("--seed", type=int, default=5)
    for several in ("layout", "damage", "type", "form"):
        parser.add_argument(f"--{several}", action="append", default=[])
    parser.add_argument("--split", default="")
    parser.add_argument("--peers", action="store_true", help="let the others read too")
    parser.add_argument("--without", action="append", default=[], choices=sorted(LEFT_OUT))
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--missed", action="store_true")
    parser.add_argument(
        "--net", type=Path, action="append", help="model files instead of ours, in this order"
    )
    return parser.parse_args()


def _wish(options: argparse.Namespace) -> Wish:
    return Wish(
        types=tuple(options.type),
        forms=tuple(options.form),
        damages=tuple(options.damage),
        split=options.split,
        layouts=tuple(options.layout),
    )


def _ours(run: Run, source: Path, truth: Path, place: Path, settings: ReadSettings) -> Sample:
    started = processor_time()
    with clocked(run.clock):
        sample = read_sample(source, truth, place / "work", settings)
    run.seconds[OURS] += processor_time() - started
    run.pages += len(sample.reading.pages)
    return sample


def _peers(run: Run, source: Path, place: Path) -> dict[str, str]:
    ways: dict[str, Callable[[], str]] = {
        TESSERACT: lambda: plain_tesseract(source),
        OCRMYPDF: lambda: ocrmypdf(source, place / "work"),
    }
    texts = {}
    for name, read in ways.items():
        started = processor_time()
        texts[name] = comparable(read())
        run.seconds[name] += processor_time() - started
    return texts


def _report(run: Run, options: argparse.Namespace) -> list[str]:
    columns = [OURS, TESSERACT, OCRMYPDF] if options.peers else [OURS]
    lines = [line for by in ("damage", "form") for line in table(by, run.every, by, columns)]
    lines += _curve(run.every) if options.curve else []
    told = sum(wanted == found for wanted, found in run.types)
    lines += ["", f"document types told: {told} of {len(run.types)}"]
    lines += [f"  {wanted} taken for {found}" for wanted, found in run.types if wanted != found]
    lines += ["", f"processor seconds a page, {run.pages} pages"]
    lines += [f"  {who:<24}{spent / run.pages:8.3f}" for who, spent in run.seconds.items()]
    steps = sorted(run.clock.seconds.items(), key=lambda item: -item[1])
    lines += [f"    {step:<22}{spent / run.pages:8.3f}" for step, spent in steps]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines += ["", f"peak memory of this program: {peak:.0f} MiB"]
    lines += _missed(run.every) if options.missed else []
    return lines + (_accepted_wrongly(run.every) if options.wrong else [])


def _curve(every: list[Answer]) -> list[str]:
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


def _missed(every: list[Answer]) -> list[str]:
    printed = [a for a in every if a.truth_text is not None]
    wrong = [
        f"{a.form} {a.damage} {a.font} {a.key}: {a.reading.text!r} for {a.truth_text!r}, "
        f"{', '.join(problem.code for problem in a.reading.problems)}"
        for a in printed
        if not a.value_right
    ]
    reasons = Counter(
        " ".join(sorted({problem.code for problem in a.reading.problems}))
        for a in printed
        if a.value_right and not a.accepted
    )
    held = [f"{count:>5} {reason}" for reason, count in reasons.most_common()]
    return ["", *wrong, "", "right, and held back:", *held]


def _accepted_wrongly(every: list[Answer]) -> list[str]:
    return [
        f"{a.form} {a.damage} {a.font} {a.key}: {a.reading.text!r} for {a.truth_text!r}"
        for a in every
        if a.accepted and not a.value_right
    ]


if __name__ == "__main__":
    main()
