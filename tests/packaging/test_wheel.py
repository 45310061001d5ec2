"""What is shipped: exactly four packages, with their data, and a lock file without addresses."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=200,
    )
    (found,) = folder.glob("*.whl")
    return found


def test_top_level_is_exactly_the_four_packages(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    top = {name.split("/")[0] for name in names if ".dist-info/" not in name}

    assert top == {"digitizer", "ui", "ocr", "exports"}


def test_no_tests_are_shipped(wheel: Path) -> None:
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if "test" in Path(name).stem]


@pytest.mark.parametrize("suffix", [".toml", ".ftl", ".svg", ".qss", ".typed", ".mako", ".onnx"])
def test_every_data_file_of_the_tree_is_in_the_wheel(wheel: Path, suffix: str) -> None:
    shipped = set(zipfile.ZipFile(wheel).namelist())
    in_tree = {
        path.relative_to(ROOT).as_posix()
        for package in ("digitizer", "ui", "ocr", "exports")
        for path in (ROOT / package).rglob(f"*{suffix}")
        if "training" not in path.parts
    }

    assert in_tree <= shipped


def test_the_training_of_the_line_reader_is_not_shipped(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert not [name for name in names if name.startswith("ocr/training")]


def test_the_line_readers_are_shipped_and_small(wheel: Path) -> None:
    models = {
        entry.filename: entry.file_size
        for entry in zipfile.ZipFile(wheel).infolist()
        if entry.filename.endswith(".onnx")
    }

    assert set(models) == {
        "ocr/engines/models/hand-finder.onnx",
        "ocr/engines/models/line-reader.onnx",
        "ocr/engines/models/line-reader-2.onnx",
    }
    assert max(models.values()) <= 12_000_000


def test_installed_wheel_runs_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    code = (
        "import digitizer, sys; sys.argv[1:] = ['--help']; import digitizer.cli.main as m; m.main()"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(site), "PATH": "/usr/bin:/bin", "DIGITIZER_LANG": "en"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    for command in [
        "gui",
        "init",
        "doctor",
        "samples",
        "read",
        "watch",
        "status",
        "records",
        "batch",
        "export",
        "verify",
        "demo",
    ]:
        assert command in done.stdout


def test_lock_file_names_no_registry_and_pins_every_hash() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    assert "://" not in text
    pinned = re.findall(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==", text, re.MULTILINE)
    blocks = re.split(r"^(?=[a-z0-9][a-z0-9._-]*(?:\[[^\]]*\])?==)", text, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(pinned)
    assert all("--hash=sha256:" in block for block in blocks)


def test_dependencies_are_bounded_on_both_sides() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    for text in project["project"]["dependencies"]:
        operators = {specifier.operator for specifier in Requirement(text).specifier}
        assert ">=" in operators, text
        assert "<" in operators, text


def test_the_window_toolkit_that_aborts_is_excluded() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (qt,) = [
        Requirement(text)
        for text in project["project"]["dependencies"]
        if text.startswith("PySide6")
    ]

    assert not qt.specifier.contains("6.12.0")


def test_toolkit_survives_five_thousand_emits() -> None:
    code = (
        "from PySide6.QtCore import QObject, Signal\n"
        "class Bell(QObject):\n"
        "    rung = Signal(object)\n"
        "bell, heard = Bell(), []\n"
        "bell.rung.connect(heard.append)\n"
        "for number in range(5000):\n"
        "    bell.rung.emit(number)\n"
        "assert heard == list(range(5000))\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )

    assert done.returncode == 0, done.stderr
