"""Changes planted anywhere in a package are found, and each changed file is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.certificates import NOW, issued, root
from support.export_content import CREATED, content, some_cases
from support.planted import plant_all
from support.signing import signer

from digitizer.domain.package import PackageResult
from exports.package import write_package
from exports.verify import verify_package

AGO = (CREATED - NOW).days / 365
# Twice every kind; tests/benchmarks/planted.py plants five hundred.
COUNT = 44


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> PackageResult:
    base = tmp_path_factory.mktemp("made")
    key = signer(base, issued(root(), years=(AGO - 1, 3)))
    return write_package(content(some_cases(base)), base / "out", key)


def test_planted_changes_are_found_and_named(original: PackageResult, tmp_path: Path) -> None:
    assert verify_package(original.folder).is_sound
    assert verify_package(original.archive).is_sound
    outcomes = list(plant_all(original, tmp_path, COUNT, seed=20261128))
    assert len(outcomes) == COUNT
    assert [each for each in outcomes if not each.is_found] == []
    assert [each for each in outcomes if not each.is_named] == []
