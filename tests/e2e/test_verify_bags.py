"""By command: a bag of another program is checked anywhere, and called what it is."""

from __future__ import annotations

import hashlib
from pathlib import Path

from support.program import run


def bag(folder: Path) -> Path:
    (folder / "data").mkdir(parents=True)
    (folder / "data/thư.txt").write_text("xin chào\n", encoding="utf-8")
    digest = hashlib.sha512((folder / "data/thư.txt").read_bytes()).hexdigest()
    (folder / "manifest-sha512.txt").write_text(f"{digest}  ./data/thư.txt\n", encoding="utf-8")
    (folder / "bagit.txt").write_text(
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", encoding="utf-8"
    )
    return folder


def test_a_sound_bag_is_told_to_be_of_another_program(tmp_path: Path) -> None:
    package = bag(tmp_path / "túi")
    said = run("verify", package)
    assert said.code == 0
    warning, verdict = said.out.splitlines()
    assert warning.startswith("! ")
    assert "data/thư.txt" in warning
    assert "BagIt" in verdict

    (told,) = run("verify", package, "--json").objects
    assert (told["sound"], told["foreign"]) == (True, True)
    assert [each["severity"] for each in told["problems"]] == ["warning"]
    assert run("verify", package, "--signed").code == 1


def test_a_changed_bag_is_not_sound_and_its_file_is_named(tmp_path: Path) -> None:
    package = bag(tmp_path / "túi")
    (package / "data/thư.txt").write_text("xin lỗi\n", encoding="utf-8")
    said = run("verify", package)
    assert said.code == 1
    assert [line for line in said.out.splitlines() if line.startswith("✗ ") and "thư.txt" in line]
