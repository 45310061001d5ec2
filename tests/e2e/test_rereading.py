"""Reading a field again through the command line."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from support.program import Done, run

KEY = "nksHoTen"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace after ``watch --once`` over one scan."""
    root = tmp_path_factory.mktemp("reread")
    assert run("init", root / "ws").code == 0
    samples = root / "samples"
    assert run("samples", samples, "--count", 1, "--damage", "clean", "--seed", 5).code == 0
    for scan in samples.iterdir():
        if not scan.name.endswith(".truth.json"):
            shutil.copy(scan, root / "ws" / "inbox")
    watched = run("watch", "--once", workspace=root / "ws")
    assert watched.code == 0, watched.out + watched.err
    return root / "ws"


def field_of(workspace: Path) -> dict[str, Any]:
    (shown,) = run("records", "show", 1, "--json", workspace=workspace).objects
    found: dict[str, Any] = shown["fields"][KEY]
    return found


def reread(workspace: Path, *options: object) -> Done:
    return run("reread", 1, KEY, *options, workspace=workspace)


@pytest.mark.slow
@pytest.mark.tesseract
def test_a_field_is_read_again_stored_and_taken_back(workspace: Path) -> None:
    before = field_of(workspace)

    (looked,) = reread(workspace, "--json").objects
    untouched = field_of(workspace)
    taken = reread(workspace, "--take")
    after = field_of(workspace)
    undone = run("records", "undo", 1, workspace=workspace)

    assert looked["text"] == before["text"]
    assert looked["box"] is not None
    assert untouched == before
    assert taken.code == 0, taken.err
    assert (after["text"], after["state"]) == (before["text"], "review")
    assert undone.code == 0, undone.err
    assert field_of(workspace)["state"] == before["state"]


@pytest.mark.slow
@pytest.mark.tesseract
def test_a_box_of_ones_own_is_read_and_a_wrong_one_refused(workspace: Path) -> None:
    (whole,) = reread(workspace, "--json").objects
    x, y, width, height = whole["box"]
    first_half = f"{x - 10},{y - 8},{width // 2},{height + 16}"

    (part,) = reread(workspace, "--page", 1, "--box", first_half, "--json").objects
    blank = reread(workspace, "--page", 1, "--box", "1,1,60,40", "--take")
    bad = reread(workspace, "--box", "one,two")
    off = reread(workspace, "--box", "90000,10,50,50")
    no_page = reread(workspace, "--page", 9)

    assert 0 < len(part["text"]) < len(whole["text"])
    assert whole["text"].startswith(part["text"][:3])
    assert (blank.code, bad.code, off.code) == (2, 2, 2)
    assert no_page.code == 4
