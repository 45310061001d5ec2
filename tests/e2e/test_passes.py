"""Equal values of a batch by command."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.program import run

CLERK = "Nguyễn Thị Mẫu"


@pytest.mark.slow
@pytest.mark.tesseract
def test_a_group_is_listed_confirmed_and_then_gone(tmp_path: Path) -> None:
    assert run("init", tmp_path / "ws").code == 0
    workspace, samples = tmp_path / "ws", tmp_path / "samples"
    assert run("samples", samples, "--count", 2, "--damage", "clean", "--seed", 5).code == 0
    book = workspace / "inbox" / "KS 2019"
    book.mkdir()
    for scan in samples.iterdir():
        if not scan.name.endswith(".truth.json"):
            shutil.copy(scan, book)
    assert run("watch", "--once", workspace=workspace).code == 0

    def groups() -> list[dict[str, object]]:
        return run("passes", "KS 2019", "--accepted", "--json", workspace=workspace).objects

    chosen = next(each for each in groups() if each["field"] == "nksQuocTich")
    assert chosen["text"] == "Việt Nam"
    arguments = ("passes", "KS 2019", "--accepted", "--confirm", "nksQuocTich")

    done = run(*arguments, "Việt Nam", user=CLERK, workspace=workspace)

    assert done.code == 0, done.err
    assert "2" in done.out
    assert not [each for each in groups() if each["field"] == "nksQuocTich"]
    shown = run("records", "show", 1, "--json", workspace=workspace)
    assert CLERK in shown.out
    assert run(*arguments, "Không có", user=CLERK, workspace=workspace).code == 2
