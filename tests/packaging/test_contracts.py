"""The import contracts hold, and one that is broken on purpose is caught."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    lint = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [str(lint), "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for package in ("digitizer", "ui", "ocr", "exports"):
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_contracts_hold() -> None:
    done = _lint(ROOT)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("digitizer/domain/page.py", "import sqlalchemy"),
        ("digitizer/workflow/receive.py", "import PySide6.QtCore"),
        ("digitizer/intake/listing.py", "import digitizer.store"),
        ("ocr/pool.py", "import exports"),
        ("ui/app.py", "import digitizer.store"),
        ("digitizer/domain/batch.py", "import digitizer.workflow.ports"),
    ],
)
def test_planted_violation_fails(copy: Path, file: str, line: str) -> None:
    target = copy / file
    target.write_text(target.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")

    assert _lint(copy).returncode != 0


def test_undeclared_module_fails(copy: Path) -> None:
    (copy / "digitizer" / "extras.py").write_text('"""New."""\n', encoding="utf-8")

    assert _lint(copy).returncode != 0
