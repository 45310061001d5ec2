"""A small month of a commune office through the whole product; the big one is run by hand
(``tests/benchmarks/month.py``)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from support.program import environment

_MONTH = Path(__file__).parents[1] / "benchmarks" / "month.py"
_SMALL = ("--books", "4", "--cases", "60", "--days", "4", "--real", "2", "--seed", "1")


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.timeout(1200)
def test_every_place_counts_the_same_through_a_month(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(_MONTH), *_SMALL, "--folder", str(tmp_path)],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=1140,
        check=False,
    )
    assert done.stdout, done.stderr[-3000:]
    found = json.loads(done.stdout.splitlines()[0])
    assert found["errors"] == []
    assert done.returncode == 0, done.stderr[-3000:]

    # The month really went through all of it.
    assert found["compared"] > 150
    assert found["tried"] >= 26
    for act in ("submit-batch", "approve-batch", "approve-part", "reopen-case", "export-batch"):
        assert found["acts"][act] > 0
    assert found["second"]["keyed"] == 2 * 2 * 15
    assert sum(day["in_window"] for day in found["days"]) > 0
    everything = found["accuracy"]["all"]
    papers = 60 + 2
    assert everything["exported_fields"] == everything["handed_in_fields"] > 10 * papers
    assert everything["exported_wrong"] <= everything["handed_in_wrong"] < everything["read_wrong"]
