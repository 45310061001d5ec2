"""An exercise and one's own figures, through the command line, with the real reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.program import run

from digitizer.bootstrap.practising import open_practice, practice_folder
from digitizer.cli.demo_clerk import settle_case
from digitizer.domain.errors import NotAllowed
from digitizer.workflow.ports import CaseFilter

ME = "Nguyễn Thị Mẫu"
NAME = "nksHoTen"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("practice") / "ws"
    assert run("init", root).code == 0
    made = run("practice", "--cases", 1, "--level", "clean", "--prepare", workspace=root)
    assert made.code == 0, made.out + made.err
    return root


def test_an_exercise_is_marked_field_by_field_and_stays_apart(workspace: Path) -> None:
    assert run("practice", "--results", workspace=workspace).out == (
        "No practice case is finished yet.\n"
    )
    station = open_practice(workspace, ME, "vi")
    try:
        (case,) = station.case_summaries(CaseFilter())
        truth = station.workspace / "truth" / f"{case.scan_name}.json"
        settle_case(station, case.id, truth)
        revision = station.case_view(case.id).case.revision
        station.set_field(case.id, NAME, "Vũ Thị Sai", revision)
        station.finish_case(case.id, revision + 1)
        with pytest.raises(NotAllowed) as refused:
            station.export_batch(1)
        assert refused.value.code == "practice-not-exported"
    finally:
        station.close()
    (marked,) = run("practice", "--results", "--json", workspace=workspace).objects
    missed = {miss["field"]: miss["stored"] for miss in marked["misses"]}
    assert missed.pop(NAME) == "Vũ Thị Sai"
    # The simulated clerk also writes what only the book's cover says.
    assert set(missed) <= {"quyenSo", "noiDangKy"}
    assert "Vũ Thị Sai" in run("practice", "--results", workspace=workspace).out
    assert run("records", "list", workspace=workspace).out.count("\n") <= 1
    assert "You did nothing" in run("own-work", workspace=workspace).out
    own = run("own-work", "--json", workspace=practice_folder(workspace, ME)).objects[0]
    assert own["stretches"][0]["cases"] == 1
    other = run("own-work", workspace=practice_folder(workspace, ME), user="Trần Văn Khác")
    assert "You did nothing" in other.out


def test_exercises_are_thrown_away(workspace: Path) -> None:
    assert "thrown away" in run("practice", "--discard", workspace=workspace).out
    assert not practice_folder(workspace, ME).exists()
    assert "no exercises" in run("practice", "--discard", workspace=workspace).out


def test_a_type_without_samples_is_refused(workspace: Path) -> None:
    done = run("practice", "--type", "no.such", "--prepare", workspace=workspace)
    assert done.code == 2
