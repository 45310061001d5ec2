"""A phone photo and a photographed register book are read like scans."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.program import run

pytestmark = [pytest.mark.tesseract, pytest.mark.slow]


def _sample(folder: Path, *options: object) -> tuple[Path, list[dict[str, Any]]]:
    assert run("samples", folder, "--count", 1, *options).code == 0
    (scan,) = folder.glob("*.jpg")
    truth = json.loads(scan.with_suffix(".truth.json").read_text(encoding="utf-8"))
    return scan, truth["cases"]


def _share_right(case: dict[str, Any], read: dict[str, Any]) -> float:
    right = [
        read["fields"][key]["value"] == field["value"] for key, field in case["fields"].items()
    ]
    return sum(right) / len(right)


def test_a_photographed_certificate_is_read(tmp_path: Path) -> None:
    options = ("--damage", "photo", "--layout", "certificate_plain", "--seed", 3)
    scan, (truth,) = _sample(tmp_path, *options)

    (case,) = run("read", scan, "--json").objects

    assert _share_right(truth, case) >= 0.9
    (page,) = case["pages"]
    # The page lies flat: it has the shape of A4 and the resolution that the paper got.
    assert page["height"] / page["width"] == pytest.approx(297 / 210, rel=0.02)
    assert 200 <= page["dpi"] <= 320


def test_a_photographed_book_is_two_cases_left_and_right(tmp_path: Path) -> None:
    scan, truth = _sample(tmp_path, "--damage", "spread", "--seed", 9)

    cases = run("read", scan, "--json").objects

    assert [[page["number"] for page in case["pages"]] for case in cases] == [[1], [2]]
    for printed, read in zip(truth, cases, strict=True):
        assert _share_right(printed, read) >= 0.75
        assert read["fields"]["so"]["value"] == printed["fields"]["so"]["value"]
