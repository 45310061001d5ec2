"""What ``make run`` does without a display: the whole walk, with equal counts at its end."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.program import run

pytestmark = [pytest.mark.tesseract, pytest.mark.slow]


def test_walk_ends_with_equal_counts_pictures_and_a_sound_package(tmp_path: Path) -> None:
    folder = tmp_path / "demo"

    done = run("demo", "--folder", folder, "--headless", "--count", 2)

    assert done.code == 0, done.out + done.err
    assert done.out.splitlines()[-1] == (
        "2 files in = 2 stored; 2 documents; 2 records; 2 approved; 2 exported"
    )
    (archive,) = (folder / "exports").glob("*.zip")
    assert str(archive) in done.out
    assert run("verify", archive).code == 0
    pictures = {path.name for path in (folder / "screenshots" / "1-correction").iterdir()}
    for page in ("inbox", "cases", "desk", "batches", "approval"):
        assert f"{page}-vi-light-1366x768.png" in pictures


def test_folder_that_is_no_demonstration_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("keep", encoding="utf-8")

    done = run("demo", "--folder", tmp_path, "--headless")

    assert done.code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
