"""How much of what stands on sample pages is found by reading them, ours beside plain Tesseract.

Prints the share of true field texts that occur letter by letter (NFC) in the page's text, by damage
and by layout, and the processor time a page. Run it as a program; it is no test.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image
from pytesseract import pytesseract

from digitizer.domain.values.text import clean
from digitizer.samples import generate
from ocr.pages import DecodedPage, iter_pages
from ocr.reading import ReadSettings, engines_of, read_page
from ocr.training.timing import processor_time

PLAIN = "plain vie"
WAYS = (PLAIN, "ours 1st", "ours 2nd", "either")
_LEADER = re.compile(r"(?:\s*[.…·_]){2,}|\s[.…·_]+|[.…·_]+(?=\s|$)|(?<=\w)[.…·](?=[^\W\d])")


@dataclass
class Score:
    """Fields found and fields looked for, by way of reading."""

    found: dict[str, int] = field(default_factory=lambda: dict.fromkeys(WAYS, 0))
    total: int = 0

    def row(self, name: str) -> str:
        cells = (f"{100 * self.found[way] / max(1, self.total):10.1f}" for way in WAYS)
        return f"{name:18}{self.total:7}{''.join(cells)}"


def main() -> None:
    options = _options()
    scores: dict[str, Score] = defaultdict(Score)
    seconds: dict[str, float] = defaultdict(float)
    pages = 0
    with tempfile.TemporaryDirectory() as folder:
        for sample in generate(Path(folder), options.count, options.seed):
            truth = json.loads(sample.truth_path.read_text(encoding="utf-8"))
            texts: dict[str, list[str]] = {way: [] for way in WAYS}
            for page in iter_pages(sample.path):
                pages += 1
                for way, text in _read(page, seconds, options.no_plain):
                    texts[way].append(text)
            names = ("all", f"  {truth['damage']}", f" {truth['layout']}")
            _score(truth, texts, [scores[name] for name in names], options.misses)
    _print(scores, seconds, pages)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=22)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--no-plain", action="store_true", help="leave plain Tesseract out")
    parser.add_argument("--misses", action="store_true", help="print every text not found")
    return parser.parse_args()


def _read(
    page: DecodedPage, seconds: dict[str, float], without_plain: bool
) -> Iterator[tuple[str, str]]:
    if not without_plain:
        started = processor_time()
        yield PLAIN, _plain(page)
        seconds[PLAIN] += processor_time() - started
    started = processor_time()
    reading, _ = read_page(page, engines_of(ReadSettings()))
    seconds["ours, both readings"] += processor_time() - started
    for index, way in enumerate(("ours 1st", "ours 2nd")):
        yield way, " ".join(line.readings[index].text for line in reading.lines)


def _plain(page: DecodedPage) -> str:
    os.environ["OMP_THREAD_LIMIT"] = "1"
    image = Image.fromarray(page.image)
    read: Callable[..., object] = pytesseract.image_to_string
    return str(read(image, "vie", f"--psm 3 --dpi {page.dpi}"))


def _score(
    truth: dict[str, Any], texts: dict[str, list[str]], scores: list[Score], misses: bool
) -> None:
    haystacks = {way: _comparable(" ".join(parts)) for way, parts in texts.items()}
    for case in truth["cases"]:
        for key, value in case["fields"].items():
            wanted = _comparable(value["text"])
            hits = {way for way in WAYS[:3] if wanted in haystacks[way]}
            if hits & {"ours 1st", "ours 2nd"}:
                hits.add("either")
            elif misses:
                missed = (truth["source"], truth["damage"], truth["layout"], key, value["text"])
                sys.stdout.write(" | ".join(map(str, missed)) + "\n")
            for score in scores:
                score.total += 1
                for way in hits:
                    score.found[way] += 1


def _comparable(text: str) -> str:
    """Without leaders and spaces at stops, which stand between words in every answer."""
    return re.sub(r"\s+", "", _LEADER.sub(" ", clean(text))).strip(".")


def _print(scores: dict[str, Score], seconds: dict[str, float], pages: int) -> None:
    head = "".join(f"{way:>10}" for way in WAYS)
    lines = [f"{'share found, %':18}{'fields':>7}{head}"]
    lines += [scores[name].row(name) for name in sorted(scores)]
    lines += [f"{way}: {spent / pages:.2f} CPU s a page" for way, spent in seconds.items()]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
