"""Finished records speak about the readings that they came from."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.workspace import CLERK, make_bench, read_case

from digitizer.bootstrap.calibrating import learn_thresholds
from digitizer.bootstrap.folders import Folders
from digitizer.bootstrap.manner import read_settings
from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.page import AS_DATA, Origin
from digitizer.domain.schema import FieldKind
from digitizer.domain.sureness import NEVER, Sureness
from digitizer.settings import Settings
from digitizer.workflow import correct
from digitizer.workflow.calibrate import calibrate
from ocr import load_sureness

SURENESS = Sureness("1", 0.9, (), 200, 0.3, 0.1)


def test_only_finished_cases_count_and_changes_are_seen(tmp_path: Path) -> None:
    bench = make_bench(tmp_path)
    case = read_case(bench, tmp_path)
    assert calibrate(bench.ports, SURENESS, 0.002).promise.accepted == 0

    correct.set_field(bench.ports, CLERK, case, "nksHoTen", "LÊ THỊ MẬU", bench.revision(case))
    correct.finish_case(bench.ports, CLERK, case, bench.revision(case))
    found = calibrate(bench.ports, SURENESS, 0.002)

    names = next(each for each in found.kinds if each.kind is FieldKind.NAME)
    dates = next(each for each in found.kinds if each.kind is FieldKind.DATE)
    assert (names.promise.wrong, names.promise.looked_at) == (1, 1)
    assert (dates.promise.wrong, dates.promise.looked_at) == (0, 0)
    assert found.sureness.version == "2026-11-23"


def test_values_that_were_data_say_nothing_about_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("support.workspace.Origin", lambda *_: Origin(AS_DATA, "2.1.0"))
    bench = make_bench(tmp_path)
    case = read_case(bench, tmp_path)
    correct.finish_case(bench.ports, CLERK, case, bench.revision(case))
    assert calibrate(bench.ports, SURENESS, 0.002).promise.accepted == 0


def test_what_was_learned_is_what_the_workspace_reads_with(tmp_path: Path) -> None:
    bench, path = make_bench(tmp_path), tmp_path / "sureness.toml"
    case = read_case(bench, tmp_path)
    correct.set_field(bench.ports, CLERK, case, "nksHoTen", "LÊ THỊ MẬU", bench.revision(case))
    correct.finish_case(bench.ports, CLERK, case, bench.revision(case))

    learn_thresholds(bench.ports, path, 0.002, write=False)
    assert not path.exists()
    learn_thresholds(bench.ports, path, 0.002, write=True)

    learned, settings = load_sureness(path), Settings()
    assert learned.least(FieldKind.NAME) == NEVER
    assert learned.least(FieldKind.DATE) == load_sureness(tmp_path / "none").least(FieldKind.DATE)
    assert read_settings(settings, Folders.of(tmp_path, settings)).sureness == learned


def test_thresholds_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    bench = make_bench(tmp_path)
    case = read_case(bench, tmp_path)
    correct.set_field(bench.ports, CLERK, case, "nksHoTen", "LÊ THỊ MẬU", bench.revision(case))
    correct.finish_case(bench.ports, CLERK, case, bench.revision(case))

    with pytest.raises(EnvironmentFault) as refused:
        learn_thresholds(bench.ports, tmp_path / "gone" / "sureness.toml", 0.002, write=True)

    assert refused.value.code == "thresholds-not-written"
