"""Sample pages of books: several cases on a page, one that goes over its end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from digitizer.samples import generate


def truth_of(folder: Path, layout: str, seed: int = 5) -> dict[str, Any]:
    sample = generate(folder, 1, seed, damage="clean", layout=layout)[0]
    truth: dict[str, Any] = json.loads(sample.truth_path.read_text(encoding="utf-8"))
    return truth


@pytest.mark.parametrize("layout", ["birth_book_three", "marriage_book_three"])
def test_three_entries_stand_on_one_page(layout: str, tmp_path: Path) -> None:
    truth = truth_of(tmp_path, layout)
    assert [case["pages"] for case in truth["cases"]] == [[1], [1], [1]]
    assert len(truth["pages"]) == 1
    tops = [case["fields"]["so"]["places"][0][0]["quad"][0][1] for case in truth["cases"]]
    assert tops == sorted(tops)
    assert len(set(tops)) == 3


@pytest.mark.parametrize("layout", ["birth_book_over", "marriage_book_over"])
def test_an_entry_goes_on_over_the_next_page(layout: str, tmp_path: Path) -> None:
    truth = truth_of(tmp_path, layout)
    pages = [case["pages"] for case in truth["cases"]]
    assert len(pages) == 3
    assert [1, 2] in pages
    last = max(number for numbers in pages for number in numbers)
    assert [page["page"] for page in truth["pages"]] == list(range(1, last + 1))


def test_the_places_of_every_value_name_the_lines_of_its_page(tmp_path: Path) -> None:
    truth = truth_of(tmp_path, "birth_book_over")
    lines = {page["page"]: page["lines"] for page in truth["pages"]}
    for case in truth["cases"]:
        for field in case["fields"].values():
            for piece in (piece for place in field["places"] for piece in place):
                assert piece["text"] in lines[piece["page"]][piece["line"]]["text"]
