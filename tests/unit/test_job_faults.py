"""A scan that the reader cannot cope with fails alone and with a code."""

from __future__ import annotations

from pathlib import Path

import pytest

from digitizer.domain.errors import EnvironmentFault
from digitizer.schemas import load_catalog
from ocr import ReadSettings, read_scan


@pytest.fixture(autouse=True)
def no_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ocr.job.engines_of", lambda settings: ())


def test_missing_file_is_a_fault_of_the_surroundings(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as fault:
        read_scan(tmp_path / "gone.png", tmp_path / "work", load_catalog(), ReadSettings())

    assert fault.value.code == "reading-no-io"


def test_unexpected_failure_is_named_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def burst(source: Path, limits: object) -> None:
        raise ZeroDivisionError

    (tmp_path / "odd.png").write_bytes(b"odd")
    monkeypatch.setattr("ocr.job.iter_pages", burst)

    with pytest.raises(EnvironmentFault) as fault:
        read_scan(tmp_path / "odd.png", tmp_path / "work", load_catalog(), ReadSettings())

    assert fault.value.code == "reading-failed"
    assert fault.value.params["kind"] == "ZeroDivisionError"
    assert fault.value.params["place"].startswith("test_job_faults.py:")
