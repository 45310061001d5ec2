"""Values that a stamp put on a page, from the drawn file to the decision."""

from __future__ import annotations

import json
from pathlib import Path

from digitizer.domain.record import ReadingState
from digitizer.samples import Wish, generate
from digitizer.schemas import load_catalog
from ocr.job import ReadSettings, read_scan


def test_no_stamped_value_is_taken_without_a_clerk(tmp_path: Path) -> None:
    wish = Wish(types=("birth", "death"), damages=("stamped",), split="test")
    stamped = []
    for made in generate(tmp_path, 3, 11, wish=wish):
        truth = json.loads(made.truth_path.read_text(encoding="utf-8"))
        reading = read_scan(made.path, tmp_path / "work", load_catalog(), ReadSettings())
        printed = truth["cases"][0]["fields"]
        stamped += [f for f in reading.cases[0].fields if printed.get(f.key, {}).get("slot")]
    assert stamped
    assert all(found.state is not ReadingState.ACCEPTED for found in stamped)
    assert any(problem.code == "field-coloured-ink" for f in stamped for problem in f.problems)
