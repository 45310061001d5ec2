"""Values that a hand or a stamp put on a page, from the drawn file to the decision."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from digitizer.domain.record import ReadingState
from digitizer.samples import Wish, generate
from digitizer.schemas import load_catalog
from ocr.job import ReadSettings, read_scan


@pytest.mark.parametrize(
    ("slot", "code"), [("stamped", "field-coloured-ink"), ("handwritten", "field-handwritten")]
)
def test_no_value_that_was_not_printed_is_taken_without_a_clerk(
    tmp_path: Path, slot: str, code: str
) -> None:
    wish = Wish(types=("birth", "death"), damages=(slot,), split="test")
    found = []
    for made in generate(tmp_path, 3, 11, wish=wish):
        truth = json.loads(made.truth_path.read_text(encoding="utf-8"))
        reading = read_scan(made.path, tmp_path / "work", load_catalog(), ReadSettings())
        printed = truth["cases"][0]["fields"]
        found += [f for f in reading.cases[0].fields if printed.get(f.key, {}).get("slot") == slot]
    assert found
    assert all(each.state is not ReadingState.ACCEPTED for each in found)
    assert any(problem.code == code for each in found for problem in each.problems)


def test_print_is_not_taken_for_handwriting(tmp_path: Path) -> None:
    wish = Wish(types=("birth", "marriage"), damages=("clean",), split="test")
    problems = []
    for made in generate(tmp_path, 3, 12, wish=wish):
        reading = read_scan(made.path, tmp_path / "work", load_catalog(), ReadSettings())
        problems += [p.code for f in reading.cases[0].fields for p in f.problems]
    assert "field-handwritten" not in problems
    assert "field-among-handwriting" not in problems
