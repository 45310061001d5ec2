"""Values that a hand or a stamp put on a page, from the drawn file to the decision."""

from __future__ import annotations

import json
from pathlib import Path

from digitizer.domain.record import FieldReading, ReadingState
from digitizer.samples import Wish, generate
from digitizer.schemas import load_catalog
from ocr.job import ReadSettings, read_scan


def _read(folder: Path, wish: Wish, count: int) -> list[tuple[FieldReading, str]]:
    """The fields that were read, each with how its value was put on the paper."""
    found = []
    for made in generate(folder, count, 11, wish=wish):
        truth = json.loads(made.truth_path.read_text(encoding="utf-8"))
        reading = read_scan(made.path, folder / "work", load_catalog(), ReadSettings())
        put = {key: field.get("slot", "") for key, field in truth["cases"][0]["fields"].items()}
        found += [
            (field, put[field.key])
            for field in reading.cases[0].fields
            if field.state is not ReadingState.MISSING and field.key in put
        ]
    return found


def _has(field: FieldReading, code: str) -> bool:
    return any(problem.code == code for problem in field.problems)


def test_no_stamped_value_is_taken_without_a_clerk(tmp_path: Path) -> None:
    wish = Wish(types=("birth", "death"), damages=("stamped",), split="test")
    stamped = [field for field, slot in _read(tmp_path, wish, 3) if slot == "stamped"]
    assert stamped
    assert all(field.state is not ReadingState.ACCEPTED for field in stamped)
    assert any(_has(field, "field-coloured-ink") for field in stamped)


def test_values_by_hand_go_to_a_clerk(tmp_path: Path) -> None:
    wish = Wish(types=("birth", "death"), damages=("handwritten",), split="test")
    written = [field for field, slot in _read(tmp_path, wish, 3) if slot == "handwritten"]
    taken = [field.text for field in written if field.state is ReadingState.ACCEPTED]
    assert len(written) >= 20
    assert len(taken) <= 0.02 * len(written), taken
    assert any(_has(field, "field-handwritten") for field in written)


def test_print_is_seldom_taken_for_handwriting(tmp_path: Path) -> None:
    wish = Wish(types=("birth", "marriage"), damages=("clean",), split="test")
    read = _read(tmp_path, wish, 4)
    held = [field.text for field, _ in read if _has(field, "field-handwritten")]
    assert len(read) >= 50
    assert len(held) <= 0.02 * len(read), held
    assert not any(_has(field, "field-among-handwriting") for field, _ in read)
