"""Fields of sample pages set against their truth."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peers import comparable

from digitizer.domain.case import ScanReading
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.values.text import clean, fold
from digitizer.schemas import load_catalog
from ocr.job import ReadSettings, read_scan

OURS = "ours"


@dataclass(frozen=True, slots=True)
class Answer:
    """One field of one sample: the truth (None: not on this paper), what was read, and in whose
    plain text the truth occurs letter by letter."""

    damage: str
    form: str
    font: str
    key: str
    truth_text: str | None
    truth_value: str | None
    reading: FieldReading
    found_by: frozenset[str] = frozenset()

    @property
    def value_right(self) -> bool:
        return self.reading.value == self.truth_value

    @property
    def text_right(self) -> bool:
        return clean(self.reading.text) == clean(self.truth_text or "")

    @property
    def only_marks_wrong(self) -> bool:
        same = fold(self.reading.text) == fold(self.truth_text or "")
        return same and not self.text_right

    @property
    def accepted(self) -> bool:
        return self.reading.state is ReadingState.ACCEPTED


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample file as it was read. ``types`` holds true and found document type of each case."""

    truth: dict[str, Any]
    reading: ScanReading
    types: tuple[tuple[str, str | None], ...]

    @property
    def text(self) -> str:
        return " ".join(line.text for page in self.reading.pages for line in page.reading.lines)


def read_sample(source: Path, truth_path: Path, work_dir: Path, settings: ReadSettings) -> Sample:
    truth = json.loads(truth_path.read_text(encoding="utf-8"))
    reading = read_scan(source, work_dir, load_catalog(), settings)
    found = [case.document_type for case in reading.cases]
    wanted = [truth["document_type"]] * len(truth["cases"])
    found += [None] * (len(wanted) - len(found))
    return Sample(truth, reading, tuple(zip(wanted, found, strict=False)))


def answers(sample: Sample, texts: dict[str, str]) -> list[Answer]:
    """All fields of a sample; a case not found is all missing. ``texts`` are the comparable texts
    by who read them."""
    truth, cases = sample.truth, sample.reading.cases
    every = []
    for index, case in enumerate(truth["cases"]):
        fields = cases[index].fields if index < len(cases) else ()
        readings = {reading.key: reading for reading in fields}
        for key in {**dict.fromkeys(case["fields"]), **dict.fromkeys(readings)}:
            printed = case["fields"].get(key)
            text = printed["text"] if printed else None
            every.append(
                Answer(
                    truth["damage"],
                    truth["layout"],
                    truth["font"],
                    key,
                    text,
                    printed["value"] if printed else None,
                    readings.get(key, FieldReading(key)),
                    frozenset(who for who, all_text in texts.items() if _occurs(text, all_text)),
                )
            )
    return every


def _occurs(text: str | None, where: str) -> bool:
    return text is not None and comparable(text) in where


def row(name: str, group: list[Answer], peers: Iterable[str]) -> str:
    """One line of the table."""
    printed = [a for a in group if a.truth_text is not None]
    accepted = [a for a in group if a.accepted]
    wrong = [a for a in accepted if not a.value_right]
    needless = [a for a in printed if a.value_right and not a.accepted]
    total = max(len(printed), 1)
    found = "".join(f"{sum(who in a.found_by for a in printed) / total:>16.1%}" for who in peers)
    return (
        f"{name:<24}{len(printed):>7}"
        f"{sum(a.value_right for a in printed) / total:>9.1%}"
        f"{sum(a.text_right for a in printed) / total:>9.1%}"
        f"{sum(a.only_marks_wrong for a in printed) / total:>9.1%}"
        f"{len(accepted) / total:>10.1%}"
        f"{1000 * len(wrong) / max(len(accepted), 1):>9.1f}"
        f"{len(needless) / total:>10.1%}{found}"
    )


def table(title: str, every: list[Answer], attribute: str, peers: list[str]) -> list[str]:
    """A block of lines, one a value of the attribute and one for all."""
    groups: dict[str, list[Answer]] = defaultdict(list)
    for answer in every:
        groups[getattr(answer, attribute)].append(answer)
    head = (
        f"{title:<24}{'fields':>7}{'value':>9}{'text':>9}{'marks':>9}{'accepted':>10}{'wrong/k':>9}"
    )
    head += f"{'needless':>10}" + "".join(f"{'in ' + who:>16}" for who in peers)
    lines = ["", head, *(row(name, groups[name], peers) for name in sorted(groups))]
    return [*lines, row("all", every, peers)]
